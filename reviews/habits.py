"""Rubber-stamping and drift: how each reviewer and each approver works, and what of it deserves a question.

Figures, not judgements: a sentence appears only where a threshold is passed and there are cases enough to speak of.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from statistics import median, median_low

from claims.enums import Act
from reviews.slices import Decision, Finding

ENOUGH = 10  # cases; with fewer, every share is an accident
QUICK_FINDING = 120.0  # seconds from taking a claim to its finding
QUICK_APPROVAL = 60.0  # seconds from the finding to its approval
OFTEN_QUICK = 0.25  # of all cases
RARELY_AGREES = 0.5  # of what can be compared
FAR = 0.75  # steps on the scale, on average
DRIFT = 0.2  # of the share that agrees, from all earlier months to the last
DRIFT_STEPS = 0.5  # of the mean distance, the same
NEVER = -1  # steps: the finding agrees with the others' however far apart two may lie


@dataclass
class Work:
    """What one reviewer did, in one month or in all, as sums: months add up, and what was kept can be taken away.

    Lists hold a value, how often, a value, ...: they are put behind each other, and counted when somebody looks.
    """

    tolerance: int = 0  # steps that two may lie apart and still agree
    seconds: list[int] = field(default_factory=list)  # from taking to recording (`two_digits`), how many reviews, ...
    quick: int = 0
    steps: list[int] = field(default_factory=list)  # from the others' proposal, where others reviewed, how many, ...
    halves: int = 0  # half steps above the others, added up; only where all is on the line
    measured: int = 0  # reviews that have such a distance

    @property
    def reviews(self) -> int:
        return sum(self.seconds[1::2])

    @property
    def compared(self) -> int:
        """Reviews of claims that others reviewed as well."""
        return sum(self.steps[1::2])

    @property
    def agreed(self) -> int:
        each = zip(self.steps[::2], self.steps[1::2], strict=True)
        return sum(times for steps, times in each if NEVER < steps <= self.tolerance)

    @property
    def quick_share(self) -> float | None:
        return _share(self.quick, self.reviews)

    @property
    def agreement(self) -> float | None:
        return _share(self.agreed, self.compared)

    @property
    def median_minutes(self) -> float | None:
        return _median_minutes(self.seconds)

    @property
    def distance(self) -> float | None:
        """Steps on the scale: above nought is milder than the others, below it is stricter."""
        return self.halves / 2 / self.measured if self.measured else None

    def add(self, own: Finding, others: list[Finding], times: int) -> None:
        seconds = (own.at - own.taken_at).total_seconds()
        self.seconds += (two_digits(seconds), times)
        self.quick += times * (seconds < QUICK_FINDING)
        if others:
            self.steps += (steps_apart(own, others), times)
        for halves in _halves_apart(own, others):
            self.halves += times * halves
            self.measured += times

    def merge(self, other: "Work") -> None:
        self.seconds += other.seconds
        self.steps += other.steps
        self.quick += other.quick
        self.halves += other.halves
        self.measured += other.measured

    def before(self, last: "Work") -> "Work":
        """This without the last part of it, but for the times that it took."""
        each = zip(last.steps[::2], last.steps[1::2], strict=True)
        steps = self.steps + [value for steps, times in each for value in (steps, -times)]
        halves, measured = self.halves - last.halves, self.measured - last.measured
        return Work(self.tolerance, steps=steps, halves=halves, measured=measured)


@dataclass
class Reviewer:
    id: int
    username: str
    whole: Work
    months: Mapping[str, Work]  # in order

    @cached_property
    def notes(self) -> list[str]:
        return [*_about_work(self.whole), *_about_drift(self.whole, self.months)]


@dataclass
class Approver:
    """What one editor decided on findings."""

    id: int
    username: str = ""
    seconds: list[int] = field(default_factory=list)  # from the finding to its approval, how many approvals, ...
    quick: int = 0
    sent_back: int = 0

    @property
    def approvals(self) -> int:
        return sum(self.seconds[1::2])

    @property
    def quick_share(self) -> float | None:
        return _share(self.quick, self.approvals)

    @property
    def median_minutes(self) -> float | None:
        return _median_minutes(self.seconds)

    def add(self, decision: Decision) -> None:
        if decision.act == Act.SEND_BACK:
            self.sent_back += 1
        elif decision.found_at:
            seconds = (decision.at - decision.found_at).total_seconds()
            self.seconds += (two_digits(seconds), 1)
            self.quick += seconds < QUICK_APPROVAL

    @property
    def notes(self) -> list[str]:
        if self.approvals < ENOUGH or self.quick <= OFTEN_QUICK * self.approvals:
            return []
        return [f"{self.quick} of {self.approvals} approvals came within {QUICK_APPROVAL:.0f} seconds of the finding."]


def two_digits(seconds: float) -> int:
    """Of which two digits count: 1,234 seconds are 1,200. So there are few of them, and a median is as good."""
    whole = round(seconds)
    step: int = 10 ** max(0, len(str(abs(whole))) - 2)
    return round(whole / step) * step


def steps_apart(own: Finding, others: list[Finding]) -> int:
    """How far a finding lies from what the others would have proposed: their median, the lower one where two share the
    middle. Where most of them chose something off the line, it is their most frequent choice, and lies 0 or NEVER."""
    places = [other.place for other in others if other.place is not None]
    if 2 * len(places) >= len(others):
        return NEVER if own.place is None else abs(own.place - median_low(places))
    labels = Counter(other.label for other in others if other.place is None)
    return 0 if labels[own.label] == max(labels.values()) else NEVER


def _halves_apart(own: Finding, others: list[Finding]) -> list[int]:
    # The true median here: the lower one would make everybody look mild.
    places = [other.place for other in others if other.place is not None]
    return [round(2 * (own.place - median(places)))] if own.place is not None and places else []


def packed(flat: list[int]) -> list[int]:
    """Each value once, in order."""
    found = Counter[int]()
    for value, times in zip(flat[::2], flat[1::2], strict=True):
        found[value] += times
    return [number for value in sorted(found) if found[value] for number in (value, found[value])]


def _median_minutes(seconds: list[int]) -> float | None:
    """The middle one, or half way between the two that share the middle."""
    counted = packed(seconds)
    values, upto = counted[::2], list(accumulate(counted[1::2]))
    if not values:
        return None
    middle = [values[bisect_left(upto, place)] for place in ((upto[-1] + 1) // 2, upto[-1] // 2 + 1)]
    return sum(middle) / 2 / 60


def _about_work(work: Work) -> list[str]:
    notes = []
    if work.reviews >= ENOUGH and work.quick > OFTEN_QUICK * work.reviews:
        limit = f"{QUICK_FINDING / 60:.0f} minutes of taking the claim"
        notes.append(f"{work.quick} of {work.reviews} findings were recorded within {limit}.")
    if work.compared >= ENOUGH and work.agreed < RARELY_AGREES * work.compared:
        notes.append(f"Agrees with the others on {work.agreed} of {work.compared} claims only.")
    if work.measured >= ENOUGH and work.distance is not None and abs(work.distance) >= FAR:
        notes.append(f"Rates {abs(work.distance):.1f} steps {_way(work.distance)} than the others on average.")
    return notes


def _about_drift(whole: Work, months: Mapping[str, Work]) -> list[str]:
    """The last month against everything before it."""
    if len(months) < 2:
        return []
    last = max(months)
    now, earlier = months[last], whole.before(months[last])
    notes = []
    if min(earlier.compared, now.compared) >= ENOUGH:
        was, is_now = earlier.agreed / earlier.compared, now.agreed / now.compared
        if abs(is_now - was) >= DRIFT:
            notes.append(f"Agreed with the others on {is_now:.0%} of claims in {last}, before that on {was:.0%}.")
    if earlier.distance is not None and now.distance is not None and min(earlier.measured, now.measured) >= ENOUGH:
        moved = now.distance - earlier.distance
        if abs(moved) >= DRIFT_STEPS:
            notes.append(f"In {last} rated {abs(moved):.1f} steps {_way(moved)} than before, measured by the others.")
    return notes


def _way(distance: float) -> str:
    return "higher (milder)" if distance > 0 else "lower (stricter)"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
