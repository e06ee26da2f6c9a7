"""What an article is about: read from names at the door, changed by editors afterwards. A setting, not workflow."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from claims import intake, policy
from claims.actions.advance import lock_article
from claims.errors import NotAllowed, UnknownTopic
from claims.models import Article, Topic

TOLD = 30  # topics that a refusal names: it stays a sentence


def named(names: Iterable[str], field: str = "topics") -> list[Topic]:
    """The topics of these slugs or names, whatever the case, each once.

    Raises UnknownTopic, naming the known ones; TooLong or NotText.
    """
    wanted = [tidy.casefold() for name in names if (tidy := intake.line(name, field, 100))]
    if not wanted:
        return []
    topics = list(Topic.objects.all())
    known = {name.casefold(): topic for topic in topics for name in (topic.name, topic.slug)}
    for name in wanted:
        if name not in known:
            raise UnknownTopic(field=field, value=name, known=_in_words(topics))
    return list(dict.fromkeys(known[name] for name in wanted))


def change(article_id: int, names: Iterable[str], *, actor: Any) -> Article:
    """Let the article be about these topics and no others. Raises UnknownTopic, NotAllowed or NotFound."""
    if not policy.is_editor(actor):
        raise NotAllowed(act="change the topics of an article", needs="an editor")
    topics = named(names)
    with transaction.atomic():
        article = lock_article(article_id)
        article.topics.set(topics)
        return article


def _in_words(topics: list[Topic]) -> str:
    slugs = [topic.slug for topic in topics[:TOLD]] + ["…"] * (len(topics) > TOLD)
    return ", ".join(slugs) or "none yet"
