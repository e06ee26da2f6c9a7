"""Messages to webhooks: written with the change that they tell of, delivered at least once, each attempt noted.

A message only says what changed and where to look: what is there may have been withdrawn by the time it arrives.
"""

import json
import random
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from claims import clock, outside
from claims.actions.actors import clock_actor
from claims.actions.jobs import Effect
from claims.enums import DeskAct, JobState
from claims.errors import DomainError, NotFound
from claims.models import Job
from reviews import signing
from reviews.actions import webhook_trail
from reviews.enums import TEST_MESSAGE, DeliveryState
from reviews.models import FeedEntry, WebhookAttempt, WebhookDelivery, WebhookEndpoint, WebhookSecret
from reviews.signals import delivery_due, endpoint_stopped

# How long after the attempt before it each attempt comes: the schedule that Standard Webhooks suggests.
PAUSES = [timedelta(seconds=seconds) for seconds in (0, 5, 5 * 60, 30 * 60)]
PAUSES += [timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)]
JITTER = 0.2  # up to so much longer, so that what failed together is not tried together
SECONDS = 15.0  # for one attempt, whatever the other side does
SLOW = 2_000  # milliseconds: a failure that took longer has held up a worker
REST = timedelta(minutes=5)  # for which nothing else is tried there afterwards
ANSWER = 2_000  # bytes of an answer that are kept
GONE = 410
FORGOTTEN_AT_ONCE = 1_000  # messages of the log


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of an attempt: a status and the beginning of an answer, or why there was none."""

    milliseconds: int = 0
    status: int | None = None
    answer: str = ""
    why: str = ""
    rest: timedelta = timedelta()  # for how long the other side wants to be left alone


def write(entry: FeedEntry) -> None:
    """A message to everybody who wants to know of this, in the transaction of the change."""
    for endpoint in WebhookEndpoint.objects.filter(off_at=None).order_by("pk"):
        if endpoint.wants(entry.kind):
            write_for(endpoint, entry)


def write_for(endpoint: WebhookEndpoint, entry: FeedEntry) -> WebhookDelivery:
    body = {"type": entry.kind, "timestamp": entry.at.isoformat(), "data": _data(entry)}
    return _write(endpoint, entry.kind, body, entry)


def write_test(endpoint: WebhookEndpoint) -> WebhookDelivery:
    words = {"message": "A test. Nothing has changed."}
    return _write(endpoint, TEST_MESSAGE, {"type": TEST_MESSAGE, "timestamp": clock.now().isoformat(), "data": words})


def begin_again(delivery: WebhookDelivery) -> WebhookDelivery:
    """The same message under the same id, from the beginning of the schedule. Assumes its lock."""
    delivery.round, delivery.state, delivery.why = delivery.round + 1, DeliveryState.WAITING, ""
    delivery.begun_at = delivery.due_at = clock.now()
    delivery.save(update_fields=["round", "state", "why", "begun_at", "due_at"])
    delivery_due.send(WebhookDelivery, delivery=delivery, number=1, after=PAUSES[0])
    return delivery


def attempt(job: Job) -> Effect:
    """Send the message, outside any transaction; what is returned notes what came of it."""
    delivery = _waiting(job)
    if delivery is None:
        return _nothing
    endpoint = delivery.endpoint
    if endpoint.off_at:
        return partial(_give_up_what_waits, endpoint)
    known = _secrets_of(endpoint)
    if not known:
        return partial(_stop, endpoint, "The desk's SECRET_KEY has changed, and its secret with it. Renew that.")
    return partial(_note, delivery, _send(delivery, known))


def give_up(job: Job) -> None:
    """Whoever tried it died, again and again: an attempt that failed, like any other."""
    if delivery := _waiting(job):
        _note(delivery, Outcome(why=job.error))


def switch_off(endpoint: WebhookEndpoint, why: str) -> bool:
    """Send nothing there any more, and give up what waits. Whether it was on."""
    was_on = WebhookEndpoint.objects.filter(pk=endpoint.pk, off_at=None).update(off_at=clock.now(), off_why=why)
    _give_up_what_waits(endpoint)
    return bool(was_on)


def forget_old() -> int:
    """Remove messages that arrived long ago, with their attempts; others are still of use. Returns how many.

    What somebody has in hand stays for the next round.
    """
    long_ago = clock.now() - timedelta(days=settings.WEBHOOK_LOG_DAYS)
    arrived = WebhookDelivery.objects.filter(state=DeliveryState.DELIVERED, begun_at__lt=long_ago)
    old = arrived.exclude(attempts__at__gte=long_ago).order_by("pk")
    if not old.exists():
        return 0
    with transaction.atomic():
        rows = WebhookDelivery.objects.select_for_update(of=("self",), skip_locked=True)
        found = list(rows.filter(pk__in=old.values("pk")[:FORGOTTEN_AT_ONCE]).values_list("pk", flat=True))
        WebhookAttempt.objects.filter(delivery__in=found).delete()
        WebhookDelivery.objects.filter(pk__in=found).delete()
    return len(found)


def signing_for(endpoint: WebhookEndpoint) -> list[WebhookSecret]:
    """The rows of what signs now: the secret in use, and the one before it while they overlap."""
    return list(endpoint.secrets.filter(Q(ends_at=None) | Q(ends_at__gt=clock.now())))


def secret_in_use(endpoint: WebhookEndpoint) -> str:
    """For who has just made it: nobody is shown it again."""
    return signing.secret_for(endpoint.secrets.get(ends_at=None).salt)


def locked(endpoint_id: int) -> WebhookEndpoint:
    """The endpoint, before any of its deliveries: everybody locks like this. Raises NotFound."""
    found = WebhookEndpoint.objects.select_for_update(of=("self",), no_key=True).filter(pk=endpoint_id).first()
    if found is None:
        raise NotFound(thing="webhook")
    return found


def _write(
    endpoint: WebhookEndpoint, kind: str, body: dict[str, Any], entry: FeedEntry | None = None
) -> WebhookDelivery:
    delivery = WebhookDelivery.objects.create(
        endpoint=endpoint,
        entry=entry,
        message=f"msg_{secrets.token_urlsafe(18)}",
        kind=kind,
        body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
    )
    delivery_due.send(WebhookDelivery, delivery=delivery, number=1, after=PAUSES[0])
    return delivery


def _data(entry: FeedEntry) -> dict[str, Any]:
    """Which change it is in the feed, of what, and where that can be read."""
    if entry.scale:
        about = {"scale": entry.scale.slug, "version": entry.scale.version}
        path = reverse("scale-version", args=[entry.scale.slug, entry.scale.version])
    else:
        about = {"verdict": entry.verdict_id, "version": entry.version and entry.version.sequence}
        path = reverse("verdict", args=[entry.verdict_id])
    return {"sequence": entry.pk, "url": f"{settings.SITE_URL}{path}", **about}


def _waiting(job: Job) -> WebhookDelivery | None:
    """The delivery, unless somebody has begun it anew or ended it meanwhile."""
    known = WebhookDelivery.objects.select_related("endpoint")
    return known.filter(pk=job.payload["delivery"], round=job.payload["round"], state=DeliveryState.WAITING).first()


def _secrets_of(endpoint: WebhookEndpoint) -> list[str]:
    """Those that sign now, the newest first; not what another SECRET_KEY made."""
    made = [(secret, signing.secret_for(secret.salt)) for secret in signing_for(endpoint)]
    return [words for secret, words in made if signing.proof_of(words) == secret.proof]


def _stop(endpoint: WebhookEndpoint, why: str) -> None:
    """Nobody asked for it, so it is announced, and the clock is who did it."""
    if switch_off(endpoint, why):
        webhook_trail.remember(
            endpoint, DeskAct.DEACTIVATE, "switched", f" off: “{why.rstrip('.')}”", actor=clock_actor()
        )
        endpoint.refresh_from_db()
        endpoint_stopped.send(WebhookEndpoint, endpoint=endpoint)


def _send(delivery: WebhookDelivery, known: Sequence[str]) -> Outcome:
    body, began = delivery.body.encode(), time.monotonic()
    signed = signing.headers(delivery.message, body, int(time.time()), known)
    # Whoever receives it need not pack what is read by nobody but editors.
    said = {"Content-Type": "application/json", "Accept-Encoding": "identity", **signed}
    limits = outside.Limits(size=ANSWER, cut=True, seconds=SECONDS, **settings.WEBHOOKS)
    try:
        answer = outside.ask("POST", delivery.endpoint.url, limits, content=body, headers=said)
    except DomainError as refusal:
        return Outcome(milliseconds=_since(began), why=refusal.message[:500])
    text = answer.content.decode(errors="replace").replace("\0", "")
    return Outcome(milliseconds=_since(began), status=answer.status, answer=text, rest=answer.retry_after)


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)


def _note(delivery: WebhookDelivery, outcome: Outcome) -> None:
    endpoint = locked(delivery.endpoint_id)
    now = WebhookDelivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    if (now.round, now.state) != (delivery.round, DeliveryState.WAITING):
        return  # somebody was faster: then this attempt is one more than was asked for, under the same id
    number = now.attempts.filter(round=now.round).count() + 1
    noted = WebhookAttempt.objects.create(
        delivery=now,
        round=now.round,
        number=number,
        milliseconds=outcome.milliseconds,
        status=outcome.status,
        answer=outcome.answer,
        why=outcome.why,
    )
    if not noted.arrived and noted.milliseconds > SLOW:
        _leave_alone(endpoint)
    if noted.arrived:
        _end(now, DeliveryState.DELIVERED)
    elif outcome.status == GONE:
        _end(now, DeliveryState.FAILED, "It answered 410: it is gone.")
        _stop(endpoint, "It answered 410: it is gone.")
    elif number < len(PAUSES):
        _try_again(now, number + 1, outcome.rest)
    else:
        _end(now, DeliveryState.FAILED, f"{number} attempts failed.")
        if not endpoint.deliveries.filter(state=DeliveryState.DELIVERED, attempts__at__gte=now.begun_at).exists():
            _stop(endpoint, f"Nothing has arrived for as long as {number} attempts at a message took.")


def _leave_alone(endpoint: WebhookEndpoint) -> None:
    """A receiver that hangs must not hang our workers with every message that waits for it."""
    until = clock.now() + REST
    endpoint.deliveries.filter(state=DeliveryState.WAITING, due_at__lt=until).update(due_at=until)
    due = Job.objects.filter(kind="deliver_webhook", payload__endpoint=endpoint.pk, state=JobState.READY)
    due.filter(run_at__lt=Now() + REST).update(run_at=Now() + REST)


def _try_again(delivery: WebhookDelivery, number: int, rest: timedelta) -> None:
    pause = max(PAUSES[number - 1] * random.uniform(1, 1 + JITTER), rest)  # noqa: S311 (nothing secret is drawn)
    delivery.due_at = clock.now() + pause
    delivery.save(update_fields=["due_at"])
    delivery_due.send(WebhookDelivery, delivery=delivery, number=number, after=pause)


def _end(delivery: WebhookDelivery, state: DeliveryState, why: str = "") -> None:
    delivery.state, delivery.why, delivery.due_at = state, why, None
    delivery.save(update_fields=["state", "why", "due_at"])


def _give_up_what_waits(endpoint: WebhookEndpoint) -> None:
    waiting = endpoint.deliveries.filter(state=DeliveryState.WAITING)
    waiting.update(state=DeliveryState.FAILED, why="The webhook was switched off.", due_at=None)


def _nothing() -> None:
    """Somebody was faster."""
