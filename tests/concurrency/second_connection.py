"""A real PostgreSQL as this process's database for a while, and a rival on a connection of its own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import dj_database_url
import pytest
from django.db import OperationalError, connection, connections

from tests.servers import wait_until

LOCK_TIMEOUT_MS = 300
BLOCKED_SECONDS = 20

locked_out = pytest.raises(OperationalError, match="lock timeout")


@contextmanager
def database(url: str) -> Iterator[None]:
    """Let Django's default database be this one, whichever the run uses; for every thread of this process."""
    usual, settings = connections["default"], connections.settings["default"]
    given = {"default": dict(dj_database_url.parse(url))}
    connections.settings["default"] = connections.configure_settings(given)["default"]
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"], connections["default"] = settings, usual


class Rival:
    """Somebody who does something on a second connection while the test holds the first one's transaction open."""

    def __init__(self, do: Callable[[], Any]) -> None:
        self._do = do
        self.result: Any = None
        self.error: Exception | None = None
        self.pid = 0
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._started.wait(BLOCKED_SECONDS)

    def _run(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.pid = cursor.fetchone()[0]
            self._started.set()
            self.result = self._do()
        except Exception as error:
            self.error = error
        finally:
            self._started.set()
            connection.close()

    def waits_for_us(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid() = ANY(pg_blocking_pids(%s))", [self.pid])
            return bool(cursor.fetchone()[0])

    def until_it_waits_for_us(self) -> "Rival":
        """Nothing is left to chance: the rival has come as far as it can, and stands before our lock."""
        wait_until(lambda: self.waits_for_us() or self.is_done, BLOCKED_SECONDS, "the rival waits for our lock")
        assert not self.is_done, f"it did not wait: {self.result!r} {self.error!r}"
        return self

    @property
    def is_done(self) -> bool:
        return not self._thread.is_alive()

    def finish(self) -> Any:
        """What it got; raises what it was refused with."""
        self._thread.join(BLOCKED_SECONDS)
        assert self.is_done, "the rival is still waiting"
        if self.error:
            raise self.error
        return self.result


def at_once(do: Callable[[], Any]) -> Any:
    """Do it on a second connection, now, without waiting for any lock longer than a moment."""

    def impatient() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{LOCK_TIMEOUT_MS}ms'")
        return do()

    return Rival(impatient).finish()
