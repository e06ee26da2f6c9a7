"""Letting go of a claim: with a reason that history keeps, to whom it says, and what was typed stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims import clock
from claims.actions import triage
from claims.enums import Act, Status
from claims.errors import NoteNeeded
from claims.models import Claim
from reviews import queries
from reviews.actions import assignments, conflicts, drafts, letting_go
from reviews.actions.conflicts import Interest
from reviews.enums import Closed
from reviews.errors import AtCapacity, ConflictOfInterest, NotAReviewer, NothingToTake, NotPostponable
from reviews.models import Assignment, Conflict, Draft
from tests.factories import PersonFactory, queued_claims

pytestmark = pytest.mark.django_db

NOTE = "It needs a lawyer."


@pytest.fixture
def mine(reviewer: Any) -> Assignment:
    queued_claims(0.9)
    return assignments.take_next(actor=reviewer)


def day(number: int) -> str:
    return f"{timezone.localdate(clock.now()) + timedelta(days=number):%Y-%m-%d}"


def ways(colleague: Any) -> dict[Act, tuple[Any, dict[str, Any]]]:
    return {
        Act.RELEASE: (letting_go.release, {}),
        Act.POSTPONE: (letting_go.postpone, {"until": day(2)}),
        Act.HAND_OVER: (letting_go.hand_over, {"reviewer_id": colleague.pk}),
        Act.ESCALATE: (letting_go.escalate, {}),
        Act.RECUSE: (letting_go.recuse, {}),
    }


@pytest.mark.parametrize("act", [Act.RELEASE, Act.POSTPONE, Act.HAND_OVER, Act.ESCALATE, Act.RECUSE])
def test_the_reason_is_in_the_history_and_what_was_typed_stays(
    act: Act, mine: Assignment, reviewer: Any, second_reviewer: Any
) -> None:
    drafts.keep(mine.pk, actor=reviewer, words={"reasoning": "Half a thought"})
    do, words = ways(second_reviewer)[act]
    do(mine.pk, actor=reviewer, note=NOTE, **words)
    event = mine.claim.events.latest("id")
    assert (event.act, event.actor) == (act, reviewer)
    assert event.note.endswith(NOTE)
    mine.refresh_from_db()
    assert not mine.is_open
    assert queries.draft_of(reviewer, mine.claim_id).words == {"reasoning": "Half a thought"}


@pytest.mark.parametrize("act", [Act.RELEASE, Act.POSTPONE, Act.HAND_OVER, Act.ESCALATE])
def test_nobody_lets_go_without_a_reason(act: Act, mine: Assignment, reviewer: Any, second_reviewer: Any) -> None:
    do, words = ways(second_reviewer)[act]
    with pytest.raises(NoteNeeded):
        do(mine.pk, actor=reviewer, note=" \n", **words)
    mine.refresh_from_db()
    assert mine.is_open


def test_what_is_put_off_waits_unseen_until_its_day(mine: Assignment, reviewer: Any, second_reviewer: Any) -> None:
    letting_go.postpone(mine.pk, actor=reviewer, until=day(2), note="The figures come out then.")
    for person in (reviewer, second_reviewer):
        with pytest.raises(NothingToTake):
            assignments.take_next(actor=person)
    assert assignments.assign_automatically(mine.claim_id) is None
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    with clock.set_to(midnight + timedelta(days=2, seconds=-1)):
        assert not queries.waiting_for(second_reviewer).exists()
    with clock.set_to(midnight + timedelta(days=2)):
        assert assignments.take_next(actor=reviewer).claim == mine.claim


@pytest.mark.parametrize("until", ["", None, "2020-01-01", "2999-01-01", "soon"])
def test_it_is_put_off_to_a_day_of_the_coming_year(until: str | None, mine: Assignment, reviewer: Any) -> None:
    with pytest.raises(NotPostponable):
        letting_go.postpone(mine.pk, actor=reviewer, until=until, note=NOTE)
    with pytest.raises(NotPostponable):
        letting_go.postpone(mine.pk, actor=reviewer, until=day(0), note=NOTE)


def test_a_colleague_gets_the_same_place_with_a_new_token_and_the_reason(
    mine: Assignment, reviewer: Any, second_reviewer: Any
) -> None:
    theirs = letting_go.hand_over(mine.pk, actor=reviewer, reviewer_id=second_reviewer.pk, note=NOTE)
    assert (theirs.reviewer, theirs.place, theirs.note) == (second_reviewer, mine.place, NOTE)
    assert (theirs.reason, theirs.why) == ("handed_over", "From first-reviewer.")
    assert theirs.token != mine.token
    assert Claim.objects.get(pk=mine.claim_id).status == Status.IN_REVIEW
    assert not queries.waiting_for(reviewer).exists()


def test_it_is_handed_over_to_reviewers_with_room_and_without_a_conflict(
    mine: Assignment, reviewer: Any, editor: Any
) -> None:
    full = PersonFactory(reviewer=True, profile={"capacity": 1})
    queued_claims(0.5)
    assignments.take_next(actor=full)
    entangled = PersonFactory(reviewer=True)
    conflicts.declare(Interest(kind="claim", claim=mine.claim_id), person_id=entangled.pk, actor=editor)
    for colleague, refusal in ((full, AtCapacity), (entangled, ConflictOfInterest), (editor, NotAReviewer)):
        with pytest.raises(refusal):
            letting_go.hand_over(mine.pk, actor=reviewer, reviewer_id=colleague.pk, note=NOTE)
    mine.refresh_from_db()
    assert mine.is_open


def test_what_somebody_is_entangled_in_is_told_to_editors_and_not_to_a_colleague(
    mine: Assignment, reviewer: Any, editor: Any
) -> None:
    entangled = PersonFactory(reviewer=True, username="entangled")
    conflicts.declare(Interest(kind="organisation", value="ministry"), person_id=entangled.pk, actor=editor)
    with pytest.raises(ConflictOfInterest, match=r"^entangled may not judge this claim\. Somebody else has to"):
        letting_go.hand_over(mine.pk, actor=reviewer, reviewer_id=entangled.pk, note=NOTE)
    with pytest.raises(ConflictOfInterest, match="ministry"):
        letting_go.hand_over(mine.pk, actor=editor, reviewer_id=entangled.pk, note=NOTE)


def test_what_is_escalated_waits_for_an_editor_who_queues_it_again(
    mine: Assignment, reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    letting_go.escalate(mine.pk, actor=reviewer, note=NOTE)
    assert Claim.objects.get(pk=mine.claim_id).status == Status.ESCALATED
    with pytest.raises(NothingToTake):
        assignments.take_next(actor=second_reviewer)
    triage.queue(mine.claim_id, actor=editor)
    with pytest.raises(NothingToTake):
        assignments.take_next(actor=reviewer)  # it does not come back to who asked
    assert assignments.take_next(actor=second_reviewer).claim == mine.claim


def test_who_steps_aside_needs_no_words_is_recorded_and_never_meets_the_claim_again(
    mine: Assignment, reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    letting_go.recuse(mine.pk, actor=reviewer)
    mine.refresh_from_db()
    assert mine.closed_as == Closed.RECUSED
    declared = Conflict.objects.get()
    assert (declared.person, declared.kind, declared.claim) == (reviewer, "claim", mine.claim)
    with pytest.raises(NothingToTake):
        assignments.take_next(actor=reviewer)
    with pytest.raises(ConflictOfInterest, match="stepped back from this claim"):
        assignments.assign(mine.claim_id, reviewer_id=reviewer.pk, actor=editor)
    assert assignments.take_next(actor=second_reviewer).claim == mine.claim


def test_an_editor_takes_back_puts_off_and_hands_over_what_somebody_else_holds(
    reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    for act in (Act.RELEASE, Act.POSTPONE, Act.HAND_OVER):
        queued_claims(0.9)
        assignment = assignments.take_next(actor=reviewer)
        do, words = ways(second_reviewer)[act]
        do(assignment.pk, actor=editor, note="On holiday.", **words)
        assignment.refresh_from_db()
        assert not assignment.is_open
    assert not Draft.objects.exists()
