"""Recording what a reviewer found; taking it back, sending it back."""

import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction

from claims import intake
from claims.actions.advance import advance, lock_claim, needed
from claims.enums import Act, Status
from claims.errors import DomainError, NotFound
from claims.models import Claim
from reviews import queries
from reviews.actions import drafts, evidence, places
from reviews.actions.assignments import still_held, unbiased, visible
from reviews.actions.evidence import SourceDraft
from reviews.actions.places import close
from reviews.enums import AssignmentRole, Closed, HandedOut
from reviews.errors import AlreadyActedOn, DraftTooLong, NotWantedAnyMore, NotYours, ReasoningNeeded, UnknownChoice
from reviews.models import Assignment, Rating, Review, Verdict


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a reviewer found, as typed: `rating` is the slug of a label on the current scale."""

    rating: str
    reasoning: str
    summary: str = ""
    sources: Sequence[SourceDraft] = field(default_factory=list)


def record(
    assignment_id: int, *, actor: Any, token: uuid.UUID, finding: Finding, draft_seen: int | None = None
) -> Review:
    """Record the finding, and propose a verdict when it is the last one wanted and all agree.

    Raises what is wrong with the finding; NotFound for somebody else's assignment; and in one transaction, under the
    claim's lock, AssignmentClosed, WrongToken or LeaseOver without a live lease, NotWantedAnyMore, ConflictOfInterest.
    What was typed and refused is kept as the actor's draft; `draft_seen` is the version of it that was typed on.
    """
    assignment = visible(assignment_id, actor)
    try:
        return _record(assignment, actor, token, finding)
    except DomainError:
        if assignment.reviewer_id == actor.pk:
            with suppress(DraftTooLong):  # no finding is that long; the refusal itself is what they must read
                drafts.keep_refused(assignment_id, actor=actor, words=as_typed(finding), seen=draft_seen)
        raise


def retract(review_id: int, *, actor: Any) -> Assignment:
    """Take one's own finding back to think again, until somebody has acted on it. Raises AlreadyActedOn."""
    review = Review.objects.visible_to(actor).filter(pk=review_id).select_related("assignment").first()
    if review is None:
        raise NotFound(thing="review")
    made: list[Assignment] = []

    def write() -> Status:
        if review.reviewer_id != actor.pk:
            raise NotYours
        if not review.assignment.is_standing or queries.acted_on(review):
            raise AlreadyActedOn
        made.append(_reopen(claim, review, HandedOut.RETRACTED))
        return places.status_of(claim)

    with transaction.atomic():
        claim = lock_claim(review.claim_id)
        review.assignment.refresh_from_db()
        advance(claim, Act.RETRACT, actor=actor, write=write)
        return made[0]


def send_back(
    claim_id: int, *, actor: Any, note: str, review_id: int | None = None, seen: int | None = None
) -> Assignment:
    """Hand a finding back to whoever wrote it, saying what is missing; unless named, the one that is proposed.

    Returns the new assignment. An adjudication falls with any finding that it judged.
    """
    note = needed(note)
    made: list[Assignment] = []
    whom: list[int] = []

    def write() -> Status:
        review = _named(claim, review_id)
        whom.append(review.reviewer_id)
        if not review.assignment.adjudicates:
            places.drop_adjudication(claim)
        Verdict.objects.filter(claim=claim).update(approved_by=None, approved_at=None)
        made.append(_reopen(claim, review, HandedOut.SENT_BACK, note))
        return Status.DISPUTED if review.assignment.adjudicates else Status.IN_REVIEW

    with transaction.atomic():
        claim = lock_claim(claim_id, seen=seen, actor=actor)
        advance(claim, Act.SEND_BACK, actor=actor, note=note, write=write, whom=whom)
        return made[0]


def as_typed(finding: Finding) -> dict[str, Any]:
    """The finding as a draft keeps it: nothing checked, dates as text."""
    words = asdict(finding)
    words["sources"] = [{name: str(value or "") for name, value in source.items()} for source in words["sources"]]
    return words


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


def _record(assignment: Assignment, actor: Any, token: uuid.UUID, finding: Finding) -> Review:
    rating = rating_named(finding.rating)
    reasoning, summary = checked_words(finding.reasoning, finding.summary)
    sources = evidence.checked(finding.sources, rating)
    made: list[Review] = []

    def write() -> Status:
        _wanted(held, claim)
        review = Review.objects.create(
            assignment=held, claim=claim, reviewer=actor, rating=rating, summary=summary, reasoning=reasoning
        )
        evidence.attach(sources, review=review)
        close(held, Closed.REVIEWED)
        drafts.discard(actor, claim.pk)
        made.append(review)
        return places.status_of(claim)

    with transaction.atomic():
        claim = lock_claim(assignment.claim_id)
        held = still_held(assignment.pk, actor, token)
        unbiased(actor, claim, told_to=actor)
        act = Act.ADJUDICATE if held.adjudicates else Act.REVIEW
        advance(claim, act, actor=actor, write=write)  # no note: history must not tell what is blind until decided
        return made[0]


def _wanted(held: Assignment, claim: Claim) -> None:
    if not held.adjudicates and held.place > (claim.reviews_wanted or 1):
        raise NotWantedAnyMore


def _reopen(claim: Claim, review: Review, reason: HandedOut, note: str = "") -> Assignment:
    """The finding stands no longer; its author sits on the same place again."""
    old = review.assignment
    close(old, Closed.SENT_BACK if reason is HandedOut.SENT_BACK else Closed.RETRACTED)
    return places.hold(
        claim,
        review.reviewer,
        reason,
        role=AssignmentRole(old.role),
        place=old.place,
        why=reason.label + ".",
        note=note,
    )


def _named(claim: Claim, review_id: int | None) -> Review:
    found = queries.standing_reviews(claim)
    named = found.filter(pk=review_id if review_id is not None else claim.verdict.review_id).first()
    if named is None:
        raise NotFound(thing="standing review of this claim")
    return named
