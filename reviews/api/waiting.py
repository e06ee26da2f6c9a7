"""Waiting for the change feed to grow, without a database connection, and never with all the threads of the server.

However many wait in one process, the database is asked once a second.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from time import monotonic, sleep

from django.conf import settings
from django.db import connection

from reviews import feed

PAUSE = 1.0  # seconds between two looks
_seats = BoundedSemaphore(max(1, settings.WEB_THREADS // 2))


class Lookout:
    """How far the feed has come, as somebody of this process saw it no longer than a pause ago."""

    def __init__(self) -> None:
        self._lock, self._last, self._seen_at = Lock(), 0, float("-inf")

    def last(self) -> int:
        with self._lock:
            if monotonic() - self._seen_at >= PAUSE:
                self._last, self._seen_at = feed.last(), monotonic()
                let_go()
            return self._last


lookout = Lookout()


@contextmanager
def a_seat() -> Iterator[bool]:
    """Whether one may wait: threads are left for those who do not."""
    seated = _seats.acquire(blocking=False)
    try:
        yield seated
    finally:
        if seated:
            _seats.release()


def until_it_grows(beyond: int, end: float) -> bool:
    """Whether the feed has an entry beyond this one before the end, a moment of the monotonic clock."""
    let_go()
    while lookout.last() <= beyond:
        if (left := end - monotonic()) <= 0:
            return False
        sleep(min(PAUSE, left))
    return True


def let_go() -> None:
    """Give the connection back; in a transaction it is somebody else's."""
    if not connection.in_atomic_block:
        connection.close()
