"""Taking a claim up again that one gave back, put off or lost to the clock."""

from datetime import timedelta
from typing import Any

import pytest

from claims import clock
from claims.enums import Act, Status
from claims.errors import NotFound
from claims.models import Event
from reviews.actions import assignments, letting_go
from reviews.enums import Closed
from reviews.errors import AssignmentClosed, AtCapacity
from reviews.models import Assignment, Profile
from tests.factories import claim_at, queued_claims, record

pytestmark = pytest.mark.django_db


def expire(assignment: Assignment) -> None:
    Assignment.objects.filter(pk=assignment.pk).update(leased_until=clock.now() - timedelta(days=1))
    assignments.expire_overdue()


def put_off(assignment: Assignment) -> None:
    day = clock.today() + timedelta(days=3)
    letting_go.postpone(assignment.pk, actor=assignment.reviewer, until=day, note="Wait for the report.")


def give_back(assignment: Assignment) -> None:
    letting_go.release(assignment.pk, actor=assignment.reviewer, note="Not now.")


@pytest.fixture
def mine(reviewer: Any) -> Assignment:
    queued_claims(0.9)
    return assignments.take_next(actor=reviewer)


@pytest.mark.parametrize("let_go", [expire, put_off, give_back])
def test_its_last_holder_takes_it_up_again_under_a_new_lease(let_go: Any, mine: Assignment, reviewer: Any) -> None:
    let_go(mine)
    again = assignments.take_back(mine.pk, actor=reviewer)
    assert (again.claim, again.is_open, again.claim.status) == (mine.claim, True, Status.IN_REVIEW)
    assert again.claim.not_before is None
    assert again.token != mine.token
    assert Event.objects.filter(claim=mine.claim, act=Act.TAKE, actor=reviewer).count() == 2


def test_what_is_held_still_is_simply_held(mine: Assignment, reviewer: Any) -> None:
    assert assignments.take_back(mine.pk, actor=reviewer) == mine
    assert Event.objects.filter(act=Act.TAKE).count() == 1


def test_who_comes_too_late_is_told_who_holds_it(mine: Assignment, reviewer: Any, second_reviewer: Any) -> None:
    expire(mine)
    assignments.take_next(actor=second_reviewer)
    with pytest.raises(AssignmentClosed, match=f"Now {second_reviewer} holds it"):
        assignments.take_back(mine.pk, actor=reviewer)


def test_who_comes_after_it_was_reviewed_is_told_where_it_stands_and_by_nobody(
    mine: Assignment, reviewer: Any, second_reviewer: Any
) -> None:
    expire(mine)
    record(assignments.take_next(actor=second_reviewer))
    with pytest.raises(AssignmentClosed, match="Somebody else has reviewed it") as refused:
        assignments.take_back(mine.pk, actor=reviewer)
    assert second_reviewer.username not in refused.value.message


def test_what_one_stepped_aside_from_stays_away(mine: Assignment, reviewer: Any) -> None:
    letting_go.recuse(mine.pk, actor=reviewer)
    with pytest.raises(AssignmentClosed, match="stepped aside"):
        assignments.take_back(mine.pk, actor=reviewer)


def test_nobody_takes_it_back_over_their_capacity(mine: Assignment, reviewer: Any) -> None:
    expire(mine)
    Profile.objects.update_or_create(user=reviewer, defaults={"capacity": 1})
    claim_at(Status.IN_REVIEW, reviewer=reviewer)
    with pytest.raises(AtCapacity):
        assignments.take_back(mine.pk, actor=reviewer)
    mine.refresh_from_db()
    assert mine.closed_as == Closed.EXPIRED


def test_somebody_elses_is_not_there_and_an_editor_takes_nothing(
    mine: Assignment, second_reviewer: Any, editor: Any
) -> None:
    expire(mine)
    with pytest.raises(NotFound):
        assignments.take_back(mine.pk, actor=second_reviewer)
    with pytest.raises(Exception, match="a reviewer"):
        assignments.take_back(mine.pk, actor=editor)
    assert not Assignment.objects.open().exists()
