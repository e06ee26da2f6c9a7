"""What a reviewer finds on their desk."""

from datetime import timedelta
from typing import Any

import pytest

from claims import clock
from claims.actions import triage
from claims.enums import Priority, Status
from reviews import desk
from reviews.actions import assignments, drafts, findings, letting_go, verdicts
from reviews.models import Assignment
from tests.factories import PersonFactory, claim_at, disputed, new_claims, queued_claims, record

pytestmark = pytest.mark.django_db


def test_what_waits_is_shown_by_priority_with_languages_and_the_oldest(reviewer: Any, editor: Any) -> None:
    with clock.set_to(clock.now() - timedelta(days=3)):
        old = queued_claims(0.9, language="en")[0]
    queued_claims(0.8, 0.7, language="de")
    [urgent] = queued_claims(0.6, language="en")
    triage.prioritise(urgent.pk, actor=editor, priority=Priority.URGENT)
    first, second = desk.waiting_by_priority(reviewer)
    assert (first.priority, first.number, first.languages) == ("Urgent", 1, [("en", 1)])
    assert (second.priority, second.number, second.since) == ("Normal", 3, old.queued_at)
    assert second.languages == [("de", 2), ("en", 1)]
    assert desk.how_many_wait_for(reviewer) == 4


def test_what_came_back_lies_on_top_and_drafts_are_marked(reviewer: Any, editor: Any) -> None:
    claim_at(Status.IN_REVIEW, reviewer=reviewer)
    back = claim_at(Status.REVIEWED, reviewer=reviewer, editor=editor)
    mine = findings.send_back(back.pk, actor=editor, note="One source more.")
    drafts.keep(mine.pk, actor=reviewer, words={"summary": "Half"})
    first, second = desk.in_hands_of(reviewer)
    assert (first.assignment, first.came_back, first.draft is not None) == (mine, True, True)
    assert (second.came_back, second.draft) == (False, None)


def test_what_was_set_aside_is_there_with_its_reason_until_somebody_has_it(reviewer: Any, second_reviewer: Any) -> None:
    queued_claims(0.9)
    mine = assignments.take_next(actor=reviewer)
    drafts.keep(mine.pk, actor=reviewer, words={"summary": "Half"})
    letting_go.release(mine.pk, actor=reviewer, note="Not my field.")
    [aside] = desk.set_aside_by(reviewer, 10)
    assert (aside.claim, aside.said) == (mine.claim, "Not my field.")
    assert aside.draft_saved_at is not None
    assert desk.set_aside_by(second_reviewer, 10) == []
    assignments.take_next(actor=second_reviewer)
    assert desk.set_aside_by(reviewer, 10) == []


def test_a_finding_can_be_retracted_exactly_as_long_as_the_action_allows_it(reviewer: Any, editor: Any) -> None:
    reviewed = claim_at(Status.REVIEWED, reviewer=reviewer)
    approved = claim_at(Status.APPROVED, reviewer=reviewer, editor=editor)
    [contested] = new_claims(0.9)
    disputed(contested, reviewer, editor)
    settled = disputed(new_claims(0.9)[0], reviewer, editor)
    from reviews.actions import adjudication

    adjudication.appoint(settled.pk, person_id=PersonFactory(reviewer=True).pk, actor=editor)
    open_to = {review.claim_id for review in desk.findings_of(reviewer) if review.can_be_retracted}
    assert open_to == {reviewed.pk, contested.pk}
    assert approved.pk not in open_to
    for review in desk.findings_of(reviewer):
        if review.can_be_retracted:
            assert findings.retract(review.pk, actor=reviewer).is_open


def test_the_finding_of_an_assignment_is_found_for_undoing_by_its_author_alone(
    reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer, editor=editor)
    mine = claim.assignments.get()
    review = record(mine)
    assert desk.just_recorded(reviewer, str(mine.pk)) == review
    for person, number in ((second_reviewer, str(mine.pk)), (reviewer, ""), (reviewer, "x"), (reviewer, "9" * 30)):
        assert desk.just_recorded(person, number) is None
    verdicts.approve(claim.pk, actor=editor)
    assert desk.just_recorded(reviewer, str(mine.pk)) is None


def test_an_empty_queue_says_what_will_free_when(reviewer: Any, second_reviewer: Any) -> None:
    assert desk.what_frees_next(reviewer) == ""
    queued_claims(0.9, 0.8)
    for _ in range(2):
        mine = assignments.take_next(actor=second_reviewer)
    Assignment.objects.update(leased_until=clock.now() + timedelta(days=40))
    assert desk.what_frees_next(reviewer).startswith("2 claims are in other hands; the next lease ends on ")
    letting_go.postpone(mine.pk, actor=second_reviewer, until=clock.today() + timedelta(days=5), note="The report.")
    assert "What was put off comes back from " in desk.what_frees_next(reviewer)
    assert "1 claim is in other hands" in desk.what_frees_next(reviewer)
