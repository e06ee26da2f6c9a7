"""The encoder as it was trained: the base with our adapters merged in, its two outputs, and how they join the sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from claims.detection.encoder import files
from claims.detection.encoder.layers import means
from claims.detection.encoder.tensors import NotTables, Table, Tables, read
from claims.detection.encoder.wordpieces import numbers_of
from claims.detection.model import Judged

# Sentences at a time: a whole book would not fit.
_AT_ONCE = 64
_LAYER = re.compile(r"encoder\.layer\.(\d+)\.")
_DOWN, _UP = ".down", ".up"


@dataclass(frozen=True)
class Encoder:
    """The layers with all that was merged into them, and the two outputs on top: for news, for debates.

    ``head`` and ``level`` have their weights and constants; ``mix`` has a row for each of them: constant, weight of the
    sums' log odds, weight of the encoder's own.
    """

    vocabulary: dict[str, int]
    tables: Tables
    layers: int
    head: Table
    level: Table
    mix: Table

    def joined(self, texts: Sequence[str], plain: Sequence[Judged]) -> list[Judged]:
        """What the sums say of these sentences, corrected by what the encoder says, on the same scale of log odds."""
        first, second = self.mix.tolist()
        return [
            judged._replace(news=_mixed(first, judged.news, news), debate=_mixed(second, judged.debate, debate))
            for judged, (news, debate) in zip(plain, self.odds(texts), strict=True)
        ]

    def odds(self, texts: Sequence[str]) -> list[tuple[float, float]]:
        """The encoder's own log odds that each text is worth checking: as news, as said in a debate."""
        rows = [numbers_of(text, self.vocabulary) for text in texts]
        found: list[tuple[float, float]] = []
        for start in range(0, len(rows), _AT_ONCE):
            seen = means(self.tables, rows[start : start + _AT_ONCE], self.layers) @ self.head.T + self.level
            found += [(news, debate) for news, debate in seen.tolist()]
        return found


def load(folder: Path, ours: Path = files.HERE) -> Encoder:
    """The base in ``folder`` with the adapters in ``ours``, both checked first. Raises files.NoEncoder."""
    if wrong := files.damaged(folder, ours):
        raise files.NoEncoder(wrong)
    try:
        return _merged(folder, read(folder / files.TABLES), read(ours / files.ADAPTERS))
    except NotTables as problem:
        raise files.NoEncoder(f"{problem} {files.HOW} anew.") from problem


def _mixed(weights: Sequence[float], plain: float, own: float) -> float:
    return weights[0] + weights[1] * plain + weights[2] * own


def vocabulary(path: Path) -> dict[str, int]:
    """The number of each piece: that of its line, from nought."""
    words = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return {word: number for number, word in enumerate(words)}


def _merged(folder: Path, tables: Tables, learned: Tables) -> Encoder:
    for name in [name.removesuffix(_UP) for name in learned if name.endswith(_UP)]:
        tables[f"{name}.weight"] = tables[f"{name}.weight"] + learned[name + _UP] @ learned[name + _DOWN]
    layers = 1 + max(int(found[1]) for found in map(_LAYER.match, tables) if found)
    return Encoder(
        vocabulary(folder / files.VOCABULARY),
        tables,
        layers,
        np.ascontiguousarray(learned["head.weight"]),
        learned["head.bias"],
        learned["mix"],
    )
