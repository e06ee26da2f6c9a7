"""What every three words in a row say: a small network that learned from the encoder what no sum of words can tell.

Each word adds to what its neighbours make of it; what comes of a window of three is kept as its mean and its most over
the sentence, and two short layers turn these into log odds. Plain Python, whole numbers until the windows are done: the
answers to all questions lie side by side in one long number, so that one sum adds them all.
"""

from __future__ import annotations

import json
import re
import struct
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from operator import mul
from pathlib import Path
from typing import Any

NETWORK = Path(__file__).with_name("threes.json")
CHECKSUM = NETWORK.with_suffix(".sha256")
# Weights of the layers are kept as whole millionths.
UNIT = 1_000_000
# Stand-ins: nothing, the ends of a sentence, figures, and words that are not known, by their look and ending.
NOTHING, START, END = "<none>", "<start>", "<end>"
YEAR, MONEY, NUMBER = "<year>", "<money>", "<number>"
NAME, WORD, SIGN = "<name>", "<word>", "<sign>"
ENDINGS = (
    "ing", "ed", "ly", "ion", "ions", "ers", "er", "ist", "ism", "ity", "ies", "ment", "ness", "able", "ive", "al",
    "ous", "est", "s",
)  # fmt: skip
STANDING_IN = (NOTHING, START, END, YEAR, MONEY, NUMBER, NAME, WORD, SIGN, *(f"<{ending}>" for ending in ENDINGS))
# More of a sentence is not looked at.
MOST_WORDS = 60

# A lane of a long number: 16 bits, of which answers (at most 3 * 127, and 62 of them added up) need 15.
_LANE, _TOP = 16, 15
# Answers below nought are kept as bytes above it, by so much.
_ABOVE = 128
_LIFTED = bytes((byte + _ABOVE) % 256 for byte in range(256))

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_MONEY = "$€£¥"


class CorruptNetwork(Exception):
    """The file is not the network that was trained: its checksum does not match."""


@dataclass(frozen=True)
class Threes:
    """``table`` holds three times ``width`` bytes for a word, each above nought by ``_ABOVE``: what it says to the next
    word, of itself, to the one before.

    ``inner`` and ``outer`` are the layers, a row for each output with its constant first.
    """

    numbers: dict[str, int]
    width: int
    table: bytes
    inner: list[list[float]]
    outer: list[list[float]]

    def odds(self, words: Sequence[str]) -> tuple[float, float]:
        """Log odds that a sentence of these words, as they stand, is worth checking: as news, as said in a debate."""
        said = [self.number(word) for word in words[:MOST_WORDS]]
        first, last, nothing = (self.numbers[name] for name in (START, END, NOTHING))
        total, most = self._windows([nothing, first, *said, last, nothing])
        means = [one / (len(said) + 2) for one in self._lanes(total)]
        inner = [max(0.0, found) for found in _layer(self.inner, [*means, *map(float, self._lanes(most))])]
        news, debate = _layer(self.outer, inner)
        return news, debate

    def number(self, word: str) -> int:
        """The row of a word, or of what stands in for it."""
        return self.numbers.get(read_as(word)) or self.numbers[unknown(word)]

    @cached_property
    def _ones(self) -> int:
        """One in each lane."""
        return sum(1 << _LANE * question for question in range(self.width))

    def _windows(self, rows: Sequence[int]) -> tuple[int, int]:
        """The answers of all windows to each question, none below nought: their sum, and the most, side by side."""
        ones, whole = self._ones, _LANE * self.width
        # Three words stand three times above nought; what is above that reaches the top bit of its lane.
        top, alone = ones << _TOP, (1 << whole) - 1
        lift = top - 3 * _ABOVE * ones
        total = most = 0
        says = [self._says(row) for row in rows]
        for left, middle, right in zip(says, says[1:], says[2:], strict=False):
            answer = (left & alone) + (middle >> whole & alone) + (right >> 2 * whole) + lift
            above = answer >> _TOP & ones
            answer &= (above << _TOP) - above
            total += answer
            more = answer + top - most
            above = more >> _TOP & ones
            most += more & (above << _TOP) - above
        return total, most

    def _says(self, row: int) -> int:
        """All that a word says, a lane for each number."""
        size = 3 * self.width
        lanes = bytearray(2 * size)
        lanes[::2] = self.table[row * size : (row + 1) * size]
        return int.from_bytes(lanes, "little")

    def _lanes(self, long: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self.width}H", long.to_bytes(2 * self.width, "little"))


def read_as(word: str) -> str:
    """A word in small letters; figures are read as what they are, for there are too many of them."""
    if word[0] in _MONEY:
        return MONEY
    if word[0].isdigit():
        return YEAR if _YEAR.fullmatch(word) else NUMBER
    return word.lower()


def unknown(word: str) -> str:
    """What stands in for a word that nobody learned anything about."""
    if word[0].isupper():
        return NAME
    if not word[0].isalpha():
        return SIGN
    return next((f"<{ending}>" for ending in ENDINGS if word.lower().endswith(ending)), WORD)


@cache
def threes() -> Threes:
    """The shipped network, read and checked once."""
    return load(NETWORK, CHECKSUM)


def load(network: Path, checksum: Path) -> Threes:
    """Raises CorruptNetwork unless the file is the one whose SHA-256 stands in ``checksum``."""
    data = network.read_bytes()
    if sha256(data).hexdigest() != checksum.read_text(encoding="ascii").split()[0]:
        raise CorruptNetwork(f"{network.name} does not match {checksum.name}; restore both from one version.")
    stored: dict[str, Any] = json.loads(data)
    numbers = {word: number for number, word in enumerate(stored["words"].split(" "))}
    table = b64decode(stored["table"]).translate(_LIFTED)
    inner, outer = ([[weight / UNIT for weight in row] for row in stored[layer]] for layer in ("inner", "outer"))
    return Threes(numbers, stored["width"], table, inner, outer)


def _layer(rows: Sequence[Sequence[float]], given: Sequence[float]) -> list[float]:
    shown = [1.0, *given]
    return [sum(map(mul, row, shown)) for row in rows]
