"""Delivering to webhooks: signed, on the schedule, never to where nobody may go, and every attempt noted."""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import override_settings
from standardwebhooks import Webhook

from claims import clock
from claims.actions import jobs
from claims.enums import JobState, Status
from claims.models import Job
from claims.tasks import WORK
from reviews import signing
from reviews.actions import deliveries, webhooks
from reviews.actions.deliveries import PAUSES, Outcome
from reviews.enums import DeliveryState
from reviews.models import FeedEntry, WebhookDelivery, WebhookEndpoint
from tests.factories import claim_at
from tests.over_http import Caller
from tests.web import Page, Web, leading_to, names, page, serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver() -> Iterator[Web]:
    """A server on this machine that webhooks may be sent to."""
    with serving({"/": page(b"Thank you.")}) as web, override_settings(WEBHOOKS=web.outside):
        yield web


def endpoint_at(web: Web, editor: Any, answer: Page | None = None, path: str = "/") -> tuple[WebhookEndpoint, str]:
    if answer:
        web.pages[path] = answer
    return webhooks.add(web.address + path, actor=editor)


def attempt(delivery: WebhookDelivery) -> WebhookDelivery:
    """Do its newest job, as if its time had come."""
    job = Job.objects.filter(kind="deliver_webhook", payload__delivery=delivery.pk).latest("pk")
    Job.objects.filter(pk=job.pk).update(run_at=job.created_at)
    assert jobs.execute(job.pk, WORK)
    delivery.refresh_from_db()
    return delivery


def published(endpoint: WebhookEndpoint) -> WebhookDelivery:
    claim_at(Status.PUBLISHED)
    delivery: WebhookDelivery = endpoint.deliveries.get()
    return delivery


def test_a_receiver_verifies_what_it_gets_with_the_public_library(receiver: Web, editor: Any) -> None:
    endpoint, secret = endpoint_at(receiver, editor)
    delivery = attempt(published(endpoint))
    [(method, path, headers, body)] = receiver.asked
    told = Webhook(secret).verify(body, dict(headers))
    entry = FeedEntry.objects.latest("pk")
    assert told["type"] == "verdict.published"
    assert told["data"]["sequence"] == entry.pk
    assert Caller().client.get(told["data"]["url"]).json()["id"] == told["data"]["verdict"] == entry.verdict_id
    assert (method, path, headers["content-type"]) == ("POST", "/", "application/json")
    assert (delivery.state, delivery.due_at, delivery.body) == (DeliveryState.DELIVERED, None, body.decode())
    noted = delivery.attempts.get()
    assert (noted.status, noted.answer, noted.why, noted.number) == (200, "Thank you.", "", 1)


def test_while_a_secret_is_renewed_both_verify(receiver: Web, editor: Any) -> None:
    endpoint, old = endpoint_at(receiver, editor)
    new = webhooks.renew_secret(endpoint.pk, actor=editor)
    attempt(published(endpoint))
    [(*_, headers, body)] = receiver.asked
    assert Webhook(old).verify(body, dict(headers)) == Webhook(new).verify(body, dict(headers))


def test_our_signature_is_the_library_s() -> None:
    secret, at = signing.secret_for("salt"), datetime(2026, 3, 1, 12, tzinfo=UTC)
    ours = signing.headers("msg_1", '{"é": 1}'.encode(), int(at.timestamp()), [secret])
    assert ours["webhook-signature"] == Webhook(secret).sign("msg_1", at, '{"é": 1}')
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32


def test_a_scale_is_told_of_with_its_address(receiver: Web, editor: Any) -> None:
    from reviews.actions import scales
    from reviews.actions.scales import LabelDraft

    endpoint, _ = endpoint_at(receiver, editor)
    labels = [LabelDraft(label=label, definition="It is.") for label in ("Right", "Wrong")]
    scales.create("short", "Short scale", labels, actor=editor)
    told = json.loads(endpoint.deliveries.get().body)["data"]
    assert told["url"].endswith("/api/v1/scales/short/versions/1")
    assert (told["scale"], told["version"]) == ("short", 1)


