"""Regression with a ridge on sparse rows, logistic and straight: numpy only, the same numbers each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Vector: TypeAlias = NDArray[np.float64]

_HISTORY = 8
_SUFFICIENT = 1e-4
_HALVINGS = 20
# A step along which the slope hardly changes says nothing about curvature.
_CURVED = 1e-12


class Table(Protocol):
    """What can be fitted: its first column is the constant, which the ridge spares."""

    @property
    def width(self) -> int: ...

    def times(self, weights: Vector) -> Vector: ...

    def transposed_times(self, factors: Vector) -> Vector: ...


@dataclass(frozen=True)
class Rows:
    """A sparse matrix by rows. No row is empty: each has the constant in its first column."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Vector
    width: int

    def times(self, weights: Vector) -> Vector:
        return np.add.reduceat(self.values * weights[self.columns], self.starts)

    def transposed_times(self, factors: Vector) -> Vector:
        lengths = np.diff(np.append(self.starts, len(self.columns)))
        shares = self.values * np.repeat(factors, lengths)
        return np.bincount(self.columns, shares, self.width).astype(np.float64)


def stacked(found: Sequence[tuple[Sequence[int], Sequence[float]]], width: int) -> Rows:
    """Rows from their columns and values; the constant is put before each."""
    lengths = np.array([len(columns) + 1 for columns, _ in found], dtype=np.int64)
    columns = np.concatenate([np.array([0, *columns], dtype=np.int64) for columns, _ in found])
    values = np.concatenate([np.array([1.0, *values], dtype=np.float64) for _, values in found])
    return Rows(np.cumsum(lengths) - lengths, columns, values, width)


def straight(table: Table, targets: Vector, counts: Vector, strength: float, steps: int) -> Vector:
    """Weights whose sums come near the targets, by conjugate gradients; ``strength`` as for ``fit``."""
    ridge = _ridge(table, strength)
    weights, left = np.zeros(table.width), table.transposed_times(counts * targets)
    direction, length = left, np.sum(left * left)
    for _ in range(steps):
        curved = table.transposed_times(counts * table.times(direction)) + ridge * direction
        step = length / np.sum(direction * curved)
        weights, left = weights + step * direction, left - step * curved
        before, length = length, np.sum(left * left)
        direction = left + length / before * direction
    return weights


def fit(table: Table, labels: Vector, counts: Vector, strength: float, steps: int) -> Vector:
    """Weights that make the labels likely; ``strength`` is how far the examples may pull against the ridge.

    L-BFGS with a line search by halving. Sums are taken by numpy, never by a BLAS, so that no thread can reorder them.
    """
    ridge = _ridge(table, strength)

    def at(weights: Vector) -> tuple[float, Vector]:
        odds = table.times(weights)
        loss = np.sum(counts * (np.logaddexp(0.0, odds) - labels * odds)) + 0.5 * np.sum(ridge * weights * weights)
        slope = table.transposed_times(counts * (1 / (1 + np.exp(-odds)) - labels)) + ridge * weights
        return float(loss), slope

    weights = np.zeros(table.width)
    loss, slope = at(weights)
    past: list[tuple[Vector, Vector]] = []
    for _ in range(steps):
        direction = -_curved(slope, past)
        step, expected = (1.0 if past else 1.0 / np.sqrt(np.sum(slope * slope))), np.sum(slope * direction)
        for _ in range(_HALVINGS):
            new_loss, new_slope = at(weights + step * direction)
            if new_loss <= loss + _SUFFICIENT * step * expected:
                break
            step /= 2
        moved, changed = step * direction, new_slope - slope
        if np.sum(moved * changed) > _CURVED:
            past = [*past[1 - _HISTORY :], (moved, changed)]
        weights, loss, slope = weights + step * direction, new_loss, new_slope
    return weights


def _ridge(table: Table, strength: float) -> Vector:
    ridge = np.full(table.width, 1.0 / strength)
    ridge[0] = 1e-6
    return ridge


def _curved(slope: Vector, past: Sequence[tuple[Vector, Vector]]) -> Vector:
    """The slope turned by the curvature of the last steps (the two loops of L-BFGS)."""
    turned, shares = slope.copy(), []
    for moved, changed in reversed(past):
        share = np.sum(moved * turned) / np.sum(moved * changed)
        turned -= share * changed
        shares.append(share)
    if past:
        moved, changed = past[-1]
        turned *= np.sum(moved * changed) / np.sum(changed * changed)
    for (moved, changed), share in zip(past, reversed(shares), strict=True):
        turned += (share - np.sum(changed * turned) / np.sum(moved * changed)) * moved
    return turned


def balanced(labels: Vector, counts: Vector) -> Vector:
    """Counts that give both classes half of the whole, which stays one per example on average."""
    share = np.sum(counts * labels) / np.sum(counts)
    return counts * np.where(labels > 0, 0.5 / share, 0.5 / (1 - share))
