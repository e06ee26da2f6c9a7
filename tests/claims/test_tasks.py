"""Waking workers and sweeping up: safe to run twice, safe to lose, and no broker is no reason to wait."""

import os
import socket
import subprocess
import sys
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models.functions import Now
from kombu.exceptions import OperationalError

from claims import tasks
from claims.actions import jobs
from claims.actions.jobs import MAX_ATTEMPTS, Work
from claims.enums import JobState
from claims.models import Job
from tests import servers

SECOND = timedelta(seconds=1)
SOON = 15.0  # seconds in which a request that publishes to a broken broker must be over


class Broker:
    """Stands where the messages go: counts them, or is not there."""

    def __init__(self) -> None:
        self.told: list[int] = []
        self.options: list[dict[str, Any]] = []
        self.down = False

    def apply_async(self, arguments: tuple[int], **options: Any) -> None:
        if self.down:
            raise OperationalError("nobody there")
        self.told += arguments
        self.options.append(options)


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Broker:
    broker = Broker()
    monkeypatch.setattr(tasks, "execute_job", broker)
    return broker


@pytest.fixture(autouse=True)
def work(monkeypatch: pytest.MonkeyPatch) -> None:
    """The effect can be counted: one group more."""
    monkeypatch.setitem(tasks.WORK, "mark", Work(lambda job: lambda: Group.objects.create(name=f"{job.key} marked")))


def marked() -> int:
    return Group.objects.filter(name__endswith=" marked").count()


def job(key: str, *, due_for: float = 1, told: float | None = None, **state: Any) -> Job:
    """A job that has been due for some seconds, and of which somebody was told so many seconds ago."""
    made = jobs.enqueue("mark", key, {})
    Job.objects.filter(pk=made.pk).update(run_at=Now() - due_for * SECOND, **state)
    if told is not None:
        Job.objects.filter(pk=made.pk).update(dispatched_at=Now() - told * SECOND)
    return Job.objects.get(pk=made.pk)


# --- schedule and wake ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_work_is_written_at_once_and_a_worker_told_after_the_commit(
    broker: Broker, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tasks.schedule("mark", "a key", article=7)
        assert Job.objects.filter(key="a key", payload={"article": 7}).exists()
        assert broker.told == []
    assert broker.told == [Job.objects.get().pk]
    assert Job.objects.get().dispatched_at


@pytest.mark.django_db
def test_nobody_is_told_of_work_that_was_taken_back(broker: Broker, django_capture_on_commit_callbacks: Any) -> None:
    def schedule_and_fail() -> None:
        with transaction.atomic():
            tasks.schedule("mark", "a key")
            raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        schedule_and_fail()
    assert broker.told == []


@pytest.mark.django_db
def test_a_broken_broker_is_no_trouble_for_who_schedules(
    broker: Broker, django_capture_on_commit_callbacks: Any
) -> None:
    broker.down = True
    with django_capture_on_commit_callbacks(execute=True):
        tasks.schedule("mark", "a key")
    found = Job.objects.get()
    assert (found.state, found.dispatched_at) == (JobState.READY, None)


@pytest.mark.django_db
def test_nobody_is_told_of_a_job_that_is_done_already(broker: Broker) -> None:
    assert tasks.wake(job("a key", state=JobState.DONE).pk)
    assert broker.told == []


@pytest.mark.django_db
def test_a_sweep_that_is_told_to_stop_leaves_the_rest(broker: Broker) -> None:
    first, _ = job("first", due_for=50), job("second")
    answers = iter([True, False])
    tasks.sweep(lambda: next(answers))
    assert broker.told == [first.pk]


@pytest.mark.django_db
def test_a_message_is_dropped_when_it_waited_longer_than_our_patience(broker: Broker) -> None:
    assert tasks.wake(job("a key").pk)
    assert broker.options == [{"expires": tasks.PATIENCE.total_seconds()}]


@pytest.mark.django_db
def test_who_does_what_may_take_long_is_given_the_time(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tasks.WORK, "mark", Work(lambda job: lambda: None, at_most=timedelta(hours=1)))
    assert tasks.wake(job("a key").pk)
    assert broker.options == [{"expires": 20.0, "soft_time_limit": 3600.0, "time_limit": 3660.0}]


