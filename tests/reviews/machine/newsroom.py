"""Who works at the desk, what the articles say, and how an act is tried: done, or refused with nothing changed."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

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
from tests.reviews.machine.rows import EDITOR, REVIEWER, Row, Rows

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday morning
MINUTE = timedelta(minutes=1)
STEPS = 50  # of a run, when Hypothesis does not end it before

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
# What articles are made of, with who said it. Some name an outlet or an organisation.
STATEMENTS = {
    "Exports grew by 5 percent in 2019.": None,
    "Crime fell by half, said the minister.": "the minister",
    "Acme Mills paid no taxes in 2018.": "Ida Brook",
    "The Harbour Post lost 300 readers.": None,
    "Rents doubled within 10 years.": "Ida Brook",
}
OUTLETS = ["", "The Harbour Post", "Daily Mirrors"]
WORTHINESS = [0.95, 0.8, 0.6, 0.4, 0.35]
ADDRESSES = ["", "", "https://harbourpost.example/one", "https://example.org/two"]

numbers = st.integers(0, 99)
done: Counter[str] = Counter()  # in all runs: which acts were done
refused: Counter[str] = Counter()  # and which were refused, with which code


class Newsroom(RuleBasedStateMachine):
    """One run: an empty desk and its people, undone at the end as if it had never been."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = ExitStack()
        self.undo.enter_context(transaction.atomic())
        self.undo.enter_context(patch("claims.detection.read", _detect))
        self.moment, self.refusal = BEGIN, None
        self.allowed_to_differ: tuple[str, ...] = ()

    @initialize()
    def open_the_desk(self) -> None:
        for name in ("trade", "crime"):
            Topic.objects.create(slug=name, name=name.capitalize(), experts_only=name == "crime")
        self.people = {name: PersonFactory(username=name, **known).pk for name, known in PEOPLE.items()}
        with clock.set_to(self.moment):
            Rules.current().save()
            text = "\n".join(list(STATEMENTS)[:3])
            editor = get_user_model().objects.get(username="edgar")
            articles.receive(text, actor=editor, door=Door.API, details=Details(language="en"))
            assert jobs.execute(Job.objects.get().pk, WORK)
        self.rows = Rows()

    def teardown(self) -> None:
        if not connection.needs_rollback:
            connection.check_constraints()
        transaction.set_rollback(True)
        self.undo.close()

    # --- who and what, from numbers: mostly what makes sense, now and then anything ---------------------

    def somebody(self, number: int, *fitting: int) -> Any:
        """One of those whom it fits, but every fifth time anybody at all. Read anew: roles are kept with the object."""
        anybody = list(self.people.values())
        return get_user_model().objects.get(pk=one_of(anybody, fitting, number))

    def with_role(self, role: str) -> list[int]:
        return [pk for pk in self.people.values() if role in self.rows.roles(pk)]

    def claim(self, number: int, *statuses: str) -> Row:
        """A claim at one of these statuses, now and then at any."""
        claims = self.rows["Claim"]
        return one_of(claims, [claim for claim in claims if claim.status in statuses], number)

    def assignment(self, number: int, *statuses: str) -> Row | None:
        """An open one on a claim at one of these statuses, now and then any."""
        every = self.rows["Assignment"]
        at = {claim.id for claim in self.rows["Claim"] if not statuses or claim.status in statuses}
        fitting = [row for row in every if row.closed_as == "" and row.claim_id in at]
        return one_of(every, fitting, number) if every else None

    def seen(self, claim: Row, number: int) -> int | None:
        """The version that the decision is made on: none, the one that stands, or now and then an older one."""
        return [None, claim.version, claim.version, claim.version - 1][number % 4]

    # --- trying ---------------------------------------------------------------------------------------

    def attempt(self, act: str, do: Callable[[], Any], *, keeps: tuple[str, ...] = ()) -> Any:
        """Do it a minute later. Refused it must be with a sentence, and nothing differs but what this refusal keeps."""
        self.moment += MINUTE
        self.refusal, self.allowed_to_differ = None, keeps
        try:
            with clock.set_to(self.moment):
                result = do()
        except DomainError as refusal:
            self.refusal = refusal
            refused[f"{act}: {refusal.code}"] += 1
            return None
        done[act] += 1
        return result

    @invariant()
    def the_rules_hold(self) -> None:
        before, self.rows = self.rows, Rows()
        done["steps"] += 1
        if self.refusal is not None:
            assert before.but_for(*self.allowed_to_differ) == self.rows.but_for(*self.allowed_to_differ), (
                f"refused ({self.refusal}), and yet something changed"
            )
        if before.tables != self.rows.tables:
            with clock.set_to(self.moment):
                for law in LAWS:
                    law(before, self.rows)


def one_of(everything: Sequence[Any], fitting: Iterable[Any], number: int) -> Any:
    found = list(fitting)
    choice = everything if number % 5 == 4 or not found else found
    return choice[number // 5 % len(choice)]


def _detect(body: str, language: str) -> list[Sentence]:
    return [
        replace(found(body, text, WORTHINESS[number]), claimant=claimant)
        for number, (text, claimant) in enumerate(STATEMENTS.items())
        if text in body
    ]


def runs(steps: int) -> int:
    """How many runs come to so many steps."""
    return max(1, steps // STEPS)


def wanted_steps() -> int | None:
    """DESK_STEPS: how long to play, with other numbers each time. Unset: as `make test` does, the same every time."""
    given = os.environ.get("DESK_STEPS")
    return int(given) if given else None
