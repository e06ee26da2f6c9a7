"""Reading the change feed: what came after a cursor, and how far it has come. A cursor names the last change seen."""

import base64
import binascii
import re

from django.db.models import BigIntegerField

from reviews.feed_errors import CursorLost, WrongCursor
from reviews.models import Feed, FeedEntry

INSIDE = re.compile(r"(\d{1,19})\.([0-9a-f]{12})?")
BEGINNING = 0


def cursor_behind(entry: FeedEntry | None) -> str:
    """The cursor of whoever has seen this entry last; None: nothing yet."""
    inside = f"{entry.pk}.{entry.mark}" if entry else f"{BEGINNING}."
    return base64.urlsafe_b64encode(inside.encode()).decode().rstrip("=")


def entry_before(cursor: str) -> FeedEntry | None:
    """The entry that this cursor stands behind; None: the beginning. Raises WrongCursor or CursorLost."""
    number, mark = _taken_apart(cursor)
    if number == BEGINNING and not mark:
        return None
    entry = FeedEntry.objects.filter(pk=number, mark=mark).first()
    if entry is None:
        raise CursorLost
    return entry


def after(entry: FeedEntry | None, most: int) -> list[FeedEntry]:
    """The entries behind this one in their order, at most so many."""
    later = FeedEntry.objects.filter(pk__gt=entry.pk if entry else BEGINNING)
    return list(later.select_related("version", "scale").order_by("pk")[:most])


def last() -> int:
    """The number of the newest entry."""
    return Feed.objects.values_list("last", flat=True).get()


def _taken_apart(cursor: str) -> tuple[int, str]:
    try:
        inside = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        raise WrongCursor from None
    found = INSIDE.fullmatch(inside)
    if found is None or int(found[1]) > BigIntegerField.MAX_BIGINT or not (found[2] or int(found[1]) == BEGINNING):
        raise WrongCursor
    return int(found[1]), found[2] or ""
