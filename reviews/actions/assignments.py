"""Handing out claims: take the next, assign, renew, let run out.

The claim's row is the lock for everything about it, its assignments included.
"""

import uuid
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from claims import clock, policy
from claims.actions.actors import clock_actor
from claims.actions.advance import advance, lock_claim
from claims.enums import Act, Status
from claims.errors import NotFound
from claims.models import Claim
from reviews import queries
from reviews.actions import places
from reviews.actions.conflicts import lock_person
from reviews.actions.places import close, lease_for
from reviews.enums import Closed, HandedOut
from reviews.errors import (
    AssignmentClosed,
    AtCapacity,
    ConflictOfInterest,
    LeaseOver,
    NotAReviewer,
    NothingToTake,
    WrongToken,
)
from reviews.models import Assignment, Rules

# After these their last holder may take the claim again by name; who stepped aside or asked for an editor may not.
TAKEN_BACK = (Closed.RELEASED, Closed.POSTPONED, Closed.EXPIRED)
TRIES = 3  # a row that we were about to take may be taken first; then the next look finds another


def take_next(*, actor: Any) -> Assignment:
    """Hand the actor the claim that comes first for them. Raises AtCapacity, or NothingToTake with the reason."""
    policy.require(Act.TAKE, actor)
    for _ in range(TRIES):
        with transaction.atomic():
            have_room(actor)
            # Locked rows are being taken by somebody else at this moment: step over them.
            claim = queries.waiting_for(actor).select_for_update(skip_locked=True, of=("self",)).first()
            if claim is not None:
                return _hand_out(claim, actor, act=Act.TAKE, actor=actor, reason=HandedOut.TAKEN)
        # Under contention a locked page may look empty: look again without stepping over anything.
        if not queries.waiting_for(actor).exists():
            break
    raise NothingToTake(why=queries.why_nothing_waits_for(actor))


def take_back(assignment_id: int, *, actor: Any) -> Assignment:
    """Take a claim again that one gave back, put off or lost to the clock, while a place on it is free.

    Returns the new assignment, or the old one where it is open still. Raises AssignmentClosed, saying who has it now,
    and what `take_next` raises for who may not take any.
    """
    earlier = visible(assignment_id, actor)
    with transaction.atomic():
        claim = lock_claim(earlier.claim_id)
        mine: Assignment | None = Assignment.objects.held_by(actor).filter(claim=claim).first()
        if mine is not None:
            return mine
        policy.require(Act.TAKE, actor)
        if claim.status != Status.QUEUED or earlier.reviewer_id != actor.pk or earlier.closed_as not in TAKEN_BACK:
            still_open(earlier)
            raise AssignmentClosed(how="somebody else's", who=who_has_it_instead(earlier))
        have_room(actor)
        if claim.not_before:
            claim.not_before = None  # whoever put it off takes it up
            claim.save(update_fields=["not_before"])
        return _hand_out(claim, actor, act=Act.TAKE, actor=actor, reason=HandedOut.TAKEN)


def assign(claim_id: int, *, reviewer_id: int, actor: Any, seen: int | None = None) -> Assignment:
    """Hand a waiting claim to the reviewer that an editor chose."""
    policy.require(Act.ASSIGN, actor)  # before anything is said about who is a reviewer
    reviewer = reviewer_named(reviewer_id)
    with transaction.atomic():
        claim = lock_claim(claim_id, seen=seen, actor=actor)
        return _hand_out(claim, reviewer, act=Act.ASSIGN, actor=actor, reason=HandedOut.CHOSEN)


def assign_automatically(claim_id: int) -> Assignment | None:
    """Hand a waiting claim to the available reviewer who suits it best and holds the fewest.

    None when nobody has room, or when somebody took it first: both are fine, the clock asks again.
    """
    with transaction.atomic():
        claim = lock_claim(claim_id)
        if not Claim.objects.waiting().filter(pk=claim_id).exists():
            return None
        _let_loads_stand_still()
        reviewer = queries.reviewer_with_most_room_for(claim)
        if reviewer is None:
            return None
        return _hand_out(claim, reviewer, act=Act.ASSIGN, actor=clock_actor(), reason=HandedOut.BALANCED)


def renew(assignment_id: int, *, actor: Any, token: uuid.UUID) -> Assignment:
    """Keep the claim for another lease. A heartbeat, not an act: history does not record it."""
    assignment = visible(assignment_id, actor)
    until = clock.now() + lease_for(assignment.reason)
    # In one statement, so that a lease that the clock ends at this moment is not brought back to life.
    if not Assignment.objects.held_by(actor).filter(pk=assignment.pk, token=token).update(leased_until=until):
        still_open(assignment)
        raise _wrong_token(assignment, actor)
    assignment.leased_until = until
    return assignment


def expire_overdue() -> int:
    """Return to the queue what was held longer than its lease and the grace after it. Returns how many."""
    over = Assignment.objects.overdue(Rules.current().grace).values_list("pk", "claim_id")
    return sum(_expire(*found) for found in list(over))


