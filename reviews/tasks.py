"""Celery's side of the desk: assigning what was queued, and what the clock does now and then."""

from functools import partial

from celery import shared_task

from claims.actions.jobs import Effect, Work
from claims.models import Job
from reviews import queries
from reviews.actions import archive, assignments


def _assign_claim(job: Job) -> Effect:
    return partial(assignments.assign_automatically, job.payload["claim"])


WORK: dict[str, Work] = {
    "assign_claim": Work(_assign_claim),
    "archive_source": Work(archive.store, archive.give_up),
}


@shared_task
def assign_waiting() -> None:
    """Offer what still waits to whoever has room by now."""
    for claim_id in queries.claims_for_free_hands():
        assignments.assign_automatically(claim_id)


@shared_task
def expire_leases() -> None:
    """Return abandoned claims to the queue."""
    assignments.expire_overdue()
