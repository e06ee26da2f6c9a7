"""How much one sentence deserves to be checked: its cues weighed to a score from 0 to 1."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from claims.detection.cues import REPORTED, Cue, cues
from claims.detection.lines import LineKind, outside_prose

# Logits per occurrence: set by hand, rounded, and checked against labelled news and debate sentences. A learned head
# may take their place; it keeps the keys.
_WEIGHTS = {
    "number": 0.2, "number_word": 0.5, "percent": 0.8, "money": 0.6, "date": 0.3, "body": 0.3, "named": 0.05,
    "reported": 0.5, "law": 0.6, "cause": 0.4, "comparison": 0.5, "superlative": 0.4, "science": 0.3, "act": 0.2,
    "denial": 0.6, "hedge": 0.1, "ahead": -0.5, "if": -0.3, "conditional": -0.8, "first_person": -0.7,
    "second_person": -0.3, "ought": -1.0,
    "opinion": -0.7, "feeling": -0.5, "exclaims": -0.4, "page": -0.8, "bibliographic": -0.8, "verb": 0.4,
}  # fmt: skip
# More of the same says little more.
_AT_MOST = {"number": 3, "named": 3, "act": 2, "science": 3, "comparison": 2, "verb": 2}

_BIAS = -1.0
_PER_TEN_WORDS, _MOST_WORDS = 0.3, 40
_SHORT_WORDS, _SHORT = 8, -0.6
_TINY_WORDS, _TINY = 5, -0.7
_TITLE_CASE = -0.6
_LOWER_START = -0.5

# What is not prose is not scored, but keeps an order below every sentence that is.
_OUTSIDE = 0.02

_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True)
class Weighed:
    """A sentence's score, the cues it was made of with their counts, and the line kind its form betrays, if any."""

    score: float
    cues: dict[str, int]
    phrases: tuple[str, ...]
    outside: LineKind | None


def score(text: str) -> float:
    """Check-worthiness of one sentence without its article, 0..1; any string is accepted."""
    return weigh(text).score


def weigh(text: str, *, reported: bool = False) -> Weighed:
    """The score of one sentence with what it rests on; ``reported`` when its article shows that somebody says it."""
    sentence = text.strip()
    found = list(cues(sentence))
    counts = {cue.key: count for cue, count in found}
    outside = outside_prose(sentence)
    if outside is not None or not any(sign.isalnum() for sign in sentence):
        return Weighed(_OUTSIDE, counts, _phrases(found), outside)
    if reported and "reported" not in counts:
        found, counts = [*found, (REPORTED, 1)], counts | {REPORTED.key: 1}
    logit = _BIAS + _form(sentence) + sum(_weight(key, count) for key, count in counts.items())
    return Weighed(round(1 / (1 + math.exp(-logit)), 4), counts, _phrases(found), None)


def _weight(key: str, count: int) -> float:
    return _WEIGHTS.get(key, 0.0) * min(count, _AT_MOST.get(key, 1))


def _form(sentence: str) -> float:
    """The share of length and case in the score."""
    found = _TOKEN.findall(sentence[:2_000])
    total = _PER_TEN_WORDS * min(len(found), _MOST_WORDS) / 10
    total += _SHORT * (len(found) < _SHORT_WORDS) + _TINY * (len(found) < _TINY_WORDS)
    total += _LOWER_START * sentence[0].islower() + _TITLE_CASE * title_case(found)
    return total


def title_case(found: list[str]) -> bool:
    """Whether most words begin with a capital, as in a headline."""
    alphabetic = [word for word in found if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in alphabetic)
    return len(alphabetic) >= 2 and capitals > 0.6 * len(alphabetic)


def _phrases(found: list[tuple[Cue, int]]) -> tuple[str, ...]:
    """Each reason once, in the order of the table."""
    return tuple(dict.fromkeys(cue.phrase for cue, _ in found if cue.phrase))
