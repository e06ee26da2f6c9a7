"""A desk that really runs: the launcher as a process, seen from outside through /proc and its port."""

import contextlib
import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.servers import free_port, wait_until

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 180  # patience, no promise: the machine may be busy with other tests


class Desk:
    """A running launcher, seen from outside: its processes through /proc, its web server through its port."""

    command = ("-m", "factcheck.launch")

    def __init__(self, data_dir: Path, **environment: str) -> None:
        self.data_dir, self.port = data_dir, free_port()
        self.log = data_dir.parent / f"desk-{self.port}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.command],
                cwd=ROOT,
                env=plain_environment(data_dir) | {"PORT": str(self.port)} | environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.seen: set[int] = set()

    def readiness(self) -> dict[str, object]:
        """What /readyz says, nothing when it does not answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return dict(json.load(answer))
        except OSError:
            return {}

    def wait_until_open(self) -> None:
        """One that does not open leaves nothing behind that later tests would stumble over."""
        try:
            self._wait()
        except TimeoutError as late:
            self.process.kill()
            self.process.wait()
            raise TimeoutError(f"{late} It said: {self.said()}") from None

    def _wait(self) -> None:
        wait_until(lambda: "Ctrl-C stops everything." in self.said(), START_SECONDS, "the desk opens")
        wait_until(lambda: "ready." in self.said(), START_SECONDS, "the worker takes work")

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def processes(self) -> dict[int, str]:
        """Every living process under the launcher: its id and command."""
        family = {self.process.pid}
        parents = {pid: parent for pid, parent, _ in living()}
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        found = {pid: words for pid, _, words in living() if pid in family}
        self.seen |= set(found)
        return found

    def named(self, words: str) -> list[int]:
        return sorted(pid for pid, command in self.processes().items() if words in command)

    def left_behind(self) -> dict[int, str]:
        return {pid: words for pid, _, words in living() if pid in self.seen and pid != self.process.pid}


class Pages(Desk):
    """Its web server alone, on a database that is there already: enough where nobody works behind the pages."""

    command = ("-m", "gunicorn", "-c", "python:factcheck.serving")

    def _wait(self) -> None:
        wait_until(lambda: self.readiness() != {}, START_SECONDS, "the web server answers")


def living() -> list[tuple[int, int, str]]:
    """Process id, parent's id and command of everything that runs (zombies are not living)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            if state != "Z":
                words = (folder / "cmdline").read_text(errors="replace").replace("\0", " ")
                found.append((int(folder.name), int(parent), words))
    return found


def plain_environment(data_dir: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"}
