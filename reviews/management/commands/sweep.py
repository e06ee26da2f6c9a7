"""`manage.py sweep`: the process that needs no broker. Does what nobody was told of, ends leases, counts, forgets."""

import argparse
import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, ProgrammingError, close_old_connections, connection

from claims import tasks
from claims.actions import once
from claims.management.refusals import first_line
from reviews.actions import assignments, daybook, deliveries, export_files, tallying

log = logging.getLogger(__name__)

# It is away, locked, or not migrated yet (which PostgreSQL calls a programming error).
DATABASE_TROUBLE = (OperationalError, InterfaceError, ProgrammingError)
GRACE_SECONDS = 5  # for the job in hand when we are told to stop


class Command(BaseCommand):
    help = "Dispatch due work and end overdue leases, again and again. Losing every message costs this many seconds."
    requires_system_checks = ()  # it has to start whatever the web site's state

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=_seconds, default=2.0, metavar="SECONDS", help="the pause (default: 2)")
        parser.add_argument("--once", action="store_true", help="one round, then end; exit code 1 when it failed")

    def handle(self, *args: Any, every: float, once: bool, **options: Any) -> None:
        with _told_to_stop() as stop:
            while not stop.is_set():
                sound = _round(stop)
                if once:
                    if not sound:
                        raise CommandError("The round failed; the log says why.")
                    return
                stop.wait(every)


def _round(stop: Event) -> bool:
    """Each part by itself, so that trouble in one does not keep the others from their work."""
    jobs = partial(tasks.sweep, go_on=lambda: not stop.is_set())
    count = (assignments.expire_overdue, daybook.keep, tallying.keep)
    forget = (once.forget_old, export_files.remove_expired, deliveries.forget_old)
    done = [_survive(part) for part in (jobs, *count, *forget)]
    words = "a round: %s jobs, %s leases, %s days, %s findings, %s old answers, %s old files, %s old messages"
    log.debug(words, *done)
    if None not in done:
        _say_that_all_is_well()
    close_old_connections()
    return None not in done


def _say_that_all_is_well() -> None:
    """An old heartbeat is a sweep that stands still: what a container's health check looks at."""
    try:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        (settings.DATA_DIR / "sweep-heartbeat").touch()
    except OSError as trouble:
        log.warning("the heartbeat cannot be written: %s", trouble)


def _survive(part: Callable[[], int]) -> int | None:
    """How much was done, or None. Whatever happens, the next round comes."""
    try:
        return part()
    except DATABASE_TROUBLE as trouble:
        log.warning("the database cannot be used now, trying again: %s", first_line(trouble))
        connection.close()  # a server that was restarted does not know this connection any more
    except Exception:
        log.exception("something unexpected; the next round comes all the same")
    return None


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """Set by SIGTERM or SIGINT. The job in hand may end; who takes longer is interrupted and loses nothing."""
    stop = Event()

    def finish(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.alarm(GRACE_SECONDS)

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    handlers = {signal.SIGTERM: finish, signal.SIGINT: finish, signal.SIGALRM: interrupt}
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield stop
    finally:
        signal.alarm(0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _seconds(value: str) -> float:
    seconds = float(value)
    if not 0 < seconds <= 3600:
        raise argparse.ArgumentTypeError("it must be more than 0 and at most 3600")
    return seconds
