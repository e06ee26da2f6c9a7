"""Agreement at the desk: the coefficients over a slice, by month and by pair, and how each person works. For editors.

Reviewers are blind until a claim is decided, and these figures would tell them of others' ratings: so they are no
reviewer's business, however old. One pass over the findings, and the same number of queries whatever their number.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from claims import policy
from claims.errors import NotAllowed, NotFound
from reviews import habits, slices
from reviews.agreement import (
    Figure,
    Level,
    cohens_kappa,
    fleiss_kappa,
    krippendorffs_alpha,
    percent_agreement,
)
from reviews.models import Rules
from reviews.slices import Slice, Unit

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
    names: tuple[str, str]
    figures: dict[str, Figure]  # percent agreement and Cohen's kappa


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
    months: dict[str, _Compared] = {}
    pairs, watch = _Pairs(), habits.Watch(Rules.current().tolerance)
    for unit in slices.units(asked, actor=actor):
        months.setdefault(unit.month, _Compared()).add(unit)
        pairs.add(unit)
        watch.add(unit)
    whole = _Compared.of(months.values()).group("", pairs.only_one())
    by_month = [months[name].group(name) for name in sorted(months)]
    by_person = habits.approvers(slices.decisions(asked))
    return Report(asked, whole, by_month, pairs.in_order(), watch.reviewers(), by_person)


def admit(actor: Any, act: str = "see agreement figures") -> None:
    """Editors alone. Raises NotAllowed, or NotFound for who is not of the newsroom."""
    if not policy.has_a_role(actor):
        raise NotFound(thing="statistic")
    if not policy.is_editor(actor):
        raise NotAllowed(act=act, needs="an editor")


class _Compared:
    """Tallies of the ratings in a group of claims: as labels, and as places on the line."""

    def __init__(self) -> None:
        self.labels, self.places = Counter[tuple[str, ...]](), Counter[tuple[int, ...]]()
        self.left_out = Counter[str]()
        self.off_the_line = 0

    @classmethod
    def of(cls, parts: Iterable["_Compared"]) -> "_Compared":
        whole = cls()
        for part in parts:
            whole.labels += part.labels
            whole.places += part.places
            whole.left_out += part.left_out
            whole.off_the_line += part.off_the_line
        return whole

    def add(self, unit: Unit) -> None:
        places = sorted(finding.place for finding in unit.findings if finding.place is not None)
        self.labels[tuple(sorted(finding.label for finding in unit.findings))] += 1
        self.places[tuple(places)] += 1
        self.left_out += unit.left_out
        self.off_the_line += len(unit.findings) - len(places)

    def group(self, name: str, two: Figure | None = None) -> Group:
        """`two` is Cohen's kappa, where there are exactly two reviewers."""
        labels, left_out = self.labels, dict(self.left_out)
        on_the_line = left_out | ({OFF_THE_LINE: self.off_the_line} if self.off_the_line else {})
        figures = {
            "percent_agreement": _also(percent_agreement(labels), left_out),
            "cohens_kappa": _also(two or Figure(None, 0, {}, NOT_TWO_REVIEWERS), left_out if two else {}),
            "fleiss_kappa": _also(fleiss_kappa(labels), left_out),
            "alpha_nominal": _also(krippendorffs_alpha(labels, Level.NOMINAL), left_out),
            "alpha_ordinal": _also(krippendorffs_alpha(self.places, Level.ORDINAL), on_the_line),
        }
        return Group(name, sum(labels.values()), sum(len(unit) * times for unit, times in labels.items()), figures)


class _Pairs:
    """Who rated the same claims, and how."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self.reviewed = Counter[int]()
        self.tables: dict[tuple[int, int], Counter[tuple[str, str]]] = {}

    def add(self, unit: Unit) -> None:
        findings = sorted(unit.findings, key=lambda finding: finding.reviewer)
        for finding in findings:
            self.names[finding.reviewer] = finding.username
            self.reviewed[finding.reviewer] += 1
        for one, other in combinations(findings, 2):
            table = self.tables.setdefault((one.reviewer, other.reviewer), Counter())
            table[one.label, other.label] += 1

    def in_order(self) -> list[Pair]:
        by_claims = sorted(self.tables, key=lambda pair: (-self.tables[pair].total(), pair))
        return [Pair((self.names[one], self.names[other]), self._figures((one, other))) for one, other in by_claims]

    def only_one(self) -> Figure | None:
        """Cohen's kappa of the only two reviewers there are."""
        if len(self.reviewed) != 2:
            return None
        one, other = sorted(self.reviewed)
        return self._figures((one, other))["cohens_kappa"]

    def _figures(self, pair: tuple[int, int]) -> dict[str, Figure]:
        table = self.tables.get(pair, Counter())
        alone = sum(self.reviewed[reviewer] for reviewer in pair) - 2 * table.total()
        left_out = {ONE_OF_THEM: alone} if alone else {}
        sets: Counter[tuple[str, ...]] = Counter()
        for labels, times in table.items():
            sets[labels] += times
        return {
            "percent_agreement": _also(percent_agreement(sets), left_out),
            "cohens_kappa": _also(cohens_kappa(table), left_out),
        }


def _also(figure: Figure, left_out: dict[str, int]) -> Figure:
    return replace(figure, excluded={**figure.excluded, **left_out})
