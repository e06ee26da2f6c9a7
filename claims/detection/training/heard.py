"""Asks the fine-tuned encoder of all sentences and what is made of them: ``python -m claims.detection.training.heard``.

What it says goes to threes-labels.json, for threes.py to learn from: numbers only, not a word of the sentences.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from claims.detection.encoder import tensors
from claims.detection.encoder.layers import means
from claims.detection.encoder.trained import load
from claims.detection.encoder.wordpieces import numbers_of
from claims.detection.training.derived import derived, words_to_swap
from claims.detection.training.examples import debates, written
from claims.detection.training.neighbours import neighbours
from claims.detection.training.soft import Heard, write

LABELS = Path(__file__).with_name("threes-labels.json")
_AT_ONCE = 64


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m claims.detection.training.heard", description=__doc__)
    parser.add_argument("--claimbuster", type=Path, required=True, help="cw_claimbuster_crowdsourced.jsonl")
    parser.add_argument("--encoder", type=Path, required=True, help="model.safetensors and vocab.txt of MiniLM")
    parser.add_argument("--learned", type=Path, required=True, help="what training.finetune wrote")
    parser.add_argument("--out", type=Path, default=LABELS)
    given = parser.parse_args(arguments)
    texts = texts_from(given.claimbuster, given.encoder)
    write(heard(texts, given.encoder, given.learned), texts, given.out)


def texts_from(claimbuster: Path, encoder: Path) -> list[str]:
    """Our sentences, those of debates, and what is made of both."""
    ours, spoken = [one.text for one in written()], [one.text for one in debates(claimbuster)]
    near = neighbours(words_to_swap([*ours, *spoken]), encoder)
    return [*ours, *spoken, *derived(ours, spoken, near)]


def heard(texts: Sequence[str], encoder: Path, learned: Path) -> Heard:
    """Log odds from the outputs that were learned, one of which is not shipped, on the shipped layers."""
    found, outputs = load(encoder), tensors.read(learned)
    rows = [numbers_of(text, found.vocabulary) for text in texts]
    odds = np.zeros((len(texts), len(Heard._fields)))
    ordered = sorted(range(len(texts)), key=lambda row: len(rows[row]))
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        seen = means(found.tables, [rows[row] for row in some], found.layers)
        odds[some] = (seen @ outputs["head.weight"].T + outputs["head.bias"])[:, : len(Heard._fields)]
    return Heard(*odds.T)


if __name__ == "__main__":
    main()
