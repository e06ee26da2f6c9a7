"""All published checks as ClaimReview: streamed line by line, and as a feed in pages that says what was withdrawn."""

import json
from typing import Any

import pytest
from django.test import Client

from reviews.publication import records
from tests.over_http import problem
from tests.reviews.publication.readers import corrected, published, withdrawn

pytestmark = pytest.mark.django_db

LINES, FEED = "/api/v1/claimreviews.ndjson", "/api/v1/claimreviews.json"


def lines() -> list[Any]:
    return [json.loads(line) for line in b"".join(Client().get(LINES).streaming_content).splitlines()]


def next_page(answer: Any) -> str:
    """Where the Link header leads; empty at the end."""
    parts = [part.strip().split("; ") for part in answer.get("Link", "").split(",") if part]
    return next((where.strip("<>") for where, rel in parts if rel == 'rel="next"'), "")


def to_the_end(address: str) -> list[Any]:
    found = []
    while address:
        answer = Client().get(address)
        found += answer.json().get("dataFeedElement", [])
        address = next_page(answer)
    return found


def test_every_check_is_a_line_the_first_published_first() -> None:
    verdicts = [published() for _ in range(3)]
    corrected(verdicts[0])
    withdrawn(verdicts[1])
    assert [line["@id"].split("/")[-2] for line in lines()] == [str(verdicts[0].pk), str(verdicts[2].pk)]
    assert lines()[0]["version"] == 2


def test_a_desk_that_has_published_nothing_streams_nothing_and_feeds_nothing() -> None:
    assert lines() == []
    assert "dataFeedElement" not in Client().get(FEED).json()


def test_the_stream_reads_so_many_at_once_and_no_more(monkeypatch: Any, django_assert_num_queries: Any) -> None:
    monkeypatch.setattr(records, "AT_ONCE", 2)
    for _ in range(4):
        published()
    answer = Client().get(LINES)
    with django_assert_num_queries(5):
        next(answer.streaming_content)
    with django_assert_num_queries(6):
        assert len(list(answer.streaming_content)) == 3


def test_what_is_withdrawn_while_it_streams_is_left_out(monkeypatch: Any) -> None:
    monkeypatch.setattr(records, "AT_ONCE", 1)
    first, second = published(), published()
    answer = Client().get(LINES)
    assert str(first.claim.text) in next(answer.streaming_content).decode()
    withdrawn(second)
    assert list(answer.streaming_content) == []


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_feed_holds_everything_once_and_ends(size: int) -> None:
    verdicts = [published() for _ in range(5)]
    withdrawn(verdicts[2])
    found = to_the_end(f"{FEED}?page_size={size}")
    assert [element["item"]["@id"].split("/")[-2] for element in found] == [str(v.pk) for v in verdicts[::-1]]
    assert [bool(element.get("dateDeleted")) for element in found] == [False, False, True, False, False]


def test_an_element_says_when_it_came_and_when_it_changed() -> None:
    verdict = published()
    first, version = verdict.shown, corrected(verdict)
    [element] = Client().get(FEED).json()["dataFeedElement"]
    assert element["dateCreated"] == first.published_at.isoformat()
    assert element["dateModified"] == version.published_at.isoformat()
    assert "@context" not in element["item"]
    assert element["item"] == {name: value for name, value in lines()[0].items() if name != "@context"}


def test_a_page_leads_back_too() -> None:
    for _ in range(3):
        published()
    second = next_page(Client().get(f"{FEED}?page_size=1"))
    assert 'rel="prev"' in Client().get(second)["Link"]


def test_what_it_does_not_know_is_refused_by_name() -> None:
    problem(Client().get(FEED, {"colour": "red"}), 400, "invalid", "colour")
    problem(Client().get(FEED, {"cursor": "x"}), 400, "invalid", "cursor")
    problem(Client().get(FEED, {"page_size": "0"}), 400, "invalid", "page_size")


def test_a_desk_without_public_pages_has_neither(settings: Any) -> None:
    published()
    settings.PUBLIC_PAGES = False
    for address in (LINES, FEED):
        problem(Client().get(address), 404, "not_found")


@pytest.mark.parametrize("number", [1, 3])
def test_the_feed_takes_the_same_queries_for_one_check_and_three(number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        published()
    with django_assert_num_queries(5):
        assert len(Client().get(FEED).json()["dataFeedElement"]) == number
