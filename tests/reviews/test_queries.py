"""What people ask of the desk. Who waits for whom is held with the actions that use it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from claims import clock as desk_clock
from claims.enums import Status
from reviews import queries
from reviews.actions import assignments, letting_go
from reviews.models import Assignment, Profile, Review, Verdict
from tests.factories import PersonFactory, claim_at, queued_claims

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_every_status_is_counted_also_at_nought() -> None:
    claim_at(Status.PUBLISHED)
    queued_claims(0.9, 0.8)
    assert queries.counts_by_status() == {
        "new": 0,
        "queued": 2,
        "in_review": 0,
        "escalated": 0,
        "disputed": 0,
        "reviewed": 0,
        "approved": 0,
        "published": 1,
        "withdrawn": 0,
        "dismissed": 0,
    }


def test_what_one_holds_comes_oldest_first_and_nothing_else(reviewer: Any) -> None:
    first, second = claim_at(Status.IN_REVIEW, reviewer=reviewer), claim_at(Status.IN_REVIEW, reviewer=reviewer)
    claim_at(Status.REVIEWED, reviewer=reviewer)
    claim_at(Status.IN_REVIEW)
    assert [assignment.claim for assignment in queries.held_by(reviewer)] == [first, second]


def test_available_reviewers_come_with_what_they_hold_and_what_they_can(reviewer: Any) -> None:
    PersonFactory(reviewer=True, profile={"available": False})
    PersonFactory(reviewer=True, is_active=False)
    small = PersonFactory(reviewer=True, profile={"capacity": 2})
    for status in (Status.IN_REVIEW, Status.IN_REVIEW, Status.REVIEWED):
        claim_at(status, reviewer=small)
    found = {person: (person.held, person.capacity) for person in queries.available_reviewers()}
    assert found == {reviewer: (0, 5), small: (2, 2)}


@pytest.mark.parametrize(
    ("away", "here"),
    [
        ((None, None), True),
        ((0, 0), False),
        ((-3, 0), False),
        ((0, 3), False),
        ((-3, None), False),
        ((None, 3), False),
        ((1, None), True),
        ((1, 3), True),
        ((-3, -1), True),
        ((None, -1), True),
    ],
)
def test_who_is_away_today_is_given_nothing_automatically_and_may_take(
    away: tuple[int | None, int | None], here: bool, reviewer: Any
) -> None:
    first, last = (None if days is None else desk_clock.today() + timedelta(days=days) for days in away)
    Profile.objects.create(user=reviewer, away_from=first, away_until=last)
    assert list(queries.available_reviewers()) == ([reviewer] if here else [])
    waiting = queued_claims(0.9)
    assert list(queries.waiting_for(reviewer)) == waiting


def test_somebody_in_both_groups_is_one_reviewer_with_true_counts() -> None:
    both = PersonFactory(roles=["Reviewer", "Editor"])
    claim_at(Status.IN_REVIEW, reviewer=both)
    assert [(person, person.held) for person in queries.available_reviewers()] == [(both, 1)]


def test_the_load_shows_everybody_with_what_is_late(reviewer: Any) -> None:
    away = PersonFactory(reviewer=True, username="away", profile={"available": False})
    with desk_clock.set_to(NOON - timedelta(days=2)):
        claim_at(Status.IN_REVIEW, reviewer=away)
    with desk_clock.set_to(NOON):
        claim_at(Status.IN_REVIEW, reviewer=away)
        claim_at(Status.IN_REVIEW, reviewer=reviewer)
        load = [(person.username, person.held, person.late) for person in queries.load_per_reviewer()]
    assert load == [("away", 2, 1), ("first-reviewer", 1, 0)]


def test_why_nothing_waits_is_true_when_something_is_being_taken_this_moment(reviewer: Any) -> None:
    """Asked after three looks at a queue that others lock: it is there, so none of the usual reasons holds."""
    queued_claims(0.9)
    assert queries.why_nothing_waits_for(reviewer) == "What waits is being taken by others right now. Try again."


# --- who sees what -------------------------------------------------------------------------------


def test_reviewers_see_their_own_assignments_and_editors_all(
    reviewer: Any, second_reviewer: Any, editor: Any, stranger: Any, clock: Any
) -> None:
    mine, other = claim_at(Status.IN_REVIEW, reviewer=reviewer), claim_at(Status.IN_REVIEW, reviewer=second_reviewer)
    seen = {
        person.username: set(Assignment.objects.visible_to(person)) for person in (reviewer, editor, stranger, clock)
    }
    assert seen == {
        "first-reviewer": set(mine.assignments.all()),
        "first-editor": {*mine.assignments.all(), *other.assignments.all()},
        "stranger": set(),
        "clock": set(),
    }


@pytest.mark.parametrize(
    ("status", "seen"),
    [(Status.REVIEWED, False), (Status.APPROVED, False), (Status.PUBLISHED, True), (Status.WITHDRAWN, True)],
)
def test_a_review_is_blind_for_other_reviewers_until_the_claim_is_decided(
    status: Status, seen: bool, reviewer: Any, second_reviewer: Any, editor: Any, stranger: Any
) -> None:
    review = claim_at(status, reviewer=reviewer).reviews.get()
    assert Review.objects.visible_to(second_reviewer).filter(pk=review.pk).exists() == seen
    assert Review.objects.visible_to(reviewer).get() == review
    assert Review.objects.visible_to(editor).get() == review
    assert not Review.objects.visible_to(stranger).exists()


@pytest.mark.parametrize(
    ("status", "seen"),
    [(Status.REVIEWED, False), (Status.APPROVED, False), (Status.PUBLISHED, True), (Status.WITHDRAWN, True)],
)
def test_a_verdict_is_for_everybody_once_it_was_published(
    status: Status, seen: bool, editor: Any, reviewer: Any, stranger: Any
) -> None:
    claim_at(status, reviewer=reviewer)
    for person in (reviewer, stranger):
        assert Verdict.objects.visible_to(person).exists() == seen
    assert Verdict.objects.visible_to(editor).exists()


def test_what_was_given_back_waits_for_the_others_only(reviewer: Any, second_reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    letting_go.release(assignments.take_next(actor=reviewer).pk, actor=reviewer, note="Not my field.")
    assert list(queries.waiting_for(reviewer)) == []
    assert list(queries.waiting_for(second_reviewer)) == [claim]


def test_the_queue_of_a_language_is_not_the_queue_of_another_that_begins_alike(reviewer: Any) -> None:
    queued_claims(0.9, language="fil")
    reader = PersonFactory(reviewer=True, profile={"languages": ["fi"]})
    assert list(queries.waiting_for(reader)) == []
