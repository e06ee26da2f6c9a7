"""A desk on a real PostgreSQL for each test here, in either pass of the suite: SQLite has no row locks to hold."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.concurrency.second_connection import database
from tests.factories import PersonFactory

# What migrations write there no test changes.
SETTLED = {"django_migrations", "django_content_type", "auth_permission"}


class Blank:
    """A migrated database that is made again what it was: in a fraction of the time that a copy takes."""

    def __init__(self, url: str) -> None:
        self.url = url
        with psycopg.connect(url) as connection:
            known = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            self.tables = sorted({name for (name,) in known} - SETTLED)
            self.rows = {name: _copied(connection, name) for name in self._filled(connection)}
            self.numbers = _numbers(connection)

    def restore(self) -> None:
        """Whoever is still connected has nothing to look for there any more."""
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        with psycopg.connect(self.url) as connection:
            connection.execute(f"{others} AND pid <> pg_backend_pid()")
            connection.execute("SET session_replication_role = replica")  # history refuses to be forgotten
            names = sql.SQL(", ").join(map(sql.Identifier, self._filled(connection)))
            connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(names))
            for name, rows in self.rows.items():
                with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))) as copy:
                    copy.write(rows)
            for name, number in self.numbers.items():
                connection.execute("SELECT setval(%s, %s)", [name, number])

    def _filled(self, connection: psycopg.Connection[Any]) -> list[str]:
        each = [
            sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(name, sql.Identifier(name))
            for name in self.tables
        ]
        return [name for (name,) in connection.execute(sql.SQL(" UNION ALL ").join(each))]


def _copied(connection: psycopg.Connection[Any], table: str) -> bytes:
    with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
        return b"".join(bytes(part) for part in copy)


def _numbers(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """The last number of every sequence that gave one."""
    given = "SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE last_value IS NOT NULL"
    return dict(connection.execute(given).fetchall())


@pytest.fixture(scope="session")
def blank(migrated: str) -> Blank:
    return Blank(migrated)


@pytest.fixture
def desk(blank: Blank, django_db_blocker: Any) -> Iterator[str]:
    """A new desk that several connections can see. Gives its database's address."""
    try:
        with django_db_blocker.unblock(), database(blank.url):
            yield blank.url
    finally:
        blank.restore()


@pytest.fixture
def editor(desk: None) -> Any:
    return PersonFactory(editor=True)


@pytest.fixture
def reviewer(desk: None) -> Any:
    return PersonFactory(reviewer=True)


@pytest.fixture
def second_reviewer(desk: None) -> Any:
    return PersonFactory(reviewer=True)
