"""What people ask of the desk: what waits for whom, who has room, what is where. Reads only."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from claims import clock, policy
from claims.enums import Status
from claims.models import Claim
from claims.querysets import ClaimQuerySet
from reviews import suitability
from reviews.enums import Closed
from reviews.models import Assignment, Profile, Rating, Review, Verdict

GIVEN_UP = [Closed.RELEASED, Closed.EXPIRED]

# Interests and expertise have a file of their own; whoever asks the desk asks here.
conflict_of = suitability.conflict_of
people_without_conflict = suitability.people_without_conflict
without_conflicts_of = suitability.without_conflicts_of
experts_only_filter = suitability.experts_only_filter
people_expert_enough = suitability.people_expert_enough
experts_on = suitability.experts_on
suitable_for = suitability.suitable_for


def waiting_for(reviewer: Any) -> ClaimQuerySet:
    """The queue as this reviewer meets it: their languages, without what they gave back."""
    given_back = Assignment.objects.filter(reviewer=reviewer, closed_as=Closed.RELEASED).values("claim")
    return Claim.objects.waiting().filter(_reads(languages_of(reviewer))).exclude(pk__in=given_back)


def why_nothing_waits_for(reviewer: Any) -> str:
    """One sentence for an empty hand: an empty queue, other languages, only what they gave back, or a crowd."""
    if not Claim.objects.waiting().exists():
        return "The queue is empty."
    if not Claim.objects.waiting().filter(_reads(languages_of(reviewer))).exists():
        return "What waits is in languages that your profile does not list."
    if not waiting_for(reviewer).exists():
        return "What waits is what you gave back."
    return "What waits is being taken by others right now. Try again."


def reviewer_with_most_room_for(claim: Claim) -> Any | None:
    """The available reviewer who reads the claim's language, has room, never gave it up, and holds the fewest."""
    gave_up = Assignment.objects.filter(claim=claim, closed_as__in=GIVEN_UP).values("reviewer")
    able = available_reviewers().filter(held__lt=F("capacity")).exclude(pk__in=gave_up)
    language = claim.article.language.partition("-")[0]
    for reviewer in able.select_related("profile").order_by("held", "pk"):
        known = languages_of(reviewer)
        if not known or language in known:
            return reviewer
    return None


def available_reviewers() -> Any:
    """Active reviewers on duty and not away, with `held` and `capacity`. Who has no profile has the defaults."""
    on_duty = get_user_model().objects.filter(is_active=True, groups__name=policy.REVIEWER)
    away = Profile.objects.away().values("user")
    return _with_load(on_duty.exclude(profile__available=False).exclude(pk__in=away))


def capacity_of(reviewer: Any) -> int:
    profile = Profile.objects.filter(user=reviewer).first()
    return profile.capacity if profile else Profile.CAPACITY


def languages_of(reviewer: Any) -> list[str]:
    """The primary codes of the languages that the reviewer reads; empty means every language."""
    profile = getattr(reviewer, "profile", None)
    return [code.partition("-")[0] for code in profile.languages] if profile else []


def current_ratings() -> QuerySet[Rating]:
    """The labels of the scale in use, in order."""
    return Rating.objects.filter(scale__current=True).select_related("scale").order_by("position")


def held_by(reviewer: Any) -> QuerySet[Assignment]:
    """What is in this reviewer's hands, oldest first."""
    return Assignment.objects.held_by(reviewer).select_related("claim__article").order_by("id")


def counts_by_status() -> dict[str, int]:
    """How many claims stand where; every status is there, also at nought."""
    found = dict(Claim.objects.order_by().values_list("status").annotate(Count("id")))
    return {status: found.get(status, 0) for status in Status.values}


def _reads(languages: Iterable[str]) -> Q:
    reads = Q()
    for code in languages:
        reads |= Q(article__language=code) | Q(article__language__startswith=f"{code}-")
    return reads


def recent_reviews_by(reviewer: Any) -> QuerySet[Review]:
    """What this reviewer recorded, latest first."""
    return Review.objects.filter(reviewer=reviewer).select_related("claim", "rating").order_by("-id")


def earlier_finding(assignment: Assignment) -> Review | None:
    """What this reviewer found of this claim the last time, for who thinks again."""
    found = Review.objects.filter(claim=assignment.claim_id, reviewer=assignment.reviewer_id)
    return found.select_related("rating").prefetch_related("sources").order_by("-id").first()


def decisions_waiting(status: Status) -> QuerySet[Verdict]:
    """Verdicts of claims that stand at this status, the one that waits longest first."""
    found = Verdict.objects.filter(claim__status=status).order_by("claim__moved_at", "id")
    return found.select_related("claim__article", "review__rating", "proposed_by", "approved_by")


def load_per_reviewer() -> Any:
    """Active reviewers with what they hold, their capacity and how many leases have run out, fullest first."""
    late = Count("assignments", filter=Q(assignments__closed_at=None, assignments__leased_until__lt=clock.now()))
    everybody = get_user_model().objects.filter(is_active=True, groups__name=policy.REVIEWER)
    return _with_load(everybody).annotate(late=late).order_by("-held", "username")


def known_about(claim: Claim) -> QuerySet[Verdict]:
    """Published verdicts on other claims of the same article: what a reviewer may want to know first."""
    others = Verdict.objects.public().filter(claim__article=claim.article_id).exclude(claim=claim)
    return others.select_related("claim").prefetch_related("versions__rating").order_by("claim__start")


def verdict_of(claim: Claim) -> Verdict | None:
    """The claim's verdict with all that its page shows."""
    with_people = Verdict.objects.select_related("review__rating", "proposed_by", "approved_by")
    shown = with_people.prefetch_related("review__sources", "versions__rating", "versions__sources")
    return shown.filter(claim=claim).first()


def _with_load(reviewers: QuerySet[Any]) -> Any:
    return reviewers.annotate(
        held=Count("assignments", filter=Q(assignments__closed_at=None), distinct=True),
        capacity=Coalesce("profile__capacity", Profile.CAPACITY),
    )
