"""A shift: a crowd on a fresh database, the web server as `make run` starts it, a sweep, and reviewers at once."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

from django.conf import global_settings
from django.test import override_settings

from claims import clock
from claims.enums import Status
from claims.models import Claim, Topic
from reviews.models import Assignment, Profile
from seeds.crowd.filling import Wish, fill
from seeds.crowd.people import PASSWORD
from tests.benchmarks.desk import audit
from tests.benchmarks.desk.browsing import Session
from tests.benchmarks.desk.reviewing import Reviewer
from tests.servers import free_port, wait_until

ROOT = Path(__file__).resolve().parents[3]
START_SECONDS = 60.0
LOOK_SECONDS = 0.2


@dataclass
class Report:
    seconds: float
    findings: int
    takes: list[float]  # seconds, each until its claim was in the reviewer's hands
    counted: Counter[str]
    surprises: list[str]
    wrong: dict[str, int]

    def milliseconds(self, percent: int) -> float:
        return quantiles(self.takes, n=100)[percent - 1] * 1000

    def __str__(self) -> str:
        lines = [
            f"{self.findings} findings in {self.seconds:.1f} s: {self.findings / self.seconds:.1f} a second",
            f"take-next: p50 {self.milliseconds(50):.0f} ms, p95 {self.milliseconds(95):.0f} ms ({len(self.takes)})",
            *(f"{number:7} {what}" for what, number in sorted(self.counted.items())),
            *(f"SURPRISE: {surprise}" for surprise in self.surprises[:20]),
            *(f"WRONG: {number} {what}" for what, number in self.wrong.items()),
        ]
        return "\n".join(lines)


def work(url: str, folder: Path, *, claims: int, reviewers: int, seconds: float, calm: int = 12) -> Report:
    """Empty a queue of claims that want two reviews each, on this process's database, whose address is `url`."""
    with override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS):  # as the server reads them
        fill(Wish(claims=claims, waiting=1, wanted=2, reviewers=reviewers))
    # Everybody reads everything: few reviewers would leave claims that no two of them may review.
    Profile.objects.update(languages=[])
    Topic.objects.update(experts_only=False)
    with desk(url, folder) as port:
        return Shift(port, reviewers, calm).until_all_is_done(seconds)


@contextmanager
def desk(url: str, folder: Path) -> Iterator[int]:
    """The web server and the sweep as processes. Gives the port."""
    port = free_port()
    environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": str(folder), "PORT": str(port), "DEBUG": "true"}
    environment |= {"ENV_FILE": os.devnull, "LOG_LEVEL": "ERROR", "ARCHIVER": "none"}
    commands = (["gunicorn", "-c", "python:factcheck.serving"], ["django", "sweep", "--every", "0.5"])
    with (folder / "log").open("ab") as log:
        started = [
            subprocess.Popen(
                [sys.executable, "-m", *command],
                env=environment | {"DJANGO_SETTINGS_MODULE": "factcheck.settings", "PYTHONPATH": str(ROOT)},
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            for command in commands
        ]
    try:
        wait_until(lambda: _is_ready(port), START_SECONDS, "the web server answers")
        yield port
    finally:
        for process in started:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


class Shift:
    def __init__(self, port: int, reviewers: int, calm: int) -> None:
        self.stop, self.abandoned = threading.Event(), list[int]()
        names = [f"crowd-reviewer-{number + 1}" for number in range(reviewers)]
        with ThreadPoolExecutor(4) as pool:
            sessions = list(pool.map(lambda name: Session(port).log_in(name, PASSWORD), names))
        self.reviewers = [
            Reviewer(session, number, self.stop, self.abandoned.append, calm) for number, session in enumerate(sessions)
        ]

    def until_all_is_done(self, seconds: float) -> Report:
        """Raises TimeoutError when claims are left after so many seconds."""
        began = time.monotonic()
        for reviewer in self.reviewers:
            reviewer.start()
        try:
            self._wait(began + seconds)
        finally:
            self.stop.set()
        took = time.monotonic() - began
        for reviewer in self.reviewers:
            reviewer.join(START_SECONDS)
        diaries = [reviewer.diary for reviewer in self.reviewers]
        return Report(
            seconds=took,
            findings=Assignment.objects.filter(closed_as="reviewed").count(),
            takes=[take for diary in diaries for take in diary.takes],
            counted=sum((diary.counted for diary in diaries), Counter()),
            surprises=[surprise for diary in diaries for surprise in diary.surprises],
            wrong=audit.wrong(),
        )

    def _wait(self, deadline: float) -> None:
        at_work = Claim.objects.filter(status__in=[Status.QUEUED, Status.IN_REVIEW])
        while at_work.exists():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{at_work.count()} claims are not done")
            self._let_time_pass_for_the_abandoned()
            time.sleep(LOOK_SECONDS)

    def _let_time_pass_for_the_abandoned(self) -> None:
        """An hour goes by for these alone; then the sweep gives them to others."""
        leases = Assignment.objects.filter(pk__in=list(self.abandoned), closed_at=None)
        leases.update(leased_until=clock.now() - timedelta(hours=1))
