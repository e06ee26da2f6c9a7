"""Agreement over HTTP: for editors alone, narrowed strictly, and the same number of queries whatever there is."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import PersonFactory
from tests.over_http import Caller, problem
from tests.reviews.several_reviews import NOON, approved, reviewed

PATH = "statistics/agreement"


def test_an_editor_reads_the_figures(editor: Any, reviewer: Any, second_reviewer: Any) -> None:
    approved(reviewed((reviewer, "true"), (second_reviewer, "true")), editor, 30)
    reviewed((reviewer, "false"), (second_reviewer, "unproven"), at=NOON + timedelta(days=31))
    found = Caller(editor).read(PATH)
    assert set(found) == {"scale", "whole", "months", "pairs", "reviewers", "approvers"}
    assert (found["scale"], found["whole"]["claims"], found["whole"]["findings"]) == ("truth", 2, 4)
    assert found["whole"]["figures"]["percent_agreement"] == {"value": 0.5, "used": 2, "excluded": {}, "why": None}
    assert found["whole"]["figures"]["alpha_ordinal"] == {
        "value": None,
        "used": 1,
        "excluded": {"fewer_than_two": 1, "off_the_line": 1},
        "why": "no_variation",
    }
    assert [month["month"] for month in found["months"]] == ["2026-03", "2026-04"]
    [pair] = found["pairs"]
    assert (pair["reviewers"], pair["figures"]["cohens_kappa"]["used"]) == (["first-reviewer", "second-reviewer"], 2)
    first = found["reviewers"][0]
    assert first["reviewer"] == {"id": reviewer.pk, "username": "first-reviewer"}
    assert (first["findings"], first["agreement"], first["median_minutes"]) == (2, 0.5, 30)
    assert [month["findings"] for month in first["months"]] == [1, 1]
    [approver] = found["approvers"]
    assert approver["editor"] == {"id": editor.pk, "username": "first-editor"}
    assert (approver["approvals"], approver["quick_share"], approver["median_minutes"]) == (1, 1, 0.5)


def test_an_empty_desk_answers_with_nulls_and_why(editor: Any) -> None:
    found = Caller(editor).read(PATH)
    assert found["whole"]["figures"]["fleiss_kappa"] == {
        "value": None,
        "used": 0,
        "excluded": {},
        "why": "nothing_to_compare",
    }


def test_reviewers_may_not_and_strangers_are_told_there_is_nothing(
    db: None, reviewer: Any, second_reviewer: Any, stranger: Any
) -> None:
    reviewed((reviewer, "true"), (second_reviewer, "true"))
    problem(Caller(reviewer).get(PATH), 403, "not_allowed")
    problem(Caller(stranger).get(PATH, nonsense="1"), 404, "not_found")
    problem(Caller().get(PATH), 401, "not_authenticated")


def test_it_takes_no_post(editor: Any) -> None:
    problem(Caller(editor).post(PATH), 405, "method_not_allowed")


@pytest.mark.parametrize("by", ["username", "pk"])
def test_a_slice_is_asked_for_in_the_query(editor: Any, reviewer: Any, second_reviewer: Any, by: str) -> None:
    third = PersonFactory(reviewer=True)
    reviewed((reviewer, "true"), (second_reviewer, "true"), (third, "false"), outlet="The Daily")
    reviewed((reviewer, "true"), (third, "false"), at=NOON + timedelta(days=31))
    caller = Caller(editor)
    pair = f"{getattr(second_reviewer, by)},{getattr(reviewer, by)}"
    assert caller.read(PATH, pair=pair)["whole"]["figures"]["percent_agreement"]["value"] == 1
    assert caller.read(PATH, outlet="daily", scale="truth")["whole"]["claims"] == 1
    after, before = "2026-04-01T00:00:00Z", "2026-03-10T12:00:00Z"
    assert [month["month"] for month in caller.read(PATH, reviewed_after=after)["months"]] == ["2026-04"]
    assert caller.read(PATH, reviewed_before=before)["months"] == []


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("reviewed_after", "yesterday", "invalid"),
        ("reviewed_before", "0001-01-01T00:00:00+14:00", "invalid"),
        ("pair", "first-reviewer", "invalid"),
        ("pair", "first-reviewer,first-reviewer", "unknown_choice"),
        ("pair", "first-reviewer,nobody", "unknown_choice"),
        ("pair", "1,99999999999999999999", "unknown_choice"),
        ("pair", "a,b,c", "invalid"),
        ("pair", "\0,b", "null_characters_not_allowed"),
        ("scale", "nonsense", "unknown_choice"),
        ("outlet", "x" * 201, "max_length"),
        ("outlets", "The Daily", "unknown_filter"),
    ],
)
def test_a_filter_that_cannot_be_used_is_named(editor: Any, reviewer: Any, name: str, value: str, code: str) -> None:
    refused = problem(Caller(editor).get(PATH, **{name: value}), 400, "invalid", name)
    assert refused["errors"][0]["code"] == code


def test_it_costs_the_same_for_many_claims_as_for_one(editor: Any, reviewer: Any, second_reviewer: Any) -> None:
    caller = Caller(editor)
    for claims in (1, 4):
        for _ in range(claims):
            approved(reviewed((reviewer, "true"), (second_reviewer, "false")), editor, 30)
        with CaptureQueriesContext(connection) as captured:
            caller.read(PATH)
        assert len(captured) == 2 + 1 + 8  # log-in, roles, and the report
