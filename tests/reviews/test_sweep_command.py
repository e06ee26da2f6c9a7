"""`manage.py sweep`: does what nobody was told of, ends leases, outlives its database, stops when told."""

import logging
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import DEFAULT, Mock, patch

import pytest
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.db.models.functions import Now
from django.utils import timezone
from kombu.exceptions import OperationalError as NoBroker

from claims import clock as story_time
from claims import tasks
from claims.actions import jobs
from claims.enums import Act, ArticleStatus, JobState, Status
from claims.models import Article, Claim, Event, Job
from reviews.actions import assignments
from reviews.management.commands import sweep as command
from tests import factories, manage
from tests.servers import Postgres, wait_until

TEXT = b"Exports rose by 31 percent in 2019."
SOON = 20  # seconds, for a process on a busy machine


def sweep(**options: Any) -> None:
    call_command("sweep", **{"once": True} | options)


@pytest.fixture(autouse=True)
def connections() -> Iterator[dict[str, Mock]]:
    """What the command closes. A test's connection must stay open: its transaction ends with it."""
    with patch.multiple(command, close_old_connections=DEFAULT, connection=DEFAULT) as mocks:
        yield mocks


@pytest.fixture
def no_broker() -> Iterator[None]:
    with patch.object(tasks.execute_job, "apply_async", side_effect=NoBroker("nobody there")):
        yield


@pytest.fixture
def told() -> Iterator[list[int]]:
    """The jobs that a broker, which answers, was told of."""
    ids: list[int] = []
    with patch.object(tasks.execute_job, "apply_async", side_effect=lambda args, **options: ids.append(args[0])):
        yield ids


class TestWork:
    def test_that_nobody_was_told_of_is_dispatched(self, db: None, told: list[int]) -> None:
        factories.receive()
        sweep()
        assert told == [Job.objects.get().pk]
        assert Article.objects.get().status == ArticleStatus.RECEIVED

    def test_is_done_here_where_no_broker_answers(self, db: None, no_broker: None) -> None:
        factories.receive()
        sweep()
        assert Article.objects.get().status == ArticleStatus.SPLIT

    def test_whose_message_was_lost_is_dispatched_again(self, db: None, told: list[int]) -> None:
        factories.receive()
        Job.objects.update(dispatched_at=Now() - tasks.PATIENCE + timedelta(seconds=5))
        sweep()
        assert told == []
        Job.objects.update(dispatched_at=Now() - tasks.PATIENCE - timedelta(seconds=1))
        sweep()
        assert told == [Job.objects.get().pk]

    def test_that_no_worker_takes_is_done_here(self, db: None, told: list[int]) -> None:
        factories.receive()
        Job.objects.update(run_at=Now() - tasks.TOO_LATE - timedelta(seconds=1))
        sweep()
        assert Article.objects.get().status == ArticleStatus.SPLIT

    def test_whose_holder_died_is_done_by_the_next(self, db: None, no_broker: None) -> None:
        factories.receive()
        Job.objects.update(state=JobState.RUNNING, attempts=1, token="0" * 32, lease_until=Now() + timedelta(minutes=1))
        sweep()
        assert Job.objects.get(kind="split_article").state == JobState.RUNNING
        Job.objects.update(lease_until=Now() - timedelta(seconds=1))
        sweep()
        assert Job.objects.get(kind="split_article").state == JobState.DONE
        assert Article.objects.get().status == ArticleStatus.SPLIT

    def test_that_killed_every_holder_is_given_up(self, db: None, no_broker: None) -> None:
        factories.receive()
        over = Now() - timedelta(seconds=1)
        Job.objects.update(attempts=jobs.MAX_ATTEMPTS, state=JobState.RUNNING, token="0" * 32, lease_until=over)
        sweep()
        article = Article.objects.get()
        assert (article.status, article.failure) == (ArticleStatus.FAILED, "Every process that tried it died.")


