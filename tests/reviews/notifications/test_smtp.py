"""Mails to a server on a real socket, with the settings that the environment gives."""

from collections.abc import Iterator
from typing import Any

import pytest

from reviews.enums import MailWanted
from reviews.models import Notification
from tests.factcheck.test_settings import PRODUCTION, start
from tests.reviews.notifications.test_mail import approved, reader, work
from tests.servers import free_port
from tests.smtp_server import Received, mail_server


@pytest.fixture
def server() -> Iterator[Received]:
    with mail_server() as received:
        yield received


def environment(server: Received, **changes: str) -> dict[str, str]:
    plain = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(server.port), "EMAIL_SECURITY": "none"}
    named = {"EMAIL_FROM": "Desk <desk@example.org>", "SITE_URL": "https://desk.example.org/"}
    return PRODUCTION | plain | named | changes


def test_the_environment_leads_to_the_server_logs_in_and_says_who_it_is_from(server: Received) -> None:
    account = {"EMAIL_USER": "desk", "EMAIL_PASSWORD": "a secret"}
    ended = start(["manage.py", "sendtestemail", "reader@example.org"], **environment(server, **account))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert server.log_ins == [("desk", "a secret")]
    [message] = server.messages
    assert (message["From"], message["To"]) == ("Desk <desk@example.org>", "reader@example.org")


def test_a_server_that_offers_no_encryption_is_sent_nothing_unless_that_is_wanted(server: Received) -> None:
    ended = start(["manage.py", "sendtestemail", "reader@example.org"], **environment(server, EMAIL_SECURITY=""))
    assert ended.returncode != 0
    assert "STARTTLS" in ended.stderr
    assert server.messages == []


@pytest.fixture
def over_smtp(server: Received, settings: Any) -> Received:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    return server


@pytest.mark.django_db
def test_a_notification_arrives_as_it_was_written(over_smtp: Received) -> None:
    row = approved(reader(), title="Żółć 日本")
    work()
    [message] = over_smtp.messages
    assert message["Subject"].strip() == f"[Factcheck] {row.sentence}"  # folded after its name, for it is long
    assert message.get_content().replace("\r\n", "\n").startswith(f"{row.sentence}\n")
    assert over_smtp.recipients == ["<reader@example.org>"]


@pytest.mark.django_db
def test_what_the_server_refuses_is_noted(over_smtp: Received) -> None:
    over_smtp.refuse = "550 no such person"
    row = approved(reader())
    work()
    row.refresh_from_db()
    assert row.mail_error.startswith("SMTPRecipientsRefused")
    assert (row.mailed_at is not None, over_smtp.messages) == (True, [])


@pytest.mark.django_db
def test_a_server_that_is_away_leaves_everything_as_it_was(over_smtp: Received, settings: Any) -> None:
    settings.EMAIL_PORT = free_port()
    approved(reader(MailWanted.AT_ONCE))
    work()
    assert not Notification.objects.filter(mailed_at__isnull=False).exists()
