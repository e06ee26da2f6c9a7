"""Recording what a reviewer found."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from claims import intake
from claims.actions.advance import advance, lock_claim
from claims.enums import Act
from claims.errors import NotFound
from reviews import queries
from reviews.actions import evidence
from reviews.actions.assignments import close, still_held
from reviews.actions.evidence import SourceDraft
from reviews.enums import Closed
from reviews.errors import ReasoningNeeded, UnknownChoice
from reviews.models import Assignment, Rating, Review, Verdict


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a reviewer found, as typed: `rating` is the slug of a label on the current scale."""

    rating: str
    reasoning: str
    summary: str = ""
    sources: Sequence[SourceDraft] = field(default_factory=list)


def record(assignment_id: int, *, actor: Any, token: uuid.UUID, finding: Finding) -> Review:
    """Record the finding and propose it as the verdict, in one transaction.

    Raises what is wrong with the finding; NotFound for somebody else's assignment; AssignmentClosed or WrongToken
    when the claim is no longer in the actor's hands.
    """
    claim_id = Assignment.objects.visible_to(actor).filter(pk=assignment_id).values_list("claim_id", flat=True).first()
    if claim_id is None:
        raise NotFound(thing="assignment")
    rating = rating_named(finding.rating)
    reasoning, summary = checked_words(finding.reasoning, finding.summary)
    sources = evidence.checked(finding.sources, rating)
    with transaction.atomic():
        claim = lock_claim(claim_id)
        assignment = still_held(assignment_id, actor, token)
        advance(claim, Act.REVIEW, actor=actor)  # no note: history must not tell what is blind until decided
        review = Review.objects.create(
            assignment=assignment, claim=claim, reviewer=actor, rating=rating, summary=summary, reasoning=reasoning
        )
        evidence.attach(sources, review=review)
        close(assignment, Closed.REVIEWED)
        _propose(review)
        return review


def rating_named(slug: str) -> Rating:
    """The label on the scale in use. Raises UnknownChoice, naming the labels there are."""
    ratings = {rating.slug: rating for rating in queries.current_ratings()}
    if slug not in ratings:
        raise UnknownChoice(field="rating", value=slug, what="rating", choices=", ".join(ratings))
    return ratings[slug]


def checked_words(reasoning: str, summary: str) -> tuple[str, str]:
    """Reasoning and summary, tidied. Raises ReasoningNeeded, TooLong or NotText."""
    tidy = intake.prose(reasoning, "reasoning")
    if not tidy:
        raise ReasoningNeeded
    return tidy, intake.prose(summary, "summary", 500)


def _propose(review: Review) -> None:
    """What stands to be approved is always the latest finding; an approval of an earlier one is gone with it."""
    proposal = {"review": review, "proposed_by": review.reviewer, "approved_by": None, "approved_at": None}
    Verdict.objects.update_or_create(claim=review.claim, defaults=proposal)
