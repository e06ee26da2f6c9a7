"""The log of webhooks forgets what arrived long ago, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import clock
from claims.errors import NotFound
from reviews.actions import deliveries, webhooks
from reviews.actions.deliveries import Outcome
from reviews.enums import DeliveryState
from reviews.models import WebhookAttempt, WebhookDelivery

pytestmark = pytest.mark.django_db

ARRIVED, FAILED = Outcome(status=200), Outcome(status=500)


def sent(editor: Any, outcome: Outcome | None, days: float) -> WebhookDelivery:
    """A message that was begun, and tried, so many days ago."""
    endpoint, _ = webhooks.add("https://receiver.example/hook", actor=editor)
    delivery = webhooks.try_out(endpoint.pk, actor=editor)
    if outcome:
        deliveries._note(delivery, outcome)
    then = clock.now() - timedelta(days=days)
    WebhookDelivery.objects.filter(pk=delivery.pk).update(begun_at=then)
    WebhookAttempt.objects.filter(delivery=delivery).update(at=then)
    return delivery


def test_what_arrived_longer_ago_than_the_desk_wants_is_removed_with_its_attempts(editor: Any, settings: Any) -> None:
    settings.WEBHOOK_LOG_DAYS = 10
    old, fresh = sent(editor, ARRIVED, 10.1), sent(editor, ARRIVED, 9.9)
    assert deliveries.forget_old() == 1
    assert WebhookDelivery.objects.get() == fresh
    assert not WebhookAttempt.objects.filter(delivery_id=old.pk).exists()
    assert deliveries.forget_old() == 0


def test_what_has_not_arrived_stays_however_old(editor: Any) -> None:
    waiting, failing, failed = sent(editor, None, 400), sent(editor, FAILED, 400), sent(editor, FAILED, 400)
    WebhookDelivery.objects.filter(pk=failed.pk).update(state=DeliveryState.FAILED, due_at=None)
    assert deliveries.forget_old() == 0
    assert set(WebhookDelivery.objects.all()) == {waiting, failing, failed}


def test_what_was_begun_long_ago_and_arrived_lately_stays(editor: Any) -> None:
    late = sent(editor, ARRIVED, 33)
    late.attempts.update(at=clock.now() - timedelta(days=29))
    assert deliveries.forget_old() == 0


def test_only_so_many_go_at_once_and_a_round_that_finds_nothing_asks_one_question(
    editor: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(deliveries, "FORGOTTEN_AT_ONCE", 2)
    for _ in range(3):
        sent(editor, ARRIVED, 31)
    assert [deliveries.forget_old() for _ in range(3)] == [2, 1, 0]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        deliveries.forget_old()
    assert len(asked) == 1


def test_sending_again_what_was_just_forgotten_is_a_refusal(editor: Any) -> None:
    old = sent(editor, ARRIVED, 31)
    deliveries.forget_old()
    with pytest.raises(NotFound):
        webhooks.send_again(old.pk, actor=editor)
