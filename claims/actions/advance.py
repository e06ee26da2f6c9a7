"""The only writer of a status. Every act goes through here: one arrow, one permit, one event."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from claims import clock, intake, policy, queries, signals, workflow
from claims.enums import Act, Status
from claims.errors import NoteNeeded, NotFound, StaleVersion
from claims.models import Article, Claim, Event

Subject = TypeVar("Subject", Article, Claim)


def lock_claim(claim_id: int, *, seen: int | None = None, actor: Any = None) -> Claim:
    """The claim, locked until the transaction ends.

    `seen` is the version that the decision was made on. Raises NotFound, or StaleVersion when the claim has moved on,
    which tells the actor what was done since, as far as they may know. Without an actor it tells nothing of that.
    """
    # With its article, which nearly every act asks next: for whom it is, on which topics, in which language.
    claim = Claim.objects.select_for_update(of=("self",)).select_related("article").filter(pk=claim_id).first()
    if claim is None:
        raise NotFound(thing="claim")
    if seen is not None and seen != claim.version:
        changes = queries.changes_since(claim, seen, actor) if actor is not None else []
        raise StaleVersion(seen=seen, current=claim.version, changes=changes)
    return claim


def lock_article(article_id: int) -> Article:
    """The article, locked until the transaction ends. Raises NotFound.

    Its key stays free (`no_key`): events of its claims name it, and whoever acts on one need not wait for us.
    """
    article = Article.objects.select_for_update(of=("self",), no_key=True).filter(pk=article_id).first()
    if article is None:
        raise NotFound(thing="article")
    return article


def lock_claim_in_article(claim_id: int, *, seen: int | None = None, actor: Any = None) -> Claim:
    """The same where it matters what stands beside it: no other claim of the article comes, goes or moves meanwhile.

    The article first and then its claims, in the order of their ids: everybody locks like this, so nobody waits in a
    circle.
    """
    article = Claim.objects.filter(pk=claim_id).values_list("article", flat=True).first()
    if article is not None:
        lock_article(article)
    return lock_claim(claim_id, seen=seen, actor=actor)


def advance(
    subject: Subject,
    act: Act,
    *,
    actor: Any,
    note: str = "",
    write: Callable[[], str | None] = lambda: None,
    whom: Collection[int] = (),
) -> Event:
    """Move a locked subject along its arrow and record it. Assumes the caller's transaction.

    `write` does what the act does besides, once it is clear that it may be done, and says which status follows where
    there are several. `whom`: the ids of the people whose hands it leaves or comes to, for who has to be told; `write`
    may still add to it. Raises NotAllowed when the actor may not, IllegalAct when there is no arrow from here.
    """
    before = subject.status
    policy.require(act, actor, subject)  # first: who may not do it is not told where the claim stands
    workflow.require(act, before)
    subject.status = workflow.step(act, before, write())
    if isinstance(subject, Claim):
        _keep_claim(subject, moved=subject.status != before)
    else:
        subject.failure = note if act is Act.FAIL_SPLIT else ""
        subject.save(update_fields=["status", "failure"])
    return record(subject, act, before=before, actor=actor, note=note, whom=whom)


def _keep_claim(claim: Claim, *, moved: bool) -> None:
    if moved:
        claim.moved_at = clock.now()
    claim.was_disputed = claim.was_disputed or claim.status == Status.DISPUTED
    claim.version += 1  # read under the lock that the caller holds
    claim.save(update_fields=["status", "moved_at", "version", "was_disputed"])


def record(
    subject: Article | Claim, act: Act, *, before: str, actor: Any, note: str = "", whom: Collection[int] = ()
) -> Event:
    """Add the event and announce it, so that the work it causes is written in the same transaction."""
    claim, article = (subject, subject.article) if isinstance(subject, Claim) else (None, subject)
    event = Event.objects.create(
        article=article,
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
