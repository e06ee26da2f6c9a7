"""What every test stands on: the environment, real servers, and a flush that our append-only tables survive."""

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from urllib.parse import urlsplit

# Before Django is set up. Nobody's .env, data directory or broker may change what a test sees.
os.environ |= {"DJANGO_SETTINGS_MODULE": "factcheck.settings", "DEBUG": "true", "ENV_FILE": os.devnull}
os.environ["ARCHIVER"] = "none"  # nothing is fetched from the web but what a test serves itself
os.environ.pop("REDIS_URL", None)
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="factcheck-tests-")
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

import django

django.setup()

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.sqlite3.base import DatabaseOperations  # its own module cannot be imported first

from claims import postings
from factcheck.celery import app as celery_app
from tests import servers
from tests.concurrency.second_connection import database

# Tests ask in an hour's worth of minutes; those about the pace set one.
settings.REQUESTS_PER_MINUTE = dict.fromkeys(settings.REQUESTS_PER_MINUTE, 0)
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # made to be slow, the real one is
# Messages go nowhere: a test calls the work itself. Delivery is tested with real servers and processes.
celery_app.conf.broker_url = "memory://"

# Which fixtures say what a test needs. `make test` leaves out, and says so, what a machine cannot give.
NEEDS = {"postgres": {"postgres", "postgres_server", "migrated"}, "redis": {"redis_server"}}
TOUCHES_DATABASE = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a real PostgreSQL on which databases may be made."""
    with servers.shared_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of a new, empty database on a real PostgreSQL."""
    with servers.fresh_database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def migrated(postgres_server: str, django_db_blocker: Any) -> Iterator[str]:
    """The address of a migrated database there, to be copied, or left as it was found."""
    with servers.fresh_database(postgres_server) as url:
        with django_db_blocker.unblock(), database(url):
            call_command("migrate", verbosity=0)
        yield url


@pytest.fixture
def ready(postgres_server: str, migrated: str) -> Iterator[str]:
    """The address of a migrated database there that is the test's own: a copy takes a tenth of the migrations."""
    with servers.fresh_database(postgres_server, urlsplit(migrated).path.lstrip("/")) as url:
        yield url


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """The address of a real Redis-protocol server."""
    with servers.shared_redis() as url:
        yield url


@pytest.fixture(scope="module")
def lasting(django_db_setup: None, django_db_blocker: Any) -> Callable[[], AbstractContextManager[None]]:
    """Goes around a fixture of a module: what it writes is there for each of its tests, and undone after the last.

    Each test undoes its own, as ever. So a history that many only look at, or go on from, is played once.
    """

    @contextmanager
    def undone_at_the_end() -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return undone_at_the_end


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        for name, needed in NEEDS.items():
            if fixtures & needed:
                item.add_marker(name)
        if "lasting" in fixtures and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)  # or what it writes would last as well
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            # The flush after such a test takes the roles and rating scales of our migrations with it: put them back.
            item.add_marker(pytest.mark.django_db(**marker.kwargs | {"serialized_rollback": True}), append=False)
        if marker or fixtures & TOUCHES_DATABASE:
            item.add_marker("database")
    if connection.vendor != "sqlite":
        elsewhere = [item for item in items if item.get_closest_marker("sqlite")]
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


def flush_despite_triggers(self: DatabaseOperations, sql_list: list[str]) -> None:
    """SQLite knows no TRUNCATE: its flush is a DELETE, which our append-only tables refuse. Lift that meanwhile.

    What keeps the lists of words goes on doing so.
    """
    with self.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, statement) for name, statement, table in cursor.fetchall() if table not in postings.LISTS]
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        plain_flush(self, sql_list)
        for _, statement in triggers:
            cursor.execute(statement)


plain_flush: Any = DatabaseOperations.execute_sql_flush
DatabaseOperations.execute_sql_flush = flush_despite_triggers


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is there by now stays to the end: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
