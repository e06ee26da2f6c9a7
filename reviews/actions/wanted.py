"""How many reviews a claim wants: fixed when it is queued, changed by an editor's act."""

from typing import Any

from django.db import transaction

from claims.actions.advance import advance, lock_claim
from claims.enums import Act, Status
from claims.errors import NothingChanges
from claims.models import Claim
from claims.models.topic import MOST_REVIEWS
from reviews import queries
from reviews.actions import places
from reviews.errors import ReviewsOutOfRange


def want(claim_id: int, *, actor: Any, reviews: int, seen: int | None = None) -> Claim:
    """Say how many reviews this claim wants.

    Raises ReviewsOutOfRange: not fewer than sit on its places already, and of an escalated claim one more, for it goes
    back to the queue.
    """

    def write() -> str:
        taken = [assignment.place for assignment in places.standing(claim) if not assignment.adjudicates]
        fewest = max([1, *taken, len(taken) + (claim.status == Status.ESCALATED)])
        if not fewest <= reviews <= MOST_REVIEWS:
            raise ReviewsOutOfRange(value=reviews, fewest=fewest, most=MOST_REVIEWS)
        if claim.reviews_wanted == reviews:
            raise NothingChanges(what=f"{reviews} are wanted")
        claim.reviews_wanted = reviews
        claim.save(update_fields=["reviews_wanted"])
        places.drop_adjudication(claim)  # it did not weigh what is still to come
        return claim.status if claim.status in (Status.NEW, Status.ESCALATED) else places.status_of(claim)

    with transaction.atomic():
        claim = lock_claim(claim_id, seen=seen, actor=actor)
        advance(claim, Act.WANT, actor=actor, note=str(reviews), write=write)
        return claim


def fix(claim: Claim) -> None:
    """When a claim is queued, settle how many reviews it wants, unless that was said of the claim itself."""
    if claim.reviews_wanted is None:
        claim.reviews_wanted = queries.reviews_wanted(claim)
        claim.save(update_fields=["reviews_wanted"])
