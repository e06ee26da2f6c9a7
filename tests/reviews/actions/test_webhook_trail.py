"""The history of the desk says who sends what where, and who stopped it: somebody, or the desk itself. No secrets."""

from typing import Any

import pytest

from claims.actions import desk_events
from claims.enums import About
from claims.models import DeskEvent
from reviews.actions import deliveries, webhooks
from reviews.enums import News
from reviews.models import WebhookEndpoint, WebhookSecret

pytestmark = pytest.mark.django_db

URL = "https://partner.example/hook/hush?token=hush-{}"


@pytest.fixture
def endpoint(editor: Any) -> WebhookEndpoint:
    return webhooks.add(URL, actor=editor, kinds=[News.WITHDRAWN])[0]


def told(endpoint: WebhookEndpoint) -> list[str]:
    return [str(event) for event in DeskEvent.objects.of(About.WEBHOOK, str(endpoint.pk)).order_by("id")]


def test_each_act_is_a_sentence(endpoint: WebhookEndpoint, editor: Any) -> None:
    webhooks.change(endpoint.pk, actor=editor, url="https://elsewhere.example/", description="The partner")
    webhooks.renew_secret(endpoint.pk, actor=editor)
    webhooks.switch_off(endpoint.pk, actor=editor)
    webhooks.switch_on(endpoint.pk, actor=editor)
    assert told(endpoint) == [
        (
            f"{editor} added the webhook “https://partner.example/…”, "
            "which is sent verdict.withdrawn at “https://partner.example/…”"
        ),
        (
            f"{editor} changed the webhook “https://partner.example/…”: "
            "its address from “https://partner.example/…” to “https://elsewhere.example/”; "
            "what it is sent from “verdict.withdrawn” to “everything”; what it is called from nothing to “The partner”"
        ),
        f"{editor} renewed the secret of the webhook “The partner”",
        f"{editor} switched the webhook “The partner” off",
        f"{editor} switched the webhook “The partner” on again",
    ]


def test_what_the_desk_stops_by_itself_the_clock_has_done(endpoint: WebhookEndpoint) -> None:
    delivery = deliveries.write_test(endpoint)
    for _ in range(2):  # whoever comes second has stopped nothing
        deliveries._note(delivery, deliveries.Outcome(status=deliveries.GONE))
    assert told(endpoint)[1:] == [
        "clock switched the webhook “https://partner.example/…” off: “It answered 410: it is gone”"
    ]


def test_what_changes_nothing_is_not_told(endpoint: WebhookEndpoint, editor: Any) -> None:
    webhooks.switch_on(endpoint.pk, actor=editor)
    webhooks.change(endpoint.pk, actor=editor, url=URL, kinds=[News.WITHDRAWN])
    webhooks.switch_off(endpoint.pk, actor=editor)
    webhooks.switch_off(endpoint.pk, actor=editor)
    assert len(told(endpoint)) == 2


def test_neither_the_secret_nor_what_opens_the_address_can_be_read_there(editor: Any) -> None:
    endpoint, secret = webhooks.add(URL, actor=editor)
    renewed = webhooks.renew_secret(endpoint.pk, actor=editor)
    webhooks.change(endpoint.pk, actor=editor, url=f"{URL}-too")
    kept = str(list(DeskEvent.objects.values()))
    assert not [word for word in (secret, renewed, secret[6:], renewed[6:], "hush") if word in kept]
    assert told(endpoint)[2].endswith(": its address after the host")


ACTS = [
    lambda endpoint, actor: webhooks.add(URL, actor=actor),
    lambda endpoint, actor: webhooks.change(endpoint.pk, actor=actor, url=URL),
    lambda endpoint, actor: webhooks.renew_secret(endpoint.pk, actor=actor),
    lambda endpoint, actor: webhooks.switch_off(endpoint.pk, actor=actor),
]


@pytest.mark.parametrize("act", ACTS)
def test_what_cannot_be_told_is_not_done(
    endpoint: WebhookEndpoint, editor: Any, act: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows() -> list[Any]:
        return [list(kind.objects.order_by("pk").values()) for kind in (WebhookEndpoint, WebhookSecret)]

    before = rows()
    monkeypatch.setattr(desk_events, "record", None)
    with pytest.raises(TypeError, match="not callable"):
        act(endpoint, editor)
    assert rows() == before
