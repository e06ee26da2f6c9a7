"""All articles in pages, found by words, and how far each has come."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.admin import article_list
from claims.enums import Status
from tests.factories import claim_at, new_claims, receive

pytestmark = pytest.mark.django_db
ARTICLES = "admin:desk_articles"


def titles(client: Client, query: str = "") -> list[str]:
    return [article.title for article, _, _ in client.get(f"{reverse(ARTICLES)}?{query}").context["rows"]]


@pytest.fixture(autouse=True)
def logged_in(client: Client, editor: Any) -> None:
    client.force_login(editor)


def test_each_filter_finds_what_it_says(client: Client) -> None:
    receive(title="Steel and tea", outlet="The Ledger", language="en-GB")
    receive(title="Der Hafen", outlet="Kurier", language="de", byline="Ana Müller")
    assert titles(client) == ["Der Hafen", "Steel and tea"]
    for query in ("q=steel+le", "outlet=the+ledger", "language=en"):
        assert titles(client, query) == ["Steel and tea"], query
    assert titles(client, "q=muller+haf") == ["Der Hafen"]
    assert titles(client, "status=failed") == []


def test_progress_counts_what_needs_no_more_work(client: Client) -> None:
    published, new = claim_at(Status.PUBLISHED), new_claims(0.9, 0.8)
    claim_at(Status.DISMISSED)
    found = {article.pk: (total, settled) for article, total, settled in client.get(reverse(ARTICLES)).context["rows"]}
    assert found[published.article_id] == (1, 1)
    assert found[new[0].article_id] == (2, 0)


def test_pages_follow_each_other(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_list, "SHOWN", 2)
    for number in range(3):
        receive(title=f"Number {number}")
    first = client.get(reverse(ARTICLES)).context["pages"]
    assert titles(client, f"after={first.after}") == ["Number 0"]


def test_a_question_that_makes_no_sense_says_why(client: Client) -> None:
    answer = client.get(reverse(ARTICLES), {"colour": "red"})
    assert answer.status_code == 400
    assert "There is no filter “colour”" in answer.content.decode()


def test_the_page_asks_as_often_for_one_article_as_for_three(client: Client, django_assert_num_queries: Any) -> None:
    for _ in range(2):
        new_claims(0.9)
        with django_assert_num_queries(9):
            client.get(reverse(ARTICLES))
