"""The findings on a claim beside each other, with what only one of them says marked."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from claims.models import Claim
from reviews import policy, queries
from reviews.differences import Run, only_here
from reviews.models import Review, Rules, Source
from reviews.versions import place_of


class Cited(NamedTuple):
    """A source of one finding, and in a few words how it is with the others."""

    source: Source
    remark: str


class Side(NamedTuple):
    """One finding. `by` is a number instead of a name, where it is read without knowing whose it is."""

    review: Review
    by: int | None
    summary: list[Run]
    reasoning: list[Run]
    sources: list[Cited]


class Findings(NamedTuple):
    """Those that stand, those that no longer do, and how far apart the ratings are, in a sentence."""

    sides: list[Side]
    earlier: list[tuple[Review, int | None]]
    apart: str


def findings_on(claim: Claim, actor: Any) -> Findings:
    """What the actor may read of what was found on this claim. A constant number of queries."""
    seen = Review.objects.visible_to(actor).filter(claim=claim).select_related("claim", "reviewer", "assignment")
    rows = seen.select_related("rating__scale").prefetch_related("sources", "rating__scale__ratings").order_by("-id")
    found = [(one, None if policy.may_know_whose(actor, one) else at) for at, one in enumerate(rows)]
    standing = [(review, by) for review, by in found if review.assignment.is_standing]
    earlier = [(review, by) for review, by in found if not review.assignment.is_standing]
    reviews = [review for review, _ in standing]
    return Findings([_side(review, by, reviews) for review, by in standing], earlier, how_far_apart(reviews))


def how_far_apart(reviews: Sequence[Review]) -> str:
    """Whether reviewers agree, as the rules of the desk count it. Empty where fewer than two found something."""
    ratings = [review.rating for review in reviews if not review.assignment.adjudicates]
    if len(ratings) < 2:
        return ""
    if len({rating.slug for rating in ratings}) == 1:
        return f"The ratings are the same: {ratings[0]}."
    steps = [queries.steps_between(one, other) for one, other in combinations(ratings, 2)]
    known = [step for step in steps if step is not None]
    if len(known) < len(steps):
        return "The ratings differ, and not all of them lie on the line of the scale."
    most, tolerance = max(known), Rules.current().tolerance
    agrees = f"up to {tolerance} count as agreement" if tolerance else "here any difference is a disagreement"
    return f"The ratings lie {most} step{'' if most == 1 else 's'} apart; {agrees}."


def _side(review: Review, by: int | None, reviews: Iterable[Review]) -> Side:
    others = [other for other in reviews if other != review]
    if not others:
        return Side(review, by, [Run(review.summary, "same")], [Run(review.reasoning, "same")], _cited(review, []))
    summary, reasoning = (
        only_here(getattr(review, part), [f"{other.summary} {other.reasoning}" for other in others])
        for part in ("summary", "reasoning")
    )
    return Side(review, by, summary, reasoning, _cited(review, others))


def _cited(review: Review, others: Sequence[Review]) -> list[Cited]:
    stances: dict[str, set[str]] = {}
    for source in (source for other in others for source in other.sources.all()):
        stances.setdefault(place_of(source), set()).add(source.get_stance_display())
    return [Cited(source, _remark(source, stances) if others else "") for source in review.sources.all()]


def _remark(source: Source, stances: dict[str, set[str]]) -> str:
    elsewhere = stances.get(place_of(source))
    if elsewhere is None:
        return "only here"
    read_otherwise = sorted(elsewhere - {source.get_stance_display()})
    return f"elsewhere: {', '.join(read_otherwise).lower()}" if read_otherwise else "in others too"
