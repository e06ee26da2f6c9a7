"""Work is done once, however often it is delivered and whoever dies over it."""

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models.functions import Now

from claims.actions import jobs
from claims.actions.jobs import MAX_ATTEMPTS, Work
from claims.enums import JobState
from claims.models import Job

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def mark(job: Job) -> Callable[[], object]:
    """An effect that can be counted: one group more."""
    return lambda: Group.objects.create(name=f"{job.key} {uuid.uuid4()}")


def marks() -> int:
    return Group.objects.filter(name__startswith="a key").count()


def refuse(job: Job) -> Callable[[], object]:
    def effect() -> None:
        mark(job)()
        raise ValueError("the paper is wet")

    return effect


def break_down(job: Job) -> Callable[[], object]:
    raise ValueError("no pencil")


WORKS = {"mark": Work(mark), "refuse": Work(refuse), "break_down": Work(break_down)}


@pytest.fixture
def job(db: None) -> Job:
    return jobs.enqueue("mark", "a key", {"article": 1})


def another(kind: str) -> Job:
    return jobs.enqueue(kind, "a key", {})


def bring_forward(job: Job) -> None:
    """As if the pause, and the lease of whoever holds it, were over."""
    Job.objects.filter(pk=job.pk).update(run_at=Now() - SECOND)
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(lease_until=Now() - SECOND)


def pause_of(job: Job) -> float:
    found = Job.objects.annotate(now=Now()).get(pk=job.pk)
    return (found.run_at - found.now).total_seconds()


def test_the_same_key_twice_is_one_job(job: Job) -> None:
    again = jobs.enqueue("other", "a key", {"article": 2})
    assert again.pk == job.pk
    assert Job.objects.filter(key="a key").values_list("kind", "payload").get() == ("mark", {"article": 1})


def test_a_job_is_written_in_the_transaction_that_causes_it() -> None:
    def cause() -> None:
        with transaction.atomic():
            jobs.enqueue("mark", "a key", {})
            raise RuntimeError("after all not")

    with pytest.raises(RuntimeError):
        cause()
    assert not Job.objects.filter(key="a key").exists()


def test_a_job_is_done_with_its_effects(job: Job) -> None:
    assert jobs.execute(job.pk, WORKS)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_until, job.error) == (JobState.DONE, 1, None, "")
    assert marks() == 1


def test_delivered_twice_it_is_done_once(job: Job) -> None:
    assert [jobs.execute(job.pk, WORKS), jobs.execute(job.pk, WORKS)] == [True, False]
    assert marks() == 1


def test_delivered_while_it_runs_it_is_done_once(job: Job) -> None:
    second: list[bool] = []

    def slowly(running: Job) -> Callable[[], object]:
        second.append(jobs.execute(running.pk, WORKS))
        return mark(running)

    assert jobs.execute(job.pk, {"mark": Work(slowly)})
    assert second == [False]
    assert marks() == 1


def test_a_job_that_is_not_there_is_no_trouble() -> None:
    assert not jobs.execute(987_654, WORKS)


def test_a_job_whose_time_has_not_come_waits(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(run_at=Now() + timedelta(minutes=1))
    assert not jobs.execute(job.pk, WORKS)
    assert marks() == 0


@pytest.mark.parametrize("kind", ["refuse", "break_down", "unheard of"])
def test_work_that_raises_leaves_nothing_and_comes_back_later(kind: str) -> None:
    job = another(kind)
    assert not jobs.execute(job.pk, WORKS)
    job.refresh_from_db()
    assert marks() == 0
    assert (job.state, job.attempts, job.token, job.lease_until) == (JobState.READY, 1, None, None)
    assert job.error.startswith(("ValueError: ", "KeyError: "))
    assert not jobs.execute(job.pk, WORKS)  # not before its time
    assert Job.objects.get(pk=job.pk).attempts == 1


def test_the_pause_doubles_with_every_attempt() -> None:
    job = another("refuse")
    pauses = []
    for _ in range(MAX_ATTEMPTS - 1):
        bring_forward(job)
        jobs.execute(job.pk, WORKS)
        pauses.append(pause_of(job))
    assert pauses == pytest.approx([5, 10, 20, 40], abs=1)


def test_it_is_done_when_the_trouble_is_over() -> None:
    job = another("refuse")
    jobs.execute(job.pk, WORKS)
    bring_forward(job)
    assert jobs.execute(job.pk, WORKS | {"refuse": Work(mark)})
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.DONE, 2, "")
    assert marks() == 1


def test_after_the_last_attempt_the_job_is_dead_and_says_so_once() -> None:
    job = another("refuse")
    given_up: list[str] = []
    works = {"refuse": Work(refuse, lambda dead: given_up.append(dead.error))}
    for _ in range(MAX_ATTEMPTS + 2):
        bring_forward(job)
        jobs.execute(job.pk, works)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_until) == (JobState.DEAD, MAX_ATTEMPTS, None)
    assert given_up == [job.error] == ["ValueError: the paper is wet"]
    assert marks() == 0


def test_a_zombie_whose_job_was_given_to_another_commits_nothing(job: Job) -> None:
    def sleepwalk(mine: Job) -> Callable[[], object]:
        bring_forward(mine)
        assert jobs.execute(mine.pk, WORKS)  # the other one, while we sleep
        return mark(mine)

    assert not jobs.execute(job.pk, {"mark": Work(sleepwalk)})
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert marks() == 1


