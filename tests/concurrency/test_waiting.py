"""Waiting for the change feed: woken by a commit, without a connection meanwhile, and never with all the threads."""

import threading
from itertools import pairwise
from time import monotonic
from typing import Any

import pytest
from django.db import connection, transaction

from claims.enums import Status
from reviews.actions import verdicts
from reviews.api import waiting
from tests.concurrency.second_connection import BLOCKED_SECONDS
from tests.factories import claim_at
from tests.over_http import Caller
from tests.servers import wait_until

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]


class Patient(threading.Thread):
    """A client that asks with `wait`, on a connection of its own."""

    def __init__(self, seconds: int = 20) -> None:
        super().__init__(daemon=True)
        self.asked = {"after": Caller().read("changes")["cursor"], "wait": seconds}
        self.answer: Any = None
        self.took = 0.0
        self.start()

    def run(self) -> None:
        began = monotonic()
        self.answer = Caller().get("changes", **self.asked)
        self.took = monotonic() - began
        connection.close()

    def finish(self) -> Any:
        self.join(BLOCKED_SECONDS)
        assert self.answer is not None, "it still waits"
        return self.answer.json()


def others_connected() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def test_who_waits_is_answered_when_something_is_committed(editor: Any) -> None:
    claim = claim_at(Status.APPROVED)
    patient = Patient()
    with transaction.atomic():
        verdicts.publish(claim.pk, actor=editor)
        assert not patient.answer
    [change] = patient.finish()["results"]
    assert change["kind"] == "verdict.published"


def test_who_waits_holds_no_connection() -> None:
    patient = Patient(seconds=4)
    seen: set[int] = set()
    wait_until(lambda: seen.add(others_connected()) or patient.answer is not None, BLOCKED_SECONDS, "the wait is over")
    assert 0 in seen
    assert patient.finish()["results"] == []
    assert patient.took >= 4


def test_nothing_new_is_said_in_the_end_with_the_same_cursor() -> None:
    patient = Patient(seconds=1)
    assert patient.finish() == {"results": [], "cursor": patient.asked["after"]}


def test_however_many_wait_the_database_is_asked_once_in_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float] = []
    plain = waiting.feed.last
    monkeypatch.setattr(waiting, "_seats", threading.BoundedSemaphore(5))
    monkeypatch.setattr(waiting.feed, "last", lambda: looks.append(monotonic()) or plain())
    for patient in [Patient(seconds=3) for _ in range(5)]:
        patient.finish()
    assert looks
    assert all(later - earlier >= waiting.PAUSE for earlier, later in pairwise(looks))


def test_who_finds_no_seat_is_answered_at_once_and_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_seats", threading.BoundedSemaphore(1))
    cursor = Caller().read("changes")["cursor"]
    with waiting.a_seat() as seated:
        assert seated
        turned_away = Caller().get("changes", after=cursor, wait=20)
    assert turned_away.json() == {"results": [], "cursor": cursor}
    assert turned_away["Retry-After"] == "5"
    assert "Retry-After" not in Caller().get("changes", after=cursor, wait=1)
