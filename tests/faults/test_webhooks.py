"""Webhooks by real workers to a real receiver that hangs, fails, points elsewhere, is gone, and dies of a message."""

import signal
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from standardwebhooks import Webhook

from claims.enums import Status
from reviews.actions import verdicts, webhooks
from reviews.enums import DeliveryState
from reviews.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from tests.factories import PersonFactory, claim_at
from tests.faults.desk import Desk
from tests.faults.receiver import Receiver

pytestmark = [pytest.mark.faults, pytest.mark.slow]

TAKING = ("/steady", "/slow", "/broken", "/moved", "/fatal")  # sooner or later


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    receiver = Receiver(tmp_path)
    yield receiver
    receiver.stop()


def open_to(desk: Desk, receiver: Receiver, *, private: bool) -> Any:
    """Let this process and those of the desk send to the receiver's port; to this machine only if `private`."""
    desk.environment |= {"WEBHOOK_PORTS": str(receiver.port)}
    if private:
        desk.environment |= {"WEBHOOK_PRIVATE_ADDRESSES": "127.0.0.1"}
    networks = (ip_network("127.0.0.1"),) if private else ()
    return override_settings(WEBHOOKS={"networks": networks, "ports": {receiver.port}, "proxy": ""})


def published(count: int) -> None:
    for _ in range(count):
        claim_at(Status.PUBLISHED)


def over() -> bool:
    return not WebhookDelivery.objects.filter(state=DeliveryState.WAITING).exists()


def test_every_change_arrives_under_one_id_whatever_happens_to_receiver_and_worker(
    desk: Desk, receiver: Receiver
) -> None:
    editor = PersonFactory(editor=True)
    with open_to(desk, receiver, private=True):
        known = {
            path: webhooks.add(f"http://127.0.0.1:{receiver.port}{path}", actor=editor) for path in (*TAKING, "/gone")
        }
    published(2)
    verdicts.withdraw(claim_at(Status.PUBLISHED).pk, actor=editor, note="The table was wrong.")
    worker = desk.worker(ATTEMPT_SECONDS=60)  # hangs until it is killed
    desk.sweeper()
    desk.wait_for(lambda: receiver.revived() and receiver.received("/slow"), "the slow one hangs")
    desk.signal(worker, signal.SIGKILL)
    desk.worker()
    desk.wait_for(lambda: receiver.revived() and over(), "every message has arrived or is given up")
    assert receiver.deaths == 1
    for path in TAKING:
        endpoint, secret = known[path]
        sent = {delivery.message: delivery.body for delivery in endpoint.deliveries.all()}
        got = receiver.received(path)
        assert set(endpoint.deliveries.values_list("state", flat=True)) == {DeliveryState.DELIVERED}
        assert {one["headers"]["webhook-id"]: one["body"] for one in got} == sent
        assert len(sent) == 4
        assert all(Webhook(secret).verify(one["body"], one["headers"])["data"]["sequence"] for one in got)
    assert receiver.received("/stolen") == []
    assert len(receiver.received("/gone")) == 1
    gone = WebhookEndpoint.objects.get(pk=known["/gone"][0].pk)
    assert gone.off_why == "It answered 410: it is gone."


def test_without_broker_and_worker_the_sweep_delivers(desk: Desk, receiver: Receiver) -> None:
    desk.broker.kill()
    with open_to(desk, receiver, private=True):
        webhooks.add(f"http://127.0.0.1:{receiver.port}/broken", actor=PersonFactory(editor=True))
    published(1)
    desk.sweeper()
    desk.wait_for(over, "the message has arrived")
    assert [one["headers"]["webhook-id"] for one in receiver.received("/broken")] == [
        WebhookDelivery.objects.get(state=DeliveryState.DELIVERED).message
    ] * 2


def test_this_machine_is_sent_nothing_unless_it_is_allowed(desk: Desk, receiver: Receiver) -> None:
    desk.broker.kill()
    with open_to(desk, receiver, private=False):
        webhooks.add(f"http://localhost:{receiver.port}/steady", actor=PersonFactory(editor=True))
    published(1)
    desk.sweeper()
    desk.wait_for(over, "it is given up")
    assert receiver.received("/steady") == []
    assert WebhookAttempt.objects.filter(why__contains="leads into a private network").count() == 10
