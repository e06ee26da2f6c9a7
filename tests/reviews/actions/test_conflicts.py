"""Declaring conflicts of interest and ending them: who may, what is kept, what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from claims import clock
from claims.errors import DomainError, NotAllowed, NotFound, NotText, TooLong, UnknownTopic
from claims.models import Event
from reviews.actions import conflicts
from reviews.actions.conflicts import Interest
from reviews.errors import AlreadyEnded, ConflictIncomplete, NotInTheNewsroom, UnknownChoice, WrongPeriod
from reviews.models import Conflict
from tests.reviews.about import claim_about, conflict, topic

pytestmark = pytest.mark.django_db
OUTLET = Interest(kind="outlet", value="  Daily \n Example ", note=" Worked there. ")


def declare(interest: Interest, person: Any, *, by: Any = None) -> Conflict:
    return conflicts.declare(interest, person_id=person.pk, actor=by or person)


class TestDeclare:
    def test_keeps_what_was_said_tidied_with_who_and_when(self, reviewer: Any) -> None:
        made = declare(OUTLET, reviewer)
        made.refresh_from_db()
        assert (made.person, made.kind, made.value, made.note) == (reviewer, "outlet", "Daily Example", "Worked there.")
        assert (made.declared_by, made.starts_on, made.ends_on) == (reviewer, clock.today(), None)
        assert (made.topic, made.claim, made.ended_by, made.ended_at) == (None, None, None, None)
        assert not Event.objects.exists()

    def test_names_a_topic_or_a_claim_and_then_no_words(self, reviewer: Any) -> None:
        health, claim = topic("health"), claim_about()
        on_topic = declare(Interest(kind="topic", topic="HEALTH", value="left out", claim=claim.pk), reviewer)
        on_claim = declare(Interest(kind="claim", claim=claim.pk, topic="left out"), reviewer)
        assert (on_topic.topic, on_topic.claim, on_topic.value) == (health, None, "")
        assert (on_claim.topic, on_claim.claim, on_claim.value) == (None, claim, "")

    @pytest.mark.parametrize("person", ["reviewer", "editor", "second_editor"])
    def test_an_editor_declares_anybodys(self, person: str, editor: Any, request: Any) -> None:
        whose = request.getfixturevalue(person)
        made = declare(OUTLET, whose, by=editor)
        assert (made.person, made.declared_by) == (whose, editor)

    @pytest.mark.parametrize("actor", ["reviewer", "stranger", "clock", "console"])
    def test_nobody_else_declares_somebody_elses(self, actor: str, second_reviewer: Any, request: Any) -> None:
        with pytest.raises(NotAllowed):
            declare(OUTLET, second_reviewer, by=request.getfixturevalue(actor))
        assert not Conflict.objects.exists()

    @pytest.mark.parametrize("person", ["stranger", "clock", "console"])
    def test_only_who_belongs_to_the_newsroom_has_any(self, person: str, editor: Any, request: Any) -> None:
        whose = request.getfixturevalue(person)
        for actor in (editor, whose):
            with pytest.raises(NotInTheNewsroom):
                declare(OUTLET, whose, by=actor)

    def test_somebody_who_does_not_exist_has_none(self, editor: Any) -> None:
        for unknown in (0, 10**30):
            with pytest.raises(NotInTheNewsroom):
                conflicts.declare(OUTLET, person_id=unknown, actor=editor)

    def test_the_same_again_is_the_one_that_stands(self, reviewer: Any, editor: Any) -> None:
        made = declare(OUTLET, reviewer)
        assert declare(OUTLET, reviewer) == made
        assert declare(Interest(kind="outlet", value="Daily Example"), reviewer) != made
        conflicts.end(made.pk, actor=reviewer)
        assert declare(OUTLET, reviewer) != made

    @pytest.mark.parametrize(
        ("interest", "refused", "field"),
        [
            (Interest(kind=""), UnknownChoice, "kind"),
            (Interest(kind="friend", value="X"), UnknownChoice, "kind"),
            (Interest(kind="outlet"), ConflictIncomplete, "value"),
            (Interest(kind="claimant", value=" \t"), ConflictIncomplete, "value"),
            (Interest(kind="organisation", value=".*"), ConflictIncomplete, "value"),
            (Interest(kind="outlet", value="x" * 201), TooLong, "value"),
            (Interest(kind="outlet", value="x " * 21), TooLong, "value"),
            (Interest(kind="outlet", value="a\0b"), NotText, "value"),
            (Interest(kind="outlet", value="x", note="y" * 2_001), TooLong, "note"),
            (Interest(kind="topic"), ConflictIncomplete, "topic"),
            (Interest(kind="topic", topic="gardening"), UnknownTopic, "topic"),
            (Interest(kind="claim"), ConflictIncomplete, "claim"),
            (Interest(kind="claim", claim=0), ConflictIncomplete, "claim"),
            (Interest(kind="claim", claim=10**30), ConflictIncomplete, "claim"),
            (Interest(kind="outlet", value="x", ends_on=date(2020, 1, 1)), WrongPeriod, "ends_on"),
            (
                Interest(kind="outlet", value="x", starts_on=date(2020, 1, 2), ends_on=date(2020, 1, 1)),
                WrongPeriod,
                "ends_on",
            ),
        ],
    )
    def test_what_names_nothing_is_refused(
        self, reviewer: Any, interest: Interest, refused: type[DomainError], field: str
    ) -> None:
        with pytest.raises(refused) as error:
            declare(interest, reviewer)
        assert error.value.about == field
        assert not Conflict.objects.exists()


class TestEnd:
    def test_sets_the_last_day_and_keeps_the_row_and_who_ended_it(self, reviewer: Any) -> None:
        made = declare(OUTLET, reviewer)
        ended = conflicts.end(made.pk, actor=reviewer)
        ended.refresh_from_db()
        assert (ended.ends_on, ended.ended_by) == (clock.today(), reviewer)
        assert ended.ended_at is not None
        assert ended.holds  # until the day is over: nobody ends a conflict and takes the claim

    def test_an_editor_ends_anybodys(self, reviewer: Any, editor: Any) -> None:
        made = declare(OUTLET, reviewer)
        assert conflicts.end(made.pk, actor=editor).ended_by == editor

    def test_what_an_editor_declared_an_editor_ends(self, reviewer: Any, editor: Any, second_editor: Any) -> None:
        made = declare(OUTLET, reviewer, by=editor)
        with pytest.raises(NotAllowed):
            conflicts.end(made.pk, actor=reviewer)
        assert conflicts.end(made.pk, actor=second_editor).ended_by == second_editor

    @pytest.mark.parametrize("actor", ["second_reviewer", "stranger", "clock"])
    def test_nobody_else_learns_that_there_is_one(self, actor: str, reviewer: Any, request: Any) -> None:
        made = declare(OUTLET, reviewer)
        with pytest.raises(NotFound):
            conflicts.end(made.pk, actor=request.getfixturevalue(actor))
        assert made.ended_at is None

    def test_a_day_may_be_named_within_what_was_declared(self, reviewer: Any) -> None:
        today = clock.today()
        starts_on, ends_on = today - timedelta(days=9), today + timedelta(days=9)
        made = declare(Interest(kind="outlet", value="X", starts_on=starts_on, ends_on=ends_on), reviewer)
        with pytest.raises(WrongPeriod):
            conflicts.end(made.pk, actor=reviewer, ends_on=starts_on - timedelta(days=1))
        assert conflicts.end(made.pk, actor=reviewer, ends_on=ends_on + timedelta(days=9)).ends_on == ends_on

    def test_what_was_to_come_ends_on_its_first_day(self, reviewer: Any) -> None:
        tomorrow = clock.today() + timedelta(days=1)
        made = declare(Interest(kind="outlet", value="X", starts_on=tomorrow), reviewer)
        assert conflicts.end(made.pk, actor=reviewer).ends_on == tomorrow

    def test_what_is_over_is_not_ended_again(self, reviewer: Any) -> None:
        made = declare(OUTLET, reviewer)
        conflicts.end(made.pk, actor=reviewer)
        over = conflict(reviewer, "outlet", "X", starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 2))
        for pk in (made.pk, over.pk):
            with pytest.raises(AlreadyEnded):
                conflicts.end(pk, actor=reviewer)


def test_who_sees_whose(reviewer: Any, second_reviewer: Any, editor: Any, stranger: Any, clock: Any) -> None:
    mine, other = declare(OUTLET, reviewer), declare(OUTLET, second_reviewer)
    people = (reviewer, second_reviewer, editor, stranger, clock)
    seen = [set(Conflict.objects.visible_to(person)) for person in people]
    assert seen == [{mine}, {other}, {mine, other}, set(), set()]


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"value": ""}, "conflict_names_what_its_kind_says"),
        ({"kind": "topic"}, "conflict_names_what_its_kind_says"),
        ({"kind": "claim", "value": ""}, "conflict_names_what_its_kind_says"),
        ({"kind": "other"}, "conflict_names_what_its_kind_says"),
        ({"ends_on": date(2020, 1, 1)}, "conflict_begins_before_it_ends"),
        ({"ended_at": "2026-01-01T00:00Z"}, "ended_conflict_says_by_whom_and_when"),
    ],
)
def test_the_database_holds_what_a_conflict_is(reviewer: Any, wrong: dict[str, Any], name: str) -> None:
    made = conflict(reviewer, "outlet", "X")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Conflict.objects.filter(pk=made.pk).update(**wrong)
    assert name in str(refused.value)


def test_a_conflict_names_one_thing(reviewer: Any) -> None:
    both = conflict(reviewer, "topic", topic("health"))
    for wrong in ({"value": "X"}, {"claim": claim_about()}, {"topic": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Conflict.objects.filter(pk=both.pk).update(**wrong)
