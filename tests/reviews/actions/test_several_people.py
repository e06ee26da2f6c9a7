"""Several people on one claim: what is one's own stays so, and who is not blind reviews nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from claims import clock as desk_clock
from claims.actions import triage
from claims.enums import Status
from claims.errors import NotFound
from claims.models import Claim
from reviews.actions import adjudication, assignments, findings, letting_go, verdicts, wanted
from reviews.errors import HasReadThem, NothingToTake, ReviewsOutOfRange
from reviews.models import Assignment, Rules
from tests.factories import PersonFactory, claim_at, finding, new_claims, record
from tests.reviews.actions.acts import everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def both() -> Any:
    return PersonFactory(roles=["Reviewer", "Editor"])


@pytest.fixture
def held(editor: Any, reviewer: Any, both: Any) -> tuple[Assignment, Assignment]:
    """A claim in the hands of a reviewer, and of somebody who is an editor as well and sees every assignment."""
    [claim] = new_claims(0.9)
    wanted.want(claim.pk, actor=editor, reviews=2)
    triage.queue(claim.pk, actor=editor)
    first, second = (assignments.assign(claim.pk, reviewer_id=p.pk, actor=editor) for p in (reviewer, both))
    return first, second


@pytest.mark.parametrize(
    "act",
    [
        lambda it, by: findings.record(it.pk, actor=by, token=it.token, finding=finding()),
        lambda it, by: letting_go.escalate(it.pk, actor=by, note="A lawyer?"),
        lambda it, by: letting_go.recuse(it.pk, actor=by),
    ],
    ids=["record", "escalate", "recuse"],
)
def test_who_holds_a_place_does_nothing_in_the_name_of_who_holds_another(
    act: Callable[..., Any], held: tuple[Assignment, Assignment], both: Any
) -> None:
    """They pass its permit, as one of the claim's reviewers; and yet a colleague's assignment is not even there."""
    before = everything()
    with pytest.raises(NotFound):
        act(held[0], both)
    assert everything() == before


def test_who_was_asked_to_settle_a_dispute_is_not_blind_and_reviews_it_no_more(
    editor: Any, second_reviewer: Any
) -> None:
    claim = claim_at(Status.DISPUTED)
    adjudication.appoint(claim.pk, person_id=second_reviewer.pk, actor=editor)
    with desk_clock.set_to(desk_clock.now() + timedelta(days=9)):
        assignments.expire_overdue()
        wanted.want(claim.pk, actor=editor, reviews=3)
        with pytest.raises(HasReadThem):
            assignments.assign(claim.pk, reviewer_id=second_reviewer.pk, actor=editor)
        with pytest.raises(NothingToTake):
            assignments.take_next(actor=second_reviewer)
        before = Assignment.objects.filter(reviewer=second_reviewer).count()
        assignments.assign_automatically(claim.pk)
        assert Assignment.objects.filter(reviewer=second_reviewer).count() == before


def test_an_escalated_claim_keeps_the_place_that_it_goes_back_to_the_queue_for(
    held: tuple[Assignment, Assignment], editor: Any, both: Any
) -> None:
    record(held[0])
    letting_go.escalate(held[1].pk, actor=both, note="A lawyer?")
    claim = held[0].claim_id
    with pytest.raises(ReviewsOutOfRange, match="at least 2"):
        wanted.want(claim, actor=editor, reviews=1)
    triage.queue(claim, actor=editor)
    assert wanted.want(claim, actor=editor, reviews=1).status == Status.REVIEWED


def test_an_approval_does_not_survive_that_its_giver_reviewed_the_claim(
    editor: Any, second_editor: Any, both: Any
) -> None:
    """They took the finding back, and the same findings stand again: that is a new proposal all the same."""
    Rules(pk=1, approvals_wanted=2).save()
    claim = claim_at(Status.REVIEWED, editor=editor)
    verdicts.approve(claim.pk, actor=both)
    wanted.want(claim.pk, actor=editor, reviews=2)
    review = record(assignments.assign(claim.pk, reviewer_id=both.pk, actor=editor), rating="true")
    again = findings.retract(review.pk, actor=both)
    letting_go.release(again.pk, actor=both, note="I have seen too much.")
    assert wanted.want(claim.pk, actor=editor, reviews=1).status == Status.REVIEWED
    verdicts.approve(claim.pk, actor=editor)
    assert Claim.objects.get(pk=claim.pk).status == Status.REVIEWED
    verdicts.approve(claim.pk, actor=second_editor)
    assert Claim.objects.get(pk=claim.pk).status == Status.APPROVED
