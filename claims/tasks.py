"""Celery's side: which work there is, and waking somebody to do it. Safe to run twice, safe to lose."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from itertools import takewhile
from typing import Any

from celery import shared_task
from django.db import transaction
from django.db.models.functions import Now
from kombu.exceptions import OperationalError

from claims.actions import fetching, jobs, splitting, triage
from claims.actions.jobs import Effect, Work
from claims.models import Article, Job

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=20)  # how long a woken worker has to begin before it is woken again
TOO_LATE = timedelta(seconds=90)  # due for so long with the broker up: no worker listens, so the sweep does it


def _queue_claims(job: Job) -> Effect:
    return partial(triage.queue_the_best, Article.objects.get(pk=job.payload["article"]))


WORK: dict[str, Work] = {
    "split_article": Work(splitting.split, splitting.give_up),
    "queue_claims": Work(_queue_claims),
    "fetch_article": Work(fetching.fetch, fetching.give_up),
}


def extend(works: Mapping[str, Work]) -> None:
    """Add the kinds of work of another app."""
    WORK.update(works)


@shared_task
def execute_job(job_id: int) -> None:
    """Do one job, if nobody else does."""
    jobs.execute(job_id, WORK)


def schedule(kind: str, key: str, *, after: timedelta = timedelta(), **payload: Any) -> None:
    """Write the work into this transaction, and wake a worker once it is committed; later work is for the sweep."""
    job = jobs.enqueue(kind, key, payload, after)
    transaction.on_commit(partial(wake, job.pk), robust=True)


def wake(job_id: int) -> bool:
    """Tell a worker. False when the broker cannot be reached: the sweep will see to the job."""
    kind = Job.objects.due().filter(pk=job_id).values_list("kind", flat=True).first()
    if kind is None:
        # Not due yet; or done meanwhile, by whoever wrote it: the sample newsroom plays its work in its transaction.
        return True
    try:
        # A message that waited longer than our patience has been sent again: let it go.
        execute_job.apply_async((job_id,), expires=PATIENCE.total_seconds(), **_limits(kind))
    except (OperationalError, OSError) as unreachable:
        log.warning("job %s waits for the sweep: no broker (%s)", job_id, unreachable)
        return False
    Job.objects.filter(pk=job_id).update(dispatched_at=Now())
    return True


def sweep(go_on: Callable[[], bool] = lambda: True) -> int:
    """Dispatch whatever is due and nobody began; do it here where no broker or worker is. Returns how many.

    Asks `go_on` before each job, so that a process that is told to stop need not finish them all. What may take long
    is left to workers: leases have to be ended meanwhile.
    """
    jobs.bury_the_hopeless(WORK)
    waiting = list(Job.objects.due().not_dispatched_for(PATIENCE)[:200])
    late = set(Job.objects.due().filter(run_at__lt=Now() - TOO_LATE).values_list("pk", flat=True))
    broker_answers = True
    for job in takewhile(lambda job: go_on(), waiting):
        if broker_answers and job.pk not in late:
            broker_answers = wake(job.pk)
        if (not broker_answers or job.pk in late) and not _limits(job.kind):
            jobs.execute(job.pk, WORK)
    return len(waiting)


def _limits(kind: str) -> dict[str, Any]:
    """How long a worker may take for it, where that is longer than for everything else."""
    at_most = WORK[kind].at_most if kind in WORK else None
    return {"soft_time_limit": at_most.total_seconds(), "time_limit": at_most.total_seconds() + 60} if at_most else {}
