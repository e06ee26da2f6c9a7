"""What the encoder's outputs are to learn of each sentence, and how much each counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.detection.training.columns import ones, worthy
from claims.detection.training.examples import UNIMPORTANT, Example
from claims.detection.training.fitting import Vector, balanced

# What is shipped, and what only helps to learn: whether a sentence of a debate is verifiable, what kind another is of.
SHIPPED, VERIFIABLE = ("news", "debate"), "verifiable"
KINDS = ("factual", "opinion", "prediction", "question", "boilerplate")
OUTPUTS = (*SHIPPED, VERIFIABLE, *KINDS)
# Our sentences are fewer. A debate says little of what is worth checking in news, and something.
_OURS_COUNT, _DEBATES_AS_NEWS = 2.0, 0.04
# The line between what is verifiable and what is important as well is thin, and drawn differently in speeches.
_UNIMPORTANT = 0.4
_VERIFIABLE_COUNT = 0.3


class Targets(NamedTuple):
    """``labels`` and ``counts`` have columns for news, debate and verifiable; ``kinds`` is -1 where nobody said one."""

    labels: NDArray[np.float32]
    counts: NDArray[np.float32]
    kinds: NDArray[np.int32]


def targets(ours: Sequence[Example], spoken: Sequence[Example]) -> Targets:
    nothing = np.zeros(len(ours))
    important = worthy(spoken)
    verifiable = np.array([float(example.worthy or example.label == UNIMPORTANT) for example in spoken])
    sure = np.array([_UNIMPORTANT if example.label == UNIMPORTANT else 1.0 for example in spoken])
    debate = balanced(important, sure)
    labels = (_joined(worthy(ours), important), _joined(nothing, important), _joined(nothing, verifiable))
    counts = (
        _joined(_OURS_COUNT * balanced(worthy(ours), ones(ours)), _DEBATES_AS_NEWS * debate),
        _joined(nothing, debate),
        _joined(nothing, _VERIFIABLE_COUNT * balanced(verifiable, ones(spoken))),
    )
    kinds = [KINDS.index(example.label) if example.label in KINDS else -1 for example in [*ours, *spoken]]
    return Targets(np.stack(labels, 1), np.stack(counts, 1), np.array(kinds, np.int32))


def _joined(ours: Vector, spoken: Vector) -> NDArray[np.float32]:
    return np.concatenate([ours, spoken]).astype(np.float32)
