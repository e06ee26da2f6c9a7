"""Handing out claims: take the next, assign, give back, keep, let run out.

The claim's row is the lock for everything about it, its assignments included.
"""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from claims import clock, policy
from claims.actions.actors import clock_actor
from claims.actions.advance import advance, lock_claim, needed
from claims.enums import Act, Status
from claims.errors import NotFound
from claims.models import Claim
from reviews import queries
from reviews.enums import Closed, HandedOut
from reviews.errors import AssignmentClosed, AtCapacity, NotAReviewer, NothingToTake, WrongToken
from reviews.models import Assignment

TRIES = 3  # a row that we were about to take may be taken first; then the next look finds another


def take_next(*, actor: Any) -> Assignment:
    """Hand the actor the claim that deserves it most. Raises AtCapacity, or NothingToTake with the reason."""
    policy.require(Act.TAKE, actor)
    for _ in range(TRIES):
        with transaction.atomic():
            _have_room(actor)
            # Locked rows are being taken by somebody else at this moment: step over them.
            claim = queries.waiting_for(actor).select_for_update(skip_locked=True, of=("self",)).first()
            if claim is not None:
                return _hand_out(claim, actor, act=Act.TAKE, actor=actor, reason=HandedOut.TAKEN)
        # Under contention a locked page may look empty: look again without stepping over anything.
        if not queries.waiting_for(actor).exists():
            break
    raise NothingToTake(why=queries.why_nothing_waits_for(actor))


def assign(claim_id: int, *, reviewer_id: int, actor: Any, seen: int | None = None) -> Assignment:
    """Hand a waiting claim to the reviewer that an editor chose."""
    policy.require(Act.ASSIGN, actor)  # before anything is said about who is a reviewer
    reviewer = get_user_model().objects.filter(pk=reviewer_id).first()
    if reviewer is None or not policy.is_reviewer(reviewer):
        raise NotAReviewer(username=reviewer.get_username() if reviewer else reviewer_id)
    with transaction.atomic():
        claim = lock_claim(claim_id, seen=seen)
        return _hand_out(claim, reviewer, act=Act.ASSIGN, actor=actor, reason=HandedOut.CHOSEN)


def assign_automatically(claim_id: int) -> Assignment | None:
    """Hand a waiting claim to the available reviewer with the fewest open ones.

    None when nobody has room, or when somebody took it first: both are fine, the clock asks again.
    """
    with transaction.atomic():
        claim = lock_claim(claim_id)
        if claim.status != Status.QUEUED:
            return None
        _let_loads_stand_still()
        reviewer = queries.reviewer_with_most_room_for(claim)
        if reviewer is None:
            return None
        return _hand_out(claim, reviewer, act=Act.ASSIGN, actor=clock_actor(), reason=HandedOut.BALANCED)


def release(assignment_id: int, *, actor: Any, note: str) -> Assignment:
    """Give the claim back to the queue. Raises NoteNeeded: the next one wants to know why."""
    assignment = _visible(assignment_id, actor)
    note = needed(note)
    with transaction.atomic():
        claim = lock_claim(assignment.claim_id)
        _still_open(assignment)
        advance(claim, Act.RELEASE, actor=actor, note=note)
        return close(assignment, Closed.RELEASED)


def renew(assignment_id: int, *, actor: Any, token: uuid.UUID) -> Assignment:
    """Keep the claim for another lease. A heartbeat, not an act: history does not record it."""
    assignment = _visible(assignment_id, actor)
    until = clock.now() + lease_for(assignment.reason)
    # In one statement, so that a lease that the clock ends at this moment is not brought back to life.
    if not Assignment.objects.held_by(actor).filter(pk=assignment.pk, token=token).update(leased_until=until):
        _still_open(assignment)
        raise WrongToken
    assignment.leased_until = until
    return assignment


