"""Claims made and changed over HTTP: exact places, stable codes, and nothing for whoever may not."""

from typing import Any

import pytest

from claims.actions import triage
from claims.enums import Status
from claims.models import Article
from reviews.actions import assignments, verdicts
from tests import factories
from tests.over_http import Caller, nothing_changes, problem

pytestmark = pytest.mark.django_db

BODY = "📈 Exports grew by 5 percent. Imports fell. It rained."
FIRST, SECOND = "📈 Exports grew by 5 percent.", "Imports fell."


@pytest.fixture
def article() -> Article:
    found = factories.receive(BODY)
    factories.split(found, {FIRST: 0.9, SECOND: 0.7})
    return found


def pointed(words: str) -> dict[str, Any]:
    start = BODY.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


def test_a_claim_is_made_of_words(article: Article, reviewer: Any) -> None:
    answer = Caller(reviewer).post(f"articles/{article.pk}/claims", pointed("It rained.") | {"revision": 1})
    made = answer.json()
    assert answer.status_code == 201, answer.content
    assert answer["Location"].endswith(f"/api/v1/claims/{made['id']}")
    assert (made["text"], made["status"], made["origin"], made["wording"]) == ("It rained.", "new", "marked", "")
    assert made == Caller(reviewer).read(f"claims/{made['id']}")


def test_claims_are_adjusted_split_merged_and_clarified(article: Article, editor: Any) -> None:
    caller, claim = Caller(editor), article.claims.earliest("start")
    path = f"claims/{claim.pk}"
    adjusted = caller.post(f"{path}/adjustment", pointed("Exports grew by 5 percent.") | {"version": 1}).json()
    assert (adjusted["start"], adjusted["end"], adjusted["version"]) == (2, 28, 2)
    cut = {"at": BODY.index("by 5"), "quote": "by 5 percent.", "version": 2}
    rest = caller.post(f"{path}/division", cut)
    assert (rest.status_code, rest.json()["text"]) == (201, "by 5 percent.")
    merged = caller.post(f"{path}/merger", {"claim": rest.json()["id"], "claim_version": 1, "version": 3}).json()
    assert (merged["id"], merged["text"]) == (claim.pk, "Exports grew by 5 percent.")
    clear = caller.post(f"{path}/wording", {"wording": "In 2019 exports grew.", "version": 4}).json()
    assert (clear["wording"], clear["text"], clear["version"]) == ("In 2019 exports grew.", merged["text"], 5)


def test_the_younger_of_two_answers_with_the_older(article: Article, editor: Any) -> None:
    older, younger = article.claims.order_by("pk")
    assert Caller(editor).post(f"claims/{younger.pk}/merger", {"claim": older.pk}).json()["id"] == older.pk


IN_UTF16 = {"start": 3, "end": 15, "quote": "Exports grew"}  # as JavaScript counts: one off after the emoji

REFUSED = [
    ("adjustment", IN_UTF16, 400, "other_words", ["quote"]),
    ("adjustment", {"start": 9, "end": 3, "quote": "x"}, 400, "wrong_span", ["start"]),
    ("adjustment", {"start": 0, "end": 2, "quote": "📈 "}, 400, "no_words", ["quote"]),
    ("adjustment", pointed(f"{FIRST} Imports"), 409, "span_taken", []),
    ("adjustment", pointed(FIRST), 409, "nothing_changes", []),
    ("adjustment", {"start": -1, "end": 3, "quote": "x"}, 400, "invalid", ["start"]),
    ("adjustment", {"start": 0, "quote": "x"}, 400, "invalid", ["end"]),
    ("division", {"at": 0, "quote": FIRST}, 400, "wrong_cut", ["at"]),
    ("division", {"at": BODY.index("by 5") + 1, "quote": "by 5 percent."}, 400, "other_words", ["quote"]),
    ("merger", {"claim": 10**9}, 404, "not_found", []),
    ("merger", {"claim": "x"}, 400, "invalid", ["claim"]),
    ("wording", {}, 409, "nothing_changes", []),
    ("wording", {"wording": "x" * 1001}, 400, "too_long", ["wording"]),
    ("wording", {"wording": "a\x1bb"}, 400, "not_text", ["wording"]),
    ("wording", {"words": "Clear."}, 400, "invalid", ["words"]),
]


