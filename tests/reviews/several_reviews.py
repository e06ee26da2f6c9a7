"""Claims that several people reviewed, as rows: what is under test is how they are counted, not how they came."""

from datetime import UTC, datetime, timedelta
from typing import Any

from claims.enums import Act, Status
from claims.models import Claim, Event
from reviews.enums import AssignmentRole, Closed, HandedOut
from reviews.models import Assignment, Rating, RatingScale, Review
from tests.factories import claim_at, new_claims

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
HALF_AN_HOUR = 1800.0


def reviewed(
    *given: tuple[Any, str],
    at: datetime = NOON,
    seconds: float = HALF_AN_HOUR,
    scale: str = "truth",
    role: str = AssignmentRole.REVIEW,
    claim: Claim | None = None,
    **details: Any,
) -> Claim:
    """A claim with these findings, (reviewer, rating), a minute apart from `at` on; each took `seconds`."""
    claim = claim or new_claims(0.9, **details)[0]
    for number, (reviewer, slug) in enumerate(given):
        moment = at + timedelta(minutes=number)
        taken = moment - timedelta(seconds=seconds)
        assignment = Assignment.objects.create(
            claim=claim,
            reviewer=reviewer,
            role=role,
            reason=HandedOut.TAKEN,
            created_at=taken,
            leased_until=taken + timedelta(hours=1),
            closed_at=moment,
            closed_as=Closed.REVIEWED,
            place=number + 1,
        )
        rating = Rating.objects.filter(scale__slug=scale, slug=slug).latest("scale__version")
        Review.objects.create(
            assignment=assignment,
            claim=claim,
            reviewer=reviewer,
            rating=rating,
            reasoning="So it is.",
            created_at=moment,
        )
    return claim


def approved(claim: Claim, editor: Any, seconds: float, act: Act = Act.APPROVE) -> None:
    """The editor did this so long after the last finding."""
    found_at = Review.objects.filter(claim=claim).latest("created_at").created_at
    Event.objects.create(
        article=claim.article,
        claim=claim,
        act=act,
        before=Status.REVIEWED,
        after=Status.APPROVED,
        actor=editor,
        at=found_at + timedelta(seconds=seconds),
    )


def second_scale() -> RatingScale:
    """Another scale, of two labels."""
    scale = RatingScale.objects.create(slug="short", name="Short scale", size=2)
    for value, slug in enumerate(["no", "yes"], start=1):
        Rating.objects.create(scale=scale, slug=slug, label=slug, definition=slug, value=value, position=value)
    return scale


__all__ = ["HALF_AN_HOUR", "NOON", "approved", "claim_at", "reviewed", "second_scale"]
