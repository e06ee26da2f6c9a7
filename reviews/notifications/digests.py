"""The daily mail: who gets one now, and what is in it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from claims import clock
from reviews.enums import MailWanted
from reviews.models import Notification
from reviews.notifications.mail import mail_digest, readers

LOOKS_BACK = timedelta(days=7)  # who had no mail for a year shall not get the year
MOST = 100  # in one mail


def last_due() -> datetime:
    """The latest moment at which the daily mail was to go out."""
    now = timezone.localtime(clock.now())
    today = now.replace(hour=settings.DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return today if today <= now else today - timedelta(days=1)  # same hour on the wall, whatever the season


def due_to(until: datetime) -> list[int]:
    """Who has something to read from before then that no mail told them of."""
    people = readers(MailWanted.DAILY).filter(notifications__in=_unsent(until))
    return sorted(people.values_list("pk", flat=True))


def send(person_id: int, until: datetime) -> None:
    """One mail with all of it. What came after `until` waits for the next day."""
    person = readers(MailWanted.DAILY).filter(pk=person_id).first()
    if person is not None:
        mail_digest(_unsent(until).filter(person=person), person, MOST)


def _unsent(until: datetime) -> QuerySet[Notification]:
    new = Notification.objects.unread().filter(mailed_at=None)
    return new.filter(created_at__lte=until, created_at__gt=until - LOOKS_BACK)