@pytest.mark.parametrize("fails", [False, True])
def test_a_zombie_whose_token_was_changed_changes_nothing_about_the_job(job: Job, fails: bool) -> None:
    somebody_elses = uuid.uuid4()

    def lose_it(mine: Job) -> Callable[[], object]:
        Job.objects.filter(pk=mine.pk).update(token=somebody_elses)
        return refuse(mine) if fails else mark(mine)

    assert not jobs.execute(job.pk, {"mark": Work(lose_it)})
    job.refresh_from_db()
    assert (job.state, job.token, job.error) == (JobState.RUNNING, somebody_elses, "")
    assert marks() == 0


def test_a_holder_that_fails_after_its_lease_leaves_the_next_holder_alone(job: Job) -> None:
    def fail_late(mine: Job) -> Callable[[], object]:
        bring_forward(mine)
        jobs.execute(mine.pk, WORKS)
        raise ValueError("too late")

    jobs.execute(job.pk, {"mark": Work(fail_late)})
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DONE, "")


def test_whoever_leases_a_job_knows_it_by_its_own_token(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between taking the lease and reading the row a process may sleep for as long as it likes."""
    read = Job.objects.get_queryset
    taken_over: list[bool] = []

    def sleep_first() -> Any:
        held = read().filter(pk=job.pk, state=JobState.RUNNING)
        if held.exists() and not taken_over:
            taken_over.append(True)
            held.update(token=uuid.uuid4())
        return read()

    monkeypatch.setattr(Job.objects, "get_queryset", sleep_first)
    assert not jobs.execute(job.pk, WORKS)
    assert taken_over
    assert marks() == 0


def test_a_job_whose_lease_ran_out_is_done_by_the_next(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, token=uuid.uuid4(), lease_until=Now() - SECOND, attempts=1
    )
    assert jobs.execute(job.pk, WORKS)
    assert Job.objects.get(pk=job.pk).attempts == 2


def test_a_job_under_a_lease_is_left_to_its_holder(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, token=uuid.uuid4(), lease_until=Now() + timedelta(minutes=1)
    )
    assert not jobs.execute(job.pk, WORKS)
    assert marks() == 0


def test_the_lease_outlasts_the_hard_time_limit_of_a_task(settings: Any) -> None:
    """Else a worker that is alive and within its limits could be taken for dead."""
    assert jobs.LEASE.total_seconds() > settings.CELERY_TASK_TIME_LIMIT


@pytest.fixture
def hopeless(job: Job) -> Iterator[Job]:
    """Every process that tried it died, the last one just now."""
    job.token = uuid.uuid4()
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, token=job.token, lease_until=Now() - SECOND, attempts=MAX_ATTEMPTS
    )
    return job


def test_the_hopeless_are_not_tried_again(hopeless: Job) -> None:
    assert not jobs.execute(hopeless.pk, WORKS)
    assert marks() == 0


def test_the_hopeless_are_buried_with_a_reason_and_only_once(hopeless: Job) -> None:
    given_up: list[str] = []
    works = {"mark": Work(mark, lambda dead: given_up.append(dead.error))}
    assert [jobs.bury_the_hopeless(works), jobs.bury_the_hopeless(works)] == [1, 0]
    hopeless.refresh_from_db()
    assert hopeless.state == JobState.DEAD
    assert given_up == [hopeless.error] == ["Every process that tried it died."]


def test_who_still_runs_its_last_attempt_is_not_buried(hopeless: Job) -> None:
    Job.objects.filter(pk=hopeless.pk).update(lease_until=Now() + SECOND * 60)
    assert jobs.bury_the_hopeless(WORKS) == 0


def test_one_job_that_cannot_be_buried_does_not_keep_the_others_from_it(hopeless: Job) -> None:
    Job.objects.create(
        kind="other",
        key="other",
        state=JobState.RUNNING,
        token=uuid.uuid4(),
        lease_until=Now() - SECOND,
        attempts=MAX_ATTEMPTS,
    )
    jobs.bury_the_hopeless({"mark": Work(mark, break_down), "other": Work(mark)})
    assert list(Job.objects.order_by("pk").values_list("state", flat=True)) == [JobState.RUNNING, JobState.DEAD]


def test_giving_up_that_fails_is_no_trouble_for_who_executes() -> None:
    job = another("refuse")
    for _ in range(MAX_ATTEMPTS):
        bring_forward(job)
        assert not jobs.execute(job.pk, {"refuse": Work(refuse, break_down)})
    bring_forward(job)
    jobs.bury_the_hopeless({"refuse": Work(refuse)})
    assert Job.objects.get(pk=job.pk).state == JobState.DEAD


@pytest.mark.parametrize("words", ["a\x00b", "a\ud800b", "x" * 10_000, ""])
def test_whatever_the_failure_says_can_be_kept(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs.log, "disabled", True)  # pytest-xdist cannot carry half a surrogate pair home

    def complain(job: Job) -> Callable[[], object]:
        raise ValueError(words)

    job = another("complain")
    assert not jobs.execute(job.pk, {"complain": Work(complain)})
    job.refresh_from_db()
    assert job.state == JobState.READY
    assert job.error.startswith("ValueError: ")


# --- what takes long ---------------------------------------------------------------------------------


def test_who_is_still_at_it_keeps_the_lease(job: Job) -> None:
    mine = jobs._lease(job.pk)
    assert mine is not None
    bring_forward(job)
    jobs.keep(mine)
    assert jobs._lease(job.pk) is None


def test_who_lost_the_job_is_told_so(job: Job) -> None:
    mine = jobs._lease(job.pk)
    assert mine is not None
    bring_forward(job)
    assert jobs._lease(job.pk)
    with pytest.raises(jobs.Fenced):
        jobs.keep(mine)
