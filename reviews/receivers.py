"""What happens after: which event leads to which work, and what must happen to assignments in the same transaction."""

from collections.abc import Collection
from typing import Any

from claims import signals
from claims import tasks as claims_tasks
from claims.enums import Act
from claims.models import Event
from reviews.actions.assignments import close
from reviews.enums import Closed
from reviews.models import Assignment
from reviews.notifications import acts, texts

AFTER: dict[Act, str] = {
    Act.QUEUE: "assign_claim",
    Act.RELEASE: "assign_claim",
    Act.EXPIRE: "assign_claim",
}


def connect() -> None:
    signals.recorded.connect(schedule_work, dispatch_uid="reviews.work")
    signals.recorded.connect(take_out_of_hands, dispatch_uid="reviews.hands")
    signals.recorded.connect(tell_people, dispatch_uid="reviews.people")


def schedule_work(event: Event, **kwargs: Any) -> None:
    if kind := AFTER.get(Act(event.act)):
        claims_tasks.schedule(kind, f"{kind}:{event.pk}", claim=event.claim_id)


def take_out_of_hands(event: Event, **kwargs: Any) -> None:
    """A dismissed claim is nobody's work any more. Claims know nothing of assignments, so the desk sees to it."""
    if event.act == Act.DISMISS:
        for assignment in Assignment.objects.open().filter(claim_id=event.claim_id):
            close(assignment, Closed.DISMISSED)


def tell_people(event: Event, whom: Collection[int] = (), **kwargs: Any) -> None:
    """In the act's own transaction: nobody is told of what was undone, or not told of what was done."""
    acts.tell_of(event, whom)
    if event.act == Act.FINISH_SPLIT:
        texts.tell_of_the_text(event)
    if event.act == Act.PUBLISH and event.claim:
        texts.remember(event.claim)
