"""Several reviews of one claim: what they agree on is proposed, what they do not is settled; who may think again."""

from typing import Any

import pytest

from claims.actions import triage
from claims.actions import wanted as of_articles
from claims.enums import Status
from claims.errors import NotAllowed
from claims.models import Claim, Topic
from reviews.actions import adjudication, assignments, findings, verdicts, wanted
from reviews.enums import AssignmentRole, Closed
from reviews.errors import (
    AdjudicatorAtWork,
    AlreadyActedOn,
    AlreadyApproved,
    AlreadyOnIt,
    AssignmentClosed,
    NoAdjudicator,
    NoPlaceLeft,
    NotYours,
    ReviewsOutOfRange,
    WroteOne,
)
from reviews.models import Assignment, Review, Rules, Source, Verdict
from tests.factories import PersonFactory, new_claims, queued_claims, record

pytestmark = pytest.mark.django_db


def rules(**changes: int) -> None:
    Rules.objects.update_or_create(pk=1, defaults=changes)


def reviewed(*ratings: str, editor: Any) -> Claim:
    """A claim that so many people reviewed, each with one of these ratings."""
    [claim] = queued_claims(0.9)
    if len(ratings) > 1:
        wanted.want(claim.pk, actor=editor, reviews=len(ratings))
    held = [assignments.assign(claim.pk, reviewer_id=PersonFactory(reviewer=True).pk, actor=editor) for _ in ratings]
    for assignment, rating in zip(held, ratings, strict=True):
        record(assignment, rating=rating)
    return Claim.objects.get(pk=claim.pk)


def reviews_of(claim: Claim) -> list[Review]:
    return list(Review.objects.filter(claim=claim).order_by("id"))


@pytest.mark.parametrize(
    ("tolerance", "ratings", "proposed"),
    [
        (0, ["false", "false"], "false"),
        (0, ["unproven", "unproven"], "unproven"),
        (1, ["false", "mostly_false"], "false"),  # of two in the middle the lower one
        (1, ["mostly_false", "false"], "false"),
        (2, ["true", "mostly_true", "half_true"], "mostly_true"),
        (0, ["false"], "false"),
    ],
)
def test_what_lies_within_the_tolerance_proposes_the_median(
    tolerance: int, ratings: list[str], proposed: str, editor: Any
) -> None:
    rules(tolerance=tolerance)
    claim = reviewed(*ratings, editor=editor)
    assert claim.status == Status.REVIEWED
    assert claim.verdict.review.rating.slug == proposed
    assert list(claim.verdict.rests_on.order_by("id")) == reviews_of(claim)


@pytest.mark.parametrize(
    ("tolerance", "ratings"),
    [
        (0, ["false", "mostly_false"]),
        (1, ["false", "half_true"]),
        (4, ["false", "unproven"]),  # off the line there is no distance
        (1, ["true", "mostly_true", "half_true"]),
    ],
)
def test_what_lies_further_apart_is_disputed_and_proposes_nothing(
    tolerance: int, ratings: list[str], editor: Any
) -> None:
    rules(tolerance=tolerance)
    claim = reviewed(*ratings, editor=editor)
    assert claim.status == Status.DISPUTED
    assert not Verdict.objects.exists()


def test_nothing_is_proposed_before_all_reviews_that_are_wanted_are_in(editor: Any, reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    wanted.want(claim.pk, actor=editor, reviews=2)
    record(assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor))
    claim.refresh_from_db()
    assert claim.status == Status.QUEUED
    assert not Verdict.objects.exists()
    assert not assignments.queries.waiting_for(reviewer).exists()  # nobody reviews a claim twice
    with pytest.raises(AlreadyOnIt):
        assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)


def test_the_adjudicator_settles_a_dispute_and_the_verdict_names_every_review(editor: Any, second_editor: Any) -> None:
    claim = reviewed("true", "false", editor=editor)
    record(adjudication.appoint(claim.pk, person_id=editor.pk, actor=editor), rating="half_true")
    claim.refresh_from_db()
    assert claim.status == Status.REVIEWED
    assert claim.verdict.review.rating.slug == "half_true"
    assert claim.verdict.review.reviewer == editor
    assert list(claim.verdict.rests_on.order_by("id")) == reviews_of(claim)
    with pytest.raises(NotAllowed):
        verdicts.approve(claim.pk, actor=editor)
    verdicts.approve(claim.pk, actor=second_editor)
    verdicts.publish(claim.pk, actor=second_editor)
    assert claim.verdict.shown.rating.slug == "half_true"
    assert Source.objects.filter(version__verdict=claim.verdict).count() == 1  # all three cite the same page


