"""One reviewer's working day: take the next, record what was found, and everything that goes wrong on the way."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import cycle
from typing import Any

from tests.benchmarks.desk.browsing import Answer, Lost, Session

PAUSE_SECONDS = 0.3  # when there is nothing to take
SOURCE = {"url": "https://statistics.example/tables/4711", "title": "Table 4711", "stance": "refutes"}
REASONING = "The table gives another number for the year in question."
EXPECTED = {"nothing_to_take", "assignment_closed", "at_capacity", "lease_over"}


@dataclass
class Diary:
    """What one reviewer saw: seconds of each take that was answered with a claim, and counts."""

    takes: list[float] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    surprises: list[str] = field(default_factory=list)


class Trouble(StrEnum):
    """What goes wrong, one after the other."""

    HANGS_UP_TAKING = "hung up while taking"
    LEAVES = "lease left to run out"
    HANGS_UP_RECORDING = "hung up while recording"
    TWICE = "recorded twice at once"


class Reviewer(threading.Thread):
    """Works until told to stop, with a trouble at each `calm`th claim. `abandon` is told of leases left alone."""

    def __init__(
        self, session: Session, number: int, stop: threading.Event, abandon: Callable[[int], None], calm: int
    ) -> None:
        super().__init__(daemon=True)
        self.session, self.stop, self.abandon, self.calm = session, stop, abandon, calm
        self.dice, self.diary = random.Random(number), Diary()
        self.step, self.troubles = number, cycle(Trouble)
        self.left_alone = set[int]()

    def run(self) -> None:
        work = self._once
        while not self.stop.is_set():
            try:
                work()
                work = self._once
            except Lost:
                self.diary.counted["connection lost"] += 1
                work = self._pick_up
            except Exception as surprise:
                self.diary.surprises.append(repr(surprise))
                self.stop.wait(PAUSE_SECONDS)
        self.session.close()

    def _once(self) -> None:
        self.step += 1
        trouble = None if self.step % self.calm else next(self.troubles)
        if trouble:
            self.diary.counted[trouble] += 1
        if trouble is Trouble.HANGS_UP_TAKING:
            self.session.post_and_hang_up("assignments")
            self._pick_up()
            return
        began = time.monotonic()
        answer = self.session.post("assignments")
        if answer.status == 201:
            self.diary.takes.append(time.monotonic() - began)
            self._work_on(answer.body, trouble)
        else:
            self._note(answer)
            self.stop.wait(PAUSE_SECONDS)
            self._pick_up()  # the clock may have assigned something

    def _pick_up(self) -> None:
        """Look what is in one's hands, after a connection that ended too, and go on with it."""
        for held in self.session.get("assignments?open=true&page_size=50").body["results"]:
            if held["id"] not in self.left_alone:
                self._record(held)

    def _work_on(self, held: dict[str, Any], trouble: Trouble | None) -> None:
        if trouble is Trouble.LEAVES:
            self.left_alone.add(held["id"])
            self.abandon(held["id"])
        elif trouble is Trouble.HANGS_UP_RECORDING:
            self.session.post_and_hang_up(f"assignments/{held['id']}/review", **self._finding(held))
            self._pick_up()
        elif trouble is Trouble.TWICE:
            self._record_twice(held)
        else:
            self._record(held)

    def _record(self, held: dict[str, Any]) -> None:
        answer = self.session.post(f"assignments/{held['id']}/review", **self._finding(held))
        self._note(answer)

    def _record_twice(self, held: dict[str, Any]) -> None:
        """The same token from two tabs at the same time: one of them is told that it is done."""
        answers = list[Answer]()
        path, finding = f"assignments/{held['id']}/review", self._finding(held)

        def record(tab: Session) -> None:
            with suppress(Lost):
                answers.append(tab.post(path, **finding))

        other = self.session.twin()
        second = threading.Thread(target=record, args=[other])
        second.start()
        record(self.session)
        second.join()
        other.close()
        for answer in answers:
            self._note(answer)
        if len(answers) == 2 and sum(answer.status == 201 for answer in answers) != 1:
            self.diary.surprises.append(f"recorded twice: {[(answer.status, answer.code) for answer in answers]}")

    def _finding(self, held: dict[str, Any]) -> dict[str, Any]:
        rating = "true" if self.dice.random() < 0.1 else "false"
        return {"token": held["token"], "rating": rating, "reasoning": REASONING, "sources": [SOURCE]}

    def _note(self, answer: Answer) -> None:
        self.diary.counted[answer.code or str(answer.status)] += 1
        if answer.status != 201 and answer.code not in EXPECTED:
            self.diary.surprises.append(f"{answer.status} {answer.body}")
