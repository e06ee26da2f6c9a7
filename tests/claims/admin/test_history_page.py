"""The audit trail's page and its file."""

import csv
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import history
from claims.actions import triage
from claims.enums import Status
from claims.models import Event
from tests.factories import claim_at, queued_claims

pytestmark = pytest.mark.django_db
TRAIL, FILE = "admin:desk_history", "admin:desk_history_file"


def test_what_was_done_is_read_with_links_and_the_exact_time(client: Client, editor: Any) -> None:
    [claim] = queued_claims(0.9)
    triage.dismiss(claim.pk, actor=editor, note="<b>An opinion</b>")
    client.force_login(editor)
    page = client.get(reverse(TRAIL)).content.decode()
    link = f'<a href="{reverse("admin:desk_claim", args=[claim.pk])}">claim {claim.pk}</a>'
    assert f"<strong>first-editor</strong> dismissed {link}" in page
    assert "&lt;b&gt;An opinion&lt;/b&gt;" in page
    assert f'title="{Event.objects.latest("id").at:%-d %B %Y, %H:%M:%S} UTC"' in page


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_it_leads_editors_to_what_was_changed_at_the_desk_itself(
    client: Client, role: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(role))
    page = client.get(reverse(TRAIL)).content.decode()
    assert (reverse("admin:desk_changes") in page) == (role == "editor")


def test_pages_follow_each_other_without_a_gap(client: Client, editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "SHOWN", 5)
    claim_at(Status.PUBLISHED)
    client.force_login(editor)
    seen, query = [], ""
    while True:
        answer = client.get(f"{reverse(TRAIL)}?{query}")
        seen += [one.event.pk for one in answer.context["sentences"]]
        if not (after := answer.context["pages"].after):
            break
        query = f"after={after}".replace("+", "%2B")
    assert seen == list(Event.objects.order_by("-at", "-id").values_list("pk", flat=True))


def test_a_question_that_makes_no_sense_says_why(client: Client, editor: Any) -> None:
    client.force_login(editor)
    for name in (TRAIL, FILE):
        answer = client.get(reverse(name), {"person": "nobody"})
        assert answer.status_code == 400
        assert "Nobody here has the user name" in answer.content.decode()


def test_the_file_has_what_is_shown_and_no_formula(client: Client, editor: Any) -> None:
    one, other = queued_claims(0.9, 0.8)
    triage.dismiss(one.pk, actor=editor, note="=1+1")
    triage.dismiss(other.pk, actor=editor, note="An opinion.")
    client.force_login(editor)
    answer = client.get(reverse(FILE), {"act": "dismiss", "claim": one.pk})
    [row] = csv.DictReader(b"".join(answer.streaming_content).decode().splitlines())
    assert (row["who"], row["act"], row["claim"], row["note"]) == ("first-editor", "dismiss", str(one.pk), "'=1+1")
    assert row["in words"] == f"first-editor dismissed claim {one.pk}: “=1+1”."


def test_a_stranger_is_kept_out(client: Client, stranger: Any) -> None:
    client.force_login(stranger)
    assert client.get(reverse(TRAIL)).status_code == 302


def test_the_page_asks_as_often_for_one_claim_as_for_three(
    client: Client, editor: Any, django_assert_num_queries: Any
) -> None:
    client.force_login(editor)
    for _ in range(2):
        claim_at(Status.PUBLISHED)
        with django_assert_num_queries(6):
            client.get(reverse(TRAIL))
