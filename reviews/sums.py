"""Sums over claims that agreement is computed from: claims are added and taken away, months add up. Plain Python."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from reviews.habits import Approver, Work, packed
from reviews.slices import Decision, Unit

# Two reviewers -> how one rated, how the other did, of so many claims, how one rated, ... Not added up before somebody
# looks at the two.
Pairs = dict[tuple[int, int], list[Any]]


@dataclass
class Sums:
    """Of the claims of one month, or of all. Taking away what was added leaves what was there before, to the letter."""

    labels: Counter[tuple[str, ...]] = field(default_factory=Counter)  # sets of ratings -> claims
    places: Counter[tuple[int, ...]] = field(default_factory=Counter)  # the same as places on the line
    left_out: Counter[str] = field(default_factory=Counter)
    off_the_line: int = 0
    pairs: Pairs = field(default_factory=dict)
    work: dict[int, Work] = field(default_factory=dict)  # by reviewer

    def add(self, unit: Unit, times: int = 1) -> None:
        """-1 times takes the claim away."""
        found = unit.findings
        places = sorted(finding.place for finding in found if finding.place is not None)
        self.labels[tuple(sorted(finding.label for finding in found))] += times
        self.places[tuple(places)] += times
        for reason, number in unit.left_out.items():
            self.left_out[reason] += times * number
        self.off_the_line += times * (len(found) - len(places))
        for own in found:
            others = [finding for finding in found if finding is not own]
            self.work.setdefault(own.reviewer, Work()).add(own, others, times)
        for one, other in combinations(sorted(found, key=lambda finding: finding.reviewer), 2):
            self.pairs.setdefault((one.reviewer, other.reviewer), []).extend((one.label, other.label, times))

    def merge(self, other: "Sums") -> None:
        self.labels.update(other.labels)
        self.places.update(other.places)
        self.left_out.update(other.left_out)
        self.off_the_line += other.off_the_line
        for reviewer, work in other.work.items():
            self.work.setdefault(reviewer, Work()).merge(work)
        for pair, table in other.pairs.items():
            self.pairs.setdefault(pair, []).extend(table)

    @property
    def claims(self) -> int:
        return self.labels.total()

    @property
    def findings(self) -> int:
        return sum(len(unit) * times for unit, times in self.labels.items())

    @classmethod
    def read(cls, kept: Any) -> "Sums":
        """As a `Tally` has them."""
        sums = cls()
        if kept.compared:
            sums.labels, sums.places = _sets(kept.compared["labels"]), _sets(kept.compared["places"])
            sums.left_out = Counter(kept.compared["left_out"])
            sums.off_the_line = kept.compared["off_the_line"]
        if "pairs" not in kept.get_deferred_fields():
            sums.pairs = {(one, other): table for one, other, table in kept.pairs}
        for reviewer, quick, halves, measured, steps, seconds in kept.work:
            sums.work[reviewer] = Work(0, seconds, quick, steps, halves, measured)
        return sums

    def write(self, kept: Any) -> None:
        """Into a `Tally`; what comes to nothing is left out."""
        kept.compared = {
            "labels": [[unit, times] for unit, times in self.labels.items() if times],
            "places": [[unit, times] for unit, times in self.places.items() if times],
            "left_out": {reason: number for reason, number in self.left_out.items() if number},
            "off_the_line": self.off_the_line,
        }
        kept.pairs = self._pairs_written()
        kept.work = [
            [reviewer, work.quick, work.halves, work.measured, packed(work.steps), packed(work.seconds)]
            for reviewer, work in self.work.items()
            if work.reviews
        ]

    def _pairs_written(self) -> list[list[Any]]:
        tables = ((pair, table_of(flat)) for pair, flat in self.pairs.items())
        return [
            [*pair, [value for labels, times in table.items() for value in (*labels, times)]]
            for pair, table in tables
            if table
        ]


def decisions_in(kept: Iterable[Any]) -> Iterator[Approver]:
    """What a `Tally` has of each editor, usernames left open."""
    for editor, quick, sent_back, seconds in kept:
        yield Approver(editor, "", seconds, quick, sent_back)


def approvers(kept: Iterable[Approver], decided: Iterable[Decision]) -> dict[int, Approver]:
    """By editor, with all their decisions."""
    found: dict[int, Approver] = {}
    for part in kept:
        whole = found.setdefault(part.id, Approver(part.id))
        whole.seconds += part.seconds
        whole.quick += part.quick
        whole.sent_back += part.sent_back
    for decision in decided:
        found.setdefault(decision.editor, Approver(decision.editor)).add(decision)
    return found


def written(found: Iterable[Approver]) -> list[list[Any]]:
    """For a `Tally`."""
    return [[one.id, one.quick, one.sent_back, packed(one.seconds)] for one in found]


def table_of(flat: list[Any]) -> Counter[tuple[str, str]]:
    """How two reviewers rated -> of how many claims."""
    table = Counter[tuple[str, str]]()
    for first, second, times in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
        table[first, second] += times
    return +table


def _sets(kept: Iterable[Any]) -> Counter[tuple[Any, ...]]:
    return Counter({tuple(unit): times for unit, times in kept})
