"""Letting go of a claim before there is a finding: give back, postpone, hand over, escalate, step aside.

What was typed stays as a draft of the one who typed it.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims import clock, intake
from claims.actions.advance import advance, lock_claim, needed
from claims.enums import Act, Status
from claims.errors import WrongDate
from claims.models import Claim
from reviews.actions import conflicts, places
from reviews.actions.assignments import have_room, let_go, reviewer_named, still_open, still_reviews, unbiased, visible
from reviews.actions.conflicts import Interest
from reviews.enums import Closed, ConflictKind, HandedOut
from reviews.errors import NotPostponable
from reviews.models import Assignment

LATEST_DAYS = 366


def release(assignment_id: int, *, actor: Any, note: str) -> Assignment:
    """Give the claim back to the queue. Raises NoteNeeded: the next one wants to know why."""
    return _leave(assignment_id, Act.RELEASE, Closed.RELEASED, actor=actor, note=needed(note))


def postpone(assignment_id: int, *, actor: Any, until: str | date | None, note: str) -> Assignment:
    """Put the claim off until a day: nobody is offered it before. Raises NotPostponable or NoteNeeded."""
    day = _coming_day(until)

    def put_off(claim: Claim) -> None:
        claim.not_before = timezone.make_aware(datetime.combine(day, time.min))
        claim.save(update_fields=["not_before"])

    words = f"until {day:%-d %B %Y}: {needed(note)}"
    return _leave(assignment_id, Act.POSTPONE, Closed.POSTPONED, actor=actor, note=words, besides=put_off)


def _coming_day(given: str | date | None) -> date:
    try:
        day = intake.day(given, "until")
    except WrongDate:
        day = None
    if day is None or not 0 < (day - clock.today()).days <= LATEST_DAYS:
        raise NotPostponable(days=LATEST_DAYS)
    return day


def escalate(assignment_id: int, *, actor: Any, note: str) -> Assignment:
    """Put the claim before an editor. Raises NoteNeeded: they want to know what the trouble is."""
    return _leave(assignment_id, Act.ESCALATE, Closed.ESCALATED, actor=actor, note=needed(note), to=Status.ESCALATED)


def recuse(assignment_id: int, *, actor: Any, note: str = "") -> Assignment:
    """Step aside for a conflict of interest: it is declared, and the claim never comes back to this person."""
    words = intake.prose(note, "note", 2_000)

    def declare(claim: Claim) -> None:
        stepped_aside = Interest(kind=ConflictKind.CLAIM, claim=claim.pk, note=words)
        conflicts.declare(stepped_aside, person_id=actor.pk, actor=actor)

    return _leave(assignment_id, Act.RECUSE, Closed.RECUSED, actor=actor, note=words, besides=declare)


def hand_over(assignment_id: int, *, actor: Any, reviewer_id: int, note: str) -> Assignment:
    """Give the claim, on its place, to a colleague who has room for it. Returns the colleague's assignment."""
    assignment, note = visible(assignment_id, actor), needed(note)
    colleague = reviewer_named(reviewer_id)
    made: list[Assignment] = []

    def write() -> str:
        have_room(colleague)
        unbiased(colleague, claim, told_to=actor)
        still_reviews(colleague)
        let_go(assignment, Closed.HANDED_OVER)
        made.append(
            places.hold(
                claim, colleague, HandedOut.HANDED_OVER, place=assignment.place, why=f"From {actor}.", note=note
            )
        )
        return claim.status

    with transaction.atomic():
        assignment.claim = claim = lock_claim(assignment.claim_id)
        still_open(assignment)
        advance(claim, Act.HAND_OVER, actor=actor, note=f"to {colleague}: {note}", write=write, whom=[colleague.pk])
        return made[0]


def _leave(
    assignment_id: int,
    act: Act,
    how: Closed,
    *,
    actor: Any,
    note: str,
    to: Status | None = None,
    besides: Callable[[Claim], None] = lambda claim: None,
) -> Assignment:
    assignment = visible(assignment_id, actor)

    def write() -> Status:
        after = let_go(assignment, how)
        besides(claim)
        return to or after

    with transaction.atomic():
        assignment.claim = claim = lock_claim(assignment.claim_id)
        still_open(assignment)
        advance(claim, act, actor=actor, note=note, write=write)
        return assignment