@pytest.mark.parametrize(("name", "sent", "status", "code", "fields"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_is_refused_with_its_code(
    article: Article, editor: Any, name: str, sent: dict[str, Any], status: int, code: str, fields: list[str]
) -> None:
    claim = article.claims.earliest("start")
    with nothing_changes():
        problem(Caller(editor).post(f"claims/{claim.pk}/{name}", sent), status, code, *fields)


MARKS = [
    (IN_UTF16, 400, "other_words", ["quote"]),
    (pointed("by 5"), 409, "span_taken", []),
    (pointed("It rained.") | {"revision": 2}, 404, "not_found", []),
    (pointed("It rained.") | {"revision": 0}, 400, "invalid", ["revision"]),
    (pointed("It rained.") | {"end": 10**30}, 400, "wrong_span", ["start"]),
    ({"quote": "It rained."}, 400, "invalid", ["start", "end"]),
]


@pytest.mark.parametrize(("sent", "status", "code", "fields"), MARKS, ids=range(len(MARKS)))
def test_a_claim_that_cannot_be_made_is_refused_with_its_code(
    article: Article, reviewer: Any, sent: dict[str, Any], status: int, code: str, fields: list[str]
) -> None:
    with nothing_changes():
        problem(Caller(reviewer).post(f"articles/{article.pk}/claims", sent), status, code, *fields)


def test_the_claim_in_the_way_is_named(article: Article, reviewer: Any) -> None:
    there = article.claims.earliest("start")
    body = problem(Caller(reviewer).post(f"articles/{article.pk}/claims", pointed("by 5")), 409, "span_taken")
    assert body["claim"] == there.pk


WAYS = [("adjustment", pointed("Exports")), ("division", {"at": 10, "quote": "x"}), ("merger", {"claim": 1})]


@pytest.mark.parametrize(("name", "sent"), [*WAYS, ("wording", {"wording": "Clear."})])
def test_nobody_changes_what_somebody_else_holds_or_does_not_see(
    name: str, sent: dict[str, Any], second_reviewer: Any, stranger: Any, reviewer: Any
) -> None:
    claim = factories.claim_at(Status.IN_REVIEW, reviewer=reviewer)
    if name == "merger":
        sent = {"claim": factories.claim_at(Status.NEW).pk}
    with nothing_changes():
        problem(Caller(second_reviewer).post(f"claims/{claim.pk}/{name}", sent), 403, "not_allowed")
        problem(Caller(stranger).post(f"claims/{claim.pk}/{name}", sent), 404, "not_found")
        problem(Caller().post(f"claims/{claim.pk}/{name}", sent), 401, "not_authenticated")


def test_readers_get_the_wording_of_each_version(editor: Any) -> None:
    claim = factories.claim_at(Status.NEW)
    Caller(editor).post(f"claims/{claim.pk}/wording", {"wording": "In clear words."})
    claim = Article.objects.get(pk=claim.article_id).claims.get()
    verdict = _published(claim, editor)
    assert Caller().read(f"verdicts/{verdict}")["claim"]["wording"] == "In clear words."
    sent = {"note": "Clearer.", "wording": "In clearer words.", "version": claim.article.claims.get().version}
    assert Caller(editor).post(f"claims/{claim.pk}/correction", sent).json()["claim"]["wording"] == "In clearer words."
    versions = [Caller().read(f"verdicts/{verdict}/versions/{number}")["wording"] for number in (1, 2)]
    assert versions == ["In clear words.", "In clearer words."]


def _published(claim: Any, editor: Any) -> int:
    triage.queue(claim.pk, actor=editor)
    reviewer = factories.PersonFactory(reviewer=True)
    factories.record(assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor))
    verdicts.approve(claim.pk, actor=editor)
    return int(verdicts.publish(claim.pk, actor=editor).verdict_id)