class TestLeases:
    @pytest.fixture
    def held(self, reviewer: Any, editor: Any) -> Claim:
        """A claim that a reviewer was given yesterday, for eight hours."""
        with story_time.set_to(timezone.now() - timedelta(days=1)):
            [claim] = factories.queued_claims(0.9)
            assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
        return claim

    def test_that_ran_out_return_the_claim_to_the_queue(self, held: Claim, clock: Any, told: list[int]) -> None:
        sweep()
        held.refresh_from_db()
        assert held.status == Status.QUEUED
        assert Event.objects.filter(claim=held, act=Act.EXPIRE, actor=clock).count() == 1
        sweep()
        assert Event.objects.filter(claim=held, act=Act.EXPIRE).count() == 1

    def test_that_run_are_left_alone(self, held: Claim, told: list[int]) -> None:
        held.assignments.update(leased_until=timezone.now() + timedelta(minutes=1))
        sweep()
        held.refresh_from_db()
        assert held.status == Status.IN_REVIEW

    def test_end_even_while_work_is_in_trouble(self, held: Claim, caplog: pytest.LogCaptureFixture) -> None:
        with patch.object(tasks, "sweep", side_effect=RuntimeError("a bug")), pytest.raises(CommandError):
            sweep()
        held.refresh_from_db()
        assert held.status == Status.QUEUED


class TestTrouble:
    @pytest.mark.parametrize("trouble", [OperationalError, InterfaceError, ProgrammingError])
    def test_of_the_database_is_one_line_in_the_log(
        self, db: None, caplog: pytest.LogCaptureFixture, trouble: type[Exception]
    ) -> None:
        why = trouble("the server went away\n\tIt may have been restarted.")
        with patch.object(tasks, "sweep", side_effect=why), pytest.raises(CommandError) as failed:
            sweep()
        [line] = [record for record in caplog.records if record.name == command.__name__]
        assert line.getMessage() == "the database cannot be used now, trying again: the server went away"
        assert line.exc_info is None
        assert failed.value.returncode == 1

    def test_closes_the_connection_that_a_restarted_server_has_forgotten(
        self, db: None, connections: dict[str, Mock]
    ) -> None:
        with patch.object(tasks, "sweep", side_effect=OperationalError), pytest.raises(CommandError):
            sweep()
        connections["connection"].close.assert_called_once_with()

    def test_or_not_a_connection_grows_no_older_than_it_may(self, db: None, connections: dict[str, Mock]) -> None:
        sweep()
        connections["close_old_connections"].assert_called_once_with()
        connections["connection"].close.assert_not_called()

    def test_of_any_kind_does_not_keep_the_next_round_from_coming(self, db: None) -> None:
        rounds: list[BaseException] = [OperationalError("locked"), RuntimeError("a bug")]

        def trouble(go_on: Any) -> int:
            if rounds:
                raise rounds.pop(0)
            os.kill(os.getpid(), signal.SIGTERM)
            return 0

        with patch.object(tasks, "sweep", trouble):
            sweep(once=False, every=0.01)
        assert rounds == []

    def test_a_quiet_round_says_nothing_but_to_who_debugs(self, db: None, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG, logger=command.__name__)
        sweep()  # which counts the days of the desk; the next one within a minute does not
        caplog.clear()
        sweep()
        said = [(record.levelname, record.getMessage()) for record in caplog.records if record.name == command.__name__]
        counted = "0 jobs, 0 leases, 0 days, 0 findings, 0 old answers, 0 old files, 0 old messages"
        assert said == [("DEBUG", f"a round: {counted}")]

    @pytest.mark.parametrize("pause", ["0", "-1", "nan", "3601", "soon"])
    def test_a_pause_that_makes_no_sense_is_refused(self, pause: str) -> None:
        with pytest.raises(CommandError, match="--every"):
            call_command("sweep", "--once", f"--every={pause}")


