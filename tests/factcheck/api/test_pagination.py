"""Lists in pages: every row once, whatever ties, and whatever happens between two pages."""

from typing import Any

import pytest

from claims.models import Claim
from tests import factories
from tests.over_http import Caller


def pages(caller: Caller, link: str, towards: str = "next") -> list[list[int]]:
    """The ids on this page and all that follow."""
    found = []
    while link:
        page = caller.client.get(link).json()
        found.append([row["id"] for row in page["results"]])
        link = page[towards]
        assert len(found) < 100
    return found


@pytest.fixture
def seven(editor: Any) -> list[int]:
    """Claims that tie in everything but their id, the newest first."""
    factories.new_claims(*[0.5] * 7)
    Claim.objects.update(created_at=Claim.objects.earliest("id").created_at)
    return list(Claim.objects.order_by("-id").values_list("id", flat=True))


def test_every_row_comes_once_though_all_tie(editor: Any, seven: list[int]) -> None:
    found = pages(Caller(editor), "/api/v1/claims?page_size=3")
    assert found == [seven[:3], seven[3:6], seven[6:]]


def test_the_way_back_shows_the_same_pages(editor: Any, seven: list[int]) -> None:
    caller = Caller(editor)
    first = caller.read("claims", page_size=3)
    second = caller.client.get(first["next"]).json()
    third = caller.client.get(second["next"]).json()
    assert first["previous"] is None
    assert third["next"] is None
    assert pages(caller, third["previous"], towards="previous") == [seven[3:6], seven[:3]]
    assert caller.client.get(second["previous"]).json()["results"] == first["results"]
    assert caller.client.get(third["previous"]).json()["next"] is not None


def test_what_comes_in_between_shifts_nothing(editor: Any, seven: list[int]) -> None:
    first = Caller(editor).read("claims", page_size=3)
    factories.new_claims(0.5, 0.5)
    assert pages(Caller(editor), first["next"]) == [seven[3:6], seven[6:]]


def test_a_page_keeps_its_filters(editor: Any, seven: list[int]) -> None:
    factories.queued_claims(0.9)
    assert pages(Caller(editor), "/api/v1/claims?status=new&page_size=4") == [seven[:4], seven[4:]]


@pytest.mark.parametrize(("size", "expected"), [(7, 1), (6, 2), (200, 1)])
def test_a_full_last_page_is_the_last(editor: Any, seven: list[int], size: int, expected: int) -> None:
    assert len(pages(Caller(editor), f"/api/v1/claims?page_size={size}")) == expected


def test_an_empty_list_has_one_empty_page(editor: Any) -> None:
    assert Caller(editor).read("claims") == {"next": None, "previous": None, "results": []}


def test_a_history_begins_at_its_beginning(editor: Any) -> None:
    [claim] = factories.queued_claims(0.9)
    events = list(claim.events.order_by("id").values_list("id", flat=True))
    assert pages(Caller(editor), f"/api/v1/claims/{claim.pk}/events?page_size=1") == [[event] for event in events]
