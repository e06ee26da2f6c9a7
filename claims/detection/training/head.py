"""The few numbers fitted on the news development set: how the sums and some cues make a probability for news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from claims.detection.model import UNIT, Model
from claims.detection.training.columns import worthy
from claims.detection.training.examples import Example
from claims.detection.training.fitting import Vector, fit, stacked
from claims.detection.training.measures import average_precision, roc_auc

# Cues that mean something else in real pages than in the written articles: fact-check formulas, lists, references,
# the ways of science and health reporting. Chosen on the development set, within folds of its documents first.
CUES = (
    "verdict", "marked", "method", "health", "denial", "official_act", "page", "bracket", "cited", "digits", "acronym",
    "starter", "points_back", "question", "generic", "contact", "corporate", "notice",
)  # fmt: skip
_STRENGTH = 0.1
_STEPS = 40
# A cue that fewer sentences of the development set show cannot be chosen by what it explains there.
_FEWEST = 10
# The sums carry the learned knowledge: the ridge must not shrink them as it does the cues.
_NEWS_SCALE, _DEBATE_SCALE = 2.0, 1.0


def fitted(found: Model, dev: Sequence[Example]) -> dict[str, int]:
    """The head as the model stores it."""
    table = _table(found, dev)
    middle = np.mean(table, axis=0)
    weights = _fit(table - middle, worthy(dev))
    weights[0] -= np.sum(weights[1:] * middle)
    names = ("_bias", "_news", "_debate", *CUES)
    scales = (1.0, _NEWS_SCALE, _DEBATE_SCALE, *(1.0 for _ in CUES))
    return {
        name: round(float(weight) * scale * UNIT) for name, weight, scale in zip(names, weights, scales, strict=True)
    }


def report(found: Model, dev: Sequence[Example]) -> Iterator[str]:
    """How the head does on documents that it was not fitted on, one left out at a time.

    The last line is the most honest: there the cues too are chosen anew, without the document that is judged.
    """
    table, known = _table(found, dev), worthy(dev)
    table -= np.mean(table, axis=0)
    wider = _table(found, dev, tuple(sorted(found.cues)))
    wider -= np.mean(wider, axis=0)
    fixed, anew = np.zeros(len(dev)), np.zeros(len(dev))
    for left_out in documents(dev):
        # Without the constant: it differs by how many of the others are worthy, a thing of the folds, not of the head.
        fixed[left_out] = table[left_out] @ _fit(table[~left_out], known[~left_out])[1:]
        columns = _chosen(wider[~left_out], known[~left_out])
        weights = _fit(wider[~left_out][:, columns], known[~left_out])
        anew[left_out] = wider[left_out][:, columns] @ weights[1:]
    labels = [example.worthy for example in dev]
    named = {"sum for news": table[:, 0], "sum for debates": table[:, 1], "head": fixed, "head, cues chosen anew": anew}
    for name, values in named.items():
        scores = [float(value) for value in values]
        yield f"{name}: AUC {roc_auc(scores, labels):.3f}, AP {average_precision(scores, labels):.3f}"


def documents(dev: Sequence[Example]) -> Iterator[NDArray[np.bool_]]:
    """For each document, which of the examples are of it."""
    names = [example.document for example in dev]
    for document in sorted(set(names)):
        yield np.array([name == document for name in names])


def _chosen(table: Vector, labels: Vector) -> list[int]:
    """The two sums, and as many cues as the head has: each the one that explains most of what is still unexplained."""
    columns = [0, 1]
    spread = np.sqrt(np.mean(table * table, axis=0))
    # The smallest value of a centred column is a count of nought: the cue is not there.
    shown = np.array([np.sum(np.abs(column - column.min()) > 0) >= _FEWEST for column in table.T])
    for _ in CUES:
        weights = _fit(table[:, columns], labels)
        odds = weights[0] + table[:, columns] @ weights[1:]
        left = labels - 1 / (1 + np.exp(-odds))
        gain = np.where(shown & (spread > 0), np.abs(table.T @ left) / np.maximum(spread, 1e-9), 0.0)
        gain[columns] = 0.0
        columns.append(int(np.argmax(gain)))
    return columns


def _table(found: Model, dev: Sequence[Example], keys: Sequence[str] = CUES) -> Vector:
    rows = []
    for example in dev:
        first, second = found.sums(example.seen)
        cues = [example.seen.cues.get(key, 0.0) for key in keys]
        rows.append([first * _NEWS_SCALE, second * _DEBATE_SCALE, *cues])
    return np.array(rows)


def _fit(table: Vector, labels: Vector) -> Vector:
    width = table.shape[1]
    rows = stacked([(list(range(1, width + 1)), list(row)) for row in table], width + 1)
    return fit(rows, labels, np.ones(len(labels)), _STRENGTH, _STEPS)
