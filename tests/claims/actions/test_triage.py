"""Deciding what deserves a check. What all acts have in common is held in reviews/actions/test_every_act.py."""

from typing import Any

import pytest

from claims.actions import articles, jobs, triage
from claims.actions.advance import advance
from claims.enums import Act, Status
from claims.errors import NotFound, TooLong
from claims.models import Article, Claim, Event, Job
from claims.tasks import WORK
from reviews.enums import Closed
from tests.factories import claim_at, new_claims, split

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rules(settings: Any) -> None:
    settings.QUEUE_THRESHOLD, settings.CLAIMS_PER_ARTICLE = 0.5, 3


def queued(article: Article) -> list[float]:
    found = Claim.objects.filter(article=article, status=Status.QUEUED).order_by("-check_worthiness")
    return list(found.values_list("check_worthiness", flat=True))


def test_only_what_reaches_the_threshold_queues_by_itself() -> None:
    article = new_claims(0.49, 0.5, 0.51)[0].article
    assert triage.queue_the_best(article) == 2
    assert queued(article) == [0.51, 0.5]


def test_the_most_check_worthy_queue_first_within_the_budget() -> None:
    article = new_claims(0.6, 0.9, 0.7, 0.8, 0.5)[0].article
    assert triage.queue_the_best(article) == 3
    assert queued(article) == [0.9, 0.8, 0.7]


def test_of_equals_the_one_that_stands_first_queues() -> None:
    claims = new_claims(0.8, 0.8, 0.8, 0.8)
    triage.queue_the_best(claims[0].article)
    assert [Claim.objects.get(pk=claim.pk).status for claim in claims] == ["queued", "queued", "queued", "new"]


def test_the_budget_is_per_article_and_counts_what_was_chosen_before(editor: Any) -> None:
    article = new_claims(0.9, 0.8, 0.7, 0.6)[0].article
    triage.queue(article.claims.get(check_worthiness=0.6).pk, actor=editor)
    assert triage.queue_the_best(article) == 2
    assert triage.queue_the_best(article) == 0
    assert triage.queue_the_best(new_claims(0.9)[0].article) == 1


def test_what_was_dismissed_takes_no_room(editor: Any) -> None:
    article = new_claims(0.9, 0.8, 0.7, 0.6)[0].article
    triage.dismiss(article.claims.get(check_worthiness=0.9).pk, actor=editor, note="An opinion.")
    assert triage.queue_the_best(article) == 3
    assert queued(article) == [0.8, 0.7, 0.6]


def test_what_the_clock_queues_is_recorded_as_its_act_and_causes_an_assignment(clock: Any) -> None:
    [claim] = new_claims(0.9)
    triage.queue_the_best(claim.article)
    event = Event.objects.get(claim=claim, act=Act.QUEUE)
    assert (event.actor, event.before, event.after) == (clock, "new", "queued")
    assert Job.objects.get(key=f"assign_claim:{event.pk}").payload == {"claim": claim.pk}


def test_the_job_that_follows_the_splitting_queues_the_best_once() -> None:
    article = new_claims(0.9, 0.3)[0].article
    job = Job.objects.get(kind="queue_claims")
    assert [jobs.execute(job.pk, WORK), jobs.execute(job.pk, WORK)] == [True, False]
    assert queued(article) == [0.9]


def test_a_revision_queues_within_what_is_left_of_the_budget(editor: Any) -> None:
    claims = new_claims(0.9, 0.8)
    article = claims[0].article
    triage.queue_the_best(article)
    articles.revise(article.pk, "Wages rose. Rents fell.", actor=editor)
    split(article, {"Wages rose.": 0.7, "Rents fell.": 0.6})
    assert triage.queue_the_best(article) == 1
    assert queued(article) == [0.9, 0.8, 0.7]


@pytest.mark.parametrize("status", [Status.QUEUED, Status.IN_REVIEW])
def test_a_dismissed_claim_is_nobodys_work(status: Status, editor: Any, reviewer: Any) -> None:
    claim = claim_at(status, reviewer=reviewer)
    triage.dismiss(claim.pk, actor=editor, note="An opinion.")
    assert not claim.assignments.filter(closed_at=None).exists()
    closed = list(claim.assignments.values_list("closed_as", flat=True))
    assert closed == ([Closed.DISMISSED] if status is Status.IN_REVIEW else [])


def test_dismissing_one_claim_leaves_the_others_in_their_hands(editor: Any, reviewer: Any) -> None:
    dismissed, kept = claim_at(Status.IN_REVIEW, reviewer=reviewer), claim_at(Status.IN_REVIEW, reviewer=reviewer)
    triage.dismiss(dismissed.pk, actor=editor, note="An opinion.")
    assert [a.claim for a in reviewer.assignments.filter(closed_at=None)] == [kept]


def test_a_restored_claim_can_go_the_whole_way_again(editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer, editor=editor)
    triage.dismiss(claim.pk, actor=editor, note="An opinion.")
    triage.restore(claim.pk, actor=editor)
    assert triage.queue(claim.pk, actor=editor).status == Status.QUEUED


@pytest.mark.parametrize("act", [triage.queue, triage.restore])
def test_a_claim_that_is_not_there_is_not_found(act: Any, editor: Any) -> None:
    with pytest.raises(NotFound):
        act(987_654, actor=editor)


def test_a_note_fits_or_is_refused(editor: Any) -> None:
    [claim] = new_claims(0.9)
    with pytest.raises(TooLong, match="The note has 2,001 characters; at most 2,000"):
        triage.dismiss(claim.pk, actor=editor, note="x" * 2_001)


def test_a_note_is_kept_tidy(editor: Any) -> None:
    [claim] = new_claims(0.9)
    triage.dismiss(claim.pk, actor=editor, note="  An\r\nopinion. ")
    assert Event.objects.latest("id").note == "An\nopinion."


def test_versions_go_up_by_one_with_every_act(editor: Any) -> None:
    [claim] = new_claims(0.9)
    seen = [claim.version]
    for _ in range(2):
        seen.append(triage.dismiss(claim.pk, actor=editor, note="An opinion.", seen=seen[-1]).version)
        seen.append(triage.restore(claim.pk, actor=editor, seen=seen[-1]).version)
    assert seen == [1, 2, 3, 4, 5]


def test_the_way_to_a_status_leads_through_the_permit(reviewer: Any) -> None:
    """`advance` asks by itself: no action can forget to."""
    from claims.errors import NotAllowed

    [claim] = new_claims(0.9)
    with pytest.raises(NotAllowed):
        advance(claim, Act.QUEUE, actor=reviewer)
    assert Claim.objects.get(pk=claim.pk).status == Status.NEW
