"""Real workers, a real broker, real faults; then count: every article is split once, nothing lost, nothing twice."""

import signal

import pytest
from redis import Redis

from claims.enums import JobState
from claims.models import Job
from tests.faults.desk import Desk

pytestmark = [pytest.mark.faults, pytest.mark.slow]


def test_a_flush_of_the_broker_in_mid_run_loses_nothing(desk: Desk) -> None:
    desk.bring(6)
    desk.worker(READING_SECONDS=0.3)
    desk.wait_for(desk.in_mid_reading, "the worker reads")
    with Redis.from_url(desk.broker.url) as broker:
        assert broker.llen("celery") >= 3
        broker.flushall()
    assert desk.split() < desk.brought
    desk.sweeper()
    desk.finish()


def killed(desk: Desk, times: int) -> None:
    worker = desk.worker(READING_SECONDS=0.5)
    desk.sweeper()
    desk.bring(3)
    for _ in range(times):
        desk.wait_for(desk.in_mid_reading, "the worker reads")
        desk.signal(worker, signal.SIGKILL)
        # Its jobs stay in its dead hands until the lease is over.
        assert desk.in_mid_reading()
        worker = desk.worker(READING_SECONDS=0.5)
        stuck = set(Job.objects.filter(state=JobState.RUNNING).values_list("pk", "token"))
        desk.wait_for(
            lambda stuck=stuck: not stuck & set(Job.objects.values_list("pk", "token")), "somebody takes over"
        )
    desk.finish()
    assert sum(Job.objects.filter(kind="split_article").values_list("attempts", flat=True)) >= desk.brought + times


def test_a_worker_killed_in_mid_job_three_times_loses_and_doubles_nothing(desk: Desk) -> None:
    killed(desk, times=3)


def test_a_worker_killed_in_mid_job_on_postgresql_loses_and_doubles_nothing(desk_on_postgres: Desk) -> None:
    killed(desk_on_postgres, times=1)


def test_articles_that_come_in_while_the_broker_is_down_are_split(desk: Desk) -> None:
    desk.worker()
    desk.broker.kill()
    desk.bring(2)
    assert desk.split() == 0
    assert not Job.objects.exclude(dispatched_at=None).exists()  # nobody could be told
    desk.sweeper()
    desk.wait_for(lambda: desk.split() == 2, "the sweep does it without a broker")
    desk.broker.start()
    desk.bring(2)
    desk.finish()
    assert Job.objects.exclude(dispatched_at=None).exists()


def test_a_frozen_worker_that_wakes_up_after_its_lease_commits_nothing(desk: Desk) -> None:
    frozen = desk.worker(READING_SECONDS=4)
    desk.bring(1)
    desk.wait_for(desk.in_mid_reading, "the worker reads")
    desk.signal(frozen, signal.SIGSTOP)
    first = Job.objects.get(kind="split_article")
    assert first.state == JobState.RUNNING
    desk.worker()
    desk.sweeper()
    desk.wait_for(lambda: desk.split() == 1, "somebody else does it once the lease is over")
    second = Job.objects.get(kind="split_article")
    assert (second.state, second.attempts) == (JobState.DONE, 2)
    assert second.token != first.token
    desk.signal(frozen, signal.SIGCONT)
    desk.wait_for(lambda: desk.says("was taken over while it ran; its effects are dropped"), "the sleeper is fenced")
    desk.finish()
