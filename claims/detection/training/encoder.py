"""Sentences as the third layer of all-MiniLM-L6-v2 sees them, in numpy: what the teachers know beyond words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

Matrix = NDArray[np.float32]

# The later layers know more of what a sentence is about and less of how it is said: they teach worse.
_LAYERS, _HEADS, _WIDTH = 3, 12, 384
_MOST_PIECES, _AT_ONCE = 96, 64
_FAR_OUT, _TINY = np.float32(-1e9), np.float32(1e-12)
# erf after Abramowitz and Stegun 7.1.26, wrong by less than 2e-7: numpy has none of its own.
_ERF = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
_ERF_STEP = 0.3275911


def embed(texts: Sequence[str], folder: Path) -> Matrix:
    """A row of 384 numbers for each text: the mean over its word pieces, at most 96 of them.

    ``folder`` holds ``model.safetensors`` and ``tokenizer.json``.
    """
    weights, tokenizer = load_file(folder / "model.safetensors"), Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(_MOST_PIECES)
    tokenizer.no_padding()
    pieces = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    found = np.zeros((len(texts), _WIDTH), np.float32)
    for rows in _batches(pieces):
        found[rows] = _third_layer(weights, [pieces[row] for row in rows])
    return found


def _batches(pieces: Sequence[list[int]]) -> Iterator[list[int]]:
    """Rows of like length together, so that little is computed for padding."""
    ordered = sorted(range(len(pieces)), key=lambda row: len(pieces[row]))
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _third_layer(weights: dict[str, Matrix], pieces: Sequence[list[int]]) -> Matrix:
    longest = max(map(len, pieces))
    numbers = np.array([row + [0] * (longest - len(row)) for row in pieces])
    present = np.array([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in pieces], np.float32)
    state = weights["embeddings.word_embeddings.weight"][numbers]
    state = state + weights["embeddings.position_embeddings.weight"][:longest]
    state = _normal(weights, "embeddings", state + weights["embeddings.token_type_embeddings.weight"][0])
    for layer in range(_LAYERS):
        name = f"encoder.layer.{layer}"
        seen = _linear(weights, f"{name}.attention.output.dense", _attended(weights, name, state, present))
        state = _normal(weights, f"{name}.attention.output", state + seen)
        inner = _gelu(_linear(weights, f"{name}.intermediate.dense", state))
        state = _normal(weights, f"{name}.output", state + _linear(weights, f"{name}.output.dense", inner))
    mean: Matrix = np.sum(state * present[:, :, None], axis=1) / np.sum(present, axis=1, keepdims=True)
    return mean


def _attended(weights: dict[str, Matrix], name: str, state: Matrix, present: Matrix) -> Matrix:
    texts, longest, _ = state.shape
    asked, offered, held = (
        _linear(weights, f"{name}.attention.self.{part}", state).reshape(texts, longest, _HEADS, -1).swapaxes(1, 2)
        for part in ("query", "key", "value")
    )
    odds = asked @ offered.swapaxes(2, 3) / np.float32(math.sqrt(_WIDTH // _HEADS))
    odds += (1 - present)[:, None, None, :] * _FAR_OUT
    shares = np.exp(odds - odds.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    seen: Matrix = (shares @ held).swapaxes(1, 2).reshape(texts, longest, _WIDTH)
    return seen


def _linear(weights: dict[str, Matrix], name: str, state: Matrix) -> Matrix:
    found: Matrix = state @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return found


def _normal(weights: dict[str, Matrix], name: str, state: Matrix) -> Matrix:
    centred = state - state.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + _TINY)
    found: Matrix = centred / spread * weights[f"{name}.LayerNorm.weight"] + weights[f"{name}.LayerNorm.bias"]
    return found


def _gelu(state: Matrix) -> Matrix:
    scaled = state / np.float32(math.sqrt(2))
    step = 1 / (1 + np.float32(_ERF_STEP) * np.abs(scaled))
    curve = np.zeros_like(step)
    for factor in _ERF:
        curve = (curve + np.float32(factor)) * step
    error = np.sign(scaled) * (1 - curve * np.exp(-scaled * scaled))
    found: Matrix = state * np.float32(0.5) * (1 + error)
    return found
