"""The measures of the benchmark: exact spans, ranking, and how often a speaker is right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

Span = tuple[int, int]


class Found(NamedTuple):
    """How many of the things found were right, how many were found, and how many there were to find."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 when nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what there was that was found; 0 when there was nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


def exact(pairs: Iterable[tuple[Collection[Span], Collection[Span]]]) -> Found:
    """Spans that are the same to the code point, over (gold, found) for each text."""
    right = found = gold = 0
    for wanted, cut in pairs:
        right, found, gold = right + len(set(wanted) & set(cut)), found + len(cut), gold + len(wanted)
    return Found(right, found, gold)


def auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance that a positive is scored above a negative; a tie counts half. 0.5 when one of them is missing."""
    positives = sum(labels)
    negatives = len(labels) - positives
    if not positives or not negatives:
        return 0.5
    ranks = sum(rank for rank, label in zip(_ranks(scores), labels, strict=True) if label)
    return (ranks - positives * (positives + 1) / 2) / (positives * negatives)


def average_precision(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The mean of the precision at each positive, best score first; ties count with the precision behind them."""
    positives = sum(labels)
    order = sorted(range(len(scores)), key=lambda index: -scores[index])
    total, seen, index = 0.0, 0, 0
    while index < len(order):
        last = index
        while last < len(order) and scores[order[last]] == scores[order[index]]:
            last += 1
        hits = sum(labels[place] for place in order[index:last])
        seen += hits
        total += hits * seen / last
        index = last
    return total / positives if positives else 0.0


def _ranks(scores: Sequence[float]) -> list[float]:
    """The rank of each score from 1, the mean rank for ties."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks, index = [0.0] * len(scores), 0
    while index < len(order):
        last = index
        while last < len(order) and scores[order[last]] == scores[order[index]]:
            last += 1
        for place in order[index:last]:
            ranks[place] = (index + 1 + last) / 2
        index = last
    return ranks
