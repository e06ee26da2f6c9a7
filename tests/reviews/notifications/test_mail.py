"""Mails: to whom, in which words, and never twice, whatever is killed or retried."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from claims import policy
from claims.actions import jobs
from claims.enums import JobState, Status
from claims.models import Job
from claims.tasks import WORK
from reviews.actions import verdicts
from reviews.enums import MailWanted, Told
from reviews.models import Notification, Profile
from reviews.notifications.mail import in_one_line
from tests.factories import PersonFactory, claim_at

pytestmark = pytest.mark.django_db

ADDRESS = "reader@example.org"


def reader(mail_wanted: MailWanted = MailWanted.AT_ONCE, email: str = ADDRESS) -> Any:
    return PersonFactory(roles=[policy.REVIEWER], email=email, profile={"mail": mail_wanted})


def approved(person: Any, **details: Any) -> Notification:
    """What this person is told when a finding of theirs is approved; the only unread one."""
    claim = claim_at(Status.REVIEWED, reviewer=person, **details)
    Notification.objects.filter(person=person).update(read_at="2020-01-01T00:00Z")
    verdicts.approve(claim.pk, actor=PersonFactory(editor=True))
    return Notification.objects.get(person=person, kind=Told.APPROVED)


def work() -> None:
    """Do every job for mail that is there, as often as it is due."""
    for job in Job.objects.filter(kind__startswith="mail_").order_by("pk"):
        jobs.execute(job.pk, WORK)


def fail_with(monkeypatch: pytest.MonkeyPatch, step: str, failure: BaseException) -> list[int]:
    """Let this step of the mail backend fail; returns a list that grows with every try."""
    tries: list[int] = []

    def fails(*args: Any) -> None:
        tries.append(1)
        raise failure

    monkeypatch.setattr(EmailBackend, step, fails)
    return tries


# --- content and readers -------------------------------------------------------------------------


def test_who_wants_it_at_once_gets_one_mail_with_the_sentence_and_the_way_to_the_claim(settings: Any) -> None:
    settings.SITE_URL = "https://desk.example.org"
    settings.DEFAULT_FROM_EMAIL = "Desk <desk@example.org>"
    row = approved(reader())
    work()
    [message] = mail.outbox
    assert (message.to, message.cc, message.bcc, message.from_email) == ([ADDRESS], [], [], "Desk <desk@example.org>")
    assert message.subject == f"[Factcheck] {row.sentence}"
    assert message.body == (
        f"{row.sentence}\nhttps://desk.example.org/admin/desk/claims/{row.claim_id}/\n\n-- \n"
        "You get these mails at once. Change that: https://desk.example.org/admin/desk/notifications/settings/\n"
    )
    assert message.extra_headers == {"Auto-Submitted": "auto-generated"}
    row.refresh_from_db()
    assert (row.mailed_at is not None, row.mail_error) == (True, "")


@pytest.mark.parametrize("wanted", [MailWanted.DAILY, MailWanted.NEVER])
def test_who_does_not_want_it_at_once_gets_none(wanted: MailWanted) -> None:
    approved(reader(wanted))
    assert not Job.objects.filter(kind="mail_notice").exists()


def test_who_has_no_address_gets_none() -> None:
    approved(reader(email=""))
    assert not Job.objects.filter(kind="mail_notice").exists()


def test_a_desk_without_a_mail_server_mails_nothing(settings: Any) -> None:
    settings.SENDS_MAIL = False
    approved(reader())
    assert not Job.objects.filter(kind="mail_notice").exists()


def deactivate(person: Any) -> None:
    person.is_active = False
    person.save()


def change_the_choice(person: Any) -> None:
    Profile.objects.filter(user=person).update(mail=MailWanted.NEVER)


def take_the_role(person: Any) -> None:
    person.groups.clear()


def remove(person: Any) -> None:
    Notification.objects.filter(person=person).delete()


def read(person: Any) -> None:
    Notification.objects.filter(person=person).update(read_at="2026-01-01T00:00Z")


@pytest.mark.parametrize("meanwhile", [deactivate, change_the_choice, take_the_role, remove, read])
def test_what_changed_before_the_mail_went_out_is_respected(meanwhile: Any) -> None:
    person = reader()
    approved(person)
    meanwhile(person)
    work()
    assert mail.outbox == []
    assert set(Job.objects.filter(kind="mail_notice").values_list("state", flat=True)) == {JobState.DONE}


# --- nobody writes our headers -------------------------------------------------------------------


def test_words_of_an_article_cannot_begin_another_header() -> None:
    row = approved(reader())
    evil = "An offer\r\nBcc: everybody@example.org\n\nBuy \u2028 now\x00\x1b\u202e"
    Notification.objects.filter(pk=row.pk).update(sentence=evil.replace("\0", ""))
    work()
    [message] = mail.outbox
    assert message.subject == "[Factcheck] An offer Bcc: everybody@example.org Buy now"
    assert message.recipients() == [ADDRESS]
    assert "\nBcc:" not in message.message().as_string().partition("\n\n")[0]


def test_a_subject_is_one_short_line() -> None:
    assert in_one_line("word " * 100) == f"{('word ' * 100)[:118]} …"
    assert in_one_line("Zażółć “gęślą” 日本") == "Zażółć “gęślą” 日本"


def test_an_address_with_a_line_end_is_refused_and_nothing_is_sent() -> None:
    person = reader()
    row = approved(person)
    person.email = "reader@example.org\nBcc: everybody@example.org"
    person.save()
    work()
    row.refresh_from_db()
    assert mail.outbox == []
    assert row.mail_error.startswith("BadHeaderError")


# --- at most once --------------------------------------------------------------------------------


def test_a_job_that_comes_twice_mails_once() -> None:
    row = approved(reader())
    work()
    Job.objects.filter(kind="mail_notice").update(state=JobState.READY, token=None)
    work()
    WORK["mail_notice"].do(Job.objects.get(payload__notification=row.pk))
    assert len(mail.outbox) == 1


class Killed(BaseException):
    """The worker is gone: no handler of ours runs."""


@pytest.mark.parametrize("when", ["before the server took it", "after the server took it"])
def test_a_worker_that_is_killed_while_it_sends_never_sends_again(when: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = approved(reader())
    real = EmailBackend.send_messages

    def killed(self: Any, messages: Any) -> None:
        if when.startswith("after"):
            real(self, messages)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", killed)
        job = Job.objects.get(payload__notification=row.pk)
        with pytest.raises(Killed):
            jobs.execute(job.pk, WORK)
    sent = len(mail.outbox)
    assert sent == (1 if when.startswith("after") else 0)
    assert Job.objects.get(pk=job.pk).state == JobState.RUNNING  # as a process that is gone leaves it
    Job.objects.filter(pk=job.pk).update(lease_until="2020-01-01T00:00Z")
    assert jobs.execute(job.pk, WORK)
    assert len(mail.outbox) == sent
    row.refresh_from_db()
    assert row.mailed_at is not None
    assert row.read_at is None


def test_a_mail_that_the_server_refuses_is_noted_and_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    row = approved(reader())
    tries = fail_with(monkeypatch, "send_messages", OSError("550 no such person"))
    work()
    Job.objects.filter(kind="mail_notice").update(state=JobState.READY, token=None)
    work()
    row.refresh_from_db()
    assert row.mail_error == "OSError: 550 no such person"
    assert (row.mailed_at is not None, row.read_at, len(tries)) == (True, None, 1)


def test_a_server_that_does_not_answer_is_tried_again_and_nothing_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    row = approved(reader())
    with monkeypatch.context() as patch:
        fail_with(patch, "open", ConnectionRefusedError("nobody listens"))
        work()
    row.refresh_from_db()
    assert (row.mailed_at, row.mail_error) == (None, "")
    Job.objects.filter(kind="mail_notice").update(run_at="2020-01-01T00:00Z")
    work()
    assert len(mail.outbox) == 1


def test_a_server_that_never_answers_is_noted_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    row = approved(reader())
    fail_with(monkeypatch, "open", ConnectionRefusedError("nobody listens"))
    for _ in range(jobs.MAX_ATTEMPTS):
        Job.objects.filter(kind="mail_notice").update(run_at="2020-01-01T00:00Z")
        work()
    row.refresh_from_db()
    assert Job.objects.get(payload__notification=row.pk).state == JobState.DEAD
    assert (row.mailed_at, row.mail_error) == (None, "ConnectionRefusedError: nobody listens")
