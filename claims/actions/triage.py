"""Deciding what deserves a check: queue, dismiss, restore."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from claims import clock
from claims.actions import spans
from claims.actions.actors import clock_actor
from claims.actions.advance import advance, lock_article, lock_claim, lock_claim_in_article, needed
from claims.enums import Act, Priority, Status
from claims.errors import NothingChanges, UnknownPriority
from claims.models import Article, Claim
from claims.ranking import rank_at


def queue(claim_id: int, *, actor: Any, seen: int | None = None) -> Claim:
    """Let reviewers check this claim."""
    with transaction.atomic():
        return _queue(lock_claim(claim_id, seen=seen, actor=actor), actor)


def prioritise(claim_id: int, *, actor: Any, priority: int, seen: int | None = None) -> Claim:
    """Say how urgent this claim is. Raises UnknownPriority."""
    if priority not in Priority.values:
        raise UnknownPriority(value=priority, choices=_priorities())
    with transaction.atomic():
        claim = lock_claim(claim_id, seen=seen, actor=actor)
        label, before = Priority(priority).label.lower(), claim.priority
        claim.priority = priority

        def write() -> None:
            if before == priority:
                raise NothingChanges(what=f"the priority is {label}")
            _rank(claim)

        advance(claim, Act.PRIORITISE, actor=actor, note=label, write=write)
        return claim


def dismiss(claim_id: int, *, actor: Any, note: str, seen: int | None = None) -> Claim:
    """Decide that this claim is not checked. Raises NoteNeeded: the history says why."""
    why = needed(note)
    with transaction.atomic():
        claim = lock_claim(claim_id, seen=seen, actor=actor)
        advance(claim, Act.DISMISS, actor=actor, note=why)
        return claim


def restore(claim_id: int, *, actor: Any, seen: int | None = None) -> Claim:
    """Bring a dismissed claim back as new. Raises SpanTaken where another has its words by now."""
    with transaction.atomic():
        claim = lock_claim_in_article(claim_id, seen=seen, actor=actor)

        def write() -> None:
            spans.require_free(claim.revision, claim.start, claim.end, but=[claim])

        advance(claim, Act.RESTORE, actor=actor, write=write)
        return claim


def queue_the_best(article: Article) -> int:
    """Queue the article's new claims that deserve it most, within the editor's budget. Returns how many."""
    with transaction.atomic():
        lock_article(article.pk)  # another revision's job counts its room when ours is done
        found = Claim.objects.filter(article=article, status=Status.NEW, check_worthiness__gte=settings.QUEUE_THRESHOLD)
        best = found.order_by("-check_worthiness", "start").select_for_update(of=("self",))[: _room(article)]
        for claim in best:
            _queue(claim, clock_actor())
        return len(best)


def _queue(claim: Claim, actor: Any) -> Claim:
    # Its age counts from the first time: who gives a claim back does not send it to the end.
    claim.queued_at = claim.queued_at or clock.now()
    advance(claim, Act.QUEUE, actor=actor, write=partial(_rank, claim))
    return claim


def _rank(claim: Claim) -> None:
    if claim.queued_at:
        claim.rank_at = rank_at(claim.queued_at, claim.priority, claim.check_worthiness)
    claim.save(update_fields=["priority", "queued_at", "rank_at"])


def _priorities() -> str:
    return ", ".join(f"{priority.value} ({priority.label.lower()})" for priority in Priority)


def _room(article: Article) -> int:
    """How many more claims of this article may queue by themselves."""
    chosen = Claim.objects.filter(article=article).exclude(status__in=[Status.NEW, Status.DISMISSED]).count()
    return max(0, settings.CLAIMS_PER_ARTICLE - chosen)