class TestStopping:
    def test_waits_for_the_job_in_hand_but_begins_no_other(self, db: None, no_broker: None) -> None:
        factories.receive()
        factories.receive()

        def told_meanwhile(*args: Any) -> list[Any]:
            os.kill(os.getpid(), signal.SIGTERM)
            return []

        with patch("claims.detection.read", side_effect=told_meanwhile):
            sweep(once=False)
        assert sorted(Article.objects.values_list("status", flat=True)) == [ArticleStatus.RECEIVED, ArticleStatus.SPLIT]

    def test_interrupts_a_job_that_takes_too_long_and_hands_it_back(self, db: None, no_broker: None) -> None:
        factories.receive()

        def never_ends(*args: Any) -> None:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(SOON)

        started = time.monotonic()
        with (
            patch.object(command, "GRACE_SECONDS", 1),
            patch("claims.detection.read", side_effect=never_ends),
            pytest.raises(SystemExit) as ended,
        ):
            sweep(once=False)
        assert ended.value.code == 0
        assert time.monotonic() - started < SOON / 2
        job = Job.objects.get()
        assert (job.state, job.attempts, job.lease_until) == (JobState.READY, 0, None)

    def test_leaves_the_signals_as_they_were(self, db: None) -> None:
        before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)]
        sweep()
        assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)] == before


class TestAsAProcess:
    def test_it_does_lost_work_and_abandoned_work_and_stops_with_0(self, tmp_path: Path) -> None:
        desk = manage.new_desk(tmp_path / "desk")
        for text in (TEXT, TEXT.replace(b"31", b"32")):
            assert manage.run(desk, "ingest", "-", input=text).returncode == 0
        database = sqlite3.connect(tmp_path / "desk" / manage.DATABASE, isolation_level=None, timeout=SOON)
        # What ingest split is done; queueing was announced to nobody, and of the second a holder died.
        assert (
            database.execute("SELECT state FROM claims_job WHERE kind = 'queue_claims'").fetchall() == [("ready",)] * 2
        )
        database.execute(
            "UPDATE claims_job SET state = 'running', attempts = 1, token = ?, lease_until = '2020-01-01 00:00:00'"
            " WHERE id = (SELECT max(id) FROM claims_job)",
            ("0" * 32,),
        )
        process = manage.start(desk, "sweep", "--every", "0.1")
        done = "SELECT count(*) FROM claims_claim WHERE status = 'queued'"
        try:
            wait_until(lambda: database.execute(done).fetchone() == (2,), SOON, "both claims are queued")
        finally:
            database.close()
            process.send_signal(signal.SIGTERM)
        assert process.wait(SOON) == 0

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_it_stops_at_once_between_two_rounds(self, tmp_path: Path, number: signal.Signals) -> None:
        desk = manage.new_desk(tmp_path / "desk", LOG_LEVEL="DEBUG")
        process = manage.start(desk, "sweep", "--every", "600", stderr=subprocess.PIPE)
        assert process.stderr
        while b"a round" not in process.stderr.readline():
            assert process.poll() is None
        started = time.monotonic()
        process.send_signal(number)
        assert process.wait(SOON) == 0
        assert time.monotonic() - started < 3
        assert b"Traceback" not in process.stderr.read()

    def test_one_round_of_a_desk_that_is_not_migrated_fails_without_a_traceback(self, tmp_path: Path) -> None:
        said = manage.run(manage.environment(tmp_path), "sweep", "--once")
        assert said.returncode == 1
        assert b"Traceback" not in said.stderr
        assert b"no such table" in said.stderr

    @pytest.mark.postgres
    @pytest.mark.faults
    def test_it_outlives_a_restart_of_its_database(self, tmp_path: Path) -> None:
        server = Postgres.start_new()
        desk = manage.environment(tmp_path, DATABASE_URL=server.url)
        assert manage.run(desk, "migrate", "--skip-checks", "--verbosity", "0").returncode == 0
        log = (tmp_path / "log").open("w+b")
        process = manage.start(desk, "sweep", "--every", "0.1", stderr=log)
        try:
            time.sleep(2)
            server.kill()
            wait_until(lambda: b"trying again" in (tmp_path / "log").read_bytes(), SOON, "the sweep notices")
            assert process.poll() is None
            server.start()
            assert manage.run(desk, "ingest", "-", input=TEXT).returncode == 0
            query = "from claims.models import Claim; print(Claim.objects.filter(status='queued').count())"
            done = lambda: manage.run(desk, "shell", "-v0", "-c", query).stdout.strip() == b"1"  # noqa: E731
            wait_until(done, SOON, "the sweep works again")
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(SOON) == 0
            log.close()
            server.stop()
        assert b"Traceback" not in (tmp_path / "log").read_bytes()