def test_who_wrote_a_finding_or_belongs_to_nobody_settles_nothing(editor: Any, stranger: Any) -> None:
    claim = reviewed("true", "false", editor=editor)
    with pytest.raises(WroteOne):
        adjudication.appoint(claim.pk, person_id=reviews_of(claim)[0].reviewer_id, actor=editor)
    with pytest.raises(NoAdjudicator):
        adjudication.appoint(claim.pk, person_id=stranger.pk, actor=editor)
    adjudication.appoint(claim.pk, person_id=editor.pk, actor=editor)
    with pytest.raises(AdjudicatorAtWork):
        adjudication.appoint(claim.pk, person_id=PersonFactory(editor=True).pk, actor=editor)


def test_a_finding_can_be_taken_back_until_somebody_acts_on_it(editor: Any) -> None:
    claim = reviewed("false", editor=editor)
    [first] = reviews_of(claim)
    again = findings.retract(first.pk, actor=first.reviewer)
    claim.refresh_from_db()
    assert (claim.status, again.place, again.reason) == (Status.IN_REVIEW, 1, "retracted")
    assert Assignment.objects.get(review=first).closed_as == Closed.RETRACTED
    second = record(again, rating="true")
    assert claim.verdict.__class__.objects.get(claim=claim).review == second
    rules(approvals_wanted=2)
    verdicts.approve(claim.pk, actor=editor)
    with pytest.raises(AlreadyActedOn):
        findings.retract(second.pk, actor=second.reviewer)


def test_a_finding_that_is_being_adjudicated_is_not_taken_back(editor: Any) -> None:
    claim = reviewed("true", "false", editor=editor)
    mine, _ = reviews_of(claim)
    adjudication.appoint(claim.pk, person_id=editor.pk, actor=editor)
    with pytest.raises(AlreadyActedOn):
        findings.retract(mine.pk, actor=mine.reviewer)


def test_only_who_wrote_it_takes_a_finding_back(editor: Any) -> None:
    claim = reviewed("false", "false", editor=editor)
    mine, theirs = reviews_of(claim)
    with pytest.raises((NotYours, NotAllowed)):
        findings.retract(theirs.pk, actor=editor)
    assert all(Assignment.objects.get(review=review).closed_as == Closed.REVIEWED for review in (mine, theirs))


def test_one_of_several_is_sent_back_and_what_was_settled_about_it_falls(editor: Any, second_editor: Any) -> None:
    claim = reviewed("true", "false", editor=editor)
    record(adjudication.appoint(claim.pk, person_id=editor.pk, actor=editor), rating="half_true")
    one, _, settled = reviews_of(claim)
    again = findings.send_back(claim.pk, actor=second_editor, review_id=one.pk, note="The year is missing.")
    assert (again.reviewer, again.note) == (one.reviewer, "The year is missing.")
    assert Assignment.objects.get(review=settled).closed_as == Closed.SENT_BACK
    assert Claim.objects.get(pk=claim.pk).status == Status.IN_REVIEW
    record(again, rating="false")
    assert Claim.objects.get(pk=claim.pk).status == Status.REVIEWED
    assert {review.rating.slug for review in Verdict.objects.get(claim=claim).rests_on.all()} == {"false"}


def test_n_editors_approve_each_once_and_each_approval_names_the_version_seen(editor: Any, second_editor: Any) -> None:
    rules(approvals_wanted=2)
    claim = reviewed("false", editor=editor)
    seen = claim.version
    verdicts.approve(claim.pk, actor=editor, seen=seen)
    with pytest.raises(AlreadyApproved):
        verdicts.approve(claim.pk, actor=editor)
    assert Claim.objects.get(pk=claim.pk).status == Status.REVIEWED
    verdicts.approve(claim.pk, actor=second_editor, seen=seen + 1)
    assert Claim.objects.get(pk=claim.pk).status == Status.APPROVED
    assert list(claim.verdict.approvals.values_list("person", "seen")) == [
        (editor.pk, seen),
        (second_editor.pk, seen + 1),
    ]


