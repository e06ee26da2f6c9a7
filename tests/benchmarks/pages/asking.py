"""Asks pages of one database, in a process of its own, as it is told on its standard input."""

import json
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.pages.listed import PAGES, Page
from tests.manage import ROOT

COUNT, TIME = "count", "time"


class Answer(NamedTuple):
    ms: float
    queries: int
    status: int
    size: int  # bytes


class Asker:
    """The other end: a process that keeps its connection and its caches, as a web worker does."""

    def __init__(self, url: str) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.pages.asking"]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment(url), **pipes)

    def count(self, page: Page) -> Answer:
        return self._ask(COUNT, page)

    def time(self, page: Page) -> float:
        """Milliseconds."""
        return self._ask(TIME, page).ms

    def close(self) -> None:
        self.process.communicate()

    def _ask(self, what: str, page: Page) -> Answer:
        assert self.process.stdin
        assert self.process.stdout
        print(what, PAGES.index(page), file=self.process.stdin, flush=True)
        if not (said := self.process.stdout.readline()):
            raise RuntimeError(f"“{page.name}” ended the process that asked for it.")
        return Answer(*json.loads(said))


def environment(url: str) -> dict[str, str]:
    data = Path(tempfile.gettempdir()) / "factcheck-bench"
    own = {"DATABASE_URL": url, "DEBUG": "true", "ENV_FILE": os.devnull, "DATA_DIR": str(data)}
    return os.environ | own | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"}


def answer_all() -> None:
    """Until nobody asks any more."""
    import django
    from django.conf import settings

    logging.disable(logging.ERROR)
    django.setup()
    settings.DEBUG = False  # which would keep every statement

    from tests.benchmarks.pages.visiting import Visitor

    visitor = Visitor()
    for line in sys.stdin:
        what, number = line.split()
        ask = visitor.count if what == COUNT else visitor.time
        print(json.dumps(ask(PAGES[int(number)])), flush=True)


if __name__ == "__main__":
    answer_all()
