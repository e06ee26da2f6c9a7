"""Rubber-stamping and drift: how each reviewer and each approver works, and what of it deserves a question.

Figures, not judgements: a sentence appears only where a threshold is passed and there are cases enough to speak of.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from statistics import mean, median, median_low

from claims.enums import Act
from reviews.slices import Decision, Finding, Unit

ENOUGH = 10  # cases; with fewer, every share is an accident
QUICK_FINDING = 120.0  # seconds from taking a claim to its finding
QUICK_APPROVAL = 60.0  # seconds from the finding to its approval
OFTEN_QUICK = 0.25  # of all cases
RARELY_AGREES = 0.5  # of what can be compared
FAR = 0.75  # steps on the scale, on average
DRIFT = 0.2  # of the share that agrees, from all earlier months to the last
DRIFT_STEPS = 0.5  # of the mean distance, the same


@dataclass
class Work:
    """What one reviewer did, in one month or in all."""

    seconds: list[float] = field(default_factory=list)  # from taking to recording, one per review
    compared: int = 0  # reviews of claims that others reviewed as well
    agreed: int = 0
    distances: list[float] = field(default_factory=list)  # steps above the others; only where all is on the line

    @property
    def reviews(self) -> int:
        return len(self.seconds)

    @property
    def quick(self) -> int:
        return sum(seconds < QUICK_FINDING for seconds in self.seconds)

    @property
    def quick_share(self) -> float | None:
        return _share(self.quick, self.reviews)

    @property
    def agreement(self) -> float | None:
        return _share(self.agreed, self.compared)

    @property
    def median_minutes(self) -> float | None:
        return median(self.seconds) / 60 if self.seconds else None

    @property
    def distance(self) -> float | None:
        """Steps on the scale: above nought is milder than the others, below it is stricter."""
        return mean(self.distances) if self.distances else None


@dataclass
class Reviewer:
    id: int
    username: str
    months: dict[str, Work] = field(default_factory=dict)  # in order

    @cached_property
    def whole(self) -> Work:
        return _together(self.months.values())

    @cached_property
    def notes(self) -> list[str]:
        return [*_about_work(self.whole), *_about_drift(self.months)]


@dataclass
class Approver:
    """What one editor decided on findings."""

    id: int
    username: str
    seconds: list[float] = field(default_factory=list)  # from the finding to its approval, one per approval
    sent_back: int = 0

    @property
    def approvals(self) -> int:
        return len(self.seconds)

    @property
    def quick(self) -> int:
        return sum(seconds < QUICK_APPROVAL for seconds in self.seconds)

    @property
    def quick_share(self) -> float | None:
        return _share(self.quick, self.approvals)

    @property
    def median_minutes(self) -> float | None:
        return median(self.seconds) / 60 if self.seconds else None

    @property
    def notes(self) -> list[str]:
        if self.approvals < ENOUGH or self.quick <= OFTEN_QUICK * self.approvals:
            return []
        return [f"{self.quick} of {self.approvals} approvals came within {QUICK_APPROVAL:.0f} seconds of the finding."]


class Watch:
    """Looks at claims one by one and keeps what each reviewer did."""

    def __init__(self, tolerance: int) -> None:
        self.tolerance = tolerance  # steps that two may lie apart and still agree
        self._seen: dict[int, Reviewer] = {}

    def add(self, unit: Unit) -> None:
        month = unit.month
        for own in unit.findings:
            reviewer = self._seen.setdefault(own.reviewer, Reviewer(own.reviewer, own.username))
            work = reviewer.months.setdefault(month, Work())
            work.seconds.append((own.at - own.taken_at).total_seconds())
            if others := [finding for finding in unit.findings if finding is not own]:
                work.compared += 1
                work.agreed += agrees(own, others, self.tolerance)
                work.distances += _distance(own, others)

    def reviewers(self) -> list[Reviewer]:
        """By name; the months of each in order."""
        for reviewer in self._seen.values():
            reviewer.months = dict(sorted(reviewer.months.items()))
        return sorted(self._seen.values(), key=lambda reviewer: reviewer.username)


def approvers(decisions: Iterable[Decision]) -> list[Approver]:
    """By name."""
    seen: dict[int, Approver] = {}
    for decision in decisions:
        approver = seen.setdefault(decision.editor, Approver(decision.editor, decision.username))
        if decision.act == Act.SEND_BACK:
            approver.sent_back += 1
        elif decision.found_at:
            approver.seconds.append((decision.at - decision.found_at).total_seconds())
    return sorted(seen.values(), key=lambda approver: approver.username)


def agrees(own: Finding, others: list[Finding], tolerance: int) -> bool:
    """Whether a finding lies within the tolerance of what the others would have proposed: their median, the lower one
    where two share the middle. Where most of them chose something off the line, it is their most frequent choice."""
    places = [other.place for other in others if other.place is not None]
    if 2 * len(places) >= len(others):
        return own.place is not None and abs(own.place - median_low(places)) <= tolerance
    labels = Counter(other.label for other in others if other.place is None)
    return labels[own.label] == max(labels.values())


def _distance(own: Finding, others: list[Finding]) -> list[float]:
    # The true median here: the lower one would make everybody look mild.
    places = [other.place for other in others if other.place is not None]
    return [own.place - median(places)] if own.place is not None and places else []


def _together(works: Iterable[Work]) -> Work:
    whole = Work()
    for work in works:
        whole.seconds += work.seconds
        whole.distances += work.distances
        whole.compared += work.compared
        whole.agreed += work.agreed
    return whole


def _about_work(work: Work) -> list[str]:
    notes = []
    if work.reviews >= ENOUGH and work.quick > OFTEN_QUICK * work.reviews:
        limit = f"{QUICK_FINDING / 60:.0f} minutes of taking the claim"
        notes.append(f"{work.quick} of {work.reviews} findings were recorded within {limit}.")
    if work.compared >= ENOUGH and work.agreed < RARELY_AGREES * work.compared:
        notes.append(f"Agrees with the others on {work.agreed} of {work.compared} claims only.")
    if len(work.distances) >= ENOUGH and work.distance is not None and abs(work.distance) >= FAR:
        notes.append(f"Rates {abs(work.distance):.1f} steps {_way(work.distance)} than the others on average.")
    return notes


def _about_drift(months: Mapping[str, Work]) -> list[str]:
    """The last month against everything before it."""
    if len(months) < 2:
        return []
    *before, last = sorted(months)
    earlier, now = _together(months[month] for month in before), months[last]
    notes = []
    if min(earlier.compared, now.compared) >= ENOUGH:
        was, is_now = earlier.agreed / earlier.compared, now.agreed / now.compared
        if abs(is_now - was) >= DRIFT:
            notes.append(f"Agreed with the others on {is_now:.0%} of claims in {last}, before that on {was:.0%}.")
    if min(len(earlier.distances), len(now.distances)) >= ENOUGH:
        moved = mean(now.distances) - mean(earlier.distances)
        if abs(moved) >= DRIFT_STEPS:
            notes.append(f"In {last} rated {abs(moved):.1f} steps {_way(moved)} than before, measured by the others.")
    return notes


def _way(distance: float) -> str:
    return "higher (milder)" if distance > 0 else "lower (stricter)"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
