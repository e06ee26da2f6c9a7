"""What happens after: which event leads to which work, and what must happen to assignments in the same transaction."""

from typing import Any
from uuid import uuid4

from claims import signals
from claims import tasks as claims_tasks
from claims.enums import Act
from claims.models import Event
from reviews.actions.assignments import close
from reviews.enums import Closed
from reviews.models import ArchivedCopy, Assignment
from reviews.signals import copy_wanted

AFTER: dict[Act, str] = {
    Act.QUEUE: "assign_claim",
    Act.RELEASE: "assign_claim",
    Act.EXPIRE: "assign_claim",
}


def connect() -> None:
    signals.recorded.connect(schedule_work, dispatch_uid="reviews.work")
    signals.recorded.connect(take_out_of_hands, dispatch_uid="reviews.hands")
    copy_wanted.connect(schedule_archiving, dispatch_uid="reviews.archive")


def schedule_work(event: Event, **kwargs: Any) -> None:
    if kind := AFTER.get(Act(event.act)):
        claims_tasks.schedule(kind, f"{kind}:{event.pk}", claim=event.claim_id)


def schedule_archiving(copy: ArchivedCopy, **kwargs: Any) -> None:
    # Announced once for each time that it is wanted: the copy's state sees to that.
    claims_tasks.schedule("archive_source", f"archive_source:{copy.pk}:{uuid4().hex}", copy=copy.pk)


def take_out_of_hands(event: Event, **kwargs: Any) -> None:
    """A dismissed claim is nobody's work any more. Claims know nothing of assignments, so the desk sees to it."""
    if event.act == Act.DISMISS:
        for assignment in Assignment.objects.open().filter(claim_id=event.claim_id):
            close(assignment, Closed.DISMISSED)
