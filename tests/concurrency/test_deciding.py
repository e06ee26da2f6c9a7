"""Two who decide, at once: the second sees what the first did, and is told of it."""

from functools import partial
from typing import Any

import pytest
from django.db import transaction

from claims.actions import jobs
from claims.enums import Act, Status
from claims.errors import IllegalAct, StaleVersion
from claims.models import Event, Job
from claims.tasks import WORK
from reviews.actions import findings, rules, scales, verdicts, wanted
from reviews.actions.scales import LabelDraft
from reviews.errors import AlreadyActedOn, AlreadyApproved
from reviews.models import RatingScale, Rules, VerdictVersion
from tests.concurrency.second_connection import Rival, at_once
from tests.factories import PersonFactory, claim_at, record

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]


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


def decided_by_two() -> None:
    Rules.objects.create(approvals_wanted=2)


def approvals_of(claim: Any) -> list[Any]:
    return [approval.person for approval in claim.verdict.approvals.select_related("person")]


def test_two_who_approve_at_once_where_two_are_wanted_approve_it_together(editor: Any) -> None:
    decided_by_two()
    claim, second = claim_at(Status.REVIEWED), PersonFactory(editor=True)
    with transaction.atomic():
        verdicts.approve(claim.pk, actor=editor)
        rival = Rival(partial(verdicts.approve, claim.pk, actor=second)).until_it_waits_for_us()
    assert rival.finish().approved_by == second
    claim.refresh_from_db()
    assert (claim.status, approvals_of(claim)) == (Status.APPROVED, [editor, second])


def test_two_who_approve_the_version_they_saw_at_once_look_again(editor: Any) -> None:
    decided_by_two()
    claim, second = claim_at(Status.REVIEWED), PersonFactory(editor=True)
    with transaction.atomic():
        verdicts.approve(claim.pk, actor=editor, seen=claim.version)
        rival = Rival(partial(verdicts.approve, claim.pk, actor=second, seen=claim.version)).until_it_waits_for_us()
    with pytest.raises(StaleVersion):
        rival.finish()
    assert approvals_of(claim) == [editor]


def test_one_person_who_approves_twice_at_once_is_one_of_the_two_wanted(editor: Any) -> None:
    decided_by_two()
    claim = claim_at(Status.REVIEWED)
    approve = partial(verdicts.approve, claim.pk, actor=editor)
    with transaction.atomic():
        approve()
        rival = Rival(approve).until_it_waits_for_us()
    with pytest.raises(AlreadyApproved):
        rival.finish()
    claim.refresh_from_db()
    assert (claim.status, approvals_of(claim)) == (Status.REVIEWED, [editor])


def test_nobody_waits_for_who_changes_the_rules(editor: Any) -> None:
    """What holds is what was committed when the act began to look."""
    claim = claim_at(Status.REVIEWED)
    with transaction.atomic():
        decided_by_two()
        at_once(partial(verdicts.approve, claim.pk, actor=editor))
    claim.refresh_from_db()
    assert claim.status == Status.APPROVED
    other = claim_at(Status.REVIEWED)
    verdicts.approve(other.pk, actor=editor)
    other.refresh_from_db()
    assert other.status == Status.REVIEWED


def test_publishing_waits_for_who_sends_back_and_is_then_refused(editor: Any) -> None:
    claim = claim_at(Status.APPROVED)
    with transaction.atomic():
        findings.send_back(claim.pk, actor=editor, note="Add the year.")
        rival = Rival(partial(verdicts.publish, claim.pk, actor=editor)).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    assert not VerdictVersion.objects.exists()


def test_sending_back_waits_for_who_publishes_and_is_then_refused(editor: Any) -> None:
    claim = claim_at(Status.APPROVED)
    with transaction.atomic():
        verdicts.publish(claim.pk, actor=editor)
        send_back = partial(findings.send_back, claim.pk, actor=editor, note="Add the year.")
        rival = Rival(send_back).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    assert not claim.assignments.filter(closed_at=None).exists()


