"""Marking as read what one was told. Only one's own; nothing else ever changes in it."""

from typing import Any

from claims import clock
from claims.errors import NotFound
from reviews.models import Notification


def mark_read(notification_id: int, *, by: Any) -> Notification:
    """Mark one as read; again is fine. Raises NotFound for what is not theirs."""
    mine = Notification.objects.visible_to(by).filter(pk=notification_id)
    mine.unread().update(read_at=clock.now())
    found: Notification | None = mine.select_related("claim", "article").first()
    if found is None:
        raise NotFound(thing="notification")
    return found


def mark_all_read(*, by: Any, until: int | None = None) -> int:
    """Mark all as read, or those up to the id `until`: what came after one looked stays unread. Returns how many."""
    mine = Notification.objects.visible_to(by).unread()
    return (mine if until is None else mine.filter(pk__lte=until)).update(read_at=clock.now())
