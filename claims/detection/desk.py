"""A newsroom's own head on the shipped score: what its editors queue and dismiss moves how sentences rank.

A logistic model with few parameters: a slope on the score's log-odds, one weight for each reason, a bias. It starts
at the shipped model (slope 1, the rest 0) and is held there by a penalty, so that few decisions move it little.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import NamedTuple

HOLD = 4.0  # strength of the penalty, in decisions: a reason seen four times may move half way
STEPS = 400
EDGE = 1e-4  # scores are kept this far from 0 and 1: their log-odds are finite


class Decision(NamedTuple):
    """One sentence that editors decided on: the shipped score (0..1), its reasons, whether it deserved a check."""

    score: float
    reasons: tuple[str, ...]
    worthy: bool


@dataclass(frozen=True)
class Head:
    """The fitted parameters. Without arguments it changes nothing."""

    bias: float = 0.0
    slope: float = 1.0
    reasons: dict[str, float] = field(default_factory=dict)

    def adjust(self, score: float, reasons: Iterable[str]) -> float:
        """The score (0..1) as this newsroom would give it."""
        if self == SHIPPED:
            return score  # to the last digit
        return _logistic(self.bias + self.slope * _log_odds(score) + sum(self.reasons.get(r, 0.0) for r in reasons))


SHIPPED = Head()


class Figures(NamedTuple):
    """How well scores agree with decisions: mean log loss (lower is better), ROC AUC (higher is better)."""

    log_loss: float
    auc: float


def fit(decisions: Sequence[Decision]) -> Head:
    """The head that explains these decisions best, near the shipped model. Deterministic; linear in their number."""
    names = sorted({reason for decision in decisions for reason in decision.reasons})
    place = {name: 2 + i for i, name in enumerate(names)}
    rows = [(_log_odds(d.score), [place[r] for r in d.reasons], float(d.worthy)) for d in decisions]
    # The largest curvature that any of these rows can have: no step is longer than it allows.
    curve = 0.25 * max((1 + x * x + len(found) for x, found, _ in rows), default=1.0) * len(rows) + HOLD
    start = [0.0, 1.0] + [0.0] * len(names)
    here, ahead = list(start), list(start)
    for step in range(1, STEPS + 1):
        slopes = _gradient(rows, ahead, start)
        there = [value - slope / curve for value, slope in zip(ahead, slopes, strict=True)]
        momentum = (step - 1) / (step + 2)  # Nesterov
        ahead = [new + momentum * (new - old) for new, old in zip(there, here, strict=True)]
        here = there
    return Head(here[0], here[1], {name: here[place[name]] for name in names})


def figures(decisions: Sequence[Decision], head: Head) -> Figures:
    """How well the head's scores agree with these decisions, of which there must be both kinds."""
    scored = [(head.adjust(d.score, d.reasons), d.worthy) for d in decisions]
    loss = sum(-log(max(p if worthy else 1 - p, EDGE)) for p, worthy in scored) / len(scored)
    return Figures(loss, _auc(scored))


def _gradient(rows: list[tuple[float, list[int], float]], at: list[float], start: list[float]) -> list[float]:
    slopes = [HOLD * (value - first) for value, first in zip(at, start, strict=True)]
    for x, found, worthy in rows:
        wrong = _logistic(at[0] + at[1] * x + sum(at[i] for i in found)) - worthy
        slopes[0] += wrong
        slopes[1] += wrong * x
        for i in found:
            slopes[i] += wrong
    return slopes


def _auc(scored: list[tuple[float, bool]]) -> float:
    """The chance that a worthy sentence stands above an unworthy one; ties count half (Mann-Whitney)."""
    worthy = [p for p, is_worthy in scored if is_worthy]
    others = sorted(p for p, is_worthy in scored if not is_worthy)
    wins = sum((bisect_left(others, p) + bisect_right(others, p)) / 2 for p in worthy)
    return wins / (len(worthy) * len(others))


def _log_odds(score: float) -> float:
    inside = min(max(score, EDGE), 1 - EDGE)
    return log(inside / (1 - inside))


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))
