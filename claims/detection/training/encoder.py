"""Sentences as the third layer of all-MiniLM-L6-v2 sees them: what the teachers of the sums know beyond words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from claims.detection.encoder import files
from claims.detection.encoder.layers import means
from claims.detection.encoder.tensors import Table, read
from claims.detection.encoder.trained import vocabulary
from claims.detection.encoder.wordpieces import numbers_of

# The later layers know more of what a sentence is about and less of how it is said: they teach worse.
_LAYERS, _WIDTH = 3, 384
_AT_ONCE = 64


def embed(texts: Sequence[str], folder: Path) -> Table:
    """A row of 384 numbers for each text: the mean over its word pieces, at most 96 of them.

    ``folder`` holds ``model.safetensors`` and ``vocab.txt``, as the encoder's.
    """
    tables, known = read(folder / files.TABLES), vocabulary(folder / files.VOCABULARY)
    pieces = [numbers_of(text, known) for text in texts]
    found = np.zeros((len(texts), _WIDTH), np.float32)
    for rows in _batches(pieces):
        found[rows] = means(tables, [pieces[row] for row in rows], _LAYERS)
    return found


def _batches(pieces: Sequence[list[int]]) -> Iterator[list[int]]:
    """Rows of like length together: the order in which the sums were rounded when the soft labels were made."""
    ordered = sorted(range(len(pieces)), key=lambda row: len(pieces[row]))
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
