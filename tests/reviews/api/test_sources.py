"""Sources over the API: what is sent, and what everybody gets to see of one whose identity is withheld."""

from typing import Any

import pytest

from claims.enums import Status
from reviews.models import Rules
from tests.factories import claim_at, record
from tests.over_http import Caller, nothing_changes, problem

pytestmark = pytest.mark.django_db

TABLE = {"url": "https://example.org/table", "publisher": "Statistics office", "author": "The trade desk"}
WHISTLE = {"note": "Somebody who works there.", "withheld_reason": "They could lose their job.", "quote": "It is so."}


def send(reviewer: Any, *sources: dict[str, str]) -> Any:
    assignment = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.get()
    words = {"token": str(assignment.token), "rating": "false", "reasoning": "The table says so.", "sources": sources}
    return Caller(reviewer).post(f"assignments/{assignment.pk}/review", words)


def test_author_and_what_is_withheld_come_back_as_sent(reviewer: Any) -> None:
    answer = send(reviewer, TABLE, WHISTLE)
    assert answer.status_code == 201, answer.content
    table, whistle = answer.json()["sources"]
    assert (table["author"], table["withheld_reason"]) == ("The trade desk", "")
    assert (whistle["url"], whistle["title"], whistle["author"]) == ("", "", "")
    assert (whistle["withheld_reason"], whistle["note"]) == (WHISTLE["withheld_reason"], WHISTLE["note"])


def test_readers_are_told_that_and_why_it_is_withheld(reviewer: Any, editor: Any) -> None:
    answer = send(reviewer, WHISTLE)
    claim = answer.json()["claim"]["id"]
    for act in ("approval", "publication"):
        version = Caller(editor).read(f"claims/{claim}")["version"]
        assert Caller(editor).post(f"claims/{claim}/{act}", version=version).status_code == 200
    [verdict] = Caller().read("verdicts")["results"]
    [source] = verdict["sources"]
    assert source["withheld_reason"] == "They could lose their job."
    assert source["quote"] == "It is so."
    assert source["url"] == source["title"] == source["publisher"] == source["author"] == ""


def test_what_is_wrong_with_a_source_is_told_by_its_field(reviewer: Any) -> None:
    problem(send(reviewer, WHISTLE | {"author": "The clerk"}), 400, "withheld_source_named", "sources.1.author")
    problem(
        send(reviewer, TABLE, {"withheld_reason": "A reason."}), 400, "withheld_source_undescribed", "sources.2.note"
    )


def test_what_the_desk_wants_is_told_with_numbers(reviewer: Any) -> None:
    Rules.objects.create(pk=1, sources_wanted=1, decisive_sources_wanted=2)
    assignment = claim_at(Status.IN_REVIEW, reviewer=reviewer, editor=None).assignments.get()
    words = {"token": str(assignment.token), "rating": "false", "reasoning": "So.", "sources": [TABLE]}
    with nothing_changes():
        answer = Caller(reviewer).post(f"assignments/{assignment.pk}/review", words)
    body = problem(answer, 400, "sources_not_independent", "sources")
    assert "needs 2 independent sources; these count as 1" in body["detail"]
    assert record(assignment, rating="half_true").pk
