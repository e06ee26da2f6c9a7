"""Taking the next claim, keeping it, and being assigned one."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from claims import clock as desk_clock
from claims.actions import triage
from claims.enums import Act, Status
from claims.errors import IllegalAct, NotAllowed, NotFound
from claims.models import Event
from reviews.actions import assignments, letting_go, places
from reviews.enums import Closed, HandedOut
from reviews.errors import AssignmentClosed, AtCapacity, NotAReviewer, NothingToTake, WrongToken
from reviews.models import Assignment, Rules
from tests.factories import PersonFactory, claim_at, queued_claims

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def queued_at(hour: int, worthiness: float = 0.7) -> Any:
    with desk_clock.set_to(NOON + timedelta(hours=hour)):
        return queued_claims(worthiness)[0]


# --- take_next -----------------------------------------------------------------------------------


def test_the_most_check_worthy_comes_first_then_the_oldest(reviewer: Any) -> None:
    middle, best, young, old = queued_at(2, 0.8), queued_at(5, 0.9), queued_at(4), queued_at(3)
    taken = [assignments.take_next(actor=reviewer).claim for _ in range(4)]
    assert taken == [best, middle, old, young]


def test_what_is_taken_is_held_for_an_hour_by_who_sits_in_front_of_it(reviewer: Any, settings: Any) -> None:
    [claim] = queued_claims(0.9)
    with desk_clock.set_to(NOON):
        assignment = assignments.take_next(actor=reviewer)
    assert (assignment.claim, assignment.reviewer, assignment.reason) == (claim, reviewer, HandedOut.TAKEN)
    assert (assignment.is_open, assignment.closed_as) == (True, "")
    assert assignment.leased_until == NOON + timedelta(minutes=settings.TAKEN_LEASE_MINUTES)


def test_an_empty_queue_says_so(reviewer: Any) -> None:
    with pytest.raises(NothingToTake, match=r"Nothing waits for you right now\. The queue is empty\."):
        assignments.take_next(actor=reviewer)


def test_a_queue_in_other_languages_says_so() -> None:
    queued_claims(0.9, language="es")
    reader = PersonFactory(reviewer=True, profile={"languages": ["en", "de"]})
    with pytest.raises(NothingToTake, match="in languages that your profile does not list"):
        assignments.take_next(actor=reader)


def test_a_queue_of_what_one_gave_back_says_so(reviewer: Any) -> None:
    queued_claims(0.9)
    letting_go.release(assignments.take_next(actor=reviewer).pk, actor=reviewer, note="Not my field.")
    with pytest.raises(NothingToTake, match="What waits is what you gave back"):
        assignments.take_next(actor=reviewer)


def test_what_one_gave_back_is_there_for_the_others(reviewer: Any, second_reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    letting_go.release(assignments.take_next(actor=reviewer).pk, actor=reviewer, note="Not my field.")
    assert assignments.take_next(actor=second_reviewer).claim == claim


@pytest.mark.parametrize("languages", [[], ["pt"], ["de", "pt-BR"], ["pt-PT"]])
def test_claims_in_ones_languages_are_offered(languages: list[str]) -> None:
    [claim] = queued_claims(0.9, language="pt-BR")
    reader = PersonFactory(reviewer=True, profile={"languages": languages})
    assert assignments.take_next(actor=reader).claim == claim


def test_who_is_at_capacity_finishes_something_first() -> None:
    queued_claims(0.9, 0.8, 0.7)
    small = PersonFactory(reviewer=True, profile={"capacity": 2})
    for _ in range(2):
        assignments.take_next(actor=small)
    with pytest.raises(AtCapacity, match="You hold 2 claims and your limit is 2"):
        assignments.take_next(actor=small)
    assert Assignment.objects.filter(reviewer=small).count() == 2


def test_what_was_given_back_leaves_room_again(reviewer: Any) -> None:
    queued_claims(*[0.9] * 7)
    held = [assignments.take_next(actor=reviewer) for _ in range(5)]
    with pytest.raises(AtCapacity):
        assignments.take_next(actor=reviewer)
    letting_go.release(held[0].pk, actor=reviewer, note="Not my field.")
    assert assignments.take_next(actor=reviewer)


def test_who_is_off_duty_can_still_take() -> None:
    queued_claims(0.9)
    assert assignments.take_next(actor=PersonFactory(reviewer=True, profile={"available": False}))


@pytest.mark.parametrize("role", ["editor", "stranger", "clock"])
def test_taking_refuses_who_is_no_reviewer(role: str, request: pytest.FixtureRequest) -> None:
    queued_claims(0.9)
    with pytest.raises(NotAllowed):
        assignments.take_next(actor=request.getfixturevalue(role))
    assert not Assignment.objects.exists()


def test_one_role_of_a_claim_is_in_one_hand(reviewer: Any, second_reviewer: Any) -> None:
    """The database knows it, also when an action forgot to look."""
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    with pytest.raises(IntegrityError), transaction.atomic():
        places.hold(claim, second_reviewer, HandedOut.CHOSEN, place=1)
    assert claim.assignments.count() == 1


# --- assign --------------------------------------------------------------------------------------


def test_an_editor_hands_a_claim_to_a_reviewer(editor: Any, reviewer: Any, settings: Any) -> None:
    [claim] = queued_claims(0.9)
    with desk_clock.set_to(NOON):
        assignment = assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
    assert (assignment.claim, assignment.reviewer, assignment.reason) == (claim, reviewer, HandedOut.CHOSEN)
    assert assignment.leased_until == NOON + timedelta(minutes=settings.ASSIGNED_LEASE_MINUTES)


@pytest.mark.parametrize("role", ["editor", "stranger", "clock", "inactive"])
def test_a_claim_is_assigned_to_reviewers_only(role: str, editor: Any, request: pytest.FixtureRequest) -> None:
    [claim] = queued_claims(0.9)
    inactive = PersonFactory(reviewer=True, is_active=False)
    somebody = inactive if role == "inactive" else request.getfixturevalue(role)
    with pytest.raises(NotAReviewer, match=somebody.username):
        assignments.assign(claim.pk, reviewer_id=somebody.pk, actor=editor)
    assert not Assignment.objects.exists()


def test_a_reviewer_who_does_not_exist_is_no_reviewer(editor: Any) -> None:
    [claim] = queued_claims(0.9)
    with pytest.raises(NotAReviewer):
        assignments.assign(claim.pk, reviewer_id=987_654, actor=editor)


def test_an_editor_may_hand_more_than_the_capacity() -> None:
    """The editor knows why; only the clock and the reviewer are held to it."""
    [claim] = queued_claims(0.9)
    full = PersonFactory(reviewer=True, profile={"capacity": 1})
    claim_at(Status.IN_REVIEW, reviewer=full)
    assert assignments.assign(claim.pk, reviewer_id=full.pk, actor=PersonFactory(editor=True))


# --- release -------------------------------------------------------------------------------------


def test_giving_back_closes_the_assignment_and_queues_the_claim(reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    released = letting_go.release(claim.assignments.get().pk, actor=reviewer, note="Not my field.")
    claim.refresh_from_db()
    assert (claim.status, released.closed_as, released.is_open) == (Status.QUEUED, Closed.RELEASED, False)


def test_an_editor_gives_back_what_somebody_else_holds(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    letting_go.release(claim.assignments.get().pk, actor=editor, note="On holiday.")
    claim.refresh_from_db()
    assert claim.status == Status.QUEUED


def test_an_assignment_that_is_closed_says_how_and_who_holds_the_claim_now(
    reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    mine = claim.assignments.get()
    letting_go.release(mine.pk, actor=editor, note="On holiday.")
    with pytest.raises(AssignmentClosed, match=r"\(given back\)\. Nobody holds it now\."):
        letting_go.release(mine.pk, actor=reviewer, note="Not my field.")
    assignments.assign(claim.pk, reviewer_id=second_reviewer.pk, actor=editor)
    with pytest.raises(AssignmentClosed, match=r"\(given back\)\. Now second-reviewer holds it\."):
        letting_go.release(mine.pk, actor=reviewer, note="Not my field.")
    assert claim.assignments.get(closed_at=None).reviewer == second_reviewer


def test_somebody_elses_assignment_is_not_found(second_reviewer: Any, stranger: Any) -> None:
    assignment = claim_at(Status.IN_REVIEW).assignments.get()
    for somebody in (second_reviewer, stranger):
        with pytest.raises(NotFound):
            letting_go.release(assignment.pk, actor=somebody, note="Not my field.")


# --- renew ---------------------------------------------------------------------------------------


def test_a_heartbeat_extends_the_lease_and_history_does_not_record_it(reviewer: Any, settings: Any) -> None:
    queued_claims(0.9)
    with desk_clock.set_to(NOON):
        mine = assignments.take_next(actor=reviewer)
    events = Event.objects.count()
    with desk_clock.set_to(NOON + timedelta(minutes=50)):
        assignments.renew(mine.pk, actor=reviewer, token=mine.token)
    mine.refresh_from_db()
    assert mine.leased_until == NOON + timedelta(minutes=50 + settings.TAKEN_LEASE_MINUTES)
    assert Event.objects.count() == events


def test_a_heartbeat_with_another_token_is_refused(reviewer: Any) -> None:
    mine = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.get()
    with pytest.raises(WrongToken):
        assignments.renew(mine.pk, actor=reviewer, token=uuid.uuid4())
    assert Assignment.objects.get(pk=mine.pk).leased_until == mine.leased_until


def test_a_heartbeat_does_not_bring_a_closed_assignment_back(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    mine = claim.assignments.get()
    triage.dismiss(claim.pk, actor=editor, note="An opinion.")
    with pytest.raises(AssignmentClosed, match="claim dismissed"):
        assignments.renew(mine.pk, actor=reviewer, token=mine.token)
    assert not Assignment.objects.get(pk=mine.pk).is_open


@pytest.mark.parametrize("role", ["second_reviewer", "stranger"])
def test_a_heartbeat_for_somebody_else_is_not_found(role: str, request: pytest.FixtureRequest) -> None:
    assignment = claim_at(Status.IN_REVIEW).assignments.get()
    with pytest.raises(NotFound):
        assignments.renew(assignment.pk, actor=request.getfixturevalue(role), token=assignment.token)


# --- expire_overdue ------------------------------------------------------------------------------


def test_only_what_is_overdue_returns_to_the_queue(reviewer: Any, clock: Any, settings: Any) -> None:
    minute, lease = timedelta(minutes=1), timedelta(minutes=settings.ASSIGNED_LEASE_MINUTES) + Rules.current().grace
    with desk_clock.set_to(NOON):
        late = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    with desk_clock.set_to(NOON + 2 * minute):
        in_time = claim_at(Status.IN_REVIEW, reviewer=reviewer)
        done = claim_at(Status.REVIEWED, reviewer=reviewer)
    with desk_clock.set_to(NOON + lease):
        assert assignments.expire_overdue() == 0
    with desk_clock.set_to(NOON + lease + minute):
        assert assignments.expire_overdue() == 1
        assert assignments.expire_overdue() == 0
    for claim in (late, in_time, done):
        claim.refresh_from_db()
    assert (late.status, in_time.status, done.status) == (Status.QUEUED, Status.IN_REVIEW, Status.REVIEWED)
    assert late.assignments.get().closed_as == Closed.EXPIRED
    [event] = Event.objects.filter(act=Act.EXPIRE)
    assert (event.claim, event.actor, event.before, event.after) == (late, clock, "in_review", "queued")


def test_a_lease_renewed_while_the_clock_looks_is_kept(reviewer: Any, settings: Any) -> None:
    with desk_clock.set_to(NOON):
        claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    mine = claim.assignments.get()
    with desk_clock.set_to(NOON + timedelta(days=1)):
        assignments.renew(mine.pk, actor=reviewer, token=mine.token)
        assert not assignments._expire(mine.pk, claim.pk)
    claim.refresh_from_db()
    assert claim.status == Status.IN_REVIEW


def test_who_lost_a_claim_to_the_clock_may_take_it_again(reviewer: Any) -> None:
    with desk_clock.set_to(NOON):
        claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    assignments.expire_overdue()
    assert assignments.take_next(actor=reviewer).claim == claim


def test_assigning_a_claim_that_was_taken_is_too_late(editor: Any, reviewer: Any, second_reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    assignments.take_next(actor=reviewer)
    with pytest.raises(IllegalAct):
        assignments.assign(claim.pk, reviewer_id=second_reviewer.pk, actor=editor)
