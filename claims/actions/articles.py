"""Taking articles in: three doors, one action."""

import hashlib
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction

from claims import intake, policy, workflow
from claims.actions import topics
from claims.actions.advance import advance, lock_article, record
from claims.enums import Act, Door
from claims.models import Article, Revision, Topic

TRIES = 3


class Receipt(NamedTuple):
    """What became of a text. Not `created`: the same text was here already, and nothing was added."""

    article: Article
    revision: Revision
    created: bool


def receive(text: str, *, actor: Any, door: Door, details: intake.Details | None = None) -> Receipt:
    """Take in a text: a new article, a new revision of the one at the same address, or the one we already have.

    Raises the refusals of `claims.intake`, UnknownTopic and NotAllowed.
    """
    policy.require(Act.RECEIVE, actor)
    checked = (details or intake.Details()).checked()
    about = topics.named(checked.topics)
    body = intake.normalise(text, limit=settings.ARTICLE_MAX_BYTES)
    sha256 = hashlib.sha256(body.encode()).hexdigest()

    def bring_in() -> Receipt:
        article = _at_address(checked.url)
        if article is None:
            return _first(body, sha256, checked, about, door, actor)
        return _revise(article, body, sha256, actor)

    return _once(sha256, bring_in)


def revise(article_id: int, text: str, *, actor: Any) -> Receipt:
    """Take in a changed text of this article as its next revision. Claims stay where they are anchored."""
    policy.require(Act.REVISE, actor)
    body = intake.normalise(text, limit=settings.ARTICLE_MAX_BYTES)
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    return _once(sha256, lambda: _revise(lock_article(article_id), body, sha256, actor))


def retry(article_id: int, *, actor: Any) -> Article:
    """Split a failed article again."""
    with transaction.atomic():
        article = lock_article(article_id)
        advance(article, Act.RETRY, actor=actor)
        return article


def _once(sha256: str, bring_in: Callable[[], Receipt]) -> Receipt:
    """What we have already, or what this brings in, in a transaction of its own."""
    for tries_left in reversed(range(TRIES)):
        if known := _known(sha256):
            return known
        try:
            with transaction.atomic():
                return bring_in()
        except IntegrityError:
            # Between our look and our write somebody else brought the same text, or the first one at this address.
            if not tries_left:
                raise
    raise AssertionError("unreachable")


def _known(sha256: str) -> Receipt | None:
    revision = Revision.objects.select_related("article").filter(sha256=sha256).first()
    return Receipt(revision.article, revision, created=False) if revision else None


def _at_address(url: str) -> Article | None:
    at = Article.objects.select_for_update(of=("self",), no_key=True).filter(url=url).order_by("id")
    return at.first() if url else None


def _first(body: str, sha256: str, details: intake.Details, about: list[Topic], door: Door, actor: Any) -> Receipt:
    known = vars(details) | {"title": details.title or _first_line(body)}
    known.pop("topics")
    article = Article.objects.create(
        **known,
        door=door,
        brought_by=actor,
        status=workflow.step(Act.RECEIVE, workflow.START),
    )
    article.topics.add(*about)
    revision = _add_revision(article, 1, body, sha256, actor)
    record(article, Act.RECEIVE, before=workflow.START, actor=actor)
    return Receipt(article, revision, created=True)


def _revise(article: Article, body: str, sha256: str, actor: Any) -> Receipt:
    revision = _add_revision(article, article.latest.number + 1, body, sha256, actor)
    advance(article, Act.REVISE, actor=actor, note=f"Revision {revision.number}")
    return Receipt(article, revision, created=True)


def _add_revision(article: Article, number: int, body: str, sha256: str, actor: Any) -> Revision:
    return Revision.objects.create(article=article, number=number, body=body, sha256=sha256, brought_by=actor)


def _first_line(body: str) -> str:
    """A name for what came without a title: its first line, cut at a word."""
    first = intake.line(body.partition("\n")[0][:300], "title", 300)
    return first if len(first) <= 80 else first[:80].rsplit(" ", 1)[0] + " …"
