"""The two databases that are compared: filled anew for one run, or kept in a folder for the next."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests import servers
from tests.benchmarks.pages.asking import environment
from tests.manage import ROOT

MEMORY = "1GB"  # of PostgreSQL for a desk of a million claims, which is a quarter of a small machine


@contextmanager
def crowded(sizes: list[int], keep: Path | None) -> Iterator[list[str]]:
    """The addresses of databases with so many claims each."""
    with ExitStack() as stack:
        if keep is None:
            server = stack.enter_context(_kept_in(servers.private_folder()))
            urls = [stack.enter_context(servers.fresh_database(server)) for _ in sizes]
            for url, claims in zip(urls, sizes, strict=True):
                fill(url, claims)
        else:
            server = stack.enter_context(_kept_in(keep))
            urls = [_kept(server, f"crowd_{claims}", partial(fill, claims=claims)) for claims in sizes]
        for url in urls:
            _prepare(url)
        yield urls


@contextmanager
def _kept_in(folder: Path) -> Iterator[str]:
    """A server on the folder; or the one in TEST_DATABASE_URL, which keeps them by itself."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    folder.mkdir(parents=True, exist_ok=True)
    server = servers.Postgres.kept_in(folder, memory=MEMORY)
    try:
        yield server.url
    finally:
        server.stop()


@contextmanager
def kept(folder: Path | None, name: str, fill: Callable[[str], None]) -> Iterator[str]:
    """The address of one database, as it was filled; for this run alone, where there is no folder."""
    with _kept_in(folder or servers.private_folder()) as server:
        yield _kept(server, name, fill)


def _kept(server: str, name: str, fill: Callable[[str], None]) -> str:
    """Under its name once it is filled: what was broken off begins anew."""
    unfinished = f"{name}_unfinished"
    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            for words in ("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {}"):
                connection.execute(sql.SQL(words).format(sql.Identifier(unfinished)))
            fill(_at(server, unfinished))
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))
    return _at(server, name)


def _at(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def fill(url: str, claims: int) -> None:
    _manage(url, "migrate", "--verbosity", "0")
    _manage(url, "crowd", "--claims", str(claims))


def _prepare(url: str) -> None:
    """As it would be on any day: migrated, its days counted, and looked after by the autovacuum."""
    _manage(url, "migrate", "--verbosity", "0")
    _manage(url, "sweep", "--once")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def _manage(url: str, *command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment(url), check=True)