def wake_in_a_process_of_its_own(broker_url: str) -> tuple[bool, float]:
    """What `wake` says there, with the settings that web processes have, and after how many seconds."""
    script = (
        "import django, time, unittest.mock; django.setup(); from claims import tasks;"
        "tasks.Job = unittest.mock.MagicMock();"  # only the broker is real here
        "started = time.monotonic(); print(tasks.wake(1), time.monotonic() - started)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"REDIS_URL": broker_url, "LOG_LEVEL": "ERROR"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    said, seconds = done.stdout.split()
    return said == "True", float(seconds)


def test_waking_with_a_dead_broker_returns_false_quickly_and_does_not_raise() -> None:
    woken, seconds = wake_in_a_process_of_its_own(f"redis://127.0.0.1:{servers.free_port()}/0")
    assert not woken
    assert seconds < SOON


@pytest.mark.slow
def test_waking_with_a_broker_that_never_answers_returns_false_in_the_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        woken, seconds = wake_in_a_process_of_its_own(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
    assert not woken
    assert seconds < SOON


# --- execute_job ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_task_does_the_job_once_however_often_it_runs() -> None:
    waiting = job("a key")
    for _ in range(2):
        tasks.execute_job(waiting.pk)
    assert marked() == 1


@pytest.mark.django_db
def test_the_task_is_quiet_about_a_job_that_is_not_there() -> None:
    tasks.execute_job(987_654)


# --- sweep ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_sweep_tells_a_worker_of_what_nobody_was_told_of(broker: Broker) -> None:
    waiting = job("a key")
    assert tasks.sweep() == 1
    assert broker.told == [waiting.pk]
    assert marked() == 0
    assert Job.objects.get(pk=waiting.pk).dispatched_at


@pytest.mark.django_db
def test_the_sweep_has_patience_with_who_was_told_just_now(broker: Broker) -> None:
    patience = tasks.PATIENCE.total_seconds()
    job("just now", told=patience - 5)
    impatient = job("long ago", told=patience + 5)
    assert tasks.sweep() == 1
    assert broker.told == [impatient.pk]


@pytest.mark.django_db
def test_the_sweep_told_twice_in_a_row_tells_once(broker: Broker) -> None:
    waiting = job("a key")
    assert [tasks.sweep(), tasks.sweep()] == [1, 0]
    assert broker.told == [waiting.pk]


@pytest.mark.django_db
def test_without_a_broker_the_sweep_does_the_work_itself(broker: Broker) -> None:
    broker.down = True
    for key in ("first", "second"):
        job(key)
    assert tasks.sweep() == 2
    assert marked() == 2
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}


@pytest.mark.django_db
def test_a_broker_that_does_not_answer_is_asked_once_per_sweep(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    broker.down = True
    monkeypatch.setattr(tasks, "wake", lambda pk: asked.append(pk) or False)  # type: ignore[func-returns-value]
    for key in ("first", "second", "third"):
        job(key)
    tasks.sweep()
    assert len(asked) == 1


@pytest.mark.django_db
def test_what_no_worker_began_for_too_long_the_sweep_does_itself(broker: Broker) -> None:
    job("late", due_for=tasks.TOO_LATE.total_seconds() + 5, told=tasks.PATIENCE.total_seconds() + 5)
    fresh = job("fresh")
    assert tasks.sweep() == 2
    assert marked() == 1
    assert broker.told == [fresh.pk]


@pytest.mark.django_db
def test_what_may_take_long_is_left_to_workers(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the sweep was at it, no lease would be ended."""
    monkeypatch.setitem(tasks.WORK, "mark", tasks.WORK["mark"]._replace(at_most=timedelta(hours=1)))
    job("late", due_for=tasks.TOO_LATE.total_seconds() + 5, told=tasks.PATIENCE.total_seconds() + 5)
    for down in (False, True):
        broker.down = down
        tasks.sweep()
    assert marked() == 0
    assert Job.objects.get().state == JobState.READY


@pytest.mark.django_db
def test_the_sweep_takes_up_what_died_under_its_holder(broker: Broker) -> None:
    broker.down = True
    dead = {"state": JobState.RUNNING, "token": uuid.uuid4(), "attempts": 1}
    job("a key", due_for=60, told=60, lease_until=Now() - SECOND, **dead)
    assert tasks.sweep() == 1
    assert Job.objects.values_list("state", "attempts").get() == (JobState.DONE, 2)


@pytest.mark.django_db
def test_the_sweep_leaves_alone_what_runs_what_is_done_and_what_is_not_due(broker: Broker) -> None:
    holder = {"state": JobState.RUNNING, "token": uuid.uuid4()}
    job("runs", due_for=600, told=600, lease_until=Now() + 60 * SECOND, **holder)
    job("done", due_for=600, state=JobState.DONE)
    job("dead", due_for=600, state=JobState.DEAD)
    job("later", due_for=-60)
    broker.down = True
    assert tasks.sweep() == 0
    assert marked() == 0


@pytest.mark.django_db
def test_the_sweep_buries_the_hopeless_and_does_the_rest(broker: Broker) -> None:
    broker.down = True
    holder = {"state": JobState.RUNNING, "token": uuid.uuid4(), "attempts": MAX_ATTEMPTS}
    hopeless = job("hopeless", due_for=600, told=600, lease_until=Now() - SECOND, **holder)
    job("fresh")
    assert tasks.sweep() == 1
    assert marked() == 1
    assert Job.objects.get(pk=hopeless.pk).state == JobState.DEAD


@pytest.mark.django_db
def test_the_sweep_begins_with_what_waits_longest(broker: Broker) -> None:
    young, old = job("young", due_for=5), job("old", due_for=50)
    tasks.sweep()
    assert broker.told == [old.pk, young.pk]


@pytest.mark.django_db
def test_a_job_that_fails_does_not_keep_the_sweep_from_the_others(
    broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(job: Job) -> Callable[[], object]:
        raise ValueError("no pencil")

    broker.down = True
    monkeypatch.setitem(tasks.WORK, "broken", Work(break_down))
    Job.objects.filter(pk=job("first", due_for=50).pk).update(kind="broken")
    job("second")
    assert tasks.sweep() == 2
    assert marked() == 1
