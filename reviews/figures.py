"""Agreement at the desk: the coefficients over a slice, by month and by pair, and how each person works. For editors.

Reviewers are blind until a claim is decided, and these figures would tell them of others' ratings: so they are no
reviewer's business, however old. Read from the tallies where these have it, with the same number of queries whatever
there is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model

from claims import policy
from claims.errors import NotAllowed, NotFound
from reviews import habits, slices, tallies
from reviews.agreement import (
    Figure,
    Level,
    cohens_kappa,
    fleiss_kappa,
    krippendorffs_alpha,
    percent_agreement,
)
from reviews.models import Rules
from reviews.slices import Slice
from reviews.snapshot import snapshot
from reviews.sums import Sums, table_of

NAMES = {
    "percent_agreement": "Percent agreement",
    "cohens_kappa": "Cohen's kappa",
    "fleiss_kappa": "Fleiss' kappa",
    "alpha_nominal": "Krippendorff's alpha, nominal",
    "alpha_ordinal": "Krippendorff's alpha, ordinal",
}

# Reasons of ours, beside those of `agreement` and `slices`.
OFF_THE_LINE = "off_the_line"  # findings such as “unproven”: in no order with the others
ONE_OF_THEM = "one_of_them"  # claims that only one of a pair reviewed
NOT_TWO_REVIEWERS = "not_two_reviewers"

EXCLUDED = {
    "fewer_than_two": "claims with fewer than two findings to compare",
    "another_number": "claims with another number of findings than most",
    ONE_OF_THEM: "claims that only one of the two reviewed",
    OFF_THE_LINE: "findings off the line of the scale",
    slices.ANOTHER_SCALE: "findings on another scale",
    slices.REWRITTEN: "findings that their reviewer has since replaced",
}
WHY_NONE = {
    "nothing_to_compare": "no claim has two findings to compare",
    "no_variation": "every finding is the same, so chance cannot be told from agreement",
    NOT_TWO_REVIEWERS: "it compares two people: choose a pair",
}


@dataclass(frozen=True)
class Group:
    """Claims that are compared together, with their figures."""

    name: str
    claims: int
    findings: int
    figures: dict[str, Figure]


@dataclass(frozen=True)
class Pair:
    """Two reviewers, and how they rated the same claims. Its figures are computed when somebody looks at them."""

    names: tuple[str, str]
    ratings: list[Any]  # as `sums.table_of` reads them
    alone: int  # claims that only one of them reviewed

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Percent agreement and Cohen's kappa."""
        left_out, table = {ONE_OF_THEM: self.alone} if self.alone else {}, table_of(self.ratings)
        return {
            "percent_agreement": _also(percent_agreement(table), left_out),
            "cohens_kappa": _also(cohens_kappa(table), left_out),
        }


@dataclass(frozen=True)
class Report:
    asked: Slice
    whole: Group
    months: list[Group]
    pairs: list[Pair]  # most claims in common first
    reviewers: list[habits.Reviewer]
    approvers: list[habits.Approver]


def report(asked: Slice, *, actor: Any) -> Report:
    """Everything about this slice. Raises NotAllowed, or NotFound for who is not of the newsroom."""
    admit(actor)
    asked = replace(asked, scale=asked.scale or slices.scale_in_use())
    with snapshot():  # or what is counted meanwhile would be there twice, or not at all
        whole, months = tallies.summed(asked, actor=actor)
        decided = tallies.approvers(asked)
    names = _names({*whole.work, *decided})
    pairs = _pairs(whole, names)
    return Report(
        asked,
        _group("", whole, pairs),
        [_group(month, sums) for month, sums in months.items()],
        pairs,
        _by_name(reviewers(months, whole, names, Rules.current().tolerance)),
        _by_name(replace(one, username=names[one.id]) for one in decided.values()),
    )


def admit(actor: Any, act: str = "see agreement figures") -> None:
    """Editors alone. Raises NotAllowed, or NotFound for who is not of the newsroom."""
    if not policy.has_a_role(actor):
        raise NotFound(thing="statistic")
    if not policy.is_editor(actor):
        raise NotAllowed(act=act, needs="an editor")


def reviewers(
    months: Mapping[str, Sums], whole: Sums, names: Mapping[int, str], tolerance: int
) -> list[habits.Reviewer]:
    """How each of them works, in all and by month."""
    for sums in (whole, *months.values()):
        for work in sums.work.values():
            work.tolerance = tolerance
    return [
        habits.Reviewer(pk, names[pk], work, {name: sums.work[pk] for name, sums in months.items() if pk in sums.work})
        for pk, work in whole.work.items()
        if work.reviews
    ]


def _names(people: Iterable[int]) -> dict[int, str]:
    return dict(get_user_model().objects.filter(pk__in=people).values_list("pk", "username"))


def _by_name(people: Iterable[Any]) -> list[Any]:
    return sorted(people, key=lambda person: person.username)


def _group(name: str, sums: Sums, pairs: list[Pair] | None = None) -> Group:
    """With Cohen's kappa, where `pairs` says that there are exactly two reviewers."""
    two = _only_two(sums, pairs)
    labels, left_out = sums.labels, {reason: number for reason, number in sums.left_out.items() if number}
    on_the_line = left_out | ({OFF_THE_LINE: sums.off_the_line} if sums.off_the_line else {})
    figures = {
        "percent_agreement": _also(percent_agreement(labels), left_out),
        "cohens_kappa": _also(two or Figure(None, 0, {}, NOT_TWO_REVIEWERS), left_out if two else {}),
        "fleiss_kappa": _also(fleiss_kappa(labels), left_out),
        "alpha_nominal": _also(krippendorffs_alpha(labels, Level.NOMINAL), left_out),
        "alpha_ordinal": _also(krippendorffs_alpha(sums.places, Level.ORDINAL), on_the_line),
    }
    return Group(name, sums.claims, sums.findings, figures)


def _only_two(sums: Sums, pairs: list[Pair] | None) -> Figure | None:
    people = [work.reviews for work in sums.work.values() if work.reviews]
    if pairs is None or len(people) != 2:
        return None
    pair = pairs[0] if pairs else Pair(("", ""), [], sum(people))
    return pair.figures["cohens_kappa"]


def _pairs(whole: Sums, names: Mapping[int, str]) -> list[Pair]:
    """Most claims in common first."""
    reviews = {reviewer: work.reviews for reviewer, work in whole.work.items()}
    common = {pair: number for pair, flat in whole.pairs.items() if (number := sum(flat[2::3]))}
    return [
        Pair(
            (names[one], names[other]), whole.pairs[one, other], reviews[one] + reviews[other] - 2 * common[one, other]
        )
        for one, other in sorted(common, key=lambda pair: (-common[pair], pair))
    ]


def _also(figure: Figure, left_out: dict[str, int]) -> Figure:
    return replace(figure, excluded={**figure.excluded, **left_out})
