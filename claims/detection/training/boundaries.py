"""Trains the boundary layer: ``python -m claims.detection.training.boundaries PATH`` writes its weights anew.

PATH is the development part of UD English EWT as JSON lines ``{"text": ..., "spans": [[start, end], ...]}``. The same
file gives the same bytes. ``--folds`` measures instead: trained without every fifth document in turn and judged on it.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from claims.detection import boundaries, sentences
from claims.detection.boundaries import Model
from claims.detection.paragraphs import spans

# Chosen by the folds over EWT itself; the threshold leans towards the rules, which news prose satisfies.
THRESHOLD = 0.25
_L2, _RATE, _EPOCHS, _FEWEST, _SEED = 2.0, 0.3, 12, 2, 7
_FOLDS = 5

Document = tuple[str, list[tuple[int, int]]]
Row = tuple[list[str], bool]


def main(arguments: Sequence[str]) -> int:
    """Trains, or with ``--folds`` measures; returns the exit code."""
    paths = [argument for argument in arguments if argument != "--folds"]
    if len(paths) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    documents = load(Path(paths[0]))
    if "--folds" in arguments:
        print(f"span F1 over {_FOLDS} folds: {across_folds(documents):.4f}")
    else:
        write(fit([row for document in documents for row in rows(document)]))
    return 0


def load(path: Path) -> list[Document]:
    """The documents of a file of JSON lines."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(record["text"], [(start, end) for start, end in record["spans"]]) for record in records]


def write(model: Model) -> None:
    """Keeps the weights with their checksum beside them."""
    stored = {"threshold": model.threshold, "weights": model.weights}
    data = json.dumps(stored, ensure_ascii=True, sort_keys=True, indent=0).encode() + b"\n"
    boundaries.WEIGHTS.write_bytes(data)
    boundaries.CHECKSUM.write_text(f"{sha256(data).hexdigest()}  {boundaries.WEIGHTS.name}\n", encoding="ascii")


def rows(document: Document) -> list[Row]:
    """Every candidate of a document: its features, and whether a sentence begins there."""
    text, gold = document
    begins = {start for start, _ in gold}
    found: list[Row] = []
    for line_start, line_end in spans(text):
        line = text[line_start:line_end]
        tokens, terminal, last = boundaries.tokens_of(line), boundaries.finish(line), 0
        for candidate in boundaries.candidates(tokens, set(sentences.by_rule(line, "en"))):
            begun = line_start + candidate.start in begins
            found.append((boundaries.features(tokens, candidate, candidate.token - last, terminal), begun))
            last = candidate.token if begun else last
    return found


def fit(found: Sequence[Row]) -> Model:
    """Logistic regression with a ridge, by AdaGrad in a fixed order; weights rounded to hundredths."""
    count = Counter(name for names, _ in found for name in names)
    names = sorted(name for name in count if count[name] >= _FEWEST)
    number = {name: index for index, name in enumerate(names)}
    ridge = [_L2 / count[name] for name in names]
    examples = [([number[name] for name in seen if name in number], float(begun)) for seen, begun in found]
    weights, squares = [0.0] * len(names), [0.01] * len(names)
    order, shuffle = list(range(len(examples))), random.Random(_SEED).shuffle  # noqa: S311 - an order, not a secret
    for _ in range(_EPOCHS):
        shuffle(order)
        for example in order:
            _step(*examples[example], weights, squares, ridge)
    rounded = {name: round(weights[index], 2) for name, index in number.items()}
    return Model(THRESHOLD, {name: weight for name, weight in rounded.items() if weight})


def _step(seen: list[int], begun: float, weights: list[float], squares: list[float], ridge: list[float]) -> None:
    odds = max(-30.0, min(30.0, sum([weights[index] for index in seen])))
    error = 1 / (1 + math.exp(-odds)) - begun
    for index in seen:
        gradient = error + ridge[index] * weights[index]
        squares[index] += gradient * gradient
        weights[index] -= _RATE * gradient / math.sqrt(squares[index])


def across_folds(documents: Sequence[Document]) -> float:
    """Exact-span F1 over all documents, each judged by a model that has not seen it."""
    right = found = gold = 0
    for fold in range(_FOLDS):
        kept = [document for index, document in enumerate(documents) if index % _FOLDS != fold]
        model = fit([row for document in kept for row in rows(document)])
        for text, wanted in documents[fold::_FOLDS]:
            cut = set(_split(text, model))
            right, found, gold = right + len(cut & set(wanted)), found + len(cut), gold + len(wanted)
    return 2 * right / (found + gold)


def _split(text: str, model: Model) -> Iterable[tuple[int, int]]:
    for line_start, line_end in spans(text):
        line = text[line_start:line_end]
        starts = boundaries.settled(line, sentences.by_rule(line, "en"), model)
        yield from ((line_start + start, line_start + end) for start, end in sentences.trimmed(line, starts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
