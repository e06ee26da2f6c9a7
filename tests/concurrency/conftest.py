"""A desk on a real PostgreSQL for each test here, in either pass of the suite: SQLite has no row locks to hold."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.core.management import call_command
from psycopg import sql

from tests import servers
from tests.concurrency.second_connection import database
from tests.factories import PersonFactory


@pytest.fixture(scope="session")
def template(postgres_server: str, django_db_blocker: Any) -> Iterator[str]:
    """The name of a migrated database, to be copied."""
    with servers.fresh_database(postgres_server) as url:
        with django_db_blocker.unblock(), database(url):
            call_command("migrate", verbosity=0)
        yield urlsplit(url).path.lstrip("/")


@pytest.fixture
def desk(template: str, postgres_server: str, django_db_blocker: Any) -> Iterator[str]:
    """A new desk that several connections can see. Gives its database's address."""
    copy = f"{template}_copy"
    with psycopg.connect(postgres_server, autocommit=True) as server:
        names = {"copy": sql.Identifier(copy), "template": sql.Identifier(template)}
        server.execute(sql.SQL("CREATE DATABASE {copy} TEMPLATE {template}").format(**names))
        try:
            url = urlunsplit(urlsplit(postgres_server)._replace(path=f"/{copy}"))
            with django_db_blocker.unblock(), database(url):
                yield url
        finally:
            server.execute(sql.SQL("DROP DATABASE {copy} WITH (FORCE)").format(**names))


@pytest.fixture
def editor(desk: None) -> Any:
    return PersonFactory(editor=True)


@pytest.fixture
def reviewer(desk: None) -> Any:
    return PersonFactory(reviewer=True)


@pytest.fixture
def second_reviewer(desk: None) -> Any:
    return PersonFactory(reviewer=True)
