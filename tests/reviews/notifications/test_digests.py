"""The daily mail: at its hour, once a day, with all that is new and unread."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from claims import clock as desk_clock
from claims import policy
from claims.actions import jobs
from claims.models import Job
from claims.tasks import WORK
from reviews import tasks
from reviews.enums import MailWanted, Told
from reviews.models import Notification
from reviews.notifications import digests
from tests.factories import PersonFactory, new_claims
from tests.reviews.notifications.test_mail import fail_with

pytestmark = pytest.mark.django_db

MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)


def at(hours: float) -> Any:
    return desk_clock.set_to(MIDNIGHT + timedelta(hours=hours))


@pytest.fixture
def reader(db: None) -> Any:
    """Who never chose: the daily mail is what everybody gets."""
    return PersonFactory(reviewer=True, email="reader@example.org")


def note(person: Any, hours: float, sentence: str = "It was approved.") -> Notification:
    [claim] = new_claims(0.1)
    when = MIDNIGHT + timedelta(hours=hours)
    return Notification.objects.create(
        person=person, kind=Told.APPROVED, key=f"test:{claim.pk}", claim=claim, sentence=sentence, created_at=when
    )


def tick(hours: float) -> int:
    """The clock ticks at this hour, and workers do what it gave them. Returns how many mails went out."""
    before = len(mail.outbox)
    with at(hours):
        tasks.send_digests()
        for job in Job.objects.filter(kind="mail_digest").order_by("pk"):
            jobs.execute(job.pk, WORK)
    return len(mail.outbox) - before


def test_it_has_everything_new_and_unread_in_one_mail(reader: Any, settings: Any) -> None:
    settings.SITE_URL = "https://desk.example.org"
    first, second, read = note(reader, 1, "First."), note(reader, 2, "Second."), note(reader, 3, "Read.")
    Notification.objects.filter(pk=read.pk).update(read_at=MIDNIGHT)
    assert tick(7.1) == 1
    [message] = mail.outbox
    assert (message.subject, message.to) == ("[Factcheck] 2 things to know", ["reader@example.org"])
    assert message.body == (
        f"First.\nhttps://desk.example.org/admin/desk/claims/{first.claim_id}/\n\n"
        f"Second.\nhttps://desk.example.org/admin/desk/claims/{second.claim_id}/\n\n-- \n"
        "You get these mails once a day. Change that: https://desk.example.org/admin/desk/notifications/settings/\n"
    )
    mailed = Notification.objects.filter(mailed_at__isnull=False)
    assert set(mailed.values_list("pk", flat=True)) == {first.pk, second.pk}


def test_it_goes_out_at_its_hour_once_a_day_however_often_the_clock_ticks(reader: Any) -> None:
    note(reader, -1)
    assert [tick(hours) for hours in (-0.5, 6.9, 7.05, 7.1, 8, 23)] == [0, 0, 1, 0, 0, 0]
    note(reader, 9)
    assert [tick(hours) for hours in (10, 23, 30.9, 31.05, 32)] == [0, 0, 0, 1, 0]


def test_nobody_with_nothing_new_gets_one(reader: Any) -> None:
    assert tick(7.1) == 0


def test_a_clock_that_was_away_makes_up_for_it(reader: Any) -> None:
    note(reader, 1)
    assert tick(15) == 1


def test_the_hour_is_that_of_the_desks_time_zone(reader: Any, settings: Any) -> None:
    settings.DIGEST_HOUR = 9  # midnight in UTC
    note(reader, -1)
    with timezone.override("Asia/Tokyo"):
        assert [tick(hours) for hours in (-0.1, 0.1)] == [0, 1]


def test_when_clocks_are_changed_it_is_still_that_hour_on_the_wall(settings: Any) -> None:
    settings.DIGEST_HOUR = 7
    with timezone.override("Europe/Berlin"):
        for moment in (datetime(2026, 3, 28, 7, tzinfo=UTC), datetime(2026, 3, 29, 6, tzinfo=UTC)):
            with desk_clock.set_to(moment):
                assert timezone.localtime(digests.last_due()).strftime("%d %H:%M") == f"{moment:%d} 07:00"


@pytest.mark.parametrize(
    "change",
    [
        {"email": ""},
        {"profile": {"mail": MailWanted.NEVER}},
        {"profile": {"mail": MailWanted.AT_ONCE}},
        {"is_active": False},
        {"roles": []},
    ],
    ids=str,
)
def test_who_does_not_want_or_cannot_have_it_gets_none(change: dict[str, Any]) -> None:
    person = PersonFactory(**{"roles": [policy.EDITOR], "email": "somebody@example.org"} | change)
    note(person, 1)
    assert tick(7.1) == 0
    assert not Job.objects.filter(kind="mail_digest").exists()


def test_each_person_gets_their_own_and_no_more(reader: Any) -> None:
    other = PersonFactory(editor=True, email="other@example.org", profile={})
    note(reader, 1, "For the reader."), note(other, 1, "For the other.")
    assert tick(7.1) == 2
    assert {message.to[0]: message.body.partition("\n")[0] for message in mail.outbox} == {
        "reader@example.org": "For the reader.",
        "other@example.org": "For the other.",
    }


def test_who_had_no_mail_for_long_does_not_get_it_all(reader: Any) -> None:
    note(reader, -24 * 30, "Old."), note(reader, 1, "New.")
    assert tick(7.1) == 1
    assert "Old." not in mail.outbox[0].body


def test_a_very_long_one_says_how_much_more_there_is(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "MOST", 2)
    for number in range(5):
        note(reader, 1, f"Sentence {number}.")
    assert tick(7.1) == 1
    assert "Sentence 1." in mail.outbox[0].body
    assert "Sentence 2." not in mail.outbox[0].body
    assert "And 3 more on the desk." in mail.outbox[0].body


def test_a_server_that_was_away_all_day_is_made_up_for_on_the_next(
    reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(reader, 1, "From the first day.")
    with monkeypatch.context() as patch:
        fail_with(patch, "open", ConnectionRefusedError("nobody listens"))
        for _ in range(jobs.MAX_ATTEMPTS):
            assert tick(7.1) == 0
            Job.objects.filter(kind="mail_digest").update(run_at="2020-01-01T00:00Z")
    note(reader, 12, "From the second.")
    assert tick(31.1) == 1
    assert "From the first day." in mail.outbox[0].body
    assert "From the second." in mail.outbox[0].body


def test_the_clock_that_ticks_costs_one_query_when_all_is_sent(reader: Any, django_assert_num_queries: Any) -> None:
    for number in range(3):
        note(reader, number)
    tick(7.1)
    with at(8), django_assert_num_queries(1):
        tasks.send_digests()
