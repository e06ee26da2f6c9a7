"""The change feed over HTTP: cursors, what an answer holds, and that a replay ends with what the API shows."""

import base64
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.enums import Status
from reviews.actions import scales, verdicts
from reviews.actions.scales import LabelDraft
from reviews.actions.verdicts import Correction
from tests.factories import claim_at
from tests.over_http import Caller, problem

pytestmark = pytest.mark.django_db


def encoded(inside: str) -> str:
    return base64.urlsafe_b64encode(inside.encode()).decode().rstrip("=")


def replayed(caller: Caller, limit: int = 2, cursor: str | None = None) -> tuple[dict[str, Any], list[int], str]:
    """What a client has in the end, the numbers in the order in which they came, and its cursor."""
    kept: dict[str, Any] = {}
    numbers: list[int] = []
    while True:
        page = caller.read("changes", limit=limit, **({"after": cursor} if cursor else {}))
        cursor = page["cursor"]
        for change in page["results"]:
            kept[change["url"]] = change["verdict"] or change["scale"]
            numbers.append(change["sequence"])
        if not page["results"]:
            return kept, numbers, cursor


def shown(caller: Caller) -> dict[str, Any]:
    rows = [*caller.read("verdicts", status="any")["results"], *caller.read("scales")["results"]]
    return {row["links"]["self"]: row for row in rows}


@pytest.fixture
def eventful(editor: Any) -> list[int]:
    """A published, a corrected and a withdrawn verdict, and a scale that was renamed."""
    claims = [claim_at(Status.PUBLISHED, editor=editor) for _ in range(3)]
    verdicts.correct(claims[1].pk, actor=editor, correction=Correction(note="Revised.", rating="half_true"))
    verdicts.withdraw(claims[2].pk, actor=editor, note="The table was wrong.")
    labels = [LabelDraft(label=label, definition="It is.") for label in ("Right", "Wrong")]
    scales.succeed("truth", labels, name="Truth in two words", actor=editor)
    return [claim.verdict.pk for claim in claims]


def test_a_client_that_replays_from_zero_ends_with_what_the_api_shows(eventful: list[int]) -> None:
    caller = Caller()
    kept, numbers, cursor = replayed(caller)
    assert kept == shown(caller)
    assert numbers == list(range(1, 10))
    assert replayed(caller, cursor=cursor) == ({}, [], cursor)


def test_what_was_withdrawn_is_told_of_and_nowhere_repeated(eventful: list[int]) -> None:
    changes = Caller().read("changes")["results"]
    of_it = [change for change in changes if change["verdict"] and change["verdict"]["id"] == eventful[2]]
    assert [(change["kind"], change["version"]) for change in of_it] == [
        ("verdict.published", 1),
        ("verdict.withdrawn", 2),
    ]
    for change in of_it:
        assert change["verdict"]["status"] == "withdrawn"
        assert change["verdict"]["reasoning"] is None


def test_the_cursor_stays_the_same_until_something_changes(editor: Any) -> None:
    caller = Caller()
    cursor = caller.read("changes")["cursor"]
    assert caller.read("changes", after=cursor) == {"results": [], "cursor": cursor}
    claim_at(Status.PUBLISHED)
    [change] = caller.read("changes", after=cursor)["results"]
    assert change["kind"] == "verdict.published"
    assert caller.read("changes", after=cursor)["results"] == [change]


@pytest.mark.parametrize(
    "cursor",
    ["x", "!!!", "é", encoded("1"), encoded("1."), encoded("-1.abcdefabcdef"), encoded("9" * 19 + ".abcdefabcdef"),
     encoded("1.ABCDEFABCDEF"), encoded("٣.abcdefabcdef"), encoded("1.abcdefabcdef\n"), "A" * 100],
)  # fmt: skip
def test_a_cursor_that_is_none_of_ours_is_refused(cursor: str) -> None:
    problem(Caller().get("changes", after=cursor), 400, "invalid_cursor", "after")


def test_a_cursor_of_another_feed_is_refused_with_what_to_do() -> None:
    """As after a restore: the number may be there again, what stands behind it is something else."""
    told = problem(Caller().get("changes", after=encoded("1.abcdefabcdef")), 409, "cursor_lost", "after")
    assert "Begin without a cursor" in told["detail"]
    problem(Caller().get("changes", after=encoded("7000.abcdefabcdef")), 409, "cursor_lost", "after")


@pytest.mark.parametrize(
    ("name", "value"),
    [("limit", 0), ("limit", 101), ("limit", "all"), ("wait", 26), ("wait", -1), ("wait", 10**9), ("since", "1"),
     ("after", "A" * 101), ("wait", "9" * 2000)],
)  # fmt: skip
def test_a_parameter_that_cannot_be_used_is_refused_by_name(name: str, value: Any) -> None:
    problem(Caller().get("changes", **{name: value}), 400, "invalid", name)


def test_who_would_wait_too_long_is_told_how_to_wait() -> None:
    [error] = problem(Caller().get("changes", wait=60), 400, "invalid", "wait")["errors"]
    assert error["detail"] == "Wait for 0 to 25 seconds, then ask again with the cursor that you get."


def queries_of(**asked: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        Caller().read("changes", **asked)
    return len(captured)


def test_a_page_costs_the_same_for_one_change_and_for_many(eventful: list[int], editor: Any) -> None:
    cursor = Caller().read("changes", limit=1)["cursor"]
    assert queries_of(limit=2, after=cursor) == 1 + 1 + 4  # the cursor's entry, the page, verdicts with all of theirs
    assert queries_of(limit=5, after=cursor) == 6
    assert queries_of() == 1 + 4 + 2  # scales and their labels
