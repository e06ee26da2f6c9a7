"""Two at once: one holds the lock, the other comes on a second connection. Nobody sleeps and hopes."""

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models.functions import Now

from claims.actions import articles, jobs, triage
from claims.actions.advance import lock_article, lock_claim
from claims.actions.jobs import Work
from claims.enums import Act, Door, JobState, Status
from claims.errors import IllegalAct, StaleVersion
from claims.intake import Details
from claims.models import Article, Claim, Event, Job, Revision
from reviews import queries
from reviews.actions import assignments, findings, places, scales, verdicts
from reviews.actions.scales import LabelDraft
from reviews.enums import HandedOut
from reviews.errors import AssignmentClosed, AtCapacity, NothingToTake
from reviews.models import Assignment, RatingScale, VerdictVersion
from tests.concurrency.second_connection import Rival, at_once
from tests.factories import PersonFactory, claim_at, new_claims, queued_claims, receive, record

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]

locked_out = pytest.raises(OperationalError, match="lock timeout")


def taken(person: Any) -> Callable[[], Any]:
    return partial(assignments.take_next, actor=person)


# --- who gets it ---------------------------------------------------------------------------------


def test_take_next_steps_over_a_claim_that_is_being_taken(reviewer: Any, second_reviewer: Any) -> None:
    best, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        assert assignments.take_next(actor=reviewer).claim == best
        assert at_once(taken(second_reviewer)).claim == second
    assert {a.claim_id: a.reviewer for a in Assignment.objects.all()} == {best.pk: reviewer, second.pk: second_reviewer}


def test_take_next_steps_over_a_claim_that_somebody_merely_looks_at_closely(reviewer: Any) -> None:
    best, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        lock_claim(best.pk)
        assert at_once(taken(reviewer)).claim == second


def test_when_all_that_waits_is_being_taken_it_says_so_and_does_not_wait(reviewer: Any, second_reviewer: Any) -> None:
    queued_claims(0.9)
    with transaction.atomic():
        assignments.take_next(actor=reviewer)
        with pytest.raises(NothingToTake, match="being taken by others right now"):
            at_once(taken(second_reviewer))
    with pytest.raises(NothingToTake, match="The queue is empty"):
        at_once(taken(second_reviewer))


def test_two_tabs_of_one_person_take_no_more_than_the_capacity(desk: None) -> None:
    small = PersonFactory(reviewer=True, profile={"capacity": 1})
    queued_claims(0.9, 0.8)
    with transaction.atomic():
        assignments.take_next(actor=small)
        second_tab = Rival(taken(small)).until_it_waits_for_us()
    with pytest.raises(AtCapacity):
        second_tab.finish()
    assert Assignment.objects.count() == 1


