"""Two workers who come for one job at once."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.db.models.functions import Now

from claims.actions import jobs
from claims.actions.jobs import Work
from claims.enums import JobState
from claims.models import Job
from tests.concurrency.second_connection import Rival
from tests.factories import receive

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]


def test_a_job_that_is_being_leased_is_done_once(desk: None) -> None:
    receive("Exports grew.")
    job = Job.objects.get()
    done: list[int] = []
    works = {"split_article": Work(lambda job: lambda: done.append(threading.get_ident()))}
    with transaction.atomic():
        assert jobs._lease(job.pk)
        rival = Rival(partial(jobs.execute, job.pk, works)).until_it_waits_for_us()
    assert rival.finish() is False
    assert done == []


def test_a_zombie_that_comes_to_commit_waits_for_who_takes_over_and_is_fenced(desk: None) -> None:
    receive("Exports grew.")
    job = Job.objects.get()
    mine = jobs._lease(job.pk)
    assert mine
    Job.objects.update(lease_until=Now() - timedelta(seconds=1))

    def commit_late() -> None:
        with transaction.atomic():
            jobs._finish(mine)

    with transaction.atomic():
        assert jobs._lease(job.pk)
        zombie = Rival(commit_late).until_it_waits_for_us()
    with pytest.raises(jobs.Fenced):
        zombie.finish()
    assert Job.objects.get().state == JobState.RUNNING


def test_the_same_work_scheduled_twice_at_once_is_one_job(desk: None) -> None:
    with transaction.atomic():
        mine = jobs.enqueue("split_article", "a key", {})
        rival = Rival(partial(jobs.enqueue, "split_article", "a key", {})).until_it_waits_for_us()
    assert rival.finish() == mine
