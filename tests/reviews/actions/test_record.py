"""Recording a finding: complete, by who holds the claim and brings its token, and proposed as the verdict."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from claims import clock
from claims.actions import triage
from claims.enums import Status
from claims.errors import DomainError, NotAllowed, NotFound, TooLong, WrongDate, WrongUrl
from claims.models import Claim
from reviews.actions import assignments, findings, letting_go, scales, wanted
from reviews.actions.evidence import SourceDraft
from reviews.actions.scales import LabelDraft
from reviews.enums import Closed
from reviews.errors import (
    AssignmentClosed,
    LeaseOver,
    NoSources,
    ReasoningNeeded,
    SourceIncomplete,
    UnknownChoice,
    WrongToken,
)
from reviews.models import Assignment, Draft, Review, Verdict
from tests.factories import PersonFactory, claim_at, finding, queued_claims, record
from tests.reviews.actions.acts import everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(reviewer: Any) -> Assignment:
    found: Assignment = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.get()
    return found


def test_a_finding_is_kept_with_its_sources_in_their_order(mine: Assignment, reviewer: Any) -> None:
    first = SourceDraft(
        url=" https://example.org/table ",
        title="The  table",
        publisher="Statistics office",
        published_on="2020-01-05",
        accessed_on=date(2026, 1, 2),
        quote="3.9\r\npercent",
        kind="primary",
        stance="refutes",
        note="Row 7.",
    )
    review = record(mine, sources=[first, SourceDraft(title="A call to the ministry")], reasoning=" Read\r\nrow 7. ")
    assert (review.claim, review.reviewer, review.assignment) == (mine.claim, reviewer, mine)
    assert (review.rating.label, review.summary, review.reasoning) == ("False", "It was 3.9 percent.", "Read\nrow 7.")
    table, call = review.sources.all()
    assert (table.position, table.url, table.title, table.publisher) == (
        1,
        "https://example.org/table",
        "The table",
        "Statistics office",
    )
    assert (table.published_on, table.accessed_on) == (date(2020, 1, 5), date(2026, 1, 2))
    assert (table.quote, table.kind, table.stance, table.note) == ("3.9\npercent", "primary", "refutes", "Row 7.")
    assert (call.position, call.url, call.kind, call.stance) == (2, "", "secondary", "context")


def test_it_closes_the_assignment_and_proposes_the_verdict(mine: Assignment, reviewer: Any) -> None:
    review = record(mine)
    mine.refresh_from_db()
    assert (mine.closed_as, mine.is_open) == (Closed.REVIEWED, False)
    verdict = Verdict.objects.get(claim=mine.claim)
    assert (verdict.review, verdict.proposed_by, verdict.approved_by) == (review, reviewer, None)


def test_a_second_finding_replaces_the_proposal_and_the_approval_of_the_first(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.APPROVED, reviewer=reviewer, editor=editor)
    first = claim.reviews.get()
    again = findings.send_back(claim.pk, actor=editor, note="Add the year.")
    second = record(again, rating="mostly_false")
    verdict = Verdict.objects.get(claim=claim)
    assert (verdict.review, verdict.approved_by, verdict.approved_at) == (second, None, None)
    assert list(claim.reviews.all()) == [first, second]


@pytest.mark.parametrize(
    ("changes", "error", "about"),
    [
        ({"sources": []}, NoSources, "sources"),
        ({"sources": [SourceDraft()]}, SourceIncomplete, "sources.1"),
        ({"sources": [SourceDraft(title="A"), SourceDraft(quote="B")]}, SourceIncomplete, "sources.2"),
        ({"sources": [SourceDraft(url="javascript:alert(1)")]}, WrongUrl, "sources.1.url"),
        ({"sources": [SourceDraft(title="A", published_on="2020-02-30")]}, WrongDate, "sources.1.published_on"),
        ({"sources": [SourceDraft(title="A", accessed_on="soon")]}, WrongDate, "sources.1.accessed_on"),
        ({"sources": [SourceDraft(title="x" * 301)]}, TooLong, "sources.1.title"),
        ({"sources": [SourceDraft(title="A", kind="rumour")]}, UnknownChoice, "sources.1.kind"),
        ({"sources": [SourceDraft(title="A", stance="sideways")]}, UnknownChoice, "sources.1.stance"),
        ({"rating": "perhaps"}, UnknownChoice, "rating"),
        ({"rating": ""}, UnknownChoice, "rating"),
        ({"reasoning": " \n "}, ReasoningNeeded, "reasoning"),
        ({"reasoning": "x" * 20_001}, TooLong, "reasoning"),
        ({"summary": "x" * 501}, TooLong, "summary"),
    ],
)
def test_an_incomplete_finding_is_refused_by_field_and_changes_nothing(
    changes: dict[str, Any], error: type[DomainError], about: str, mine: Assignment
) -> None:
    before = everything()
    with pytest.raises(error) as refused:
        record(mine, **changes)
    assert refused.value.about == about
    assert everything() == before


@pytest.mark.parametrize("rating", ["x" * 1_000_000, "\ud800", "{what}"])
def test_a_refused_choice_is_quoted_in_a_sentence(rating: str, mine: Assignment) -> None:
    with pytest.raises(UnknownChoice) as refused:
        record(mine, rating=rating)
    assert len(refused.value.message) < 400
    assert "Choose one of: true, mostly_true" in refused.value.message.encode().decode()


def test_ratings_are_those_of_the_current_scale(mine: Assignment, editor: Any) -> None:
    with pytest.raises(UnknownChoice):
        record(mine, rating="right")
    labels = [LabelDraft(label=word, definition=f"It is {word}.") for word in ("Right", "Wrong")]
    scale = scales.succeed("truth", labels, actor=editor)
    with pytest.raises(UnknownChoice):
        record(mine, rating="false")
    assert record(mine, rating="right").rating.scale == scale


def test_another_token_is_refused_and_changes_nothing(mine: Assignment, reviewer: Any) -> None:
    before = everything()
    with pytest.raises(WrongToken, match="under which you hold this claim"):
        findings.record(mine.pk, actor=reviewer, token=uuid.uuid4(), finding=finding())
    assert everything() == before


@pytest.mark.parametrize("role", ["second_reviewer", "stranger", "clock"])
def test_somebody_elses_assignment_is_not_found(role: str, mine: Assignment, request: pytest.FixtureRequest) -> None:
    somebody = request.getfixturevalue(role)
    with pytest.raises(NotFound):
        findings.record(mine.pk, actor=somebody, token=mine.token, finding=finding())
    assert not Review.objects.exists()


def test_an_editor_who_found_the_token_may_still_not_review(mine: Assignment, editor: Any) -> None:
    with pytest.raises(NotAllowed):
        findings.record(mine.pk, actor=editor, token=mine.token, finding=finding())
    assert not Review.objects.exists()


def test_a_finding_on_a_claim_that_was_dismissed_says_so(mine: Assignment, editor: Any) -> None:
    triage.dismiss(mine.claim_id, actor=editor, note="An opinion.")
    with pytest.raises(AssignmentClosed, match=r"claim dismissed\)\. Nobody holds it now\. Your text was not recorded"):
        record(mine)


def test_a_forgotten_tab_cannot_overwrite_who_holds_it_now(mine: Assignment, second_reviewer: Any, editor: Any) -> None:
    letting_go.release(mine.pk, actor=editor, note="On holiday.")
    assignments.assign(mine.claim_id, reviewer_id=second_reviewer.pk, actor=editor)
    with pytest.raises(AssignmentClosed, match=r"given back\)\. Now second-reviewer holds it\."):
        record(mine)
    claim = Claim.objects.get(pk=mine.claim_id)
    assert (claim.status, claim.assignments.get(closed_at=None).reviewer) == (Status.IN_REVIEW, second_reviewer)


def test_who_sits_on_another_place_is_not_told(reviewer: Any, second_reviewer: Any, editor: Any) -> None:
    [claim] = queued_claims(0.9)
    wanted.want(claim.pk, actor=editor, reviews=2)
    mine = assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
    assignments.assign(claim.pk, reviewer_id=second_reviewer.pk, actor=editor)
    letting_go.release(mine.pk, actor=editor, note="On holiday.")
    with pytest.raises(AssignmentClosed, match=r"Nobody holds it now\."):
        record(mine)
    third = assignments.assign(claim.pk, reviewer_id=PersonFactory(reviewer=True).pk, actor=editor)
    record(third)
    with pytest.raises(AssignmentClosed, match=r"Somebody else has reviewed it\."):
        record(mine)


def test_a_lease_that_is_over_says_that_nobody_holds_the_claim_and_keeps_the_text(mine: Assignment) -> None:
    Assignment.objects.filter(pk=mine.pk).update(leased_until=clock.now() - timedelta(days=1))
    with pytest.raises(LeaseOver, match=r"has run out, and nobody holds it now\. Your text is kept as your draft"):
        record(mine, reasoning="A long thought.")
    assert Draft.objects.get().words["reasoning"] == "A long thought."


def test_the_same_finding_sent_twice_is_recorded_once(mine: Assignment) -> None:
    record(mine)
    with pytest.raises(AssignmentClosed, match=r"\(reviewed\)\. Your finding on it stands\."):
        record(mine)
    assert Review.objects.count() == 1
