"""Makes of what finetune.py learned the file that is shipped: ``python -m claims.detection.training.joining``.

Adapters are rounded to half precision, and six numbers say how the encoder's two outputs join the sums.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.detection.encoder import files, tensors
from claims.detection.encoder.tensors import Tables
from claims.detection.encoder.trained import Encoder, load
from claims.detection.model import UNIT, Model, model
from claims.detection.training import head
from claims.detection.training.columns import worthy
from claims.detection.training.examples import Example, debates, news
from claims.detection.training.fitting import Vector, fit, stacked
from claims.detection.training.measures import average_precision, roc_auc
from claims.detection.training.targets import SHIPPED

_STRENGTH, _STEPS = 10.0, 40


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m claims.detection.training.joining", description=__doc__)
    parser.add_argument("--learned", type=Path, required=True, help="what training.finetune wrote")
    parser.add_argument("--encoder", type=Path, required=True, help="model.safetensors and vocab.txt of MiniLM")
    parser.add_argument("--news-dev", type=Path, required=True, help="news_dev.jsonl, for news")
    parser.add_argument("--ground-truth", type=Path, required=True, help="cw_claimbuster_groundtruth.jsonl")
    parser.add_argument("--claimbuster", type=Path, required=True, help="whose texts are left out of the latter")
    parser.add_argument("--out", type=Path, default=files.HERE)
    given = parser.parse_args(arguments)
    stored = kept(tensors.read(given.learned))
    # Read as it will be read, rounding included.
    write({**stored, "mix": np.zeros((len(SHIPPED), 3), np.float32)}, given.encoder, given.out)
    encoder = load(given.encoder, given.out)
    dev, spoken = news(given.news_dev), debates(given.ground_truth, [given.claimbuster])
    heard = _heard(encoder, dev)
    mix = [for_news(_plain(dev), heard[:, 0], worthy(dev)), for_debates(spoken, _heard(encoder, spoken)[:, 1])]
    write({**stored, "mix": np.array(mix, np.float32)}, given.encoder, given.out)
    for line in report(dev, heard[:, 0]):
        print(line)


def kept(learned: Tables) -> dict[str, NDArray[np.floating]]:
    """What is shipped of what was learned: adapters, and the two outputs that are asked."""
    whole = {name: table.astype(np.float16) for name, table in learned.items() if not name.startswith("head.")}
    weight, level = learned["head.weight"][: len(SHIPPED)], learned["head.bias"][: len(SHIPPED)]
    return {**whole, "head.weight": weight.astype(np.float16), "head.bias": np.array(level, np.float32)}


def write(stored: dict[str, NDArray[np.floating]], encoder: Path, out: Path) -> None:
    """Keeps the adapters, and beside them the checksums of them and of the base they belong to."""
    (out / files.ADAPTERS).write_bytes(tensors.written(stored))
    paths = (encoder / files.TABLES, encoder / files.VOCABULARY, out / files.ADAPTERS)
    lines = [f"{files.digest(path)}  {path.name}\n" for path in paths]
    (out / files.CHECKSUMS).write_text("".join(lines), encoding="ascii")


def for_news(plain: Vector, heard: Vector, labels: Vector) -> list[float]:
    """Constant, weight of the sums, weight of the encoder: together a probability on the development set."""
    table = np.stack([plain, heard], 1)
    middle = np.mean(table, axis=0)
    rows = stacked([([1, 2], list(row)) for row in table - middle], 3)
    weights = fit(rows, labels, np.ones(len(labels)), _STRENGTH, _STEPS)
    return [float(weights[0] - weights[1:] @ middle), float(weights[1]), float(weights[2])]


def for_debates(spoken: Sequence[Example], heard: Vector) -> list[float]:
    """The same for debates, but on the scale that the sum alone has: thresholds and the mixing with news rest on it."""
    plain = np.array([model().judged(example.seen).debate for example in spoken])
    _, first, second = for_news(plain, heard, worthy(spoken))
    joined = first * plain + second * heard
    scale = np.std(plain) / np.std(joined)
    return [float(np.mean(plain) - scale * np.mean(joined)), float(scale * first), float(scale * second)]


def report(dev: Sequence[Example], heard: Vector) -> Iterator[str]:
    """How the join for news does on documents that neither it nor the head of the sums was fitted on."""
    labels, alone, joined = worthy(dev), np.zeros(len(dev)), np.zeros(len(dev))
    for left_out in head.documents(dev):
        others = [example for example, out in zip(dev, left_out, strict=True) if not out]
        asked = [example for example, out in zip(dev, left_out, strict=True) if out]
        refitted = Model(**{**vars(model()), "head": head.fitted(model(), others)})
        _, first, second = for_news(_plain(others, refitted), heard[~left_out], labels[~left_out])
        # Without constants, as in the report of the head: they differ by how many of the others are worthy.
        bias = refitted.head["_bias"] / UNIT
        alone[left_out] = _plain(asked, refitted) - bias
        joined[left_out] = first * (_plain(asked, refitted) - bias) + second * heard[left_out]
    for name, values in (("encoder alone", heard), ("sums alone", alone), ("joined", joined)):
        scores, worth = [float(value) for value in values], [example.worthy for example in dev]
        yield f"{name}: AUC {roc_auc(scores, worth):.3f}, AP {average_precision(scores, worth):.3f}"


def _plain(examples: Sequence[Example], found: Model | None = None) -> Vector:
    return np.array([(found or model()).judged(example.seen).news for example in examples])


def _heard(encoder: Encoder, examples: Sequence[Example]) -> Vector:
    return np.array(encoder.odds([example.text for example in examples]), np.float64)


if __name__ == "__main__":
    main()
