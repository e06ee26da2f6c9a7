"""Making a claim by hand: words that somebody pointed at, judged by the detector as if it had found them."""

from typing import Any

from django.db import transaction

from claims import policy, workflow
from claims.actions import spans
from claims.actions.advance import lock_article, record
from claims.actions.judging import judge
from claims.actions.learning import head_in_use
from claims.actions.spans import Place
from claims.enums import Act, Origin
from claims.errors import NotFound
from claims.models import Claim, Revision


def mark(article_id: int, *, actor: Any, place: Place, revision: int | None = None) -> Claim:
    """Make a claim of these words of the article's revision: of the latest, where no number is named.

    Raises the refusals of `spans.settle`, SpanTaken or SpanDismissed.
    """
    policy.require(Act.MARK, actor)
    text = _text(article_id, revision)
    start, end = spans.settle(text.body, place)
    # No revision ever changes: what takes long is done before anybody has to wait for us.
    judged = judge(text.body, start, end, text.article.language, head_in_use())
    with transaction.atomic():
        lock_article(article_id)
        spans.require_free(text, start, end)
        spans.require_undismissed(text, start, end)
        return born(text, start, end, actor=actor, **judged)


def born(revision: Revision, start: int, end: int, *, actor: Any, note: str = "", **known: Any) -> Claim:
    """A new claim with its first event. Assumes the caller's transaction and the article's lock."""
    claim = Claim.objects.create(
        article_id=revision.article_id,
        revision=revision,
        **spans.anchors(revision.body, start, end),
        **known,
        origin=Origin.MARKED,
        status=workflow.step(Act.MARK, workflow.START),
    )
    record(claim, Act.MARK, before=workflow.START, actor=actor, note=note)
    return claim


def _text(article_id: int, number: int | None) -> Revision:
    texts = Revision.objects.filter(article=article_id).select_related("article").order_by("-number")
    found = (texts if number is None else texts.filter(number=number)).first()
    if found is None:
        raise NotFound(thing="article" if number is None else "revision")
    return found