def expire_overdue() -> int:
    """Return to the queue what was held longer than its lease. Returns how many."""
    overdue = Assignment.objects.overdue().values_list("pk", "claim_id")
    return sum(_expire(*found) for found in list(overdue))


def lease_for(reason: str) -> timedelta:
    """Who takes a claim sits in front of it; who was given one may find it tomorrow morning."""
    taken = reason == HandedOut.TAKEN
    return timedelta(minutes=settings.TAKEN_LEASE_MINUTES if taken else settings.ASSIGNED_LEASE_MINUTES)


def hold(claim: Claim, reviewer: Any, reason: HandedOut, note: str = "") -> Assignment:
    """Write the assignment of a claim that was just moved. Assumes the caller's lock."""
    return Assignment.objects.create(
        claim=claim, reviewer=reviewer, reason=reason, note=note, leased_until=clock.now() + lease_for(reason)
    )


def close(assignment: Assignment, how: Closed) -> Assignment:
    """End an assignment. Assumes the caller's lock on its claim."""
    assignment.closed_at, assignment.closed_as = clock.now(), how
    assignment.save(update_fields=["closed_at", "closed_as"])
    return assignment


def still_held(assignment_id: int, actor: Any, token: uuid.UUID) -> Assignment:
    """The actor's own open assignment, for who brings its token. Assumes the caller's lock on its claim.

    Raises AssignmentClosed, saying what became of the claim, or WrongToken.
    """
    assignment = _visible(assignment_id, actor)
    _still_open(assignment)
    if assignment.token != token:
        raise WrongToken
    return assignment


def _hand_out(claim: Claim, reviewer: Any, *, act: Act, actor: Any, reason: HandedOut) -> Assignment:
    note = "" if act is Act.TAKE else f"to {reviewer.get_username()}"
    advance(claim, act, actor=actor, note=note, whom=[reviewer.pk])
    return hold(claim, reviewer, reason)


def _let_loads_stand_still() -> None:
    """Whoever else assigns, and every reviewer who takes, waits here until we are done, and then counts ours too."""
    reviewers = get_user_model().objects.filter(groups__name=policy.REVIEWER).order_by("pk")
    list(reviewers.select_for_update(of=("self",), no_key=True).values_list("pk"))  # one order: no deadlock


def _have_room(actor: Any) -> None:
    # Two tabs of one person: the second waits here, and then counts what the first one took.
    get_user_model().objects.select_for_update(of=("self",), no_key=True).get(pk=actor.pk)
    held, capacity = Assignment.objects.held_by(actor).count(), queries.capacity_of(actor)
    if held >= capacity:
        raise AtCapacity(held=held, capacity=capacity)


def _visible(assignment_id: int, actor: Any) -> Assignment:
    found: Assignment | None = (
        Assignment.objects.visible_to(actor).select_related("claim").filter(pk=assignment_id).first()
    )
    if found is None:
        raise NotFound(thing="assignment")
    return found


def _still_open(assignment: Assignment) -> None:
    """Look again, now that the claim is locked: the clock or an editor may have been faster."""
    assignment.refresh_from_db(fields=["closed_at", "closed_as", "token", "leased_until"])
    if assignment.is_open:
        return
    holder = Assignment.objects.open().filter(claim_id=assignment.claim_id).select_related("reviewer").first()
    who = f"Now {holder.reviewer} holds it." if holder else "Nobody holds it now."
    raise AssignmentClosed(how=assignment.get_closed_as_display().lower(), who=who)


def _expire(assignment_id: int, claim_id: int) -> bool:
    with transaction.atomic():
        claim = lock_claim(claim_id)
        overdue = Assignment.objects.overdue().select_for_update(of=("self",)).filter(pk=assignment_id).first()
        if overdue is None:
            return False  # its holder renewed or finished while we looked
        advance(claim, Act.EXPIRE, actor=clock_actor(), whom=[overdue.reviewer_id])
        close(overdue, Closed.EXPIRED)
        return True
