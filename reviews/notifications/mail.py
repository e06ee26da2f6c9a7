"""Mails to people: at most once each, whatever is retried, killed or delivered twice."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from claims import clock
from reviews.enums import MailWanted
from reviews.models import Notification
from reviews.newsroom import members

log = logging.getLogger(__name__)

SUBJECT = 120  # characters
WANTS = {
    MailWanted.AT_ONCE: Q(profile__mail=MailWanted.AT_ONCE),
    MailWanted.DAILY: Q(profile__mail=MailWanted.DAILY) | Q(profile=None),  # who never chose
}


def mail_notice(notification_id: int) -> None:
    """Mail one notification to somebody who wants each at once, unless they have read it meanwhile."""
    row = Notification.objects.filter(pk=notification_id)
    person = readers(MailWanted.AT_ONCE).filter(notifications__in=row).first()
    if person is not None:
        send_once(row, lambda mine: _message(person, mine[0].sentence, _paragraph(mine[0]), "at once"))


def note_that_it_was_not_sent(notification_id: int, why: str) -> None:
    """For a mail that never got as far as the server."""
    Notification.objects.filter(pk=notification_id, mailed_at=None).update(mail_error=why[:500])


def mail_digest(rows: QuerySet[Notification], person: Any, most: int) -> None:
    """Mail these to somebody who wants them once a day, at most so many of them in full."""

    def compose(mine: list[Notification]) -> EmailMessage:
        about = "1 thing to know" if len(mine) == 1 else f"{len(mine)} things to know"
        shown = [_paragraph(row) for row in mine[:most]]
        more = [f"And {len(mine) - most} more on the desk."] if len(mine) > most else []
        return _message(person, about, "\n\n".join([*shown, *more]), "once a day")

    send_once(rows, compose)


def readers(wanted: MailWanted) -> QuerySet[Any]:
    """Who gets mail, and in this way: active people with a role and an address."""
    return members().filter(WANTS[wanted]).exclude(email="")


def send_once(rows: QuerySet[Notification], compose: Callable[[list[Notification]], EmailMessage]) -> None:
    """Send one mail about those of these rows that are neither read nor mailed.

    Sending cannot be undone, so no transaction can hold it and the mark together. First the server is called: while it
    does not answer nothing has happened, the error goes up and the job is tried again. Then the rows are marked, in a
    transaction of their own, and only then is the mail handed over. Whoever is killed after the mark has sent the mail
    or has not; it is never sent again, for one too few is better than two: the desk's own pages say it anyway. For the
    same reason a failure from here on is noted on the rows and not tried again.
    """
    unsent = rows.filter(mailed_at=None, read_at=None)
    if not unsent.exists():
        return
    with get_connection() as server:
        with transaction.atomic(durable=True):
            mine = list(unsent.select_for_update(of=("self",)).order_by("pk"))
            marked = Notification.objects.filter(pk__in=[row.pk for row in mine])
            marked.update(mailed_at=clock.now(), mail_error="")
        if mine:
            _hand_over(server, compose(mine), marked)


def _hand_over(server: Any, message: EmailMessage, marked: QuerySet[Notification]) -> None:
    try:
        server.send_messages([message])
    except Exception as failure:
        log.warning("a mail to %s could not be sent: %s", message.to, failure)
        marked.update(mail_error=f"{type(failure).__name__}: {failure}".replace("\0", "")[:500])


def _message(person: Any, about: str, words: str, when: str) -> EmailMessage:
    settings_page = f"{settings.SITE_URL}{reverse('admin:desk_how_i_am_told')}"
    body = f"{words}\n\n-- \nYou get these mails {when}. Change that: {settings_page}\n"
    headers = {"Auto-Submitted": "auto-generated"}  # RFC 3834: no robot shall answer
    return EmailMessage(f"[Factcheck] {in_one_line(about)}", body, to=[person.email], headers=headers)


def _paragraph(row: Notification) -> str:
    return f"{row.sentence}\n{settings.SITE_URL}{row.get_absolute_url()}"


def in_one_line(words: str) -> str:
    """Words of an article in a header: no line end may begin another header, and nothing unseen may turn the text."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return line if len(line) <= SUBJECT else f"{line[: SUBJECT - 2]} …"