def still_held(assignment_id: int, actor: Any, token: uuid.UUID) -> Assignment:
    """The actor's own assignment under a live lease, for who brings its token. Assumes the caller's lock on its claim.

    Raises AssignmentClosed, saying what became of the claim, WrongToken, or LeaseOver.
    """
    assignment = visible(assignment_id, actor)
    # A heartbeat that is under way counts: else who renews and records at once may be told that the lease is over.
    still_open(assignment, Assignment.objects.select_for_update(of=("self",), no_key=True))
    if assignment.token != token:
        raise _wrong_token(assignment, actor)
    if assignment.leased_until + Rules.current().grace < clock.now():
        raise LeaseOver
    return assignment


def _wrong_token(assignment: Assignment, actor: Any) -> WrongToken:
    return WrongToken(who="you hold" if assignment.reviewer_id == actor.pk else f"{assignment.reviewer} holds")


def visible(assignment_id: int, actor: Any) -> Assignment:
    """The assignment, if the actor may know of it. Raises NotFound."""
    found: Assignment | None = (
        Assignment.objects.visible_to(actor).select_related("claim").filter(pk=assignment_id).first()
    )
    if found is None:
        raise NotFound(thing="assignment")
    return found


def still_open(assignment: Assignment, rows: Any = None) -> None:
    """Look again, now that the claim is locked: the clock or an editor may have been faster."""
    assignment.refresh_from_db(fields=["closed_at", "closed_as", "token", "leased_until", "place"], from_queryset=rows)
    if not assignment.is_open:
        raise AssignmentClosed(how=assignment.get_closed_as_display().lower(), who=who_has_it_instead(assignment))


def who_has_it_instead(gone: Assignment) -> str:
    """Who sits on the same place now. Who sits on the others is not told: the reviews of a claim are blind."""
    there = Assignment.objects.standing().filter(claim_id=gone.claim_id, role=gone.role, place=gone.place)
    now = there.select_related("reviewer").first()
    if now is None:
        return "Nobody holds it now."
    if now.reviewer_id == gone.reviewer_id:
        return "You hold it under another lease." if now.is_open else "Your finding on it stands."
    return f"Now {now.reviewer} holds it." if now.is_open else "Somebody else has reviewed it."


def reviewer_named(reviewer_id: int) -> Any:
    """Somebody who reviews. Raises NotAReviewer."""
    reviewer = get_user_model().objects.filter(pk=reviewer_id).first()
    if reviewer is None or not policy.is_reviewer(reviewer):
        raise NotAReviewer(username=reviewer.get_username() if reviewer else reviewer_id)
    return reviewer


def still_reviews(reviewer: Any) -> None:
    """Look again, now that the person is locked: an editor may have let them go meanwhile. Raises NotAReviewer."""
    if not get_user_model().objects.filter(pk=reviewer.pk, is_active=True, groups__name=policy.REVIEWER).exists():
        raise NotAReviewer(username=reviewer.get_username())


def have_room(person: Any) -> None:
    """Raises AtCapacity. Locks the person, so that two of their tabs count one after the other."""
    lock_person(person.pk)
    held, capacity = Assignment.objects.held_by(person).count(), queries.capacity_of(person)
    if held >= capacity:
        raise AtCapacity(held=held, capacity=capacity)


def unbiased(person: Any, claim: Claim, told_to: Any) -> None:
    """Raises ConflictOfInterest, saying which. Assumes the claim's lock.

    Locks the person as who declares does: what is being declared at this moment is seen here, or comes after us.
    """
    lock_person(person.pk)
    if why := queries.conflict_of(person, claim, told_to=told_to):
        raise ConflictOfInterest(why=why)


def _hand_out(claim: Claim, reviewer: Any, *, act: Act, actor: Any, reason: HandedOut) -> Assignment:
    made: list[Assignment] = []

    def write() -> Status:
        unbiased(reviewer, claim, told_to=actor)
        still_reviews(reviewer)
        why = queries.why_it_comes_to(reviewer, claim, reason)
        made.append(places.hold(claim, reviewer, reason, why=why))
        return places.status_of(claim)

    note = "" if act is Act.TAKE else f"to {reviewer.get_username()}"
    advance(claim, act, actor=actor, note=note, write=write, whom=[reviewer.pk])
    return made[0]


def _let_loads_stand_still() -> None:
    """Whoever else assigns, and every reviewer who takes, waits here until we are done, and then counts ours too."""
    reviewers = get_user_model().objects.filter(groups__name=policy.REVIEWER).order_by("pk")
    list(reviewers.select_for_update(of=("self",), no_key=True).values_list("pk"))  # one order: no deadlock


def _expire(assignment_id: int, claim_id: int) -> bool:
    with transaction.atomic():
        claim = lock_claim(claim_id)
        over = Assignment.objects.overdue(Rules.current().grace).select_for_update(of=("self",))
        assignment = over.filter(pk=assignment_id).first()
        if assignment is None:
            return False  # its holder renewed or finished while we looked
        write = partial(let_go, assignment, Closed.EXPIRED)
        advance(claim, Act.EXPIRE, actor=clock_actor(), write=write, whom=[assignment.reviewer_id])
        return True


def let_go(assignment: Assignment, how: Closed) -> Status:
    """Leave the place. Returns where the claim stands then. Assumes the claim's lock."""
    close(assignment, how)
    claim = assignment.claim
    return Status(claim.status) if assignment.adjudicates else places.status_of(claim)
