"""What a command may run into, as one sentence on stderr and exit code 1. `--traceback` shows where it came from."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from claims.errors import DomainError

NOT_MIGRATED = "The database is not ready for this version: run `make run` or `manage.py migrate` first."


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """What the actions refuse, and what a database in trouble says, as a CommandError."""
    try:
        yield
    except DomainError as refused:
        raise CommandError(f"{refused.message} ({refused.code})") from refused
    except (OperationalError, InterfaceError) as trouble:
        raise CommandError(f"The database cannot be used now: {first_line(trouble)}.") from trouble


def need_migrated_database() -> None:
    """Raises CommandError when a migration is missing; before any query of ours can stumble over a missing table."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(NOT_MIGRATED)


@contextmanager
def tracebacks_left_out(logger: str) -> Iterator[None]:
    """What this logger says in the meantime comes without its traceback: somebody reads along at a terminal."""
    log = logging.getLogger(logger)
    log.addFilter(_without_traceback)
    try:
        yield
    finally:
        log.removeFilter(_without_traceback)


def first_line(trouble: Exception) -> str:
    """What a server says went wrong, without its advice."""
    lines = str(trouble).strip().splitlines() or [type(trouble).__name__]
    return lines[0].strip().rstrip(".")


def _without_traceback(record: logging.LogRecord) -> bool:
    record.exc_info = record.exc_text = None
    return True
