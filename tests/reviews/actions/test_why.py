"""Every hand-out says why, in a sentence for whoever it came to; and the clock knows who suits best."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.actions import triage
from claims.enums import Priority, Status
from claims.models import Claim
from reviews.actions import adjudication, assignments, findings, letting_go
from reviews.enums import HandedOut
from reviews.models import Assignment
from tests.factories import PersonFactory, claim_at, queued_claims
from tests.reviews.about import claim_about, topic

pytestmark = pytest.mark.django_db


def taken(reviewer: Any, editor: Any) -> Assignment:
    queued_claims(0.9)
    return assignments.take_next(actor=reviewer)


def balanced(reviewer: Any, editor: Any) -> Assignment | None:
    [claim] = queued_claims(0.9)
    return assignments.assign_automatically(claim.pk)


def chosen(reviewer: Any, editor: Any) -> Assignment:
    [claim] = queued_claims(0.9)
    return assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)


def sent_back(reviewer: Any, editor: Any) -> Assignment:
    return findings.send_back(claim_at(Status.REVIEWED, reviewer=reviewer).pk, actor=editor, note="Add the year.")


def handed_over(reviewer: Any, editor: Any) -> Assignment:
    held = claim_at(Status.IN_REVIEW).assignments.get()
    words = {"reviewer_id": reviewer.pk, "note": "You know them."}
    return letting_go.hand_over(held.pk, actor=held.reviewer, **words)


def retracted(reviewer: Any, editor: Any) -> Assignment:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    return findings.retract(claim.reviews.get().pk, actor=reviewer)


def appointed(reviewer: Any, editor: Any) -> Assignment:
    return adjudication.appoint(claim_at(Status.DISPUTED).pk, person_id=editor.pk, actor=editor)


WAYS: dict[HandedOut, Callable[..., Assignment]] = {
    HandedOut.TAKEN: taken,
    HandedOut.BALANCED: balanced,
    HandedOut.CHOSEN: chosen,
    HandedOut.SENT_BACK: sent_back,
    HandedOut.HANDED_OVER: handed_over,
    HandedOut.RETRACTED: retracted,
    HandedOut.APPOINTED: appointed,
}


def test_every_way_of_handing_out_is_here() -> None:
    assert set(WAYS) == set(HandedOut)


@pytest.mark.parametrize("reason", WAYS)
def test_every_hand_out_says_why(reason: HandedOut, reviewer: Any, editor: Any) -> None:
    held = Assignment.objects.get(pk=WAYS[reason](reviewer, editor).pk)
    assert held.reason == reason
    assert len(held.why) > 10
    assert held.why.endswith(".")


def test_it_names_priority_worth_and_age_and_a_topic_that_one_knows(reviewer: Any, editor: Any) -> None:
    economy = topic("economy")
    claim = claim_about(economy)
    triage.prioritise(claim.pk, actor=editor, priority=Priority.URGENT)
    triage.queue(claim.pk, actor=editor)
    expert = PersonFactory(reviewer=True, profile={})
    expert.profile.topics.add(economy)
    why = assignments.take_next(actor=expert).why
    assert why.startswith("Took the next one: urgent priority, check-worthiness 0.90, waiting since ")
    assert why.endswith(", on a topic of yours.")


def test_who_knows_the_topic_is_chosen_before_who_holds_less(reviewer: Any, editor: Any) -> None:
    economy = topic("economy")
    expert = PersonFactory(reviewer=True, profile={})
    expert.profile.topics.add(economy)
    busy, other = queued_claims(0.9, 0.8)
    assignments.assign(busy.pk, reviewer_id=expert.pk, actor=editor)
    claim = claim_about(economy)
    triage.queue(claim.pk, actor=editor)
    assert [assignments.assign_automatically(each.pk).reviewer for each in (claim, other)] == [expert, reviewer]
    assert Claim.objects.get(pk=other.pk).status == Status.IN_REVIEW