def test_approvals_are_of_one_proposal_and_not_of_the_next(editor: Any, second_editor: Any) -> None:
    rules(approvals_wanted=2)
    claim = reviewed("false", editor=editor)
    verdicts.approve(claim.pk, actor=editor)
    record(findings.send_back(claim.pk, actor=second_editor, note="The year is missing."), rating="true")
    verdicts.approve(claim.pk, actor=editor)
    assert Claim.objects.get(pk=claim.pk).status == Status.REVIEWED
    verdicts.approve(claim.pk, actor=second_editor)
    assert Claim.objects.get(pk=claim.pk).status == Status.APPROVED


def test_more_reviews_reopen_a_claim_and_nothing_settled_before_them_stands(editor: Any) -> None:
    """The adjudicator did not weigh what is still to come: whether they are at work on it or done."""
    for is_done in (False, True):
        claim = reviewed("true", "false", editor=editor)
        settling = adjudication.appoint(claim.pk, person_id=PersonFactory(editor=True).pk, actor=editor)
        if is_done:
            record(settling, rating="half_true")
        wanted.want(claim.pk, actor=editor, reviews=3)
        assert Claim.objects.get(pk=claim.pk).status == Status.QUEUED
        assert not Assignment.objects.standing().filter(claim=claim, role=AssignmentRole.ADJUDICATION).exists()
        with pytest.raises(AssignmentClosed):
            record(settling)
        record(assignments.assign(claim.pk, reviewer_id=PersonFactory(reviewer=True).pk, actor=editor), rating="false")
        assert Claim.objects.get(pk=claim.pk).status == Status.DISPUTED
        assert assignments.expire_overdue() == 0


def test_fewer_are_not_wanted_than_sit_on_the_places_and_nobody_sits_on_one_too_many(editor: Any) -> None:
    claim = reviewed("false", "false", editor=editor)
    for number in (0, 1, 10):
        with pytest.raises(ReviewsOutOfRange):
            wanted.want(claim.pk, actor=editor, reviews=number)
    [full] = queued_claims(0.9)
    assignments.assign(full.pk, reviewer_id=PersonFactory(reviewer=True).pk, actor=editor)
    full.refresh_from_db()
    full.status = Status.QUEUED  # as somebody would find it who wrote past the workflow
    with pytest.raises(NoPlaceLeft):
        assignments.places.hold(full, PersonFactory(reviewer=True), "chosen")


def test_the_desk_its_topics_the_article_and_the_claim_say_how_many_the_nearest_wins(editor: Any) -> None:
    rules(reviews_wanted=2)
    Topic.objects.create(slug="health", name="Health", reviews_wanted=3)
    Topic.objects.create(slug="trade", name="Trade", reviews_wanted=4)

    def queued(said_of_article: int | None = None, said_of_claim: int | None = None, **details: Any) -> int | None:
        [claim] = new_claims(0.9, **details)
        if said_of_article:
            of_articles.of_each_claim(claim.article_id, actor=editor, reviews=said_of_article)
        if said_of_claim:
            wanted.want(claim.pk, actor=editor, reviews=said_of_claim)
        return triage.queue(claim.pk, actor=editor).reviews_wanted

    assert queued() == 2
    assert queued(topics=["health", "trade"]) == 4
    assert queued(1, topics=["health"]) == 1
    assert queued(5, 6, topics=["health"]) == 6


def test_a_dismissed_claim_that_comes_back_is_reviewed_from_the_beginning(editor: Any) -> None:
    claim = reviewed("true", "false", editor=editor)
    adjudication.appoint(claim.pk, person_id=editor.pk, actor=editor)
    triage.dismiss(claim.pk, actor=editor, note="An opinion.")
    assert not Assignment.objects.standing().filter(claim=claim).exists()
    triage.restore(claim.pk, actor=editor)
    assert triage.queue(claim.pk, actor=editor).status == Status.QUEUED
