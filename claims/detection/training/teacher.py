"""Fits the teachers: ``python -m claims.detection.training.teacher --claimbuster F --encoder FOLDER``.

They see what the shipped model sees, and sentences as an encoder reads them; what they say goes to soft-labels.json.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from claims.detection.encoder.tensors import Table
from claims.detection.training.columns import columns, frequencies, ones, worthy
from claims.detection.training.encoder import embed
from claims.detection.training.examples import UNIMPORTANT, Example, debates, written
from claims.detection.training.fitting import Rows, Vector, balanced, fit
from claims.detection.training.soft import SOFT_LABELS, Soft, write

_STEPS = 80
_TINY = 1e-6


class Setting(NamedTuple):
    """``block`` is how much what the encoder sees weighs beside words and cues.

    Debates are many: in a teacher for news each of them counts ``debates``, and their own level is taken by one column.
    """

    strength: float
    block: float
    debates: float


# Two teachers for news make fewer mistakes together than either: one knows more of news, the other more of debates.
_NEWS = (Setting(0.5, 0.1, 0.02), Setting(0.5, 0.05, 0.2))
# Debate sentences that are verifiable but unimportant: the line between them and the important ones is thin, and in
# speeches it is drawn differently, so they teach one teacher for debates less and the other nothing.
_DEBATE = (0.4, 0.0)
_DEBATE_STRENGTH, _DEBATE_BLOCK = 0.4, 0.05


@dataclass(frozen=True)
class Joined:
    """Sparse rows with a dense block beside them. A BLAS may sum it: what comes of it is rounded and kept."""

    rows: Rows
    block: Vector

    @property
    def width(self) -> int:
        return self.rows.width + int(self.block.shape[1])

    def times(self, weights: Vector) -> Vector:
        found: Vector = self.rows.times(weights[: self.rows.width]) + self.block @ weights[self.rows.width :]
        return found

    def transposed_times(self, factors: Vector) -> Vector:
        return np.append(self.rows.transposed_times(factors), factors @ self.block)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m claims.detection.training.teacher", description=__doc__)
    parser.add_argument("--claimbuster", type=Path, required=True, help="cw_claimbuster_crowdsourced.jsonl")
    parser.add_argument("--encoder", type=Path, required=True, help="model.safetensors and vocab.txt of MiniLM")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="leave the texts of these files out")
    parser.add_argument("--out", type=Path, default=SOFT_LABELS)
    given = parser.parse_args(arguments)
    ours, spoken = written(), debates(given.claimbuster, given.without)
    write(taught(ours, spoken, given.encoder), [one.text for one in [*ours, *spoken]], given.out)


def taught(ours: Sequence[Example], spoken: Sequence[Example], encoder: Path) -> Soft:
    """What the teachers for news and for debates say of all sentences, ours first.

    They are asked about the very sentences they were fitted on. Asked by folds instead, those for debates teach as well
    and those for news worse: the labels of people would reach the student blurred.
    """
    examples = [*ours, *spoken]
    seen, block = columns(examples, frequencies(examples)), embed([example.text for example in examples], encoder)
    rows = seen.matrix(seen.rows(examples))
    marked = seen.matrix([*seen.rows(ours), *seen.rows(spoken, debate=True)])
    alone = seen.matrix(seen.rows(spoken))
    news, debate = np.zeros(len(examples)), np.zeros(len(examples))
    for setting in _NEWS:
        scaled = _scaled(block, block[: len(ours)], setting.block)
        news += _news(Joined(marked, scaled), setting, ours, spoken, Joined(rows, scaled)) / len(_NEWS)
    scaled = _scaled(block, block[len(ours) :], _DEBATE_BLOCK)
    for unimportant in _DEBATE:
        weights = _debate(Joined(alone, scaled[len(ours) :]), unimportant, spoken)
        debate += Joined(rows, scaled).times(weights) / len(_DEBATE)
    return Soft(news, debate)


def _news(
    taught: Joined, setting: Setting, ours: Sequence[Example], spoken: Sequence[Example], asked: Joined
) -> Vector:
    labels = np.append(worthy(ours), worthy(spoken))
    counts = np.append(balanced(worthy(ours), ones(ours)), setting.debates * balanced(worthy(spoken), ones(spoken)))
    return asked.times(fit(taught, labels, counts, setting.strength, _STEPS))


def _debate(taught: Joined, unimportant: float, spoken: Sequence[Example]) -> Vector:
    counts = np.array([unimportant if example.label == UNIMPORTANT else 1.0 for example in spoken])
    return fit(taught, worthy(spoken), counts * balanced(worthy(spoken), ones(spoken)), _DEBATE_STRENGTH, _STEPS)


def _scaled(block: Table, like: Table, scale: float) -> Vector:
    """The block in units of the spread that it has in sentences of one kind."""
    return np.asarray((block - like.mean(axis=0)) / (like.std(axis=0) + _TINY) * scale, dtype=np.float64)


if __name__ == "__main__":
    main()
