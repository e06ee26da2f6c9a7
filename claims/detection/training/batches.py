"""Sentences in batches of about the same length, in an order of chance: little is computed for padding."""

from collections.abc import Sequence, Sized

import numpy as np

# Batches are cut from so many batches' worth of shuffled sentences, ordered by length.
_POOLED = 40


def batches(random: np.random.Generator, rows: Sequence[Sized], at_once: int) -> list[list[int]]:
    """The places of rows, so many in each batch; of every pool what does not fill one is left out this time."""
    order = random.permutation(len(rows)).tolist()
    found = []
    for start in range(0, len(order), _POOLED * at_once):
        pool = sorted(order[start : start + _POOLED * at_once], key=lambda row: len(rows[row]))
        found += [pool[at : at + at_once] for at in range(0, len(pool) - at_once + 1, at_once)]
    return [found[at] for at in random.permutation(len(found))]
