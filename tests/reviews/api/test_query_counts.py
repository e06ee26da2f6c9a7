"""How many queries a list costs: the same for one row as for three."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.enums import Status
from reviews.actions import findings, verdicts
from reviews.actions.verdicts import Correction
from tests import factories
from tests.factories import PersonFactory
from tests.over_http import Caller

LOG_IN = 2  # the session and its user
ROLES = 1


def queries_of(caller: Caller, path: str) -> tuple[int, int]:
    """Queries and rows of this list."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        rows = caller.read(path)
    return len(captured), len(rows["results"])


def add_a_published_claim(editor: Any) -> None:
    claim = factories.claim_at(Status.PUBLISHED, reviewer=PersonFactory(reviewer=True))
    verdicts.correct(claim.pk, actor=editor, correction=Correction(note="Revised.", rating="half_true"))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("articles", LOG_IN + ROLES + 2),  # their topics
        ("claims", LOG_IN + ROLES + 1),
        (
            "claims?q=Statement&min_check_worthiness=0.1&language=en&created_after=2020-01-01",
            LOG_IN + ROLES + 2,
        ),  # and who has the words
        ("assignments", LOG_IN + ROLES + 1),
        ("assignments?open=false", LOG_IN + ROLES + 1),
        ("reviews", LOG_IN + ROLES + 3),  # sources, and the scales' ratings
        ("verdicts", LOG_IN + ROLES + 4),  # versions as well
        ("verdicts?rating=half_true&q=Statement", LOG_IN + ROLES + 6),  # and whether there is such a rating
    ],
)
def test_a_list_costs_the_same_for_one_row_and_for_three(editor: Any, path: str, expected: int) -> None:
    caller = Caller(editor)
    add_a_published_claim(editor)
    assert queries_of(caller, path) == (expected, 1)
    add_a_published_claim(editor)
    add_a_published_claim(editor)
    assert queries_of(caller, path) == (expected, 3)


def test_nobody_reads_verdicts_with_four_queries(editor: Any) -> None:
    add_a_published_claim(editor)
    assert queries_of(Caller(), "verdicts") == (4, 1)
    add_a_published_claim(editor)
    assert queries_of(Caller(), "verdicts") == (4, 2)


@pytest.mark.parametrize("rounds", [1, 3])
def test_a_claim_in_full_costs_the_same_however_long_its_history(editor: Any, reviewer: Any, rounds: int) -> None:
    claim = factories.claim_at(Status.REVIEWED, reviewer=reviewer)
    for _ in range(rounds):
        findings.send_back(claim.pk, actor=editor, note="One source more.")
        factories.record(claim.assignments.get(closed_at=None))
    caller = Caller(editor)
    with CaptureQueriesContext(connection) as captured:
        assert "approve" in caller.read(f"claims/{claim.pk}")["acts"]
    # The claim, its verdict and approvals, its reviews for two permits, the caller's conflicts.
    assert len(captured) == LOG_IN + ROLES + 6
    with CaptureQueriesContext(connection) as captured:
        caller.read(f"claims/{claim.pk}/events")
    assert len(captured) == LOG_IN + ROLES + 2  # whether the claim may be seen, and its events
