"""The pages of webhooks: for editors, the secret once, the log by key, and nothing that a receiver says is believed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import clock
from claims.actions import desk_events
from claims.enums import About, Status
from reviews import signing
from reviews.actions import webhooks
from reviews.admin import webhooks as pages
from reviews.enums import DeliveryState, News
from reviews.models import WebhookDelivery, WebhookEndpoint
from tests.factories import claim_at

pytestmark = pytest.mark.django_db

URL = "https://partner.example/hook"
LIST = reverse("admin:desk_webhooks")


@pytest.fixture
def endpoint(editor: Any) -> WebhookEndpoint:
    return webhooks.add(URL, actor=editor, description="The partner")[0]


@pytest.fixture
def browser(client: Client, editor: Any) -> Client:
    client.force_login(editor)
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def address(name: str, *key: Any) -> str:
    return reverse(f"admin:desk_webhook{name}", args=key)


def test_they_are_for_editors(client: Client, reviewer: Any, endpoint: WebhookEndpoint) -> None:
    client.force_login(reviewer)
    delivery = webhooks.try_out(endpoint.pk, actor=endpoint.made_by)
    for page in (LIST, address("", endpoint.pk), address("_delivery", delivery.pk)):
        assert client.get(page).status_code == 403
    for act in (
        address("_do", endpoint.pk, "off"),
        address("_period", endpoint.pk),
        address("_again", delivery.pk),
        LIST,
    ):
        assert client.post(act, {"url": URL}).status_code == 403
    assert WebhookEndpoint.objects.get().off_at is None


@pytest.mark.parametrize("page", [address("", 99), address("_delivery", 99)])
def test_what_is_not_there_is_a_404(browser: Client, page: str) -> None:
    assert browser.get(page).status_code == 404


def test_a_webhook_is_added_and_its_secret_shown_once(browser: Client) -> None:
    answer = browser.post(LIST, {"url": URL, "description": "The partner", "kinds": [News.WITHDRAWN]}, follow=True)
    endpoint = WebhookEndpoint.objects.get()
    assert (endpoint.url, endpoint.description, endpoint.kinds) == (URL, "The partner", ["verdict.withdrawn"])
    secret = signing.secret_for(endpoint.secrets.get().salt)
    assert f'value="{secret}"' in text(answer)
    assert secret not in text(browser.get(address("", endpoint.pk)))
    assert secret not in str(dict(browser.session))


def test_a_renewed_secret_is_shown_once_and_the_one_before_is_named(browser: Client, endpoint: WebhookEndpoint) -> None:
    answer = text(browser.post(address("_do", endpoint.pk, "renew"), follow=True))
    assert signing.secret_for(endpoint.secrets.get(ends_at=None).salt) in answer
    assert "The secret before, until" in answer


def test_a_refused_address_stays_in_its_field_with_why(browser: Client) -> None:
    answer = browser.post(LIST, {"url": "http://169.254.169.254/", "description": "Mine"})
    assert answer.status_code == 400
    assert "it leads into a private network" in text(answer)
    assert 'value="http://169.254.169.254/"' in text(answer)
    assert not WebhookEndpoint.objects.exists()


def test_settings_are_changed_on_its_page(browser: Client, endpoint: WebhookEndpoint) -> None:
    page = address("", endpoint.pk)
    assert browser.post(page, {"url": "nonsense"}).status_code == 400
    seen = desk_events.version_of(About.WEBHOOK, str(endpoint.pk))
    browser.post(page, {"url": "https://other.example/", "kinds": [News.PUBLISHED], "seen": seen})
    endpoint.refresh_from_db()
    assert (endpoint.url, endpoint.description, endpoint.kinds) == ("https://other.example/", "", ["verdict.published"])


def test_what_another_editor_changed_meanwhile_is_told_and_may_be_overwritten_knowingly(
    browser: Client, endpoint: WebhookEndpoint, second_editor: Any
) -> None:
    page, seen = address("", endpoint.pk), desk_events.version_of(About.WEBHOOK, str(endpoint.pk))
    webhooks.change(endpoint.pk, url="https://theirs.example/", actor=second_editor)
    webhooks.renew_secret(endpoint.pk, actor=second_editor)  # which no form shows
    sent = {"url": "https://mine.example/"}
    answer = browser.post(page, sent | {"seen": seen})
    endpoint.refresh_from_db()
    assert (answer.status_code, endpoint.url) == (409, "https://theirs.example/")
    assert "second-editor changed the webhook" in text(answer)
    assert "https://mine.example/" in text(answer)  # nothing typed is lost
    seen = desk_events.version_of(About.WEBHOOK, str(endpoint.pk))
    assert f'name="seen" value="{seen}"' in text(answer)
    assert browser.post(page, sent | {"seen": seen}).status_code == 302
    endpoint.refresh_from_db()
    assert endpoint.url == "https://mine.example/"


def test_a_button_sends_a_test_and_switches_off_and_on(browser: Client, endpoint: WebhookEndpoint) -> None:
    page = text(browser.post(address("_do", endpoint.pk, "test"), follow=True))
    assert "A test is on its way" in page
    assert WebhookDelivery.objects.get().kind == "webhook.test"
    assert "Switched off by first-editor." in text(browser.post(address("_do", endpoint.pk, "off"), follow=True))
    assert "switched off, so nothing can be sent" in text(
        browser.post(address("_do", endpoint.pk, "test"), follow=True)
    )
    page = text(browser.post(address("_do", endpoint.pk, "on"), follow=True))
    assert "Switched on" in page
    assert "switched the webhook “The partner” on again." in page  # its history
    assert browser.post(address("_do", endpoint.pk, "explode")).status_code == 404
    assert browser.get(address("_do", endpoint.pk, "off")).status_code == 405


def test_a_message_shows_its_attempts_and_is_sent_again(browser: Client, endpoint: WebhookEndpoint) -> None:
    delivery = webhooks.try_out(endpoint.pk, actor=endpoint.made_by)
    again = address("_again", delivery.pk)
    assert "still on its way" in text(browser.post(again, follow=True))
    delivery.attempts.create(round=1, number=1, milliseconds=12, status=200, answer="<script>alert(1)</script>")
    WebhookDelivery.objects.update(state=DeliveryState.DELIVERED, due_at=None)
    page = text(browser.get(address("_delivery", delivery.pk)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert delivery.message in page
    assert "under the same id" in text(browser.post(again, follow=True))
    assert WebhookDelivery.objects.get().round == 2
    assert browser.post(address("_again", 99), follow=True).redirect_chain[-1][0] == LIST


def test_a_period_is_sent_again(browser: Client, endpoint: WebhookEndpoint) -> None:
    webhooks.change(endpoint.pk, actor=endpoint.made_by, url=URL, kinds=[News.SCALE_WRITTEN])
    claim_at(Status.PUBLISHED)
    webhooks.change(endpoint.pk, actor=endpoint.made_by, url=URL)
    period = address("_period", endpoint.pk)
    days = {"since": clock.now() - timedelta(days=1), "until": clock.now() + timedelta(days=1)}
    typed = {name: f"{day:%Y-%m-%dT%H:%M}" for name, day in days.items()}
    assert "On their way: 1 messages." in text(browser.post(period, typed, follow=True))
    wrong = browser.post(period, typed | {"until": typed["since"], "since": typed["until"]})
    assert wrong.status_code == 400
    assert "It cannot end on" in text(wrong)
    assert browser.post(period, {"since": "soon"}).status_code == 400


def test_the_log_is_read_by_state_and_page_by_page(
    browser: Client, endpoint: WebhookEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "SHOWN", 2)
    made = [webhooks.try_out(endpoint.pk, actor=endpoint.made_by) for _ in range(3)]
    page = address("", endpoint.pk)
    first = text(browser.get(page))
    assert [delivery.message in first for delivery in made] == [False, True, True]
    assert f"before={made[1].pk}" in first
    assert made[0].message in text(browser.get(f"{page}?before={made[1].pk}"))
    assert "There are none." in text(browser.get(f"{page}?state=delivered"))
    assert browser.get(f"{page}?state=nonsense&before=nonsense").status_code == 200


def queries_of(browser: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(page).status_code == 200
    return len(captured)


def test_pages_cost_the_same_for_one_row_and_for_three(browser: Client, endpoint: WebhookEndpoint, editor: Any) -> None:
    page = address("", endpoint.pk)
    webhooks.try_out(endpoint.pk, actor=editor)
    before = queries_of(browser, LIST), queries_of(browser, page)
    for _ in range(2):
        webhooks.add(URL, actor=editor)
        webhooks.try_out(endpoint.pk, actor=editor).attempts.create(round=1, number=1, milliseconds=1, status=500)
    assert (queries_of(browser, LIST), queries_of(browser, page)) == before == (5, 12)
