"""The places of a claim: who sits on them, which is free, and what follows for its status (docs/desk.md).

Read from the rows every time, under the claim's lock: there is no counter that could drift.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q

from claims import clock
from claims.enums import Status
from claims.models import Claim
from reviews import queries
from reviews.enums import STANDING, AssignmentRole, Closed, HandedOut
from reviews.errors import AdjudicatorAtWork, AlreadyOnIt, HasReadThem, NoPlaceLeft
from reviews.models import Assignment, Review, Rules, Verdict


def hold(
    claim: Claim,
    person: Any,
    reason: HandedOut,
    *,
    role: AssignmentRole = AssignmentRole.REVIEW,
    place: int | None = None,
    why: str = "",
    note: str = "",
) -> Assignment:
    """Seat a person on a place of the claim, the first free one unless it is named. Assumes the claim's lock.

    Raises AlreadyOnIt, HasReadThem, NoPlaceLeft or AdjudicatorAtWork.
    """
    theirs = Q(reviewer=person, role=AssignmentRole.ADJUDICATION)
    known = list(Assignment.objects.filter(Q(closed_as__in=STANDING) | theirs, claim=claim).order_by("role", "place"))
    seated = [other for other in known if other.is_standing]
    if any(other.reviewer_id == person.pk for other in seated):
        raise AlreadyOnIt(username=person.get_username())
    if role == AssignmentRole.REVIEW and any(other.adjudicates and other.reviewer_id == person.pk for other in known):
        raise HasReadThem(username=person.get_username())
    return Assignment.objects.create(
        claim=claim,
        reviewer=person,
        role=role,
        place=place or _free(claim, seated, role),
        reason=reason,
        why=why,
        note=note,
        leased_until=clock.now() + lease_for(reason),
    )


def close(assignment: Assignment, how: Closed) -> Assignment:
    """End an assignment, or say that its finding stands no longer. Assumes the caller's lock on its claim."""
    assignment.closed_at, assignment.closed_as = clock.now(), how
    assignment.save(update_fields=["closed_at", "closed_as"])
    return assignment


def drop_adjudication(claim: Claim) -> None:
    """An adjudication falls with what it judged, written or not. Assumes the claim's lock."""
    for adjudication in standing(claim).filter(role=AssignmentRole.ADJUDICATION):
        close(adjudication, Closed.RELEASED if adjudication.is_open else Closed.SENT_BACK)


def lease_for(reason: str, rules: Rules | None = None) -> timedelta:
    """Who takes a claim sits in front of it; who was given one may find it tomorrow morning."""
    rules = rules or Rules.current()
    taken = reason in (HandedOut.TAKEN, HandedOut.RETRACTED)
    return timedelta(minutes=rules.taken_lease_minutes if taken else rules.assigned_lease_minutes)


def standing(claim: Claim) -> Any:
    """Who sits on a place of the claim: at work on it, or with a finding that stands."""
    return Assignment.objects.standing().filter(claim=claim).order_by("role", "place")


def status_of(claim: Claim) -> Status:
    """Where the claim stands by who sits on its places. What was escalated stays so until an editor decides."""
    if claim.status == Status.ESCALATED:
        return Status.ESCALATED
    seated = list(standing(claim).filter(role=AssignmentRole.REVIEW))
    if len(seated) < (claim.reviews_wanted or 1):
        return Status.QUEUED
    if any(assignment.is_open for assignment in seated):
        return Status.IN_REVIEW
    return Status.REVIEWED if settle(claim) else Status.DISPUTED


def settle(claim: Claim) -> Verdict | None:
    """Propose what the findings come to: the adjudicator's, else what they agree on, else nothing."""
    found = list(queries.standing_reviews(claim))
    adjudicated = [review for review in found if review.assignment.adjudicates]
    lead = adjudicated[0] if adjudicated else queries.agreed(found, Rules.current().tolerance)
    return _propose(claim, lead, found) if lead else None


def _propose(claim: Claim, lead: Review, found: Sequence[Review]) -> Verdict:
    """What stands to be approved is always what stands now; approvals of an earlier proposal are gone with it.

    Even if it says the same: meanwhile who had approved may have reviewed the claim, and taken that back.
    """
    verdict = Verdict.objects.filter(claim=claim).first() or Verdict(claim=claim, proposal=0)
    verdict.review, verdict.proposed_by, verdict.proposal = lead, lead.reviewer, verdict.proposal + 1
    verdict.approved_by = verdict.approved_at = None
    verdict.save()
    verdict.rests_on.set(found)
    return verdict


def _free(claim: Claim, seated: Sequence[Assignment], role: AssignmentRole) -> int:
    taken = {other.place for other in seated if other.role == role}
    if role == AssignmentRole.ADJUDICATION:
        if taken:
            raise AdjudicatorAtWork
        return 1
    free = (place for place in range(1, (claim.reviews_wanted or 1) + 1) if place not in taken)
    if (place := next(free, None)) is None:
        raise NoPlaceLeft
    return place
