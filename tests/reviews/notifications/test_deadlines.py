"""What the clock tells: leases that end soon, claims that wait too long; each once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import clock as desk_clock
from claims.enums import Status
from claims.models import Claim
from reviews import tasks
from reviews.actions import assignments
from reviews.enums import HandedOut, Told
from reviews.models import Assignment, Notification, Rules
from reviews.notifications import deadlines
from tests.factories import PersonFactory, claim_at, queued_claims
from tests.reviews.notifications.told import sentences, told

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def minutes_later(minutes: float) -> Any:
    return desk_clock.set_to(NOON + minutes * MINUTE)


@pytest.fixture
def held(reviewer: Any) -> Assignment:
    """Taken at noon, for an hour."""
    with desk_clock.set_to(NOON):
        queued_claims(0.9)
        return assignments.take_next(actor=reviewer)


def test_who_holds_a_claim_is_warned_once_before_the_lease_ends(held: Assignment, editor: Any) -> None:
    for minutes in (0, 49, 50.5, 51.5, 59):
        with minutes_later(minutes):
            tasks.warn_of_leases()
            assert told(held.reviewer) == ([Told.EXPIRING] if minutes > 50 else [])
    said = f"Your time for “{held.claim.text}” ends on 1 March, 13:00 (UTC)."
    assert sentences(held.reviewer, Told.EXPIRING) == [said]
    assert told(editor) == []


def test_who_renews_every_minute_is_not_warned(held: Assignment) -> None:
    for minutes in range(0, 180, 5):
        with minutes_later(minutes):
            assignments.renew(held.pk, actor=held.reviewer, token=held.token)
            tasks.warn_of_leases()
    assert told(held.reviewer) == []


def test_who_was_warned_renews_and_goes_away_again_is_warned_again_but_once_an_hour(held: Assignment) -> None:
    with minutes_later(55):
        tasks.warn_of_leases()
        assignments.renew(held.pk, actor=held.reviewer, token=held.token)
    for minutes in (106, 110, 114.9):
        with minutes_later(minutes):
            tasks.warn_of_leases()
    assert told(held.reviewer) == [Told.EXPIRING]  # the end is near again, but the first warning not an hour ago
    Assignment.objects.update(leased_until=NOON + 117 * MINUTE)
    with minutes_later(116):
        tasks.warn_of_leases()
    assert told(held.reviewer) == [Told.EXPIRING] * 2


def test_leases_shorter_than_the_warning_do_not_warn_whoever_renews_them(held: Assignment) -> None:
    Rules.objects.create(pk=1, warning_minutes=240)
    for minutes in range(0, 60, 2):
        with minutes_later(minutes):
            assignments.renew(held.pk, actor=held.reviewer, token=held.token)
            tasks.warn_of_leases()
    assert told(held.reviewer) == []


@pytest.mark.parametrize("closed_as", ["released", "expired", "reviewed"])
def test_who_holds_it_no_longer_is_not_warned(held: Assignment, closed_as: str) -> None:
    Assignment.objects.update(closed_at=NOON, closed_as=closed_as)
    with minutes_later(55):
        tasks.warn_of_leases()
    assert told(held.reviewer) == []


def test_a_lease_that_is_over_is_no_longer_about_to_end(held: Assignment) -> None:
    with minutes_later(61):
        tasks.warn_of_leases()
    assert told(held.reviewer) == []


def test_who_was_given_a_claim_is_warned_as_well(reviewer: Any) -> None:
    claim_at(Status.IN_REVIEW, reviewer=reviewer)
    assert Assignment.objects.get().reason == HandedOut.CHOSEN
    with desk_clock.set_to(Assignment.objects.get().leased_until - 5 * MINUTE):
        tasks.warn_of_leases()
    assert told(reviewer) == [Told.ASSIGNED, Told.EXPIRING]


def test_warning_three_costs_as_many_queries_as_warning_one() -> None:
    costs = []
    for number in (1, 3):
        for _ in range(number):
            claim_at(Status.IN_REVIEW)
        nearly_over = Assignment.objects.latest("pk").leased_until - 5 * MINUTE
        with desk_clock.set_to(nearly_over), CaptureQueriesContext(connection) as captured:
            tasks.warn_of_leases()
        costs.append(len(captured))
        Assignment.objects.update(closed_at=NOON, closed_as="released")
    assert costs[0] == costs[1]
    assert Notification.objects.filter(kind=Told.EXPIRING).count() == 4


# --- waiting too long ----------------------------------------------------------------------------


def wait(hours: float) -> Any:
    return desk_clock.set_to(NOON + timedelta(hours=hours))


@pytest.fixture
def waiting(db: None) -> Claim:
    with desk_clock.set_to(NOON):
        return queued_claims(0.9)[0]


def test_editors_are_told_once_of_a_claim_that_waits_too_long(
    waiting: Claim, editor: Any, second_editor: Any, reviewer: Any
) -> None:
    for hours in (1, 47.9, 48.1, 49, 500):
        with wait(hours):
            tasks.tell_of_overdue()
            assert told(editor) == told(second_editor) == ([Told.OVERDUE] if hours > 48 else [])
    assert sentences(editor, Told.OVERDUE) == [f"“{waiting.text}” has waited for a reviewer for more than 48 hours."]
    assert told(reviewer) == []


def test_the_desks_own_number_of_hours_counts(waiting: Claim, editor: Any) -> None:
    Rules.objects.create(pk=1, overdue_hours=2)
    with wait(3):
        tasks.tell_of_overdue()
    assert told(editor) == [Told.OVERDUE]


def test_an_editor_who_came_later_is_not_told_of_what_was_overdue_before(waiting: Claim, editor: Any) -> None:
    with wait(50):
        tasks.tell_of_overdue()
        newcomer = PersonFactory(editor=True)
        tasks.tell_of_overdue()
    assert told(newcomer) == []


def test_what_waits_for_an_editor_is_not_overdue_for_reviewers(editor: Any) -> None:
    claim_at(Status.REVIEWED)
    with desk_clock.set_to(desk_clock.now() + timedelta(days=30)):
        tasks.tell_of_overdue()
    assert told(editor) == []


def test_what_nobody_could_be_told_of_holds_up_nothing(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(deadlines, "AT_ONCE", 1)
    with desk_clock.set_to(NOON):
        queued_claims(0.9, 0.8)
    with wait(50):
        assert deadlines.tell_of_overdue() == 1  # and there is no editor yet
        editor = PersonFactory(editor=True)
        assert deadlines.tell_of_overdue() == 1
        assert deadlines.tell_of_overdue() == 0
    assert told(editor) == [Told.OVERDUE]


def test_what_was_told_already_is_not_looked_at_again(waiting: Claim, editor: Any) -> None:
    with wait(50), CaptureQueriesContext(connection) as first:
        tasks.tell_of_overdue()
    with wait(51), CaptureQueriesContext(connection) as later:
        tasks.tell_of_overdue()
    assert len(first) > 2
    assert len(later) == 2  # the rules, and what is left
    assert Claim.objects.get(pk=waiting.pk).late_told_at == NOON + timedelta(hours=50)


def test_a_claim_that_is_taken_at_that_moment_is_not_late_any_more(waiting: Claim, editor: Any, reviewer: Any) -> None:
    assignments.take_next(actor=reviewer)
    assert not deadlines._tell_that_it_is_late(waiting, Rules.current())
    assert told(editor) == []
