"""Topics over HTTP: which there are, what is about them, and who may change it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import Article, Topic
from tests.factories import new_claims, receive
from tests.over_http import Caller, nothing_changes, problem

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known() -> None:
    Topic.objects.create(slug="trade", name="Trade", reviews_wanted=2)
    Topic.objects.create(slug="health", name="Health", experts_only=True)


@pytest.mark.parametrize("person", ["editor", "reviewer"])
def test_the_newsroom_reads_them_by_name(person: str, request: Any) -> None:
    found = Caller(request.getfixturevalue(person)).read("topics")
    assert found == [
        {"slug": "health", "name": "Health", "reviews_wanted": None, "experts_only": True},
        {"slug": "trade", "name": "Trade", "reviews_wanted": 2, "experts_only": False},
    ]


def test_nobody_else_does(stranger: Any) -> None:
    assert Caller(stranger).read("topics") == []
    problem(Caller().get("topics"), 401, "not_authenticated")


def test_an_article_is_brought_in_with_its_topics(editor: Any) -> None:
    sent = Caller(editor).post("articles", body="Exports grew by 5 percent.", topics=["Trade", "health"])
    assert sent.status_code == 201, sent.content
    assert sent.json()["article"]["topics"] == ["health", "trade"]


def test_a_file_is_brought_in_with_its_topics(editor: Any) -> None:
    upload = SimpleUploadedFile("a.txt", b"Exports grew by 5 percent.")
    sent = Caller(editor).client.post("/api/v1/articles", {"file": upload, "topics": ["trade", "health"]})
    assert sent.status_code == 201, sent.content
    assert sent.json()["article"]["topics"] == ["health", "trade"]


@pytest.mark.parametrize(
    ("topics", "code", "error"),
    [
        (["gardening"], "unknown_topic", "topics"),
        (["health", "x" * 101], "too_long", "topics"),
        ("health", "invalid", "topics"),
        ([7], "invalid", "topics.1"),
        ([None], "invalid", "topics.1"),
        (["a\0"], "invalid", "topics.1"),
        (["a\x01"], "not_text", "topics"),
        (["health"] * 51, "invalid", "topics"),
    ],
)
def test_what_is_no_topic_is_refused(editor: Any, topics: Any, code: str, error: str) -> None:
    article = receive()
    with nothing_changes():
        problem(Caller(editor).post("articles", body="Exports grew by 5 percent.", topics=topics), 400, code, error)
        problem(Caller(editor).post(f"articles/{article.pk}/topics", topics=topics), 400, code, error)


def test_an_editor_changes_the_topics_of_an_article(editor: Any) -> None:
    article = receive(topics=["health"])
    answer = Caller(editor).post(f"articles/{article.pk}/topics", topics=["trade"])
    assert answer.status_code == 200
    assert answer.json()["topics"] == ["trade"]
    assert Caller(editor).post(f"articles/{article.pk}/topics", topics=[]).json()["topics"] == []


def test_others_do_not(reviewer: Any, stranger: Any) -> None:
    path = f"articles/{receive(topics=['health']).pk}/topics"
    with nothing_changes():
        problem(Caller(reviewer).post(path, topics=["trade"]), 403, "not_allowed")
        problem(Caller(stranger).post(path, topics=["trade"]), 404, "not_found")
        problem(Caller().post(path, topics=["trade"]), 401, "not_authenticated")
        problem(Caller(reviewer).post(path, {}), 400, "invalid", "topics")
        problem(Caller(reviewer).get(path), 405, "method_not_allowed")


def test_lists_are_narrowed_to_a_topic(editor: Any) -> None:
    [on_both] = new_claims(0.9, topics=["health", "trade"])
    [on_trade] = new_claims(0.9, topics=["trade"])
    new_claims(0.9)
    caller = Caller(editor)
    assert caller.ids("claims", topic="trade") == [on_trade.pk, on_both.pk]
    assert caller.ids("claims", topic="health") == [on_both.pk]
    assert caller.ids("articles", topic="health") == [on_both.article_id]
    assert len(caller.ids("articles", topic="")) == Article.objects.count()
    for path in ("claims", "articles"):
        problem(caller.get(path, topic="gardening"), 400, "invalid", "topic")
        problem(caller.get(path, topic="a\0"), 400, "invalid", "topic")
