"""How well scores put what is worth checking first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby


def roc_auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance that a positive scores above a negative, ties counting half."""
    positives, wins, below = sum(labels), 0.0, 0
    for _, group in groupby(sorted(zip(scores, labels, strict=True)), key=lambda pair: pair[0]):
        tied = [label for _, label in group]
        negatives = len(tied) - sum(tied)
        wins += sum(tied) * (below + negatives / 2)
        below += negatives
    return wins / (positives * (len(labels) - positives))


def average_precision(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The mean precision at each positive, best first; tied scores are taken together."""
    total, seen, found = 0.0, 0, 0
    for _, group in groupby(sorted(zip(scores, labels, strict=True), reverse=True), key=lambda pair: pair[0]):
        tied = [label for _, label in group]
        seen, found = seen + len(tied), found + sum(tied)
        total += sum(tied) * found / seen
    return total / found


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two labellers over the same sentences."""
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    expected = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    return (agreed - expected) / (1 - expected)
