"""Google's addresses keep the pace of the whole API, and pages of other sites may read them."""

import time
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from factcheck.api import pace

SEARCH = "/v1alpha1/claims:search?query=exports"


@pytest.fixture
def minute(settings: Any, monkeypatch: Any) -> Any:
    """A minute of its own, of which ten seconds are over, and in which each address has two questions."""
    now = [1_800_000_010.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    settings.REQUESTS_PER_MINUTE = settings.REQUESTS_PER_MINUTE | {"address": 2}
    monkeypatch.setattr(pace, "_blind_until", 0.0)
    cache.clear()
    return now


def test_who_asks_too_much_is_told_so_in_googles_words(db: None, minute: list[float]) -> None:
    assert [Client().get(SEARCH).status_code for _ in range(3)] == [200, 200, 429]
    answer = Client().get(SEARCH)
    assert answer["Retry-After"] == "50"
    assert answer.json()["error"]["status"] == "RESOURCE_EXHAUSTED"
    minute[0] += 50
    assert Client().get(SEARCH).status_code == 200


def test_it_is_one_pace_with_that_of_the_other_addresses(db: None, minute: list[float]) -> None:
    assert Client().get("/api/v1/verdicts").status_code == 200
    assert Client().get("/v1alpha1/pages?organization=localhost").status_code == 200
    assert Client().get("/api/v1/verdicts").status_code == 429
    assert Client().get(SEARCH).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.1").get(SEARCH).status_code == 200


@pytest.mark.parametrize("path", [SEARCH, "/v1alpha1/claims:search", "/v1alpha1/pages/7", "/v1alpha1/nothing"])
def test_pages_of_other_sites_may_read_answers_and_refusals(db: None, path: str) -> None:
    answer = Client().get(path, headers={"Origin": "https://other.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer


def test_a_browser_that_asks_before_is_let_through_and_not_counted(db: None, minute: list[float]) -> None:
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "POST"}
    for _ in range(3):
        answer = Client().options(SEARCH, headers=asked)
        assert answer.status_code == 204
        assert answer.content == b""
        assert "POST" in answer["Access-Control-Allow-Methods"]
        assert "X-HTTP-Method-Override" in answer["Access-Control-Allow-Headers"]
    assert Client().get(SEARCH).status_code == 200
