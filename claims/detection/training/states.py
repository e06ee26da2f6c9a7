"""What the lower layers, which are not trained, make of every sentence: computed once, kept in half precision."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from claims.detection.encoder.layers import embedded
from claims.detection.encoder.tensors import Table, Tables
from claims.detection.encoder.trained import vocabulary
from claims.detection.encoder.wordpieces import numbers_of
from claims.detection.training import network

# For each sentence a row for each of its pieces.
States: TypeAlias = list[NDArray[np.float16]]

_AT_ONCE = 64
# Every other length of a batch would have to be compiled.
_STEP = 8


def third_layer(frozen: Tables, words: Path, texts: Sequence[str]) -> States:
    known = vocabulary(words)
    pieces = [numbers_of(text, known) for text in texts]
    fixed = {name: jnp.asarray(table) for name, table in frozen.items()}
    lower = jax.jit(lambda state, present: network.lower(fixed, state, present))
    found: States = [np.zeros((0, network.WIDTH), np.float16)] * len(texts)
    ordered = sorted(range(len(texts)), key=lambda row: len(pieces[row]))
    for start in range(0, len(ordered), _AT_ONCE):
        rows = ordered[start : start + _AT_ONCE]
        state, present = padded([embedded(frozen, [pieces[row]]) for row in rows], _AT_ONCE)
        seen = np.asarray(lower(state, present), np.float16)
        for row, one in zip(rows, seen, strict=False):
            found[row] = one[: len(pieces[row])].copy()
    return found


def padded(rows: Sequence[NDArray[np.floating]], most: int = 0) -> tuple[Table, Table]:
    """The rows in one block, with nought where they are shorter, and which of it is there; at least ``most`` rows."""
    longest = -(-max(map(len, rows)) // _STEP) * _STEP
    state = np.zeros((max(most, len(rows)), longest, rows[0].shape[1]), np.float32)
    present = np.zeros(state.shape[:2], np.float32)
    # A row of nothing at all would be divided by nought.
    present[:, 0] = 1
    for at, row in enumerate(rows):
        state[at, : len(row)], present[at, : len(row)] = row, 1
    return state, present
