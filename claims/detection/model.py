"""The learned model of check-worthiness: sums of the weights of what a sentence shows, for news and for debates.

Half of each is what every three words in a row say (threes.py), which sums cannot tell.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from claims.detection.features import Features
from claims.detection.threes import threes

WEIGHTS = Path(__file__).with_name("weights.json")
CHECKSUM = WEIGHTS.with_suffix(".sha256")
# Weights are kept as whole thousandths: small to store, and the same on every machine.
UNIT = 1000

Weights = dict[str, list[int]]

_FIRST, _SECOND = itemgetter(0), itemgetter(1)


class CorruptModel(Exception):
    """The weights of the check-worthiness model are not the ones that were trained: their checksum does not match."""


class Judged(NamedTuple):
    """Log odds that a sentence is worth checking, as news and as a debate, and that it was spoken in a debate."""

    news: float
    debate: float
    register: float

    def mixed(self, around: float = 0.0) -> float:
        """Both mixed by how the sentence reads, and by how what stands ``around`` it reads."""
        share = chance(self.register + around)
        return self.news * (1 - share) + self.debate * share


@dataclass(frozen=True)
class Model:
    """Weights of a feature are [news, debate]; those of a cue and the bias also tell a debate from news, as third.

    ``threes`` is the share that windows of three words have in both sums. ``head`` puts the two and a few cues together
    for news; ``debate`` is slope and offset of the sum for debates; ``kinds`` tell apart what is not worth checking.
    """

    bias: list[int]
    cues: Weights
    pairs: Weights
    words: Weights
    pieces: Weights
    threes: int
    head: dict[str, int]
    debate: list[int]
    kinds: dict[str, dict[str, int]]

    def judged(self, seen: Features) -> Judged:
        first, second = self.sums(seen)
        news = self.head["_bias"] + (self.head["_news"] * first + self.head["_debate"] * second)
        news += sum([self.head[key] * count for key, count in seen.cues.items() if key in self.head])
        debate = self.debate[0] * second + self.debate[1]
        return Judged(news / UNIT, debate / UNIT, self.register(seen))

    def sums(self, seen: Features) -> tuple[float, float]:
        """What sums and windows say for news and for debates, before the two are put together."""
        share = self.threes / UNIT
        (news, debate), (first, second) = self.plain(seen), threes().odds(seen.said)
        return (1 - share) * news + share * first, (1 - share) * debate + share * second

    def plain(self, seen: Features) -> tuple[float, float]:
        """The sums by themselves."""
        news, debate = float(self.bias[0]), float(self.bias[1])
        for key, count in seen.cues.items():
            if found := self.cues.get(key):
                news, debate = news + found[0] * count, debate + found[1] * count
        for weights, names in ((self.pairs, seen.pairs), (self.words, seen.words), (self.pieces, seen.pieces)):
            first, second = _summed(weights, names)
            # Long sentences show more; the root keeps them from winning by length alone.
            root = math.sqrt(max(1, len(names)))
            news, debate = news + first / root, debate + second / root
        return news / UNIT, debate / UNIT

    def register(self, seen: Features) -> float:
        """Log odds that a sentence was spoken in a debate rather than written for a newspaper."""
        found = [self.cues[key][2] * count for key, count in seen.cues.items() if key in self.cues]
        return (self.bias[2] + sum(found)) / UNIT

    def shares(self, cues: dict[str, float]) -> dict[str, float]:
        """What each cue adds to the log odds for news by itself, without the company it keeps."""
        own = 1 - self.threes / UNIT
        first, second = own * self.head["_news"] / UNIT, own * self.head["_debate"] / UNIT
        found = {}
        for key, count in cues.items():
            news, debate, _ = self.cues.get(key, (0, 0, 0))
            found[key] = count * (first * news + second * debate + self.head.get(key, 0)) / UNIT
        return found

    def kind(self, seen: Features) -> str:
        """The likeliest of factual, opinion and prediction."""
        return max(sorted(self.kinds), key=lambda kind: self._kind_sum(kind, seen))

    def _kind_sum(self, kind: str, seen: Features) -> float:
        weights = self.kinds[kind]
        return weights["_bias"] + sum([weights.get(key, 0) * count for key, count in seen.cues.items()])


def chance(odds: float) -> float:
    """The probability of log odds, of any size."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@cache
def model() -> Model:
    """The shipped model, read and checked once."""
    return load(WEIGHTS, CHECKSUM)


def load(weights: Path, checksum: Path) -> Model:
    """Raises CorruptModel unless the file of weights is the one whose SHA-256 stands in ``checksum``."""
    data = weights.read_bytes()
    if sha256(data).hexdigest() != checksum.read_text(encoding="ascii").split()[0]:
        raise CorruptModel(f"{weights.name} does not match {checksum.name}; restore both from one version.")
    return Model(**json.loads(data))


def _summed(weights: Weights, names: Iterable[str]) -> tuple[int, int]:
    # Hundreds of names for every sentence, and most of them unknown: the interpreter's own loops are the fast ones.
    found = list(filter(None, map(weights.get, names)))
    return sum(map(_FIRST, found)), sum(map(_SECOND, found))
