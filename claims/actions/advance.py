"""The only writer of a status. Every act goes through here: one arrow, one permit, one event."""

from collections.abc import Collection
from typing import Any, TypeVar

from django.db.models import F

from claims import clock, intake, policy, signals, workflow
from claims.enums import Act
from claims.errors import NoteNeeded, NotFound, StaleVersion
from claims.models import Article, Claim, Event

Subject = TypeVar("Subject", Article, Claim)


def lock_claim(claim_id: int, *, seen: int | None = None) -> Claim:
    """The claim, locked until the transaction ends.

    `seen` is the version that the decision was made on. Raises NotFound, or StaleVersion when the claim has moved on.
    """
    claim = Claim.objects.select_for_update(of=("self",)).filter(pk=claim_id).first()
    if claim is None:
        raise NotFound(thing="claim")
    if seen is not None and seen != claim.version:
        raise StaleVersion(seen=seen, current=claim.version)
    return claim


def lock_article(article_id: int) -> Article:
    """The article, locked until the transaction ends. Raises NotFound.

    Its key stays free (`no_key`): events of its claims name it, and whoever acts on one need not wait for us.
    """
    article = Article.objects.select_for_update(of=("self",), no_key=True).filter(pk=article_id).first()
    if article is None:
        raise NotFound(thing="article")
    return article


def advance(subject: Subject, act: Act, *, actor: Any, note: str = "", whom: Collection[int] = ()) -> Event:
    """Move a locked subject along its arrow and record it. Assumes the caller's transaction.

    `whom`: the ids of the people whose hands it leaves or comes to, for who has to be told.
    Raises IllegalAct when there is no arrow from here, NotAllowed when the actor may not.
    """
    before = subject.status
    after = workflow.step(act, before)
    policy.require(act, actor, subject)
    subject.status = after
    if isinstance(subject, Claim):
        subject.moved_at = clock.now()
        subject.version = F("version") + 1
        subject.save(update_fields=["status", "moved_at", "version"])
        subject.refresh_from_db(fields=["version"])
    else:
        subject.failure = note if act is Act.FAIL_SPLIT else ""
        subject.save(update_fields=["status", "failure"])
    return record(subject, act, before=before, actor=actor, note=note, whom=whom)


def record(
    subject: Article | Claim, act: Act, *, before: str, actor: Any, note: str = "", whom: Collection[int] = ()
) -> Event:
    """Add the event and announce it, so that the work it causes is written in the same transaction."""
    claim = subject if isinstance(subject, Claim) else None
    event = Event.objects.create(
        article_id=claim.article_id if claim else subject.pk,
        claim=claim,
        act=act,
        before=before,
        after=subject.status,
        actor=actor,
        note=note,
    )
    signals.recorded.send(sender=Event, event=event, whom=whom)
    return event


def needed(note: str) -> str:
    """A note that has words in it. Raises NoteNeeded."""
    if not (tidy := intake.prose(note, "note", 2_000)):
        raise NoteNeeded
    return tidy