def test_what_fails_is_tried_ten_times_on_the_schedule_under_one_id_then_given_up(receiver: Web, editor: Any) -> None:
    endpoint, _ = endpoint_at(receiver, editor, page(b"Later, please.", 500))
    delivery = published(endpoint)
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    waited = []
    for _ in PAUSES[1:]:
        with clock.set_to(now):
            attempt(delivery)
            waited.append(delivery.due_at - now)
    assert all(pause <= real <= pause * 1.2 for pause, real in zip(PAUSES[1:], waited, strict=True))
    assert delivery.state == DeliveryState.WAITING
    attempt(delivery)
    assert (delivery.state, delivery.why) == (DeliveryState.FAILED, "10 attempts failed.")
    assert {headers["webhook-id"] for *_, headers, _ in receiver.asked} == {delivery.message}
    assert {body for *_, body in receiver.asked} == {delivery.body.encode()}
    assert [noted.number for noted in delivery.attempts.all()] == list(range(1, 11))
    endpoint.refresh_from_db()
    assert endpoint.off_why == "Nothing has arrived for as long as 10 attempts at a message took."
    assert not Job.objects.filter(kind="deliver_webhook").exclude(state=JobState.DONE).exists()


def test_the_database_s_clock_holds_the_next_attempt_back(receiver: Web, editor: Any) -> None:
    endpoint, _ = endpoint_at(receiver, editor, page(b"", 503))
    delivery = attempt(published(endpoint))
    following = Job.objects.filter(kind="deliver_webhook").latest("pk")
    assert timedelta(seconds=4) < following.run_at - following.created_at < timedelta(seconds=7)
    assert not jobs.execute(following.pk, WORK)
    assert delivery.attempts.count() == 1


def test_an_endpoint_that_takes_other_messages_stays_on(receiver: Web, editor: Any) -> None:
    endpoint, _ = endpoint_at(receiver, editor)
    delivery = published(endpoint)
    attempt(webhooks.try_out(endpoint.pk, actor=editor))
    receiver.pages["/"] = page(b"", 500)
    for _ in PAUSES:
        attempt(delivery)
    endpoint.refresh_from_db()
    assert (delivery.state, endpoint.off_at) == (DeliveryState.FAILED, None)


def test_who_answers_410_is_never_sent_anything_again(receiver: Web, editor: Any) -> None:
    endpoint, _ = endpoint_at(receiver, editor, page(b"", 410))
    waiting = published(endpoint)
    delivery = attempt(webhooks.try_out(endpoint.pk, actor=editor))
    endpoint.refresh_from_db()
    assert (delivery.state, endpoint.off_why) == (DeliveryState.FAILED, "It answered 410: it is gone.")
    attempt(waiting)
    claim_at(Status.PUBLISHED)
    assert (waiting.state, endpoint.deliveries.count(), len(receiver.asked)) == (DeliveryState.FAILED, 2, 1)


def test_a_redirect_is_an_attempt_that_failed_and_is_not_followed(receiver: Web, editor: Any) -> None:
    receiver.pages["/elsewhere"] = page()
    endpoint, _ = endpoint_at(receiver, editor, leading_to("/elsewhere", 301))
    delivery = attempt(published(endpoint))
    assert (delivery.state, delivery.attempts.get().status) == (DeliveryState.WAITING, 301)
    assert [path for _, path, *_ in receiver.asked] == ["/"]


def test_who_asks_to_be_left_alone_is(receiver: Web, editor: Any) -> None:
    endpoint, _ = endpoint_at(receiver, editor, page(b"", 429, Retry_After="600"))
    delivery = attempt(published(endpoint))
    assert delivery.due_at - clock.now() > timedelta(minutes=9)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [(page(b"y" * 3_000_000), "y" * 2000), (page(b"\xff\x00ok", content_type="application/octet-stream"), "\ufffdok")],
)
def test_of_an_answer_the_beginning_is_kept_whatever_it_is(receiver: Web, editor: Any, answer: Page, kept: str) -> None:
    endpoint, _ = endpoint_at(receiver, editor, answer)
    delivery = attempt(published(endpoint))
    assert (delivery.state, delivery.attempts.get().answer) == (DeliveryState.DELIVERED, kept)


