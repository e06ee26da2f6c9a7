"""Doing work exactly once. Whoever holds the token commits the effects and "done" together; nobody else can.

Delivery may lose, double or delay; a process may be killed at any line here. Then the lease runs out and another
begins anew with another token, and the first, should it wake up, finds that its token no longer holds.
"""

import logging
import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from claims.enums import JobState
from claims.errors import DomainError
from claims.models import Job

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=6)  # longer than Celery's hard time limit: who holds a live lease may still be alive
MAX_ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=5)  # doubles with every attempt

Effect = Callable[[], object]  # what it returns is nobody's business


class Work(NamedTuple):
    """How a kind of job is done: `do` computes outside any transaction and returns the effect to commit.

    What takes longer than workers are given says how long it may take, and keeps its lease by itself (`keep`).
    """

    do: Callable[[Job], Effect]
    give_up: Callable[[Job], None] = lambda job: None
    at_most: timedelta | None = None


class Fenced(Exception):
    """Another holder has the job now: our effects must not be committed."""


def enqueue(kind: str, key: str, payload: Mapping[str, Any], after: timedelta = timedelta()) -> Job:
    """Write the work, due after a while, into the caller's transaction. The same key twice is the same work."""
    known = {"kind": kind, "payload": dict(payload)} | ({"run_at": Now() + after} if after else {})
    job, _ = Job.objects.get_or_create(key=key, defaults=known)
    return job


def execute(job_id: int, works: Mapping[str, Work]) -> bool:
    """Do the job if it is due and free. Returns whether this call did it; never raises for what the work raises."""
    job = _lease(job_id)
    if job is None:
        return False
    try:
        effect = works[job.kind].do(job)
        with transaction.atomic():
            _finish(job)
            effect()
    except Fenced:
        log.warning("job %s was taken over while it ran; its effects are dropped", job)
        return False
    except DomainError as refusal:  # foreseen: its sentence says it all
        log.info("job %s was refused on attempt %s: %s", job, job.attempts, refusal)
        _fail(job, refusal, works)
        return False
    except Exception as failure:
        log.exception("job %s failed on attempt %s", job, job.attempts)
        _fail(job, failure, works)
        return False
    except (KeyboardInterrupt, SystemExit):
        # Told to stop in the middle: whoever comes next need not wait for our lease to run out.
        _held(job).update(state=JobState.READY, lease_until=None, token=None, attempts=F("attempts") - 1)
        raise
    return True


def keep(job: Job) -> None:
    """Still at it: the lease begins anew. Raises Fenced when somebody else has the job by now."""
    if not _held(job).update(lease_until=Now() + LEASE):
        raise Fenced


def bury_the_hopeless(works: Mapping[str, Work]) -> int:
    """Give up jobs whose every holder died: attempts used up and the last lease over. Returns how many."""
    hopeless = list(Job.objects.due().filter(attempts__gte=MAX_ATTEMPTS))
    for job in hopeless:
        _give_up(job, "Every process that tried it died.", works)
    return len(hopeless)


def _lease(job_id: int) -> Job | None:
    token = uuid.uuid4()
    taken = (
        Job.objects.due()
        .order_by()
        .filter(pk=job_id, attempts__lt=MAX_ATTEMPTS)
        .update(state=JobState.RUNNING, token=token, lease_until=Now() + LEASE, attempts=F("attempts") + 1)
    )
    # Nothing updated: another worker got there first, or the message came twice. By our token: whoever sleeps here for
    # longer than the lease must not wake up as its next holder.
    return Job.objects.filter(pk=job_id, token=token).first() if taken else None


def _finish(job: Job) -> None:
    if not _held(job).update(state=JobState.DONE, lease_until=None, error=""):
        raise Fenced


def _fail(job: Job, failure: Exception, works: Mapping[str, Work]) -> None:
    # A failure may quote what no database keeps: NUL, half a surrogate pair.
    why = f"{type(failure).__name__}: {failure}".replace("\0", "").encode(errors="replace").decode()[:500]
    if job.attempts >= MAX_ATTEMPTS:
        _give_up(job, why, works)
    else:
        # Whoever refused may have said for how long they want to be left alone.
        pause = max(FIRST_PAUSE * 2 ** (job.attempts - 1), getattr(failure, "retry_after", timedelta()))
        _held(job).update(state=JobState.READY, run_at=Now() + pause, lease_until=None, token=None, error=why)


def _give_up(job: Job, why: str, works: Mapping[str, Work]) -> None:
    job.error = why
    try:
        with transaction.atomic():
            if _held(job).update(state=JobState.DEAD, lease_until=None, error=why) and job.kind in works:
                works[job.kind].give_up(job)
    except Exception:
        # One that cannot even be given up must not keep the sweep from all the others; it comes back to this one.
        log.exception("job %s cannot be given up", job)


def _held(job: Job) -> Any:
    """The job as long as it is still ours."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, token=job.token)
