"""What reads like a claim over the API: with published verdicts alone, and pairs that somebody told apart left out."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.enums import Status
from claims.models import Claim, ToldApart
from tests.factories import claim_at, receive, split
from tests.over_http import Caller, nothing_changes, problem

pytestmark = pytest.mark.django_db

BRIDGE = "The city spent 40 million euros on the new bridge over the river Lenne."
AGAIN = "The city has spent 40 million euros on the new bridge over the river Lenne!"
LESS = "The city spent 14 million euros on the new bridge over the river Lenne."


def claim_saying(sentence: str) -> Claim:
    return split(receive(sentence), {sentence: 0.9})[0]


def test_the_same_comes_with_its_verdict_and_the_similar_with_what_differs(reviewer: Any) -> None:
    published, similar, claim = claim_at(Status.PUBLISHED, says=AGAIN), claim_saying(LESS), claim_saying(BRIDGE)
    first, second = Caller(reviewer).read(f"claims/{claim.pk}/similar")
    assert (first["claim"]["id"], first["same"], first["differences"]) == (published.pk, True, [])
    assert first["verdict"]["id"] == published.verdict.pk
    assert first["verdict"]["rating"]["slug"] == "false"
    assert first["verdict"]["link"].endswith(f"/api/v1/verdicts/{published.verdict.pk}")
    assert (second["claim"]["id"], second["same"], second["verdict"]) == (similar.pk, False, None)
    assert second["differences"] == [
        {"kind": "number", "there": ["14 million"], "here": ["40 million"], "words": "14 million, here 40 million"}
    ]
    assert 0 < second["likeness"] <= 1


def test_of_what_is_not_published_no_finding_is_told(reviewer: Any) -> None:
    claim_at(Status.DISPUTED, says=AGAIN)
    claim = claim_saying(BRIDGE)
    [one] = Caller(reviewer).read(f"claims/{claim.pk}/similar")
    assert (one["verdict"], one["claim"]["status"]) == (None, "in_review")
    assert set(one["claim"]) == {"id", "links", "text", "status", "version"}


def test_it_takes_as_many_queries_for_three_as_for_one(reviewer: Any) -> None:
    claim_at(Status.PUBLISHED, says=AGAIN)
    claim, caller = claim_saying(BRIDGE), Caller(reviewer)
    with CaptureQueriesContext(connection) as few:
        assert len(caller.read(f"claims/{claim.pk}/similar")) == 1
    claim_at(Status.PUBLISHED, says=LESS)
    claim_at(Status.PUBLISHED, says=f"{AGAIN}!")
    with CaptureQueriesContext(connection) as many:
        assert len(caller.read(f"claims/{claim.pk}/similar")) == 3
    assert len(few) == len(many)


def test_two_are_told_apart_and_offered_again(reviewer: Any) -> None:
    claim, other, caller = claim_saying(BRIDGE), claim_saying(AGAIN), Caller(reviewer)
    told = caller.post(f"claims/{claim.pk}/distinctions", claim=other.pk)
    assert (told.status_code, told.json()) == (200, {"claim": other.pk, "apart": True})
    assert ToldApart.objects.get().person == reviewer
    assert caller.read(f"claims/{other.pk}/similar") == []
    assert caller.post(f"claims/{other.pk}/distinctions/end", claim=claim.pk).json()["apart"] is False
    assert len(caller.read(f"claims/{other.pk}/similar")) == 1


@pytest.mark.parametrize("act", ["distinctions", "distinctions/end"])
def test_what_is_no_other_claim_is_refused(act: str, reviewer: Any, stranger: Any) -> None:
    claim = claim_saying(BRIDGE)
    with nothing_changes():
        problem(Caller(reviewer).post(f"claims/{claim.pk}/{act}", claim=claim.pk), 400, "same_claim", "claim")
        problem(Caller(reviewer).post(f"claims/{claim.pk}/{act}", claim=claim.pk + 9), 404, "not_found")
        problem(Caller(reviewer).post(f"claims/{claim.pk}/{act}"), 400, "invalid", "claim")
        problem(Caller(stranger).post(f"claims/{claim.pk}/{act}", claim=claim.pk + 9), 404, "not_found")


def test_strangers_see_no_claim(stranger: Any) -> None:
    problem(Caller(stranger).get(f"claims/{claim_saying(BRIDGE).pk}/similar"), 404, "not_found")