def test_a_correction_waits_for_who_withdraws_and_is_then_refused(editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    correction = verdicts.Correction(note="Why.", rating="true")
    with transaction.atomic():
        verdicts.withdraw(claim.pk, actor=editor, note="The table was wrong.")
        correct = partial(verdicts.correct, claim.pk, actor=editor, correction=correction)
        rival = Rival(correct).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    assert claim.verdict.shown.edition == "withdrawal"


def test_a_withdrawal_waits_for_who_corrects_and_comes_after(editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    with transaction.atomic():
        verdicts.correct(claim.pk, actor=editor, correction=verdicts.Correction(note="Why.", rating="true"))
        withdraw = partial(verdicts.withdraw, claim.pk, actor=editor, note="The table was wrong.")
        rival = Rival(withdraw).until_it_waits_for_us()
    assert (rival.finish().sequence, rival.result.rating.slug) == (3, "true")


def test_taking_a_finding_back_waits_for_who_approves_it_and_is_then_refused(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    retract = partial(findings.retract, claim.reviews.get().pk, actor=reviewer)
    with transaction.atomic():
        verdicts.approve(claim.pk, actor=editor)
        rival = Rival(retract).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    claim.refresh_from_db()
    assert claim.status == Status.APPROVED


def test_taking_a_finding_back_waits_for_the_first_of_two_approvals_and_is_then_refused(
    reviewer: Any, editor: Any
) -> None:
    decided_by_two()
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    with transaction.atomic():
        verdicts.approve(claim.pk, actor=editor)
        rival = Rival(partial(findings.retract, claim.reviews.get().pk, actor=reviewer)).until_it_waits_for_us()
    with pytest.raises(AlreadyActedOn):
        rival.finish()


def test_approving_waits_for_who_takes_the_finding_back_and_is_then_refused(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    with transaction.atomic():
        findings.retract(claim.reviews.get().pk, actor=reviewer)
        rival = Rival(partial(verdicts.approve, claim.pk, actor=editor)).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    assert approvals_of(claim) == []


def test_approving_waits_for_who_wants_one_more_review_and_is_then_refused(editor: Any) -> None:
    claim = claim_at(Status.REVIEWED)
    with transaction.atomic():
        wanted.want(claim.pk, actor=editor, reviews=2)
        rival = Rival(partial(verdicts.approve, claim.pk, actor=editor)).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    assert approvals_of(claim) == []


def do_the_jobs() -> None:
    while due := list(Job.objects.due()):
        for job in due:
            assert jobs.execute(job.pk, WORK)


def test_an_approval_given_while_fewer_come_to_be_wanted_is_counted(editor: Any) -> None:
    """It read that two are wanted; when one is enough and that was looked into, nobody could see it yet."""
    decided_by_two()
    claim, second = claim_at(Status.REVIEWED), PersonFactory(editor=True)
    do_the_jobs()
    with transaction.atomic():
        verdicts.approve(claim.pk, actor=editor)
        at_once(partial(rules.change, {"approvals_wanted": 1}, actor=second))
        at_once(do_the_jobs)
    claim.refresh_from_db()
    assert claim.status == Status.REVIEWED
    do_the_jobs()
    claim.refresh_from_db()
    assert (claim.status, claim.verdict.approved_by) == (Status.APPROVED, editor)


def test_counting_approvals_waits_for_who_sends_back_and_then_counts_none(editor: Any) -> None:
    decided_by_two()
    claim = claim_at(Status.REVIEWED)
    verdicts.approve(claim.pk, actor=editor)
    Rules.objects.update(approvals_wanted=1)
    with transaction.atomic():
        findings.send_back(claim.pk, actor=editor, note="Add the year.")
        rival = Rival(partial(verdicts.count_approvals, claim.pk)).until_it_waits_for_us()
    assert rival.finish() is None
    claim.refresh_from_db()
    assert (claim.status, claim.verdict.approved_by) == (Status.IN_REVIEW, None)


def test_approvals_that_two_count_at_once_are_counted_once(editor: Any) -> None:
    decided_by_two()
    claim = claim_at(Status.REVIEWED)
    verdicts.approve(claim.pk, actor=editor)
    Rules.objects.update(approvals_wanted=1)
    count = partial(verdicts.count_approvals, claim.pk)
    with transaction.atomic():
        count()
        rival = Rival(count).until_it_waits_for_us()
    assert rival.finish() is None
    assert Event.objects.filter(claim=claim, act=Act.COUNT).count() == 1
