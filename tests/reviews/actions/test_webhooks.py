"""Who is told by webhook: editors say where, of what and with which secrets, and have messages sent again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from claims import clock
from claims.enums import Status
from claims.errors import AddressNotAllowed, DomainError, NotAllowed, NotFound
from claims.models import Job
from reviews.actions import deliveries, webhooks
from reviews.enums import DeliveryState, News
from reviews.errors import UnknownChoice, WrongPeriod
from reviews.feed_errors import (
    EndpointIsOff,
    StillOnItsWay,
    TooManyEndpoints,
    TooMuchOfThePast,
    WebhookAddressNeeded,
)
from reviews.models import FeedEntry, WebhookDelivery, WebhookEndpoint
from tests.factories import claim_at

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://partner.example/hook"


@pytest.fixture
def endpoint(editor: Any) -> WebhookEndpoint:
    return webhooks.add(URL, actor=editor)[0]


def ended(delivery: WebhookDelivery, state: DeliveryState = DeliveryState.DELIVERED) -> WebhookDelivery:
    WebhookDelivery.objects.filter(pk=delivery.pk).update(state=state, due_at=None)
    delivery.refresh_from_db()
    return delivery


ACTS: list[Callable[[WebhookEndpoint, Any], Any]] = [
    lambda endpoint, actor: webhooks.add(URL, actor=actor),
    lambda endpoint, actor: webhooks.change(endpoint.pk, actor=actor, url=URL),
    lambda endpoint, actor: webhooks.renew_secret(endpoint.pk, actor=actor),
    lambda endpoint, actor: webhooks.switch_off(endpoint.pk, actor=actor),
    lambda endpoint, actor: webhooks.switch_on(endpoint.pk, actor=actor),
    lambda endpoint, actor: webhooks.try_out(endpoint.pk, actor=actor),
    lambda endpoint, actor: webhooks.send_again(1, actor=actor),
    lambda endpoint, actor: webhooks.send_period(endpoint.pk, actor=actor, since=NOON, until=NOON),
]


@pytest.mark.parametrize("act", ACTS)
def test_webhooks_are_for_editors(act: Callable[..., Any], endpoint: WebhookEndpoint, reviewer: Any) -> None:
    with pytest.raises(NotAllowed):
        act(endpoint, reviewer)


@pytest.mark.parametrize("act", ACTS[1:])
def test_what_is_not_there_is_said_to_be_missing(act: Callable[..., Any], editor: Any) -> None:
    with pytest.raises(NotFound):
        act(WebhookEndpoint(pk=99), editor)


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("", WebhookAddressNeeded),
        *((url, AddressNotAllowed) for url in ("http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest")),
        ("https://partner.example:8080/", AddressNotAllowed),
        ("https://user:word@partner.example/", AddressNotAllowed),
        ("ftp://partner.example/", DomainError),
    ],
)
def test_an_address_that_must_not_be_reached_is_refused_at_once(
    url: str, refusal: type[DomainError], editor: Any
) -> None:
    with pytest.raises(refusal) as told:
        webhooks.add(url, actor=editor)
    assert told.value.about == "url"


def test_a_private_address_is_taken_where_the_desk_is_told_to(editor: Any) -> None:
    from ipaddress import ip_network

    with override_settings(WEBHOOKS={"networks": (ip_network("10.1.0.0/16"),), "ports": {8080}, "proxy": ""}):
        endpoint, _ = webhooks.add("http://10.1.2.3:8080/hook", actor=editor)
    assert endpoint.url == "http://10.1.2.3:8080/hook"


def test_an_unknown_kind_of_change_is_refused(editor: Any) -> None:
    with pytest.raises(UnknownChoice, match="eaten"):
        webhooks.add(URL, actor=editor, kinds=["verdict.eaten"])


def test_there_is_an_end_to_how_many_are_told(
    editor: Any, endpoint: WebhookEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "MOST_ENDPOINTS", 1)
    with pytest.raises(TooManyEndpoints):
        webhooks.add(URL, actor=editor)
    webhooks.switch_off(endpoint.pk, actor=editor)
    webhooks.add(URL, actor=editor)


def test_the_secret_is_not_in_the_database(editor: Any) -> None:
    endpoint, secret = webhooks.add(URL, actor=editor)
    kept = endpoint.secrets.values().get()
    assert secret.startswith("whsec_")
    assert not any(secret.removeprefix("whsec_") in str(value) or secret in str(value) for value in kept.values())


def test_a_renewed_secret_signs_beside_the_one_before_for_a_day(endpoint: WebhookEndpoint, editor: Any) -> None:
    with clock.set_to(NOON):
        second = webhooks.renew_secret(endpoint.pk, actor=editor)
        assert len(deliveries._secrets_of(endpoint)) == 2
        third = webhooks.renew_secret(endpoint.pk, actor=editor)
        assert deliveries._secrets_of(endpoint) == [third, second]
    with clock.set_to(NOON + timedelta(days=1, seconds=1)):
        assert deliveries._secrets_of(endpoint) == [third]


def test_the_database_knows_of_one_secret_in_use(endpoint: WebhookEndpoint, editor: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        endpoint.secrets.create(salt="a", proof="b", made_by=editor)


def test_changes_are_written_to_those_who_want_them_with_the_change(editor: Any) -> None:
    everything, withdrawals, off = (
        webhooks.add(URL, actor=editor, kinds=kinds)[0] for kinds in ([], [News.WITHDRAWN], [])
    )
    webhooks.switch_off(off.pk, actor=editor)
    claim_at(Status.WITHDRAWN)
    told = list(WebhookDelivery.objects.order_by("pk").values_list("endpoint", "kind"))
    assert told == [
        (everything.pk, "verdict.published"),
        (everything.pk, "verdict.withdrawn"),
        (withdrawals.pk, "verdict.withdrawn"),
    ]
    assert Job.objects.filter(kind="deliver_webhook").count() == 3


def test_a_change_that_is_undone_is_sent_to_nobody(endpoint: WebhookEndpoint) -> None:
    with transaction.atomic():
        claim_at(Status.PUBLISHED)
        transaction.set_rollback(True)
    assert not WebhookDelivery.objects.exists()
    assert not Job.objects.filter(kind="deliver_webhook").exists()


def test_what_is_switched_off_gives_up_what_waits_and_says_why(endpoint: WebhookEndpoint, editor: Any) -> None:
    claim_at(Status.PUBLISHED)
    off = webhooks.switch_off(endpoint.pk, actor=editor)
    assert off.off_at
    assert off.off_why == "Switched off by first-editor."
    delivery = endpoint.deliveries.get()
    assert (delivery.state, delivery.why) == (DeliveryState.FAILED, "The webhook was switched off.")
    with pytest.raises(EndpointIsOff):
        webhooks.try_out(endpoint.pk, actor=editor)
    with pytest.raises(EndpointIsOff):
        webhooks.send_again(delivery.pk, actor=editor)
    on = webhooks.switch_on(endpoint.pk, actor=editor)
    assert (on.off_at, on.off_why) == (None, "")


def test_a_message_that_is_sent_again_keeps_its_id_and_its_words(endpoint: WebhookEndpoint, editor: Any) -> None:
    claim_at(Status.PUBLISHED)
    delivery = endpoint.deliveries.get()
    with pytest.raises(StillOnItsWay):
        webhooks.send_again(delivery.pk, actor=editor)
    ended(delivery)
    again = webhooks.send_again(delivery.pk, actor=editor)
    assert (again.pk, again.message, again.body) == (delivery.pk, delivery.message, delivery.body)
    assert (again.state, again.round) == (DeliveryState.WAITING, 2)
    keys = Job.objects.filter(kind="deliver_webhook").order_by("pk").values_list("key", flat=True)
    assert list(keys) == [f"deliver_webhook:{delivery.pk}:{number}:1" for number in (1, 2)]


def test_a_period_is_sent_again_with_what_was_never_sent(editor: Any) -> None:
    with clock.set_to(NOON - timedelta(days=2)):
        claim_at(Status.PUBLISHED)
    endpoint, _ = webhooks.add(URL, actor=editor, kinds=[News.PUBLISHED])
    with clock.set_to(NOON):
        claim_at(Status.WITHDRAWN)
    [sent] = endpoint.deliveries.all()
    ended(sent)
    period = {"since": NOON - timedelta(days=3), "until": NOON + timedelta(days=1)}
    assert webhooks.send_period(endpoint.pk, actor=editor, **period) == 2
    assert webhooks.send_period(endpoint.pk, actor=editor, **period) == 0  # all of it is on its way
    told = FeedEntry.objects.filter(kind=News.PUBLISHED).values_list("pk", flat=True)
    assert sorted(endpoint.deliveries.values_list("entry", flat=True)) == sorted(told)


def test_a_period_has_to_be_one_and_not_too_long(
    endpoint: WebhookEndpoint, editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WrongPeriod):
        webhooks.send_period(endpoint.pk, actor=editor, since=NOON, until=NOON - timedelta(days=1))
    monkeypatch.setattr(webhooks, "MOST_AGAIN", 1)
    claim_at(Status.WITHDRAWN)
    with pytest.raises(TooMuchOfThePast):
        webhooks.send_period(endpoint.pk, actor=editor, since=NOON, until=clock.now() + timedelta(days=1))
