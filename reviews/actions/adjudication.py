"""Settling disagreement: an adjudicator, who reviewed nothing of the claim, reads the findings and writes one."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from claims import policy
from claims.actions.advance import advance, lock_claim
from claims.enums import Act
from reviews.actions import places
from reviews.actions.assignments import unbiased
from reviews.enums import AssignmentRole, HandedOut
from reviews.errors import NoAdjudicator, WroteOne
from reviews.models import Assignment, Review


def appoint(claim_id: int, *, person_id: int, actor: Any, note: str = "", seen: int | None = None) -> Assignment:
    """Ask an editor or a reviewer, perhaps oneself, to settle it.

    Raises NoAdjudicator, WroteOne, ConflictOfInterest, or AdjudicatorAtWork.
    """
    policy.require(Act.APPOINT, actor)
    person = get_user_model().objects.filter(pk=person_id).first()
    if person is None or not policy.has_a_role(person):
        raise NoAdjudicator(username=person.get_username() if person else person_id)
    made: list[Assignment] = []

    def write() -> None:
        if Review.objects.filter(claim=claim, reviewer=person).exists():
            raise WroteOne(username=person.get_username())
        unbiased(person, claim, told_to=actor)
        role, reason = AssignmentRole.ADJUDICATION, HandedOut.APPOINTED
        made.append(places.hold(claim, person, reason, role=role, why="The reviewers disagree.", note=note))

    with transaction.atomic():
        claim = lock_claim(claim_id, seen=seen, actor=actor)
        advance(claim, Act.APPOINT, actor=actor, note=person.get_username(), write=write, whom=[person.pk])
        return made[0]
