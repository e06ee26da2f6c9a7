"""Builds claims/detection/threes.json: ``python -m claims.detection.training.threes --claimbuster F --encoder FOLDER``.

A small network learns what the fine-tuned encoder said of a hundred thousand sentences (heard.py), and is rounded.
"""

from __future__ import annotations

import argparse
import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.detection import threes
from claims.detection.cues import words_of
from claims.detection.encoder import files, tensors
from claims.detection.encoder.trained import vocabulary
from claims.detection.encoder.wordpieces import UNKNOWN, numbers_of
from claims.detection.training import windows
from claims.detection.training.examples import debates, written
from claims.detection.training.heard import LABELS, texts_from
from claims.detection.training.soft import Heard, read

# Seen in fewer sentences, a word is an accident.
_FEWEST, _MOST_WORDS = 3, 16_000
# How much a sentence counts: ours are few, what is made of sentences makes less sense.
_OURS_COUNT, _SPOKEN_COUNT, _DERIVED_COUNT = 2.0, 1.0, 0.8
# What is worth checking in a debate, as the labels have it, leaves out too much of what is verifiable elsewhere.
_VERIFIABLE = 0.4
# What stands in for figures, as the encoder may read it.
_FOR_EXAMPLE = {threes.YEAR: "2012", threes.MONEY: "$", threes.NUMBER: "500"}
_LARGEST = 127


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m claims.detection.training.threes", description=__doc__)
    parser.add_argument("--claimbuster", type=Path, required=True, help="cw_claimbuster_crowdsourced.jsonl")
    parser.add_argument("--encoder", type=Path, required=True, help="model.safetensors and vocab.txt of MiniLM")
    parser.add_argument("--labels", type=Path, default=LABELS, help="from training.heard, for these texts")
    parser.add_argument("--out", type=Path, default=threes.NETWORK)
    given = parser.parse_args(arguments)
    texts = texts_from(given.claimbuster, given.encoder)
    heard = Heard(**read(texts, given.labels))
    said = [words_of(text) for text in texts]
    words = vocabulary_of(said)
    known = known_of(words, given.encoder)
    lesson = lesson_of(words, said, heard, counts_of(len(written()), len(debates(given.claimbuster)), len(texts)))
    for learned, loss in windows.trained(known, lesson):
        print(f"off by {loss:.3f}", flush=True)
        write(stored_of(words, known, {name: np.asarray(table) for name, table in learned.items()}), given.out)


def vocabulary_of(said: Sequence[Sequence[str]]) -> list[str]:
    """What stands in for words, then the words that most sentences show, the most frequent first."""
    frequency: Counter[str] = Counter()
    for words in said:
        frequency.update(sorted({threes.read_as(word) for word in words}))
    frequent = [word for word, count in frequency.most_common() if count >= _FEWEST and word not in threes.STANDING_IN]
    return [*threes.STANDING_IN, *frequent[:_MOST_WORDS]]


def known_of(words: Sequence[str], encoder: Path) -> NDArray[np.float32]:
    """For each word the mean of its pieces in the table that the encoder begins with; nought for most stand-ins."""
    pieces = vocabulary(encoder / files.VOCABULARY)
    table = tensors.read(encoder / files.TABLES)["embeddings.word_embeddings.weight"]
    table = table - table.mean(axis=0)
    known = np.zeros((len(words), table.shape[1]), np.float32)
    for at, word in enumerate(words):
        if word in threes.STANDING_IN and word not in _FOR_EXAMPLE:
            continue
        text = re.sub(r"[^\w\s$€£¥%?!:;…]", " ", _FOR_EXAMPLE.get(word, word))
        found = [number for number in numbers_of(text, pieces)[1:-1] if number != pieces[UNKNOWN]]
        if found:
            known[at] = table[found].mean(axis=0)
    scaled: NDArray[np.float32] = known / known.std()
    return scaled


def lesson_of(
    words: Sequence[str], said: Sequence[Sequence[str]], heard: Heard, counts: NDArray[np.float32]
) -> windows.Lesson:
    """The sentences as rows of words between their ends, and what is to be learned of them."""
    reader = threes.Threes({word: at for at, word in enumerate(words)}, 0, b"", [], [])
    first, last = reader.numbers[threes.START], reader.numbers[threes.END]
    rows = [[first, *map(reader.number, one[: threes.MOST_WORDS]), last] for one in said]
    instead = [reader.numbers[word if word in threes.STANDING_IN else threes.unknown(word)] for word in words]
    return windows.Lesson(rows, np.stack(heard, 1).astype(np.float32), counts, np.array(instead, np.int32))


def counts_of(ours: int, spoken: int, everything: int) -> NDArray[np.float32]:
    shares = ((_OURS_COUNT, ours), (_SPOKEN_COUNT, spoken), (_DERIVED_COUNT, everything - ours - spoken))
    return np.concatenate([np.full(size, count, np.float32) for count, size in shares])


def stored_of(
    words: Sequence[str], known: NDArray[np.float32], learned: dict[str, NDArray[np.float32]]
) -> dict[str, Any]:
    """The network as it is kept: what words say in whole steps, a size of step for each question."""
    table = (known @ learned["short"] + learned["own"]) @ learned["window"] + learned["window.level"]
    table[windows.NOTHING] = 0
    step = np.abs(table).reshape(-1, 3, windows.WIDTH).max(axis=(0, 1)) / _LARGEST
    whole = np.round(table / np.tile(step, 3)).astype(np.int8)
    inner = learned["inner"] * np.tile(step, 2)[:, None]
    return {
        "words": " ".join(words),
        "width": windows.WIDTH,
        "table": b64encode(whole.tobytes()).decode("ascii"),
        "inner": _layer(inner, learned["inner.level"]),
        "outer": _layer(_two(learned["outer"]), _two(learned["outer.level"])),
    }


def _two(three: NDArray[np.float32]) -> NDArray[np.float32]:
    """News and debate of the three outputs: in a debate what is verifiable counts as well."""
    news, debate, verifiable = np.moveaxis(three, -1, 0)
    return np.stack([news, (1 - _VERIFIABLE) * debate + _VERIFIABLE * verifiable], -1)


def _layer(weights: NDArray[np.float32], level: NDArray[np.float32]) -> list[list[int]]:
    """A row for each output, its constant first, in whole steps."""
    rows = np.concatenate([level[:, None], weights.T], 1)
    return [[round(float(weight) * threes.UNIT) for weight in row] for row in rows]


def write(stored: dict[str, Any], network: Path) -> None:
    """Keeps the network with its checksum beside it."""
    data = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    network.write_bytes(data)
    network.with_suffix(".sha256").write_text(f"{sha256(data).hexdigest()}  {network.name}\n", encoding="ascii")


if __name__ == "__main__":
    main()
