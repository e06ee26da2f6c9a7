"""What was found by asking the API all that its document allows, and what it does not."""

from typing import Any

import pytest
from django.test import Client

from claims.enums import Status
from reviews.actions import assignments
from tests.factories import claim_at
from tests.over_http import Caller, nothing_changes, problem


@pytest.mark.parametrize("query", ["created_before=", "article=", "min_check_worthiness="])
def test_a_moment_or_a_number_with_nothing_in_it_is_refused(editor: Any, query: str) -> None:
    name = query.removesuffix("=")
    assert problem(Caller(editor).get("claims", **{name: ""}), 400, "invalid", name)["errors"][0]["code"] == "blank"


def test_an_order_with_nothing_in_it_is_none(editor: Any) -> None:
    problem(Caller(editor).get("claims", order=""), 400, "invalid", "order")


def test_no_words_and_no_choice_find_everything(editor: Any) -> None:
    claim = claim_at(Status.QUEUED)
    assert Caller(editor).ids("claims", q="", claimant="", topic="", status="") == [claim.pk]


@pytest.mark.parametrize("more", [{}, {"fields": "id"}])
@pytest.mark.parametrize("name", ["offsets", "expand"])
def test_what_is_not_there_to_be_asked_for_is_refused_whatever_is_answered(
    editor: Any, name: str, more: dict[str, str]
) -> None:
    claim = claim_at(Status.QUEUED)
    for value in ("nonsense", ""):
        problem(Caller(editor).get(f"claims/{claim.pk}", **{name: value}, **more), 400, "invalid", name)


def test_the_cursor_of_changes_may_be_empty_as_before_the_first_answer(db: None) -> None:
    claim_at(Status.PUBLISHED)
    assert Caller().read("changes", after="") == Caller().read("changes")


@pytest.mark.parametrize("method", ["TRACE", "DELETE", "PATCH"])
def test_a_method_that_is_not_there_is_named_before_a_parameter_that_is_not(editor: Any, method: str) -> None:
    claim = claim_at(Status.QUEUED)
    answer = Caller(editor).client.generic(method, f"/api/v1/claims/{claim.pk}?fields=id")
    problem(answer, 405, "method_not_allowed")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_the_stream_says_which_methods_it_takes_in_a_line(db: None) -> None:
    answer = Client().options("/api/v1/claimreviews.ndjson", headers={"Accept": "application/x-ndjson"})
    assert (answer.status_code, answer.content) == (200, b'{"methods":["GET","HEAD","OPTIONS"]}')
    assert answer["Content-Type"] == "application/x-ndjson"


@pytest.mark.parametrize("sent", [{"note": "Later."}, {"note": "Later.", "until": ""}])
def test_putting_a_claim_off_without_a_day_is_refused_in_a_sentence(reviewer: Any, sent: dict[str, str]) -> None:
    claim_at(Status.QUEUED)
    held = assignments.take_next(actor=reviewer)
    with nothing_changes():
        problem(Caller(reviewer).post(f"assignments/{held.pk}/postponement", sent), 400, "not_postponable", "until")


@pytest.mark.parametrize("number", [2**63, 10**400])
def test_the_proposal_of_a_claim_with_a_giant_number_is_not_there(editor: Any, number: int) -> None:
    problem(Caller(editor).get(f"claims/{number}/proposal"), 404, "not_found")
