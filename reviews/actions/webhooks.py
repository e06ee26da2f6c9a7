"""Telling other programs of changes: which addresses, with which secrets, and what is sent to them once more.

For editors. No act on a claim: the history of the desk says who did what, the log of deliveries what was sent.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from claims import clock, intake, outside, policy
from claims.actions import desk_events
from claims.enums import About, DeskAct
from claims.errors import NotAllowed, NotFound
from reviews import signing
from reviews.actions import deliveries, webhook_trail
from reviews.enums import DeliveryState, News
from reviews.errors import UnknownChoice, WrongPeriod
from reviews.feed_errors import (
    EndpointIsOff,
    StillOnItsWay,
    TooManyEndpoints,
    TooMuchOfThePast,
    WebhookAddressNeeded,
)
from reviews.models import FeedEntry, WebhookDelivery, WebhookEndpoint, WebhookSecret

OVERLAP = timedelta(days=1)  # for how long a secret still signs that was replaced
MOST_ENDPOINTS = 50
MOST_AGAIN = 500  # messages of the past, in one go


def add(url: str, *, actor: Any, description: str = "", kinds: Collection[str] = ()) -> tuple[WebhookEndpoint, str]:
    """Send changes to this address from now on. Returns the endpoint and its secret, which is not shown again.

    Raises NotAllowed, TooManyEndpoints, WebhookAddressNeeded, UnknownChoice, or AddressNotAllowed.
    """
    _editors_only(actor, "add a webhook")
    checked = _checked(url, description, kinds)
    with transaction.atomic():
        if WebhookEndpoint.objects.filter(off_at=None).count() >= MOST_ENDPOINTS:
            raise TooManyEndpoints(most=MOST_ENDPOINTS)
        endpoint = WebhookEndpoint.objects.create(**checked, made_by=actor)
        sent = f", which is sent {endpoint.what} at “{webhook_trail.address(endpoint.url)}”"
        webhook_trail.remember(endpoint, DeskAct.ADD, "added", sent, actor=actor)
        return endpoint, _new_secret(endpoint, actor)


def change(
    endpoint_id: int,
    *,
    actor: Any,
    url: str,
    description: str = "",
    kinds: Collection[str] = (),
    seen: int | None = None,
) -> WebhookEndpoint:
    """Send other changes, or to another address; what waits goes there as well.

    Raises what `add` raises, or ChangedMeanwhile.
    """
    _editors_only(actor, "change a webhook")
    checked = _checked(url, description, kinds)

    def write(endpoint: WebhookEndpoint) -> None:
        desk_events.require_seen(About.WEBHOOK, str(endpoint_id), seen)
        if different := webhook_trail.changes(endpoint, checked):
            WebhookEndpoint.objects.filter(pk=endpoint.pk).update(**checked)
            what = f": {desk_events.changed(different)}"
            webhook_trail.remember(endpoint, DeskAct.CHANGE, "changed", what, actor=actor)

    return _with(endpoint_id, write)


def renew_secret(endpoint_id: int, *, actor: Any) -> str:
    """A new secret; the one before signs beside it for another day. Returns it: it is not shown again."""
    _editors_only(actor, "renew the secret of a webhook")
    with transaction.atomic():
        endpoint = deliveries.locked(endpoint_id)
        now = clock.now()
        endpoint.secrets.filter(ends_at__gt=now).update(ends_at=now)  # one before the last is enough
        endpoint.secrets.filter(ends_at=None).update(ends_at=now + OVERLAP)
        webhook_trail.remember(endpoint, DeskAct.KEY, "renewed the secret of", actor=actor)
        return _new_secret(endpoint, actor)


def switch_off(endpoint_id: int, *, actor: Any) -> WebhookEndpoint:
    """Send nothing there any more; what waits is given up. Off already is no error."""
    _editors_only(actor, "switch a webhook off")
    why = f"Switched off by {actor}."

    def stop(endpoint: WebhookEndpoint) -> None:
        if deliveries.switch_off(endpoint, why):
            webhook_trail.remember(endpoint, DeskAct.DEACTIVATE, "switched", " off", actor=actor)

    return _with(endpoint_id, stop)


def switch_on(endpoint_id: int, *, actor: Any) -> WebhookEndpoint:
    """Send changes there from now on; those of the meantime can be sent again."""
    _editors_only(actor, "switch a webhook on")

    def write(endpoint: WebhookEndpoint) -> None:
        if endpoint.off_at:
            WebhookEndpoint.objects.filter(pk=endpoint.pk).update(off_at=None, off_why="")
            webhook_trail.remember(endpoint, DeskAct.ACTIVATE, "switched", " on again", actor=actor)

    return _with(endpoint_id, write)


def try_out(endpoint_id: int, *, actor: Any) -> WebhookDelivery:
    """Send it a message that says it is a test. Raises EndpointIsOff."""
    _editors_only(actor, "try a webhook out")
    with transaction.atomic():
        endpoint = _on(endpoint_id)
        return deliveries.write_test(endpoint)


def send_again(delivery_id: int, *, actor: Any) -> WebhookDelivery:
    """Send one message again, from the beginning of the schedule. Raises EndpointIsOff or StillOnItsWay."""
    _editors_only(actor, "send a webhook again")
    with transaction.atomic():
        known = WebhookDelivery.objects.filter(pk=delivery_id).values_list("endpoint", flat=True).first()
        if known is None:
            raise NotFound(thing="delivery")
        _on(known)
        delivery = WebhookDelivery.objects.select_for_update(of=("self",)).filter(pk=delivery_id).first()
        if delivery is None:  # the sweep has just forgotten it
            raise NotFound(thing="delivery")
        if delivery.state == DeliveryState.WAITING:
            raise StillOnItsWay
        return deliveries.begin_again(delivery)


def send_period(endpoint_id: int, *, actor: Any, since: datetime, until: datetime) -> int:
    """Send all changes of this time that the endpoint wants, also what it was never sent; how many that are.

    What is on its way already is left alone. Raises EndpointIsOff, WrongPeriod or TooMuchOfThePast.
    """
    _editors_only(actor, "send webhooks again")
    if since > until:
        raise WrongPeriod(first=f"{since:%d %B %Y}", last=f"{until:%d %B %Y}")
    with transaction.atomic():
        endpoint = _on(endpoint_id)
        entries = [entry for entry in _entries(since, until) if endpoint.wants(entry.kind)]
        known = {
            delivery.entry_id: delivery
            for delivery in endpoint.deliveries.select_for_update(of=("self",)).filter(entry__in=entries).order_by("pk")
        }
        sent = 0
        for entry in entries:
            delivery = known.get(entry.pk)
            if delivery is None:
                deliveries.write_for(endpoint, entry)
            elif delivery.state != DeliveryState.WAITING:
                deliveries.begin_again(delivery)
            else:
                continue
            sent += 1
        return sent


def _entries(since: datetime, until: datetime) -> Sequence[FeedEntry]:
    found = FeedEntry.objects.filter(at__gte=since, at__lte=until).select_related("version", "scale").order_by("pk")
    entries = list(found[: MOST_AGAIN + 1])
    if len(entries) > MOST_AGAIN:
        raise TooMuchOfThePast(most=MOST_AGAIN)
    return entries


def _checked(url: str, description: str, kinds: Collection[str]) -> dict[str, Any]:
    if not (address := intake.web_address(url, "url")):
        raise WebhookAddressNeeded
    outside.sound(address, outside.Limits(**settings.WEBHOOKS))
    for kind in kinds:
        if kind not in News.values:
            raise UnknownChoice(field="kinds", value=kind, what="kind of change", choices=", ".join(News.values))
    wanted = [kind for kind in News.values if kind in kinds]
    return {"url": address, "description": intake.line(description, "description", 200), "kinds": wanted}


def _new_secret(endpoint: WebhookEndpoint, actor: Any) -> str:
    salt = signing.new_salt()
    secret = signing.secret_for(salt)
    WebhookSecret.objects.create(endpoint=endpoint, salt=salt, proof=signing.proof_of(secret), made_by=actor)
    return secret


def _with(endpoint_id: int, write: Callable[[WebhookEndpoint], None]) -> WebhookEndpoint:
    with transaction.atomic():
        endpoint = deliveries.locked(endpoint_id)
        write(endpoint)
        endpoint.refresh_from_db()
        return endpoint


def _on(endpoint_id: int) -> WebhookEndpoint:
    endpoint = deliveries.locked(endpoint_id)
    if endpoint.off_at:
        raise EndpointIsOff
    return endpoint


def _editors_only(actor: Any, act: str) -> None:
    if not policy.is_editor(actor):
        raise NotAllowed(act=act, needs=policy.is_editor.__doc__)
