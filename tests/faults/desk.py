"""A whole desk of real processes on a private database and broker, to be killed, frozen and counted."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from claims.enums import Act, ArticleStatus, JobState
from claims.models import Article, Claim, Event, Job
from reviews.models import Assignment
from tests.concurrency.second_connection import database
from tests.factories import PersonFactory
from tests.servers import Redis, wait_until

PATIENCE = 45.0  # seconds until a test stops waiting
CLAIMS_PER_ARTICLE = 2


class Desk:
    """Processes are started by name; each leads a group of its own, so that a signal reaches its children."""

    def __init__(self, folder: Path, database_url: str, broker: Redis) -> None:
        self.folder, self.broker = folder, broker
        self.brought = 0
        self.processes: list[subprocess.Popen[bytes]] = []
        self.environment = os.environ | {
            "DATABASE_URL": database_url,
            "REDIS_URL": broker.url,
            "DATA_DIR": str(folder),
            "LOG_LEVEL": "WARNING",
            "LEASE_SECONDS": "2",
            "PATIENCE_SECONDS": "1",
            "READING_SECONDS": "0",
            "ATTEMPT_SECONDS": "3",
            "BATCH_SECONDS": "0",
        }

    def start(self, *command: str, **durations: float) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                env=self.environment | {name: str(value) for name, value in durations.items()},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def worker(self, processes: int = 1, **durations: float) -> subprocess.Popen[bytes]:
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
        celery = ["celery", "-A", "tests.faults.hurried", "worker", "--concurrency", str(processes), *quiet]
        return self.start(*celery, "--hostname", f"worker{len(self.processes)}@desk", **durations)

    def sweeper(self, **durations: float) -> subprocess.Popen[bytes]:
        return self.start("tests.faults.hurried", "sweep", "--every", "0.2", **durations)

    def bring(self, count: int) -> None:
        """Articles come in through the door, in a process of its own that tells the broker of them."""
        done = self.start("tests.faults.hurried", "bring", str(self.brought + 1), str(count), PATIENCE_SECONDS=20)
        assert done.wait(PATIENCE) == 0, self.log.read_text()
        self.brought += count

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def says(self, words: str) -> bool:
        return self.log.exists() and words in self.log.read_text(errors="replace")

    @staticmethod
    def signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
        os.killpg(process.pid, number)
        if number == signal.SIGKILL:
            process.wait()

    def close(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                for number in (signal.SIGCONT, signal.SIGKILL):
                    self.signal(process, number)

    # --- what the database says --------------------------------------------------------------

    def wait_for(self, condition: Any, what: str) -> None:
        try:
            wait_until(condition, PATIENCE, what)
        except TimeoutError as late:
            jobs = list(Job.objects.values_list("kind", "state", "attempts", "error"))
            raise AssertionError(f"{late}; jobs: {jobs}; log: {self.log.read_text()[-3000:]}") from late

    def split(self) -> int:
        return Article.objects.filter(status=ArticleStatus.SPLIT).count()

    @staticmethod
    def in_mid_reading() -> bool:
        """Leased, and its beginning committed: whoever is frozen now holds no lock that others wait for."""
        running = Job.objects.filter(kind="split_article", state=JobState.RUNNING).exists()
        return running and Article.objects.filter(status=ArticleStatus.SPLITTING).exists()

    def finish(self) -> None:
        """Wait until nothing is left to do, then count: nothing lost, nothing twice."""
        self.wait_for(lambda: self.split() == self.brought, "every article is split")
        self.wait_for(lambda: not Job.objects.exclude(state=JobState.DONE).exists(), "every job is done")
        claims = self.brought * CLAIMS_PER_ARTICLE
        assert Article.objects.count() == self.brought
        assert Claim.objects.count() == Claim.objects.values("text").distinct().count() == claims
        counted = {act: Event.objects.filter(act=act).count() for act in (Act.FINISH_SPLIT, Act.FIND, Act.QUEUE)}
        assert counted == {Act.FINISH_SPLIT: self.brought, Act.FIND: claims, Act.QUEUE: claims}
        assert Assignment.objects.count() == Event.objects.filter(act=Act.ASSIGN).count() == claims
        kinds = {kind: Job.objects.filter(kind=kind).count() for kind in ("split_article", "queue_claims")}
        assert kinds == {"split_article": self.brought, "queue_claims": self.brought}


@contextmanager
def open_desk(folder: Path, database_url: str) -> Iterator[Desk]:
    """With an editor who brings articles and a reviewer with room for everything, on a migrated database."""
    broker = Redis.start_new()
    with database(database_url):
        PersonFactory(editor=True, username="first-editor")
        PersonFactory(reviewer=True, profile={"capacity": 1000})
        desk = Desk(folder, database_url, broker)
        try:
            yield desk
        finally:
            desk.close()
            broker.kill()
