"""The desk that is asked: the sample newsroom behind gunicorn, a copy of it for each caller."""

import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests import servers
from tests.fuzz.callers import Headers
from tests.manage import ROOT, environment

START_SECONDS = 120
SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.fuzz.settings", "WEB_WORKERS": "1", "ARCHIVER": "none"}


class Newsroom:
    """Told once, asked by many: each caller finds it as it was told."""

    def __init__(self, database: str, folder: Path) -> None:
        self.told, self.folder = database, folder
        self._run("manage.py", "migrate", "--skip-checks", "--verbosity", "0")
        self._run("manage.py", "seed")
        self.callers: dict[str, Headers] = json.loads(self._run("-m", "tests.fuzz.callers"))

    @contextmanager
    def open(self) -> Iterator[str]:
        """The address at which a copy of it answers."""
        port = servers.free_port()
        command = [sys.executable, "-m", "gunicorn", "-c", "python:factcheck.serving"]
        with _copied(self.told) as database, self.log.open("ab") as log:
            given = self._environment(database) | {"PORT": str(port)}
            web = subprocess.Popen(command, env=given, cwd=ROOT, stdout=log, stderr=log)
            try:
                servers.wait_until(lambda: _answers(port), START_SECONDS, "the desk answers")
                yield f"http://127.0.0.1:{port}"
            finally:
                web.terminate()
                web.wait()

    @property
    def log(self) -> Path:
        return self.folder / "web.log"

    def _run(self, *arguments: str) -> bytes:
        given = self._environment(self.told)
        done = subprocess.run([sys.executable, *arguments], env=given, cwd=ROOT, capture_output=True, check=True)
        return done.stdout

    def _environment(self, database: str) -> dict[str, str]:
        return environment(self.folder, **SETTINGS, DATABASE_URL=database)


@contextmanager
def _copied(told: str) -> Iterator[str]:
    place = urlsplit(told)
    name = f"{place.path.rpartition('/')[2]}_asked"
    copy = urlunsplit(place._replace(path=place.path.rpartition("/")[0] + f"/{name}"))
    if place.scheme == "sqlite":
        shutil.copy(place.path[1:], urlsplit(copy).path[1:])
        yield copy
        return
    names = {"copy": sql.Identifier(name), "template": sql.Identifier(place.path.lstrip("/"))}
    maintenance = urlunsplit(place._replace(path="/postgres"))
    with psycopg.connect(maintenance, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {copy} TEMPLATE {template}").format(**names))
    try:
        yield copy
    finally:
        with psycopg.connect(maintenance, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE {copy} WITH (FORCE)").format(**names))


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
            return True
    except OSError:
        return False
