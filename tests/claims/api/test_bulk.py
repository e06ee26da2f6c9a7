"""Many at once: each done or refused by itself, in its place, and once under a key."""

from typing import Any

from claims.actions import machines
from claims.models import Article, Claim
from tests import factories
from tests.over_http import Caller, nothing_changes, problem

TEXT = "Exports grew by 5 percent in 2019, the minister said."


def test_each_article_is_taken_in_or_refused_by_itself(editor: Any) -> None:
    sent = [{"body": TEXT}, {"body": " "}, {"body": TEXT}, {"body": TEXT + " Again.", "colour": "red"}, {}]
    answer = Caller(editor).post("articles/bulk", articles=sent)
    assert answer.status_code == 207, answer.content
    results = answer.json()["results"]
    assert [result["status"] for result in results] == [201, 400, 200, 400, 400]
    assert results[0]["receipt"]["article"] == results[2]["receipt"]["article"]
    assert [result["receipt"] for result in (results[1], results[3])] == [None, None]
    assert [result["problem"] and result["problem"]["code"] for result in results] == [
        *(None, "empty_article", None, "invalid", "empty_article")
    ]
    assert results[3]["problem"]["errors"][0]["field"] == "colour"
    assert Article.objects.count() == 1


def test_each_claim_is_made_or_refused_by_itself(reviewer: Any) -> None:
    article = factories.receive(TEXT)
    place = {"article": article.pk, "start": 0, "end": 25, "quote": "Exports grew by 5 percent"}
    sent = [place, place, place | {"quote": "Imports"}, place | {"article": 10**9}]
    results = Caller(reviewer).post("claims/bulk", claims=sent).json()["results"]
    assert [result["status"] for result in results] == [201, 409, 400, 404]
    assert [result["problem"]["code"] for result in results[1:]] == ["span_taken", "other_words", "not_found"]
    assert results[1]["problem"]["claim"] == results[0]["claim"]["id"]
    assert Claim.objects.get().text == results[0]["claim"]["text"] == "Exports grew by 5 percent"


def test_what_is_sent_again_under_a_key_is_done_once(editor: Any) -> None:
    headers = {"Idempotency-Key": "a-key"}
    first, second = (
        Caller(editor).post("articles/bulk", {"articles": [{"body": TEXT}]}, headers=headers) for _ in range(2)
    )
    assert (first.status_code, second.status_code, second.json()) == (207, 207, first.json())
    assert second.json()["results"][0]["status"] == 201


def test_a_machine_brings_in_many_and_marks_many(editor: Any) -> None:
    machine = machines.make("wire", owner_id=editor.pk, scopes=["submit", "mark"], actor=editor)
    wire = Caller(key=machines.issue(machine.pk, days=1, actor=editor)[1])
    brought = wire.post("articles/bulk", articles=[{"body": TEXT}]).json()["results"][0]["receipt"]["article"]
    assert brought["brought_by"] == "wire (machine)"
    claim = {"article": brought["id"], "start": 0, "end": 7, "quote": "Exports"}
    assert wire.post("claims/bulk", claims=[claim]).json()["results"][0]["status"] == 201


def test_a_machine_needs_the_scope_of_each(editor: Any) -> None:
    machine = machines.make("reader", owner_id=editor.pk, scopes=["read"], actor=editor)
    reader = Caller(key=machines.issue(machine.pk, days=1, actor=editor)[1])
    for path in ("articles/bulk", "claims/bulk"):
        problem(reader.post(path, {}), 403, "scope_needed")


def test_who_may_not_is_refused_item_by_item(stranger: Any) -> None:
    with nothing_changes():
        results = Caller(stranger).post("articles/bulk", articles=[{"body": TEXT}]).json()["results"]
        assert results[0]["problem"]["code"] == "not_allowed"
        problem(Caller().post("articles/bulk", articles=[{"body": TEXT}]), 401, "not_authenticated")


def test_too_many_none_and_nonsense_are_refused_as_a_whole(editor: Any) -> None:
    with nothing_changes():
        problem(Caller(editor).post("articles/bulk", articles=[]), 400, "invalid", "articles")
        problem(Caller(editor).post("articles/bulk", articles=[{"body": TEXT}] * 101), 400, "invalid", "articles")
        problem(Caller(editor).post("claims/bulk", claims="x"), 400, "invalid", "claims")
        problem(Caller(editor).post("claims/bulk", {}), 400, "invalid", "claims")
        problem(Caller(editor).post("articles/bulk", articles=[7]), 400, "invalid", "articles.1")
