"""Who is asking: name and password with each request, or a browser's session with its CSRF token."""

import base64
from typing import Any

import pytest
from django.test import Client

from claims.enums import Status
from claims.models import Claim
from tests import factories
from tests.over_http import Caller, nothing_changes, problem


def basic(pair: bytes) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}


def test_a_name_and_password_are_enough(reviewer: Any) -> None:
    reviewer.set_password("a long sentence")
    reviewer.save()
    [claim] = factories.queued_claims(0.9)
    headers = basic(b"first-reviewer:a long sentence")
    answer = Client(enforce_csrf_checks=True).post("/api/v1/assignments", {}, "application/json", headers=headers)
    assert answer.status_code == 201, answer.content
    assert answer.json()["claim"]["id"] == claim.pk


@pytest.mark.parametrize(
    "pair",
    [
        b"first-reviewer:wrong",
        b"nobody:x",
        b"first\0reviewer:x",
        b"first-reviewer",
        b"",
        b"\xff\xfe:x",
        b"clock:",
        b"console:",
    ],
)
def test_a_wrong_pair_is_refused_even_where_nobody_needs_one(reviewer: Any, pair: bytes) -> None:
    problem(Client().get("/api/v1/verdicts", headers=basic(pair)), 401, "authentication_failed")


@pytest.mark.parametrize("header", ["Basic", "Basic a b", "Basic ###"])
def test_a_broken_header_is_refused(db: None, header: str) -> None:
    problem(Client().get("/api/v1/verdicts", headers={"Authorization": header}), 401, "authentication_failed")


def test_who_left_the_newsroom_is_refused(reviewer: Any) -> None:
    reviewer.set_password("a long sentence")
    reviewer.is_active = False
    reviewer.save()
    problem(
        Client().get("/api/v1/claims", headers=basic(b"first-reviewer:a long sentence")), 401, "authentication_failed"
    )


def test_a_session_alone_writes_nothing(editor: Any) -> None:
    [claim] = factories.new_claims(0.9)
    path = f"/api/v1/claims/{claim.pk}/queueing"
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    assert browser.get(f"/api/v1/claims/{claim.pk}").status_code == 200
    with nothing_changes():
        problem(browser.post(path, {}, "application/json"), 403, "permission_denied")
    browser.cookies["csrftoken"] = token = "a" * 32
    assert browser.post(path, {}, "application/json", headers={"X-CSRFToken": token}).status_code == 200


def test_anonymous_readers_see_published_verdicts_and_ratings_and_nothing_else(editor: Any) -> None:
    claim = factories.claim_at(Status.PUBLISHED)
    root = Caller().client.get("/api/v1/").json()
    open_to_all = {name for name in root if Client().get(root[name]).status_code == 200}
    assert open_to_all == {"verdicts", "changes", "ratings", "scales", "docs", "schema"}
    assert Caller().ids("verdicts") == [Claim.objects.get(pk=claim.pk).verdict.pk]
