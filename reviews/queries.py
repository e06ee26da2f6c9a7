"""What people ask of the desk: what waits for whom, who has room, what is where. Reads only."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import combinations
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from claims import keyset, policy
from claims.enums import Status
from claims.keyset import MOVED, Order
from claims.models import Claim
from claims.querysets import ClaimQuerySet
from reviews import newsroom, suitability
from reviews.enums import STANDING, AssignmentRole, Closed, HandedOut
from reviews.models import (
    Approval,
    Assignment,
    Draft,
    Profile,
    Rating,
    RatingScale,
    Review,
    Rules,
    Verdict,
    VerdictVersion,
)
from reviews.newsroom import number_of, with_load
from reviews.querysets import VerdictQuerySet

_SCALE_OF_PROPOSAL = "review__rating__scale__ratings"

# How an assignment ended after which the claim does not come back to this person by itself.
LET_GO = [Closed.RELEASED, Closed.HANDED_OVER, Closed.ESCALATED, Closed.RECUSED]
SEEN_ENOUGH = Q(closed_as__in=[*STANDING, *LET_GO]) | Q(
    role=AssignmentRole.ADJUDICATION
)  # who read findings is not blind
MISSED = [*LET_GO, Closed.EXPIRED, Closed.POSTPONED]  # and is not given to them by the clock either

# Interests and expertise have a file of their own; whoever asks the desk asks here.
conflict_of = suitability.conflict_of
people_without_conflict = suitability.people_without_conflict
without_conflicts_of = suitability.without_conflicts_of
experts_only_filter = suitability.experts_only_filter
people_expert_enough = suitability.people_expert_enough
experts_on = suitability.experts_on
suitable_for = suitability.suitable_for


def judged_by(person: Any) -> QuerySet[Any]:
    """The ids of the claims that somebody has in hand, or once wrote a finding on."""
    has_a_part = Q(closed_at=None) | Q(review__isnull=False)
    return Assignment.objects.filter(has_a_part, reviewer=person.pk).values("claim")


def waiting_for(reviewer: Any) -> ClaimQuerySet:
    """The queue as this reviewer meets it: their languages and topics, without what they reviewed, hold or let go.

    Neither does it hold what they were to settle, or have a conflict of interest in: one query reads their conflicts.
    """
    mine = Assignment.objects.filter(SEEN_ENOUGH, claim=OuterRef("pk"), reviewer=reviewer)
    readable = Claim.objects.waiting().filter(_reads(languages_of(reviewer))).exclude(Exists(mine))
    return suitable_for(reviewer, readable)


def claims_for_free_hands() -> list[int]:
    """Waiting claims that somebody on duty has room for, each reviewer's best first.

    Looked for from the reviewers' side: however many claims wait that nobody reads, they hide none behind them.
    """
    found: list[int] = []
    able = available_reviewers().filter(held__lt=F("capacity")).select_related("profile").order_by("held", "pk")
    for reviewer in able:
        missed = Assignment.objects.filter(claim=OuterRef("pk"), reviewer=reviewer, closed_as__in=MISSED)
        fitting = waiting_for(reviewer).exclude(Exists(missed)).exclude(pk__in=found).values_list("pk", flat=True)
        found += fitting[: reviewer.capacity - reviewer.held]
    return found


def why_it_comes_to(reviewer: Any, claim: Claim, reason: str) -> str:
    """What spoke for handing this claim to this person, in a sentence that tells nothing of other reviewers."""
    since = f"waiting since {timezone.localtime(claim.queued_at):%-d %b %H:%M}" if claim.queued_at else "just queued"
    facts = [f"{claim.get_priority_display().lower()} priority, check-worthiness {claim.check_worthiness:.2f}, {since}"]
    if reviewer.pk in experts_on(claim):
        facts.append("on a topic of yours")
    return f"{HandedOut(reason).label}: {', '.join(facts)}."


def reviews_wanted(claim: Claim) -> int:
    """What the claim itself says, else its article, else the most that one of its topics says, else the desk."""
    if number := claim.reviews_wanted or claim.article.reviews_wanted:
        return number
    most = claim.article.topics.aggregate(most=Max("reviews_wanted"))["most"]
    return int(most or Rules.current().reviews_wanted)


def standing_reviews(claim: Claim) -> QuerySet[Review]:
    """The findings on a claim that were neither taken back nor sent back, in the order of their places."""
    found = Review.objects.filter(claim=claim, assignment__closed_as=Closed.REVIEWED)
    return found.select_related("assignment", "rating__scale", "reviewer").order_by("assignment__place", "id")


def findings_to_settle(assignment: Assignment) -> list[Review]:
    """What the reviewers found, for who adjudicates: in an order that tells nothing of whose they are.

    The same for as long as the assignment lasts, so that B stays B.
    """

    def shuffled(review: Review) -> str:
        return sha256(f"{assignment.token}{review.pk}".encode()).hexdigest()

    found = standing_reviews(assignment.claim).exclude(assignment=assignment).prefetch_related("sources")
    return sorted(found.prefetch_related("rating__scale__ratings"), key=shuffled)


def agreed(found: Sequence[Review], tolerance: int) -> Review | None:
    """The finding whose rating is the median, the lower of two, if no two lie further apart than the tolerance.

    Outcomes off the line of the scale agree only with themselves. None when the reviewers disagree.
    """
    for one, other in combinations(found, 2):
        apart = steps_between(one.rating, other.rating)
        if apart is None or apart > tolerance:
            return None
    ordered = sorted(found, key=lambda review: (-review.rating.position, review.pk))  # the worst rating first
    return ordered[(len(ordered) - 1) // 2] if ordered else None


def adjudicators_of(claim: Claim, first: Any) -> list[Any]:
    """The newsroom without those who wrote a finding on the claim; `first` leads the list if they may."""
    able = newsroom.members().exclude(pk__in=Review.objects.filter(claim=claim).values("reviewer")).order_by("username")
    return sorted(able, key=lambda person: person != first)


def acted_on(review: Review) -> bool:
    """Whether somebody has approved or adjudicated what this finding is part of."""
    verdict = Verdict.objects.filter(claim=review.claim_id, rests_on=review).first()
    if verdict and verdict.approvals.filter(proposal=verdict.proposal).exists():
        return True
    adjudications = Assignment.objects.standing().filter(claim=review.claim_id, role=AssignmentRole.ADJUDICATION)
    return adjudications.exclude(pk=review.assignment_id).exists()


def draft_of(person: Any, claim_id: int) -> Draft | None:
    return Draft.objects.filter(person=person, claim=claim_id).first()


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
    """Of the reviewers on duty who have room, may judge the claim, read its language and did not miss it before:

    who knows its topic, then who holds the fewest. A constant number of queries.
    """
    missed = Assignment.objects.filter(SEEN_ENOUGH | Q(closed_as__in=MISSED), claim=claim).values("reviewer")
    able = available_reviewers().filter(held__lt=F("capacity")).exclude(pk__in=missed).select_related("profile")
    language = claim.article.language.partition("-")[0]
    readers = [person for person in able if language in (known := languages_of(person)) or not known]
    fit = people_expert_enough(claim, people_without_conflict(claim, readers))
    experts = experts_on(claim)
    return min(fit, key=lambda person: (person.pk not in experts, person.held, person.pk), default=None)


def available_reviewers() -> Any:
    """Active reviewers on duty and not away, with `held` and `capacity`. Who has no profile has the defaults."""
    on_duty = get_user_model().objects.filter(is_active=True, groups__name=policy.REVIEWER)
    away = Profile.objects.away().values("user")
    return with_load(on_duty.exclude(profile__available=False).exclude(pk__in=away))


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


def scales() -> QuerySet[RatingScale]:
    """Every version of every scale with its labels, newest first."""
    return RatingScale.objects.select_related("made_by", "chosen_by").prefetch_related("ratings").order_by("-id")


def uses_of(scale_slug: str, actor: Any) -> dict[int, tuple[int, int]]:
    """Ratings of the scale that were ever given, in all versions: in how many findings that the actor may see, and in
    how many published versions."""
    found, shown = (
        dict(rows.filter(rating__scale__slug=scale_slug).order_by().values_list("rating").annotate(Count("pk")))
        for rows in (Review.objects.visible_to(actor), VerdictVersion.objects.all())
    )
    return {rating: (found.get(rating, 0), shown.get(rating, 0)) for rating in found | shown}


def steps_between(a: Rating, b: Rating) -> int | None:
    """How many steps on the line two ratings lie apart; 0 for the same label, on or off the line.

    Of two versions of a scale, the older one's line is counted, without the labels that are not on both. None where
    there is no such distance: between two scales, from or to what lies off the line, or is on one of the versions only.
    """
    if a.scale.slug != b.scale.slug:
        return None
    if a.slug == b.slug:
        return 0
    older, newer = sorted((a.scale, b.scale), key=lambda scale: scale.version)
    on_both = _line_of(older) if older == newer else [slug for slug in _line_of(older) if slug in _line_of(newer)]
    if a.slug not in on_both or b.slug not in on_both:
        return None
    return abs(on_both.index(a.slug) - on_both.index(b.slug))


def _line_of(scale: RatingScale) -> list[str]:
    """Read through the scale, so that lists can prefetch its ratings."""
    labels = sorted(scale.ratings.all(), key=lambda rating: rating.position)
    return [rating.slug for rating in labels if rating.on_line]


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


def standing_at(status: Status) -> QuerySet[Claim]:
    """Claims at this status, the one that has waited longest first."""
    return Claim.objects.filter(status=status).select_related("article").order_by("moved_at", "id")


def decisions_waiting(status: Status) -> VerdictQuerySet:
    """Verdicts of claims that stand at this status, the one that waits longest first."""
    found: VerdictQuerySet = Verdict.objects.filter(claim__status=status).order_by("claim__moved_at", "id")
    return found.select_related("claim__article", "review__rating", "proposed_by", "approved_by")


def approved_enough(wanted: int) -> QuerySet[Verdict, int]:
    """The ids of claims that wait for approvals, and have as many as are wanted."""
    given = Count("approvals", filter=Q(approvals__proposal=F("proposal")))
    waits = Verdict.objects.filter(claim__status=Status.REVIEWED).annotate(given_now=given)
    return waits.filter(given_now__gte=wanted).order_by("claim_id").values_list("claim_id", flat=True)


def decisions_for(editor: Any) -> list[QuerySet[Claim]]:
    """Claims that wait for this editor: to approve, to publish, to find an adjudicator for, or asked for by a reviewer.

    A stream for each status, which an index has in the order in which they began to wait. Without what they judge, have
    signed already or have a conflict of interest in.
    """
    signed = Approval.objects.filter(verdict__claim=OuterRef("pk"), proposal=F("verdict__proposal"), person=editor.pk)
    settling = Assignment.objects.open().filter(claim=OuterRef("pk"), role=AssignmentRole.ADJUDICATION)
    waits = {
        Status.APPROVED: Q(),
        Status.ESCALATED: Q(),
        Status.REVIEWED: ~Exists(signed),
        Status.DISPUTED: ~Exists(settling),
    }
    open_to = without_conflicts_of(editor, Claim.objects.exclude(policy.blind(editor)))
    return [open_to.filter(what, status=status) for status, what in waits.items()]


def next_to_decide(editor: Any, after: Claim) -> Claim | None:
    """What waits for this editor beside this claim: what came to wait after it, else what waits longest."""
    others = [stream.exclude(pk=after.pk) for stream in decisions_for(editor)]
    later = Q(moved_at__gte=after.moved_at) & (Q(moved_at__gt=after.moved_at) | Q(pk__gt=after.pk))
    # In one question; what is the first of both stands in the last of them.
    columns = {"later": [stream.filter(later) for stream in others], "first": others}
    found = keyset.firsts_of(
        {name: (streams, Order((MOVED,))) for name, streams in columns.items()},
        Claim.objects.select_related("article"),
        size=1,
        cap=0,
    )
    return next((rows[0] for rows in found.rows.values() if rows), None)


def load_per_reviewer() -> Any:
    """Active reviewers with what they hold, their capacity and how many leases have run out, fullest first."""
    late = number_of(Assignment.objects.overdue())
    everybody = get_user_model().objects.filter(is_active=True, groups__name=policy.REVIEWER)
    return with_load(everybody).annotate(late=late).order_by("-held", "username")


def known_about(claim: Claim) -> QuerySet[Verdict]:
    """Published verdicts on other claims of the same article: what a reviewer may want to know first."""
    others = Verdict.objects.public().filter(claim__article=claim.article_id).exclude(claim=claim)
    return others.select_related("claim").prefetch_related("versions__rating").order_by("claim__start")


def shown_of(claims: Iterable[int]) -> dict[int, VerdictVersion]:
    """What readers see of these claims, by claim; nothing of what is not published now. One query."""
    newest = VerdictVersion.objects.filter(verdict=OuterRef("verdict")).order_by("-sequence").values("pk")[:1]
    published = VerdictVersion.objects.filter(verdict__claim__in=list(claims), verdict__claim__status=Status.PUBLISHED)
    found = published.filter(pk=Subquery(newest)).select_related("rating__scale", "verdict")
    return {version.verdict.claim_id: version for version in found}


def verdict_of(claim: Claim) -> Verdict | None:
    """The claim's verdict with all that its page shows."""
    with_people = Verdict.objects.select_related("review__rating", "proposed_by", "approved_by")
    shown = with_people.prefetch_related("review__sources", "versions__rating", "versions__sources")
    return shown.filter(claim=claim).first()


def proposals_seen_by(actor: Any) -> QuerySet[Verdict]:
    """Verdicts that are prepared, with what they rest on and who approved."""
    found = Verdict.objects.visible_to(actor).select_related("claim", "review__rating__scale", "review__reviewer")
    return found.prefetch_related("rests_on__reviewer", "rests_on__rating", "approvals__person", _SCALE_OF_PROPOSAL)
