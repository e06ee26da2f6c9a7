"""What the model sees of a sentence: cues and form, pairs of them, words and pairs of words, and their pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

from claims.detection.cues import counts, lowered, words_of

_FINISHED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LENGTHS = (3, 5, 8, 12, 20, 30)
_MOST_WORDS = 45
_TITLE_SHARE = 0.6
# Pieces of words carry what the words themselves are too rare to tell.
PIECE_LENGTHS = (3, 4, 5)
# A piece is looked for in the head only: enough for any sentence that somebody would check.
_PIECES_WITHIN = 600
# In every second sentence: a pair with one of these says nothing more than the other cue alone.
_UNPAIRED = frozenset({"words", "comma", "ends_ing", "ends_ion", "infinitive", "that", "under_20", "under_30"})


@dataclass(frozen=True)
class Features:
    """Names of what was found. ``cues`` with their counts; the others once each, in no order that matters.

    ``said`` are the words themselves, as they stand and in their order.
    """

    cues: dict[str, float]
    pairs: list[str]
    words: set[str]
    pieces: set[str]
    said: list[str]


def features(sentence: str) -> Features:
    """Everything the model sees of a sentence (trimmed); linear in its length, and bounded."""
    words = words_of(sentence)
    found: dict[str, float] = {**counts(sentence, words), **form(sentence, words)}
    plain = ["0" if word[0].isdigit() or word[0] in "$€£¥" else word for word in lowered(words)]
    return Features(found, pairs(found), _grams(plain), _pieces(plain), words)


def form(sentence: str, words: list[str]) -> dict[str, float]:
    """Length, case and end of a sentence."""
    count = len(words)
    found: dict[str, float] = {f"under_{length}": 1 for length in _LENGTHS if count < length}
    found["words"] = min(count, _MOST_WORDS) / 10
    found["unfinished"] = not _FINISHED.search(sentence[-20:])
    found["lower_start"] = sentence[:1].islower()
    found["title_case"] = title_case(words)
    found["shouts"] = sum(len(word) > 3 and word.isupper() for word in words) >= 2
    return {key: float(value) for key, value in found.items() if value}


def title_case(words: list[str]) -> bool:
    """Whether most words begin with a capital, as in a headline."""
    alphabetic = [word for word in words if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in alphabetic)
    return len(alphabetic) >= 2 and capitals > _TITLE_SHARE * len(alphabetic)


def pairs(found: dict[str, float]) -> list[str]:
    """Cues that stand in one sentence: "we" with a number is not "we" with a wish."""
    return [f"{one}*{other}" for one, other in combinations(sorted(found.keys() - _UNPAIRED), 2)]


def _grams(words: list[str]) -> set[str]:
    return {*words, *map(" ".join, zip(["<", *words], [*words, ">"], strict=True))}


def _pieces(words: list[str]) -> set[str]:
    text = f" {' '.join(words)} "[:_PIECES_WITHIN]
    return {text[at : at + length] for length in PIECE_LENGTHS for at in range(len(text) - length + 1)}
