"""Two at once who tell, mail or choose the same: one does it, and the other finds it done."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from claims import clock as desk_clock
from claims.enums import Status
from claims.models import Event
from reviews.actions import verdicts
from reviews.enums import MailWanted, Told
from reviews.models import Assignment, Notification, Profile
from reviews.notifications import acts, deadlines, people
from reviews.notifications.mail import mail_notice
from tests.concurrency.second_connection import Rival, at_once
from tests.factories import claim_at, queued_claims

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]


def number_of(kind: Told) -> int:
    return Notification.objects.filter(kind=kind).count()


def tell_again() -> None:
    with transaction.atomic():
        event = Event.objects.filter(act="assign").latest("pk")
        acts.tell_of(event, list(Assignment.objects.values_list("reviewer", flat=True)))


def test_two_who_tell_the_same_at_once_write_it_once(reviewer: Any) -> None:
    claim_at(Status.IN_REVIEW, reviewer=reviewer)
    Notification.objects.all().delete()
    with transaction.atomic():
        tell_again()
        rival = Rival(tell_again).until_it_waits_for_us()
    rival.finish()
    assert number_of(Told.ASSIGNED) == 1


def test_who_waited_for_one_that_was_undone_writes_it(reviewer: Any) -> None:
    claim_at(Status.IN_REVIEW, reviewer=reviewer)
    Notification.objects.all().delete()
    with transaction.atomic():
        tell_again()
        rival = Rival(tell_again).until_it_waits_for_us()
        transaction.set_rollback(True)
    rival.finish()
    assert number_of(Told.ASSIGNED) == 1


def test_two_clocks_that_warn_at_once_warn_once(reviewer: Any) -> None:
    claim_at(Status.IN_REVIEW, reviewer=reviewer)
    nearly_over = Assignment.objects.get().leased_until - timedelta(minutes=5)

    def warn() -> None:
        with desk_clock.set_to(nearly_over):
            deadlines.warn_of_leases()

    with transaction.atomic():
        warn()
        rival = Rival(warn).until_it_waits_for_us()
    rival.finish()
    assert number_of(Told.EXPIRING) == 1


def test_two_clocks_that_find_a_claim_overdue_at_once_tell_once(editor: Any) -> None:
    queued_claims(0.9)

    def tell() -> None:
        with desk_clock.set_to(desk_clock.now() + timedelta(days=3)):
            deadlines.tell_of_overdue()

    with transaction.atomic():
        tell()
        rival = Rival(tell).until_it_waits_for_us()
    rival.finish()
    assert editor.pk in people.editors()
    assert number_of(Told.OVERDUE) == len(people.editors())


def test_a_worker_that_comes_while_another_marks_mails_nothing(reviewer: Any, editor: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    reviewer.email = "reader@example.org"
    reviewer.save()
    Profile.objects.create(user=reviewer, mail=MailWanted.AT_ONCE)
    verdicts.approve(claim.pk, actor=editor)
    row = Notification.objects.get(kind=Told.APPROVED)
    with transaction.atomic():
        Notification.objects.filter(pk=row.pk).update(mailed_at=desk_clock.now())
        rival = Rival(partial(mail_notice, row.pk)).until_it_waits_for_us()
    rival.finish()
    assert mail.outbox == []


def test_telling_does_not_wait_for_who_marks_as_read(reviewer: Any) -> None:
    claim_at(Status.IN_REVIEW, reviewer=reviewer)
    Notification.objects.all().delete()
    with transaction.atomic():
        tell_again()
        assert at_once(lambda: Notification.objects.filter(person=reviewer).update(read_at=desk_clock.now())) == 0
