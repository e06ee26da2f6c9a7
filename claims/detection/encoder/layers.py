"""What all-MiniLM-L6-v2 makes of sentences, in numpy: embeddings, layers of attention, a mean over the pieces.

Pieces of all sentences stand under each other in one table, so nothing is computed for padding; only attention looks
at one sentence at a time.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np

from claims.detection.encoder.tensors import Table, Tables

HEADS = 12
_TINY = np.float32(1e-12)
# erf after Abramowitz and Stegun 7.1.26, wrong by less than 2e-7: numpy has none of its own.
_ERF = tuple(map(np.float32, (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)))
_ERF_STEP, _ROOT = np.float32(0.3275911), np.float32(math.sqrt(0.5))


def means(tables: Tables, rows: Sequence[Sequence[int]], layers: int) -> Table:
    """A row for each text, from the numbers of its pieces: the mean over them of what the last of ``layers`` says."""
    starts = list(accumulate(map(len, rows), initial=0))
    state = embedded(tables, rows)
    for layer in range(layers):
        state = _layer(tables, f"encoder.layer.{layer}", state, starts)
    lengths = np.array([len(row) for row in rows], np.float32)
    sums: Table = np.add.reduceat(state, starts[:-1]).astype(np.float32, copy=False)
    return sums / lengths[:, None]


def embedded(tables: Tables, rows: Sequence[Sequence[int]]) -> Table:
    numbers, places = np.concatenate(rows), np.concatenate([np.arange(len(row)) for row in rows])
    state = tables["embeddings.word_embeddings.weight"][numbers]
    state += tables["embeddings.position_embeddings.weight"][places]
    state += tables["embeddings.token_type_embeddings.weight"][0]
    return _normal(tables, "embeddings", state)


def _layer(tables: Tables, name: str, state: Table, starts: Sequence[int]) -> Table:
    seen = _linear(tables, f"{name}.attention.output.dense", _attended(tables, name, state, starts))
    state = _normal(tables, f"{name}.attention.output", state + seen)
    inner = _gelu(_linear(tables, f"{name}.intermediate.dense", state))
    return _normal(tables, f"{name}.output", state + _linear(tables, f"{name}.output.dense", inner))


def _attended(tables: Tables, name: str, state: Table, starts: Sequence[int]) -> Table:
    asked, offered, held = (
        _linear(tables, f"{name}.attention.self.{part}", state).reshape(len(state), HEADS, -1).swapaxes(0, 1)
        for part in ("query", "key", "value")
    )
    asked *= np.float32(1 / math.sqrt(asked.shape[-1]))
    seen = np.empty_like(asked)
    for start, end in pairwise(starts):
        odds = asked[:, start:end] @ offered[:, start:end].swapaxes(1, 2)
        shares = np.exp(odds - odds.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        seen[:, start:end] = shares @ held[:, start:end]
    return seen.swapaxes(0, 1).reshape(state.shape)


def _linear(tables: Tables, name: str, state: Table) -> Table:
    found: Table = state @ tables[f"{name}.weight"].T
    found += tables[f"{name}.bias"]
    return found


def _normal(tables: Tables, name: str, state: Table) -> Table:
    centred = state - state.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.mean(centred * centred, axis=-1, keepdims=True) + _TINY)
    found: Table = centred / spread * tables[f"{name}.LayerNorm.weight"] + tables[f"{name}.LayerNorm.bias"]
    return found


def _gelu(state: Table) -> Table:
    """``state * (1 + erf(state / sqrt(2))) / 2``, with few tables in between: it is the widest of all steps."""
    scaled = np.abs(state)
    scaled *= _ROOT
    step = 1 / (1 + _ERF_STEP * scaled)
    curve = _ERF[0] * step
    for factor in _ERF[1:]:
        curve += factor
        curve *= step
    scaled *= -scaled
    curve *= np.exp(scaled, out=scaled)
    # The curve is 1 - erf of the size: half of it is what a positive number loses, and all that a negative one keeps.
    curve *= np.float32(0.5)
    return state * np.where(state > 0, 1 - curve, curve)
