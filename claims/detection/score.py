"""How much one sentence deserves to be checked: what the model sees in it, weighed to a score from 0 to 1."""

from __future__ import annotations

import string
from dataclasses import dataclass

from claims.detection.cues import AGAINST, PHRASES, REPORTED
from claims.detection.features import Features, features, pairs
from claims.detection.lines import LineKind, outside_prose
from claims.detection.model import chance, model

# Blanks, and marks of direction and byte order: they surround sentences and say nothing.
_INVISIBLE = f"{string.whitespace}\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
# What is not prose is not scored, but keeps an order below every sentence that is.
_OUTSIDE = 0.02


@dataclass(frozen=True)
class Weighed:
    """A sentence's score, the cues it was made of with their counts, and the line kind its form betrays, if any.

    ``speaks_for`` and ``speaks_against`` are reasons for people, the strongest first; ``unchecked`` is what it
    is if it is not worth checking: factual, opinion or prediction.
    """

    score: float
    cues: dict[str, float]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    outside: LineKind | None
    unchecked: str


def score(text: str) -> float:
    """Check-worthiness of one sentence without its article, 0..1; any string is accepted."""
    return weigh(text).score


def weigh(text: str, *, reported: bool = False) -> Weighed:
    """The score of one sentence with what it rests on; ``reported`` when its article shows that somebody says it."""
    sentence = text.strip().strip(_INVISIBLE)
    seen = features(sentence)
    if reported and REPORTED.key not in seen.cues:
        found = {**seen.cues, REPORTED.key: 1.0}
        seen = Features(found, pairs(found), seen.words, seen.pieces)
    outside = outside_prose(sentence)
    if outside is not None or not any(sign.isalnum() for sign in sentence):
        value = _OUTSIDE
    else:
        value = round(chance(model().judged(seen).mixed), 4)
    return Weighed(value, seen.cues, *_reasons(seen), outside, model().kind(seen))


def _reasons(seen: Features) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The phrases that speak for checking and those that speak against it, each once, the strongest first."""
    shares: dict[str, float] = {}
    for key, share in model().shares(seen.cues).items():
        if phrase := PHRASES.get(key):
            shares[phrase] = shares.get(phrase, 0.0) + share
    ordered = sorted(shares, key=lambda phrase: -shares[phrase])
    return tuple(p for p in ordered if p not in AGAINST), tuple(p for p in reversed(ordered) if p in AGAINST)
