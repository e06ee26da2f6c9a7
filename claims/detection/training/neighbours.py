"""Words that all-MiniLM-L6-v2 takes for the nearest to another, by the table of word pieces it begins with.

In whole numbers throughout, so that no order of summing can tell: the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from claims.detection.encoder import files
from claims.detection.encoder.tensors import Table, read
from claims.detection.encoder.trained import vocabulary

_WORD = re.compile("[a-z]{3,}")
# Before it stand signs, letters and what was never used.
_FIRST_WORD = 1996
_NEAREST, _LEAST = 12, 0.25
# Steps of a number in the table, and of one of a row that has been made as long as every other.
_FINE, _COARSE = 200, 127
_AT_ONCE = 500


def neighbours(words: Iterable[str], folder: Path) -> dict[str, list[str]]:
    """Up to twelve other words for each of ``words`` that the vocabulary in ``folder`` has whole, the nearest first."""
    known = {
        word: number
        for word, number in vocabulary(folder / files.VOCABULARY).items()
        if number >= _FIRST_WORD and _WORD.fullmatch(word)
    }
    names, table = list(known), _rounded(read(folder / files.TABLES)["embeddings.word_embeddings.weight"])
    table = table[list(known.values())]
    place = {word: at for at, word in enumerate(names)}
    asked, found = sorted({word for word in words if word in place}), {}
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        for word, near in zip(some, table[[place[word] for word in some]] @ table.T, strict=True):
            best = np.argsort(-near, kind="stable")[1 : _NEAREST + 1]
            found[word] = [names[at] for at in best if near[at] > _LEAST * _COARSE**2]
    return found


def _rounded(table: Table) -> Table:
    """Rows of whole numbers, all about as long as ``_COARSE``: their products stay below 2**24, exact in 32 bits."""
    whole = np.round(table.astype(np.float64) * _FINE)
    length = np.sqrt(np.sum(whole * whole, axis=1, keepdims=True) + 1)
    rounded: Table = np.round(whole / length * _COARSE).astype(np.float32)
    return rounded
