"""What an article is about: named at the door, changed by editors."""

from typing import Any

import pytest

from claims.actions import topics
from claims.errors import NotAllowed, NotFound, TooLong, UnknownTopic
from claims.models import Article, Topic
from tests.factories import receive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known() -> list[Topic]:
    names = {"health": "Health", "foreign-affairs": "Foreign affairs", "klima": "Klima & Größe"}
    return [Topic.objects.create(slug=slug, name=name) for slug, name in names.items()]


def test_an_article_comes_in_with_its_topics_by_slug_or_name_each_once() -> None:
    article = receive(topics=["HEALTH", " foreign \n affairs ", "health", "", "klima & grösse"])
    assert {topic.slug for topic in article.topics.all()} == {"health", "foreign-affairs", "klima"}
    assert not receive().topics.exists()


def test_an_unknown_one_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(UnknownTopic) as refused:
        receive(topics=["health", "gardening"])
    assert refused.value.about == "topics"
    assert refused.value.message.endswith("Known are: foreign-affairs, health, klima.")
    assert not Article.objects.exists()
    Topic.objects.all().delete()
    with pytest.raises(UnknownTopic, match=r"Known are: none yet\."):
        receive(topics=["health"])


def test_a_refusal_stays_a_sentence_whatever_was_sent() -> None:
    with pytest.raises(TooLong):
        receive(topics=["x" * 5_000])
    Topic.objects.bulk_create(Topic(slug=f"topic-{number}", name=f"Topic {number}") for number in range(200))
    with pytest.raises(UnknownTopic) as refused:
        topics.named(["x" * 100])
    assert len(refused.value.message) < 600


def test_an_editor_changes_them_afterwards(editor: Any) -> None:
    article = receive(topics=["health"])
    topics.change(article.pk, ["Klima & Größe"], actor=editor)
    assert [topic.slug for topic in article.topics.all()] == ["klima"]
    topics.change(article.pk, [], actor=editor)
    assert not article.topics.exists()


@pytest.mark.parametrize("actor", ["reviewer", "stranger", "clock", "console"])
def test_nobody_else_does(actor: str, request: Any) -> None:
    article = receive(topics=["health"])
    with pytest.raises(NotAllowed):
        topics.change(article.pk, [], actor=request.getfixturevalue(actor))
    assert article.topics.exists()


def test_a_change_that_cannot_be_made_changes_nothing(editor: Any) -> None:
    article = receive(topics=["health"])
    with pytest.raises(UnknownTopic):
        topics.change(article.pk, ["klima", "gardening"], actor=editor)
    with pytest.raises(NotFound):
        topics.change(article.pk + 1, ["klima"], actor=editor)
    assert [topic.slug for topic in article.topics.all()] == ["health"]


def test_the_next_revision_keeps_them() -> None:
    first = receive(url="https://example.org/1", topics=["health"])
    again = receive(url="https://example.org/1", topics=["klima"])
    assert again == first
    assert [topic.slug for topic in first.topics.all()] == ["health"]