def test_who_does_not_answer_in_time_is_tried_again(
    receiver: Web, editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    monkeypatch.setattr(deliveries, "SECONDS", 1.0)
    over = threading.Event()
    endpoint, _ = endpoint_at(receiver, editor, lambda handler: over.wait(10) and None)
    delivery = attempt(published(endpoint))
    over.set()
    noted = delivery.attempts.get()
    assert (delivery.state, noted.status, noted.milliseconds < 5000) == (DeliveryState.WAITING, None, True)
    assert "1 second" in noted.why


def test_who_hangs_is_left_alone_with_all_other_messages_too(receiver: Web, editor: Any) -> None:
    endpoint, _ = endpoint_at(receiver, editor)
    other, _ = endpoint_at(receiver, editor)
    first, second = (webhooks.try_out(endpoint.pk, actor=editor) for _ in range(2))
    elsewhere = webhooks.try_out(other.pk, actor=editor)
    deliveries._note(first, Outcome(why="It takes too long.", milliseconds=15_000))
    jobs_of = {one.pk: Job.objects.get(payload__delivery=one.pk, payload__round=1) for one in (second, elsewhere)}
    assert jobs_of[second.pk].run_at - jobs_of[second.pk].created_at >= timedelta(minutes=5)
    assert jobs_of[elsewhere.pk].run_at - jobs_of[elsewhere.pk].created_at < timedelta(minutes=1)
    second.refresh_from_db()
    assert second.due_at > clock.now() + timedelta(minutes=4)
    following = Job.objects.filter(payload__delivery=first.pk).latest("pk")  # keeps its own schedule
    assert following.run_at - following.created_at < timedelta(minutes=1)


# --- where nobody may go ---------------------------------------------------------------------------------------------


@pytest.fixture
def guarded(receiver: Web) -> Iterator[Web]:
    """The same server: its port is open to webhooks, its address is not."""
    with override_settings(WEBHOOKS=receiver.outside | {"networks": ()}):
        yield receiver


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "fd00:ec2::254"])
def test_a_name_that_leads_to_a_private_address_is_sent_nothing(guarded: Web, editor: Any, address: str) -> None:
    endpoint, _ = webhooks.add(f"http://innocent.example:{guarded.port}/", actor=editor)
    with names(innocent_example=[address]):
        delivery = attempt(published(endpoint))
    assert guarded.asked == []
    assert "private network" in delivery.attempts.get().why


def test_a_name_that_is_bound_anew_between_two_looks_is_sent_nothing(guarded: Web, editor: Any) -> None:
    """It is asked once for each attempt, and what it said then is where the connection goes, or does not."""
    endpoint, _ = webhooks.add(f"http://rebinding.example:{guarded.port}/", actor=editor)
    delivery = published(endpoint)
    with names(rebinding_example=["192.0.2.1", "127.0.0.1"]) as asked:
        attempt(delivery)
        attempt(delivery)
    assert (asked, guarded.asked) == (["rebinding.example"] * 2, [])
    assert all(noted.status is None for noted in delivery.attempts.all())


# --- what may happen meanwhile ---------------------------------------------------------------------------------------


def test_another_secret_key_signs_nothing_with_what_it_does_not_know(receiver: Web, editor: Any) -> None:
    endpoint, _ = endpoint_at(receiver, editor)
    delivery = published(endpoint)
    with override_settings(SECRET_KEY="another"):
        attempt(delivery)
    endpoint.refresh_from_db()
    assert receiver.asked == []
    assert delivery.state == DeliveryState.FAILED
    assert endpoint.off_why.startswith("The desk's SECRET_KEY has changed")


def test_a_message_that_arrived_while_its_worker_lost_the_job_is_sent_again_under_its_id(
    receiver: Web, editor: Any
) -> None:
    """At least once: what the receiver took and nobody noted is delivered again, and it knows the id."""
    endpoint, _ = endpoint_at(receiver, editor)
    delivery = published(endpoint)
    job = Job.objects.get(kind="deliver_webhook")
    deliveries.attempt(job)  # and killed before the effect
    attempt(delivery)
    ids = [headers["webhook-id"] for *_, headers, _ in receiver.asked]
    assert ids == [delivery.message] * 2
    assert delivery.attempts.count() == 1


def test_a_job_that_nobody_survives_counts_as_one_attempt_that_failed(receiver: Web, editor: Any) -> None:
    endpoint, _ = endpoint_at(receiver, editor)
    delivery = published(endpoint)
    job = Job.objects.get(kind="deliver_webhook")
    job.error = "Every process that tried it died."
    deliveries.give_up(job)
    assert delivery.attempts.get().why == "Every process that tried it died."
    attempt(delivery)
    assert delivery.state == DeliveryState.DELIVERED


def test_an_attempt_of_an_earlier_round_changes_nothing(receiver: Web, editor: Any) -> None:
    endpoint, _ = endpoint_at(receiver, editor)
    delivery = published(endpoint)
    late = deliveries.attempt(Job.objects.get(kind="deliver_webhook"))
    attempt(delivery)
    webhooks.send_again(delivery.pk, actor=editor)
    late()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.round, delivery.attempts.count()) == (DeliveryState.WAITING, 2, 1)
