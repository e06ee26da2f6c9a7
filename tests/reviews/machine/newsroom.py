"""Who works at the desk, what the articles say, and how an act is tried: done, or refused with nothing changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from claims import clock
from claims.actions import articles, jobs
from claims.detection import Sentence
from claims.enums import Door
from claims.errors import DomainError
from claims.intake import Details
from claims.models import Job, Topic
from claims.tasks import WORK
from reviews.models import Rules
from tests.factories import PersonFactory, found
from tests.reviews.machine.laws import LAWS
from tests.reviews.machine.prelude import busy_desk
from tests.reviews.machine.rows import EDITOR, REVIEWER, Row, Rows, tables_named_in

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday morning
MINUTE = timedelta(minutes=1)
WILD = 8  # one choice in so many is made among all there is, sensible or not

# Names that stand in no claim: a sentence that has one of them in it names somebody.
PEOPLE: dict[str, dict[str, Any]] = {
    "wanda": {"roles": [REVIEWER], "profile": {"capacity": 2}},
    "xaver": {"roles": [REVIEWER], "profile": {"languages": ["en"]}},
    "yusuf": {"roles": [REVIEWER]},
    "zelda": {"roles": [REVIEWER, EDITOR], "profile": {"available": False}},
    "quinn": {"roles": [REVIEWER, EDITOR]},
    "edgar": {"roles": [EDITOR]},
    "elena": {"roles": [EDITOR]},
    "superhero": {"is_superuser": True},
    "departed": {"roles": [REVIEWER, EDITOR], "is_active": False},
    "passerby": {},
}
# What articles are made of, who said it, and how much it deserves a check. Some name an outlet or an organisation.
STATEMENTS: dict[str, tuple[str | None, float]] = {
    "Exports grew by 5 percent in 2019.": (None, 0.95),
    "Crime fell by half, said the minister.": ("the minister", 0.8),
    "Acme Mills paid no taxes in 2018.": ("Ida Brook", 0.6),
    "The Harbour Post lost 300 readers.": (None, 0.4),
    "Rents doubled within 10 years.": ("Ida Brook", 0.35),
}

done: Counter[str] = Counter()  # in all runs: which acts were done
refused: Counter[str] = Counter()  # and which were refused, with which code
recorded: Counter[str] = Counter()  # which acts history has, whoever did them: people, the clock or a job


class Chance(NamedTuple):
    """What chance brings: numbers that choose the claim, the person, whom it is about, what was seen, and the rest."""

    it: int
    who: int
    whom: int
    look: int
    how: int

    def of(self, *choices: Any) -> Any:
        return choices[self.how % len(choices)]


class Newsroom(RuleBasedStateMachine):
    """One run: a desk, new or busy, and its people, undone at the end as if it had never been."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = ExitStack()
        self.undo.enter_context(transaction.atomic())
        self.undo.enter_context(patch("claims.detection.read", _detect))
        self.moment = BEGIN
        self.refusal: DomainError | None = None
        self.kept_besides: tuple[str, ...] = ()

    @initialize(busy=st.booleans())
    def the_desk_opens(self, busy: bool) -> None:
        for name in ("trade", "crime"):
            Topic.objects.create(slug=name, name=name.capitalize(), experts_only=name == "crime")
        self.people = {name: PersonFactory(username=name, **known).pk for name, known in PEOPLE.items()}
        with clock.set_to(self.moment):
            Rules(pk=1, reviews_wanted=2).save()
            editor = get_user_model().objects.get(username="edgar")
            first = "\n".join(list(STATEMENTS)[:3])
            articles.receive(first, actor=editor, door=Door.API, details=Details(language="en"))
            assert jobs.execute(Job.objects.get().pk, WORK)
            if busy:
                busy_desk()
        self.rows = Rows()

    def teardown(self) -> None:
        if not connection.needs_rollback:
            connection.check_constraints()
        transaction.set_rollback(True)
        self.undo.close()

    # --- who and what, as chance has it ------------------------------------------------------------------

    def somebody(self, number: int, *fitting: int) -> Any:
        """One of those whom it fits, now and then anybody. Read anew each time: roles are kept with the object."""
        return get_user_model().objects.get(pk=one_of(list(self.people.values()), fitting, number))

    def editor(self, number: int) -> Any:
        return self.somebody(number, *self.with_role(EDITOR))

    def reviewer(self, number: int) -> Any:
        return self.somebody(number, *self.with_role(REVIEWER))

    def with_role(self, role: str) -> list[int]:
        return [pk for pk in self.people.values() if role in self.rows.roles(pk)]

    def claim(self, number: int, *statuses: str) -> Row:
        """A claim at one of these statuses, now and then at any."""
        claims = self.rows["Claim"]
        return one_of(claims, [claim for claim in claims if claim.status in statuses], number)

    def assignment(self, number: int, *statuses: str) -> Row | None:
        """An open one on a claim at one of these statuses, now and then any; none when there are none at all."""
        every = self.rows["Assignment"]
        at = {claim.id for claim in self.rows["Claim"] if not statuses or claim.status in statuses}
        fitting = [row for row in every if row.closed_as == "" and row.claim_id in at]
        return one_of(every, fitting, number) if every else None

    def seen(self, claim: Row, number: int) -> int | None:
        """The version that a decision is made on: none, the one that stands, now and then an older one."""
        return [None, *[claim.version] * (WILD - 2), claim.version - 1][number % WILD]

    # --- trying -------------------------------------------------------------------------------------------

    def attempt(self, act: str, do: Callable[[], Any], *, keeps: tuple[str, ...] = ()) -> Any:
        """Do it a minute later. What is refused is refused in a sentence; `keeps`: what may differ even then."""
        self.moment += MINUTE
        self.refusal, self.kept_besides = None, keeps
        try:
            with clock.set_to(self.moment):
                result = do()
        except DomainError as refusal:
            self.refusal = refusal
            refused[f"{act}: {refusal.code}"] += 1
            return None
        done[act] += 1
        return result

    def must_hold(self, sent: list[str]) -> None:
        """What was refused changed nothing, and whatever these statements did, all laws hold."""
        before, self.rows = self.rows, Rows(self.rows, tables_named_in(sent))
        done["steps"] += 1
        recorded.update(event.act for event in self.rows["Event"] if event.id not in before.tables["Event"])
        if self.refusal is not None:
            same = before.but_for(*self.kept_besides) == self.rows.but_for(*self.kept_besides)
            assert same, f"it was refused ({self.refusal}), and yet something changed"
        if before.tables != self.rows.tables:
            with clock.set_to(self.moment):
                for law in LAWS:
                    law(before, self.rows)


def one_of(everything: Sequence[Any], fitting: Iterable[Any], number: int) -> Any:
    found = list(fitting)
    choice = everything if number % WILD == WILD - 1 or not found else found
    return choice[number // WILD % len(choice)]


def _detect(body: str, language: str) -> list[Sentence]:
    """Every statement that stands there, and nothing else."""
    return [
        replace(found(body, text, worthiness), claimant=claimant)
        for text, (claimant, worthiness) in STATEMENTS.items()
        if text in body
    ]
