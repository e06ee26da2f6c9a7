"""Celery's side of the desk: assigning what was queued, mail, and what the clock does now and then."""

from datetime import datetime, timedelta
from functools import partial

from celery import shared_task

from claims import tasks as claims_tasks
from claims.actions.jobs import Effect, Work
from claims.models import Job
from reviews import queries
from reviews.actions import archive, assignments, cited_pages, deliveries, export_files, verdicts
from reviews.models import Rules
from reviews.notifications import deadlines, digests, links, mail


def _assign_claim(job: Job) -> Effect:
    return partial(assignments.assign_automatically, job.payload["claim"])


def _find_approved(job: Job) -> Effect:
    """Each claim that passes by the new rules is a job of its own: one that cannot be counted stops no other."""
    found = list(queries.approved_enough(Rules.current().approvals_wanted))

    def count_each() -> None:
        for claim in found:
            claims_tasks.schedule("count_approvals", f"count_approvals:{job.pk}:{claim}", claim=claim)

    return count_each


def _count_approvals(job: Job) -> Effect:
    return partial(verdicts.count_approvals, job.payload["claim"])


def _mail_link(job: Job) -> Effect:
    links.send(job.payload["person"], job.payload["event"])
    return _nothing_more


def _mail_notice(job: Job) -> Effect:
    mail.mail_notice(job.payload["notification"])
    return _nothing_more


def _give_up_mailing(job: Job) -> None:
    mail.note_that_it_was_not_sent(job.payload["notification"], job.error)


def _mail_digest(job: Job) -> Effect:
    digests.send(job.payload["person"], datetime.fromisoformat(job.payload["until"]))
    return _nothing_more  # and what could not be sent at all is in the next day's


def _nothing_more() -> None:
    """A mail is sent outside any transaction."""


WORK: dict[str, Work] = {
    "assign_claim": Work(_assign_claim),
    "find_approved": Work(_find_approved),
    "count_approvals": Work(_count_approvals),
    "mail_link": Work(_mail_link),
    "archive_source": Work(archive.store, archive.give_up),
    "look_up_page": Work(cited_pages.read, cited_pages.give_up),
    "mail_notice": Work(_mail_notice, _give_up_mailing),
    "mail_digest": Work(_mail_digest),
    "deliver_webhook": Work(deliveries.attempt, deliveries.give_up),
    "make_export": Work(export_files.make, export_files.give_up, at_most=timedelta(hours=2)),
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


@shared_task
def warn_of_leases() -> None:
    """Tell who holds a claim that their time is nearly over."""
    deadlines.warn_of_leases()


@shared_task
def tell_of_overdue() -> None:
    """Tell editors what has waited too long."""
    deadlines.tell_of_overdue()


@shared_task
def send_digests() -> None:
    """Let the daily mail go out to whoever it is due to."""
    until = digests.last_due()
    for person in digests.due_to(until):
        key = f"mail_digest:{person}:{until:%Y-%m-%d}"
        claims_tasks.schedule("mail_digest", key, person=person, until=until.isoformat())


@shared_task
def remove_stray_files() -> None:
    """Remove what killed workers left in the folder of exports."""
    export_files.remove_strays()