def test_an_editor_who_assigns_waits_for_who_takes_and_then_is_too_late(
    reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    [claim] = queued_claims(0.9)
    assign = partial(assignments.assign, claim.pk, reviewer_id=second_reviewer.pk, actor=editor)
    with transaction.atomic():
        assignments.take_next(actor=reviewer)
        with locked_out:
            at_once(assign)
        rival = Rival(assign).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    assert claim.assignments.get().reviewer == reviewer


def test_who_takes_steps_over_what_an_editor_assigns(reviewer: Any, second_reviewer: Any, editor: Any) -> None:
    best, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        assignments.assign(best.pk, reviewer_id=second_reviewer.pk, actor=editor)
        assert at_once(taken(reviewer)).claim == second


def test_the_clock_that_assigns_waits_for_who_takes_and_then_leaves_it(reviewer: Any, second_reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    with transaction.atomic():
        assignments.take_next(actor=reviewer)
        rival = Rival(partial(assignments.assign_automatically, claim.pk)).until_it_waits_for_us()
    assert rival.finish() is None
    assert claim.assignments.get().reviewer == reviewer


def test_two_workers_that_assign_at_once_keep_to_the_capacity(desk: None) -> None:
    small = PersonFactory(reviewer=True, profile={"capacity": 1})
    first, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        assert assignments.assign_automatically(first.pk)
        rival = Rival(partial(assignments.assign_automatically, second.pk)).until_it_waits_for_us()
    assert rival.finish() is None
    assert queries.held_by(small).count() == 1


def test_two_workers_that_assign_at_once_spread_what_there_is(reviewer: Any, second_reviewer: Any) -> None:
    first, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        assert assignments.assign_automatically(first.pk)
        rival = Rival(partial(assignments.assign_automatically, second.pk)).until_it_waits_for_us()
    rival.finish()
    assert [queries.held_by(person).count() for person in (reviewer, second_reviewer)] == [1, 1]


def test_the_clock_that_assigns_keeps_to_what_its_reviewer_takes_at_this_moment(desk: None) -> None:
    small = PersonFactory(reviewer=True, profile={"capacity": 1})
    _, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        assignments.take_next(actor=small)
        rival = Rival(partial(assignments.assign_automatically, second.pk)).until_it_waits_for_us()
    assert rival.finish() is None
    assert queries.held_by(small).count() == 1


def test_one_assignment_per_place_holds_between_connections(reviewer: Any, second_reviewer: Any) -> None:
    """The last line of defence: two actions that both forgot to lock."""
    [claim] = queued_claims(0.9)
    with transaction.atomic():
        places.hold(claim, reviewer, HandedOut.CHOSEN, place=1)
        rival = Rival(partial(places.hold, claim, second_reviewer, HandedOut.CHOSEN, place=1)).until_it_waits_for_us()
    with pytest.raises(IntegrityError, match="one_standing_assignment_per_place"):
        rival.finish()


# --- who decides ---------------------------------------------------------------------------------


def test_sending_back_waits_for_who_approves_and_then_has_seen_an_older_version(editor: Any) -> None:
    claim = claim_at(Status.REVIEWED)
    send_back = partial(findings.send_back, claim.pk, actor=editor, note="Add the year.", seen=claim.version)
    with transaction.atomic():
        verdicts.approve(claim.pk, actor=editor, seen=claim.version)
        rival = Rival(send_back).until_it_waits_for_us()
    with pytest.raises(StaleVersion):
        rival.finish()
    claim.refresh_from_db()
    assert (claim.status, claim.verdict.approved_by) == (Status.APPROVED, editor)


def test_approving_waits_for_who_sends_back_and_is_then_refused(editor: Any) -> None:
    claim = claim_at(Status.REVIEWED)
    with transaction.atomic():
        findings.send_back(claim.pk, actor=editor, note="Add the year.")
        rival = Rival(partial(verdicts.approve, claim.pk, actor=PersonFactory(editor=True))).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    claim.refresh_from_db()
    assert (claim.status, claim.verdict.approved_by) == (Status.IN_REVIEW, None)


def test_two_who_write_the_next_version_of_a_scale_at_once_write_one(editor: Any) -> None:
    labels = [LabelDraft(label=word, definition="So.") for word in ("Right", "Wrong")]
    succeed = partial(scales.succeed, "truth", labels, actor=editor, seen=1)
    with transaction.atomic():
        succeed()
        rival = Rival(succeed).until_it_waits_for_us()
    with pytest.raises(StaleVersion):
        rival.finish()
    assert list(RatingScale.objects.order_by("id").values_list("version", "current")) == [(1, False), (2, True)]


def test_a_finding_does_not_wait_for_who_writes_a_scale(editor: Any) -> None:
    held = claim_at(Status.IN_REVIEW).assignments.get()
    with transaction.atomic():
        scales.use("truth", 1, actor=editor)
        assert at_once(partial(record, held)).rating.slug == "false"


def test_two_who_publish_at_once_publish_one_version(editor: Any) -> None:
    claim = claim_at(Status.APPROVED)
    publish = partial(verdicts.publish, claim.pk, actor=editor)
    with transaction.atomic():
        publish()
        rival = Rival(publish).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    assert VerdictVersion.objects.count() == 1
    assert Event.objects.filter(claim=claim, act=Act.PUBLISH).count() == 1


def test_two_who_correct_at_once_number_their_versions_one_after_the_other(editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)

    def correct(rating: str) -> VerdictVersion:
        return verdicts.correct(claim.pk, actor=editor, correction=verdicts.Correction(note="Why.", rating=rating))

    with transaction.atomic():
        correct("true")
        rival = Rival(partial(correct, "mostly_true")).until_it_waits_for_us()
    assert rival.finish().sequence == 3
    assert list(claim.verdict.versions.values_list("sequence", flat=True)) == [1, 2, 3]


def test_a_finding_waits_for_who_dismisses_and_is_then_told(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    mine = claim.assignments.select_related("reviewer").get()
    with transaction.atomic():
        triage.dismiss(claim.pk, actor=editor, note="An opinion.")
        rival = Rival(partial(record, mine)).until_it_waits_for_us()
    with pytest.raises(AssignmentClosed, match="claim dismissed"):
        rival.finish()
    assert not claim.reviews.exists()


def test_a_heartbeat_that_comes_with_the_clock_does_not_bring_the_assignment_back(reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    mine = claim.assignments.get()
    Assignment.objects.update(leased_until="2020-01-01T00:00Z")
    with transaction.atomic():
        assert assignments.expire_overdue() == 1
        renew = partial(assignments.renew, mine.pk, actor=reviewer, token=mine.token)
        rival = Rival(renew).until_it_waits_for_us()
    with pytest.raises(AssignmentClosed, match="lease ran out"):
        rival.finish()
    assert not Assignment.objects.get().is_open


def test_the_clock_waits_for_a_heartbeat_and_then_leaves_the_assignment(reviewer: Any) -> None:
    mine = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.get()
    Assignment.objects.update(leased_until="2020-01-01T00:00Z")
    with transaction.atomic():
        assignments.renew(mine.pk, actor=reviewer, token=mine.token)
        rival = Rival(assignments.expire_overdue).until_it_waits_for_us()
    assert rival.finish() == 0
    assert Assignment.objects.get().is_open


# --- what comes in -------------------------------------------------------------------------------


def test_two_who_bring_the_same_text_at_once_bring_one_article(reviewer: Any, second_reviewer: Any) -> None:
    def bring(actor: Any) -> articles.Receipt:
        return articles.receive("Exports grew.", actor=actor, door=Door.API)

    with transaction.atomic():
        mine = bring(reviewer)
        rival = Rival(partial(bring, second_reviewer)).until_it_waits_for_us()
    assert rival.finish() == (mine.article, mine.revision, False)
    counted = [model.objects.count() for model in (Article, Revision, Event, Job)]
    assert counted == [1, 1, 1, 1]


def test_two_who_bring_changed_texts_to_one_address_bring_two_revisions(reviewer: Any) -> None:
    details = Details(url="https://example.org/exports")

    def bring(text: str) -> articles.Receipt:
        return articles.receive(text, actor=reviewer, door=Door.API, details=details)

    bring("Exports grew.")
    with transaction.atomic():
        bring("Exports grew by 5 percent.")
        rival = Rival(partial(bring, "Exports grew by 6 percent.")).until_it_waits_for_us()
    assert rival.finish().revision.number == 3
    assert Article.objects.count() == 1


def test_two_who_bring_the_first_texts_to_one_address_at_once_bring_one_article(reviewer: Any) -> None:
    details = Details(url="https://example.org/exports")

    def bring(text: str) -> articles.Receipt:
        return articles.receive(text, actor=reviewer, door=Door.API, details=details)

    with transaction.atomic():
        mine = bring("Exports grew.")
        rival = Rival(partial(bring, "Exports grew by 6 percent.")).until_it_waits_for_us()
    theirs = rival.finish()
    assert (theirs.article, theirs.revision.number) == (mine.article, 2)


def test_who_revises_with_a_text_that_somebody_is_bringing_finds_it_known(reviewer: Any) -> None:
    article = receive("Exports grew.", by=reviewer)
    with transaction.atomic():
        mine = receive("Exports shrank.", by=reviewer)
        revise = partial(articles.revise, article.pk, "Exports shrank.", actor=reviewer)
        rival = Rival(revise).until_it_waits_for_us()
    assert rival.finish() == (mine, mine.latest, False)
    assert article.revisions.count() == 1


def test_two_jobs_that_queue_the_best_at_once_keep_to_the_budget(desk: None, settings: Any) -> None:
    settings.CLAIMS_PER_ARTICLE = 2
    article = new_claims(0.9, 0.8, 0.7, 0.6)[0].article
    with transaction.atomic():
        assert triage.queue_the_best(article) == 2
        rival = Rival(partial(triage.queue_the_best, article)).until_it_waits_for_us()
    assert rival.finish() == 0
    assert Claim.objects.filter(status=Status.QUEUED).count() == 2


def test_who_holds_an_article_does_not_keep_others_from_acting_on_its_claims(reviewer: Any) -> None:
    """An event names its article: a lock that forbade that would let two who wait for each other wait for ever."""
    [claim] = queued_claims(0.9)
    with transaction.atomic():
        lock_article(claim.article_id)
        assert at_once(taken(reviewer)).claim == claim


# --- who works -----------------------------------------------------------------------------------


def test_a_job_that_is_being_leased_is_done_once(desk: None) -> None:
    receive("Exports grew.")
    job = Job.objects.get()
    done: list[int] = []
    works = {"split_article": Work(lambda job: lambda: done.append(threading.get_ident()))}
    with transaction.atomic():
        assert jobs._lease(job.pk)
        rival = Rival(partial(jobs.execute, job.pk, works)).until_it_waits_for_us()
    assert rival.finish() is False
    assert done == []


def test_a_zombie_that_comes_to_commit_waits_for_who_takes_over_and_is_fenced(desk: None) -> None:
    receive("Exports grew.")
    job = Job.objects.get()
    mine = jobs._lease(job.pk)
    assert mine
    Job.objects.update(lease_until=Now() - timedelta(seconds=1))

    def commit_late() -> None:
        with transaction.atomic():
            jobs._finish(mine)

    with transaction.atomic():
        assert jobs._lease(job.pk)
        zombie = Rival(commit_late).until_it_waits_for_us()
    with pytest.raises(jobs.Fenced):
        zombie.finish()
    assert Job.objects.get().state == JobState.RUNNING


def test_the_same_work_scheduled_twice_at_once_is_one_job(desk: None) -> None:
    with transaction.atomic():
        mine = jobs.enqueue("split_article", "a key", {})
        rival = Rival(partial(jobs.enqueue, "split_article", "a key", {})).until_it_waits_for_us()
    assert rival.finish() == mine


def test_these_tests_run_on_postgresql(desk: None) -> None:
    assert connection.vendor == "postgresql"
