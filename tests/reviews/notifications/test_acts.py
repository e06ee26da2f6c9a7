"""Which act tells whom: who is told, who is not, once, and not at all when the act is undone."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims import policy, signals
from claims.enums import Act, Status
from claims.models import Claim, Event
from reviews.actions import assignments, findings, verdicts
from reviews.actions.verdicts import Correction
from reviews.enums import Told
from reviews.models import Assignment, Notification
from reviews.notifications import acts
from tests.factories import PersonFactory, claim_at, queued_claims, record
from tests.reviews.actions.acts import EXAMPLES
from tests.reviews.notifications.told import sentences, told

pytestmark = pytest.mark.django_db

SILENT = {
    *(Act.QUEUE, Act.DISMISS, Act.RESTORE, Act.TAKE, Act.RELEASE, Act.REVIEW, Act.PUBLISH),
    *(Act.POSTPONE, Act.RECUSE, Act.RETRACT, Act.ADJUDICATE, Act.PRIORITISE, Act.WANT),
    *(Act.ADJUST, Act.SPLIT, Act.MERGE, Act.CLARIFY),
}


def dispute(claim: Claim, actor: Any) -> Event:
    """The event of a finding that disagrees with another."""
    event = Event.objects.create(
        article=claim.article, claim=claim, act=Act.REVIEW, before=Status.IN_REVIEW, after=Status.DISPUTED, actor=actor
    )
    signals.recorded.send(sender=Event, event=event, whom=())
    return event


# --- who is told ---------------------------------------------------------------------------------


def test_whoever_is_given_a_claim_by_an_editor_is_told(editor: Any, reviewer: Any, second_reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
    assert sentences(reviewer, Told.ASSIGNED) == [f"“{claim.text}” was assigned to you."]
    assert Notification.objects.get().claim == claim
    assert told(second_reviewer) == told(editor) == []


def test_whoever_is_given_a_claim_by_the_clock_is_told(reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    assignments.assign_automatically(claim.pk)
    assert told(reviewer) == [Told.ASSIGNED]


def test_whoever_takes_a_claim_knows_it(reviewer: Any) -> None:
    queued_claims(0.9)
    assignments.take_next(actor=reviewer)
    assert told(reviewer) == []


def test_an_editor_who_assigns_to_themselves_knows_it() -> None:
    both = PersonFactory(roles=[policy.REVIEWER, policy.EDITOR])
    [claim] = queued_claims(0.9)
    assignments.assign(claim.pk, reviewer_id=both.pk, actor=both)
    assert told(both) == []


def test_whoever_let_a_lease_run_out_is_told(editor: Any, reviewer: Any, second_reviewer: Any) -> None:
    claim_at(Status.IN_REVIEW, reviewer=reviewer, editor=editor)
    claim_at(Status.IN_REVIEW, reviewer=second_reviewer, editor=editor)
    Assignment.objects.filter(reviewer=reviewer).update(leased_until="2020-01-01T00:00Z")
    assignments.expire_overdue()
    assert told(reviewer) == [Told.ASSIGNED, Told.EXPIRED]
    assert told(second_reviewer) == [Told.ASSIGNED]


def test_whoever_wrote_a_finding_is_told_that_it_was_sent_back_but_not_why(editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    findings.send_back(claim.pk, actor=editor, note="The other one found half true.")
    [sentence] = sentences(reviewer, Told.SENT_BACK)
    assert sentence == f"Your finding on “{claim.text}” was sent back; the reason is with the claim."
    assert told(editor) == []


def test_whoever_wrote_a_finding_is_told_that_it_was_approved(editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    verdicts.approve(claim.pk, actor=editor)
    assert sentences(reviewer, Told.APPROVED) == [f"Your finding on “{claim.text}” was approved."]
    assert told(editor) == []


def test_an_approval_that_others_have_to_follow_is_nobodys_news(editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    event = Event(article=claim.article, claim=claim, act=Act.APPROVE, after=Status.REVIEWED, actor=editor)
    acts.tell_of(event)
    assert told(reviewer, Told.APPROVED) == []


def test_a_publication_tells_nobody(editor: Any, second_editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.APPROVED, reviewer=reviewer, editor=second_editor)
    before = Notification.objects.count()
    verdicts.publish(claim.pk, actor=editor)
    assert Notification.objects.count() == before


def test_a_correction_tells_who_reviewed_and_who_approved(editor: Any, second_editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.PUBLISHED, reviewer=reviewer, editor=second_editor)
    verdicts.correct(claim.pk, actor=editor, correction=Correction(note="The table\nwas revised.", rating="half_true"))
    said = [f"The published verdict on “{claim.text}” was changed: The table was revised."]
    assert sentences(reviewer, Told.CORRECTED) == sentences(second_editor, Told.CORRECTED) == said
    assert told(editor) == []


def test_a_withdrawal_tells_who_reviewed_and_who_approved(editor: Any, second_editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.PUBLISHED, reviewer=reviewer, editor=second_editor)
    verdicts.withdraw(claim.pk, actor=editor, note="It was another year.")
    said = [f"The published verdict on “{claim.text}” was withdrawn: It was another year."]
    assert sentences(reviewer, Told.WITHDRAWN) == sentences(second_editor, Told.WITHDRAWN) == said


def test_an_editor_who_corrects_what_they_approved_knows_it(editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.PUBLISHED, reviewer=reviewer, editor=editor)
    verdicts.correct(claim.pk, actor=editor, correction=Correction(note="Revised.", rating="half_true"))
    assert told(editor) == []


def test_a_dispute_is_told_to_editors_who_may_see_all_of_it(
    editor: Any, second_editor: Any, reviewer: Any, second_reviewer: Any
) -> None:
    both = PersonFactory(roles=[policy.REVIEWER, policy.EDITOR])
    root = PersonFactory(is_superuser=True)
    claim = claim_at(Status.IN_REVIEW, reviewer=both, editor=editor)
    dispute(claim, second_reviewer)
    for person in (editor, second_editor, root):
        assert told(person, Told.DISAGREEMENT) == [Told.DISAGREEMENT]
    for person in (reviewer, second_reviewer, both):
        assert told(person, Told.DISAGREEMENT) == []


def test_what_stays_disputed_is_told_once(editor: Any, second_reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, editor=editor)
    event = dispute(claim, second_reviewer)
    event.before = Status.DISPUTED
    acts.tell_of(event)
    assert told(editor, Told.DISAGREEMENT) == [Told.DISAGREEMENT]


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.act in SILENT], ids=lambda example: example.act.value)
def test_an_act_that_is_in_no_list_tells_nobody(example: Any, editor: Any, reviewer: Any, request: Any) -> None:
    claim = claim_at(example.before, reviewer=reviewer, editor=editor)
    # Who holds a claim is the one who may cut it in two, to be merged.
    example.prepare(claim, reviewer if example.act is Act.MERGE else editor)
    before = Notification.objects.count()
    example.do(claim, request.getfixturevalue(example.by))
    assert Notification.objects.count() == before


def test_every_act_tells_somebody_or_is_known_to_be_silent() -> None:
    assert {example.act for example in EXAMPLES} - set(acts.TELLS) == SILENT


# --- who is never told ---------------------------------------------------------------------------


def leaves(person: Any) -> None:
    person.is_active = False
    person.save()


def loses_the_role(person: Any) -> None:
    person.groups.remove(Group.objects.get(name=policy.REVIEWER))


@pytest.mark.parametrize("happens", [leaves, loses_the_role])
def test_who_is_inactive_or_has_no_role_is_never_told(happens: Any, editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    happens(reviewer)
    verdicts.approve(claim.pk, actor=editor)
    assert told(reviewer) == [Told.ASSIGNED]


def test_the_machines_are_never_told(clock: Any, console: Any, editor: Any) -> None:
    for machine in (clock, console):
        machine.groups.add(Group.objects.get(name=policy.EDITOR))
    dispute(claim_at(Status.IN_REVIEW, editor=editor), PersonFactory(reviewer=True))
    assert told(clock) == told(console) == []


# --- once, and with its cause --------------------------------------------------------------------


def test_whatever_is_retried_is_told_once(editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.APPROVED, reviewer=reviewer, editor=editor)
    before = list(Notification.objects.values())
    for event in claim.events.all():
        whom = [reviewer.pk] if event.act == Act.ASSIGN else []
        signals.recorded.send(sender=Event, event=event, whom=whom)
    assert list(Notification.objects.values()) == before


def test_the_same_act_on_another_day_is_told_again(editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    for _ in range(2):
        findings.send_back(claim.pk, actor=editor, note="One source more.")
        record(claim.assignments.get(closed_at=None))
    assert told(reviewer, Told.SENT_BACK) == [Told.SENT_BACK] * 2


class DiskFull(Exception):
    pass


def test_an_act_that_is_undone_tells_nobody(editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)

    def approve_and_fail() -> None:
        with transaction.atomic():
            verdicts.approve(claim.pk, actor=editor)
            assert told(reviewer, Told.APPROVED) == [Told.APPROVED]
            raise DiskFull

    with pytest.raises(DiskFull):
        approve_and_fail()
    assert told(reviewer, Told.APPROVED) == []


def test_an_act_is_undone_when_those_concerned_cannot_be_told(
    editor: Any, reviewer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)

    def fail(*args: Any) -> None:
        raise DiskFull

    monkeypatch.setattr("reviews.receivers.acts.tell_of", fail)
    with pytest.raises(DiskFull):
        verdicts.approve(claim.pk, actor=editor)
    claim.refresh_from_db()
    assert claim.status == Status.REVIEWED


# --- words and costs -----------------------------------------------------------------------------


def test_a_long_claim_and_a_long_note_are_cut(editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.PUBLISHED, reviewer=reviewer)
    claim.text = "word \n" * 200
    claim.save()
    verdicts.withdraw(claim.pk, actor=editor, note="{claim} " * 200)
    [sentence] = sentences(reviewer, Told.WITHDRAWN)
    assert len(sentence) <= 500
    assert "\n" not in sentence
    assert "word …” was withdrawn: {claim} {claim}" in sentence


def test_telling_ten_costs_as_many_queries_as_telling_one(editor: Any) -> None:
    def cost() -> int:
        claim = claim_at(Status.IN_REVIEW, editor=editor)
        with CaptureQueriesContext(connection) as captured:
            dispute(claim, claim.assignments.get().reviewer)
        return len(captured)

    alone = cost()
    for _ in range(9):
        PersonFactory(editor=True)
    assert cost() == alone
