"""Editors are told when the desk itself stops sending to a webhook, and are led to where they can switch it on."""

from typing import Any

import pytest

from reviews.actions import deliveries, webhooks
from reviews.actions.deliveries import Outcome
from reviews.enums import Told
from reviews.models import Notification, WebhookDelivery
from tests.over_http import Caller
from tests.reviews.notifications.told import sentences, told

pytestmark = pytest.mark.django_db

GONE = Outcome(status=410)


def tried(editor: Any, outcome: Outcome = GONE) -> WebhookDelivery:
    """A test message to a new endpoint, of which this came."""
    endpoint, _ = webhooks.add("https://receiver.example/hook", actor=editor, description="The wire")
    delivery = webhooks.try_out(endpoint.pk, actor=editor)
    deliveries._note(delivery, outcome)
    return delivery


def test_all_editors_are_told_in_a_sentence_and_nobody_else(
    editor: Any, second_editor: Any, reviewer: Any, stranger: Any
) -> None:
    tried(editor)
    said = "The webhook “The wire” was switched off, and gets nothing any more. It answered 410: it is gone."
    assert [sentences(person, Told.WEBHOOK_OFF) for person in (editor, second_editor)] == [[said], [said]]
    assert [told(person) for person in (reviewer, stranger)] == [[], []]


def test_it_leads_to_the_page_that_says_why_and_switches_it_on(editor: Any) -> None:
    endpoint = tried(editor).endpoint
    row = Notification.objects.get(person=editor)
    client = Caller(editor).client
    assert row.get_absolute_url() == f"/admin/desk/webhooks/{endpoint.pk}/"
    assert "It answered 410: it is gone." in client.get(row.get_absolute_url()).content.decode()
    assert row.sentence in client.get("/admin/desk/notifications/").content.decode()
    shown = Caller(editor).read(f"notifications/{row.pk}")
    assert (shown["kind"], shown["webhook"], shown["claim"]) == ("webhook_off", endpoint.pk, None)


def test_each_time_that_it_stops_is_told_anew(editor: Any) -> None:
    endpoint = tried(editor).endpoint
    webhooks.switch_on(endpoint.pk, actor=editor)
    deliveries._note(webhooks.try_out(endpoint.pk, actor=editor), GONE)
    assert told(editor) == [Told.WEBHOOK_OFF] * 2


def test_a_failed_attempt_among_others_and_an_editors_own_act_are_no_news(editor: Any) -> None:
    delivery = tried(editor, Outcome(status=500))
    webhooks.switch_off(delivery.endpoint_id, actor=editor)
    assert told(editor) == []
