"""What time it is. The sample newsroom tells a story of three weeks, so time can be set for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The current time, aware; the told one inside `set_to`."""
    return _moment.get() or timezone.now()


def today() -> date:
    """The calendar day at the desk, in its own time zone."""
    return timezone.localdate(now())


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
