"""How much one sentence deserves to be checked: what the model sees in it, weighed to a score from 0 to 1."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from claims.detection import foreign
from claims.detection.cues import AGAINST, PHRASES, REPORTED
from claims.detection.features import Features, features, pairs
from claims.detection.lines import LineKind, outside_prose
from claims.detection.model import Judged, chance, model

# Blanks, and marks of direction and byte order: they surround sentences and say nothing.
_INVISIBLE = f"{string.whitespace}\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
# What is not prose is not scored, but comes after nearly every sentence that is.
_OUTSIDE = Judged(-3.9, -3.9, 0.0)
# The languages that the weights were learned in; what is too short to tell is taken for English.
LEARNED = frozenset({"en", "und"})
# The key of the form that fewer than five words have.
TERSE = "under_5"
# What is worth checking stands together. Fitted on the written articles; it helps as much on the news development set.
_BEFORE, _AFTER = 0.17, 0.09
# An article is news or a speech as a whole: what all its sentences tell together weighs more than what one tells. In a
# few sentences that is less sure.
_TOGETHER, _FEW = 4.0, 3


class Encoder(Protocol):
    """A second reader of sentences (``claims.detection.encoder``), for newsrooms that switched it on."""

    def joined(self, texts: Sequence[str], plain: Sequence[Judged]) -> list[Judged]:
        """What the model said of these sentences, corrected by what the encoder says; on the same scale."""
        ...


@dataclass(frozen=True)
class Weighed:
    """A sentence's score, what it was judged as, the cues it was made of, and the line kind its form betrays, if any.

    ``speaks_for`` and ``speaks_against`` are reasons for people, the strongest first; ``unchecked`` is what it
    is if it is not worth checking: factual, opinion or prediction. ``prose`` is false for what no sentence can be.
    """

    score: float
    judged: Judged
    cues: dict[str, float]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    outside: LineKind | None
    unchecked: str
    prose: bool


def score(text: str, encoder: Encoder | None = None) -> float:
    """Check-worthiness of one sentence without its article, 0..1; any string is accepted."""
    weighed = weigh(text)
    return (read_again([weighed], [text], encoder) if encoder else [weighed])[0].score


def weigh(text: str, *, reported: bool = False, language: str = "en") -> Weighed:
    """The score of one sentence with what it rests on; ``reported`` when its article shows that somebody says it.

    ``language`` is a primary subtag. What was learned is English; the weights for other languages are set by hand.
    """
    sentence = text.strip().strip(_INVISIBLE)
    seen = features(sentence)
    if reported and REPORTED.key not in seen.cues:
        found = {**seen.cues, REPORTED.key: 1.0}
        seen = replace(seen, cues=found, pairs=pairs(found))
    outside = outside_prose(sentence)
    prose = outside is None and any(sign.isalnum() for sign in sentence)
    if prose and language not in LEARNED:
        return _foreign(sentence, seen, language)
    judged = model().judged(seen) if prose else _OUTSIDE
    return Weighed(
        _score(judged.mixed()),
        judged,
        seen.cues,
        *_reasons(model().shares(seen.cues)),
        outside,
        model().kind(seen),
        prose,
    )


def read_again(alone: Sequence[Weighed], texts: Sequence[str], encoder: Encoder) -> list[Weighed]:
    """The sentences as the encoder sees them too, all at once. Reasons, kinds and what is no prose stay as they are."""
    asked = [at for at, weighed in enumerate(alone) if weighed.prose]
    judged = encoder.joined([texts[at] for at in asked], [alone[at].judged for at in asked])
    found = list(alone)
    for at, both in zip(asked, judged, strict=True):
        found[at] = replace(alone[at], judged=both, score=_score(both.mixed()))
    return found


def in_company(article: Sequence[Weighed]) -> list[Weighed]:
    """The sentences of an article, each read as the whole reads and with a little of what stands beside it."""
    registers = [weighed.judged.register for weighed in article if weighed.prose]
    around = _TOGETHER * sum(registers) / (len(registers) + _FEW)
    odds = [weighed.judged.mixed(around) if weighed.prose else 0.0 for weighed in article]
    sides = zip(article, odds, [0.0, *odds], [*odds[1:], 0.0], strict=False)
    return [_beside(weighed, own + _BEFORE * before + _AFTER * after) for weighed, own, before, after in sides]


def _beside(weighed: Weighed, odds: float) -> Weighed:
    # "It rained." is not worth more among figures.
    if not weighed.prose or TERSE in weighed.cues:
        return weighed
    return replace(weighed, score=_score(odds))


def _score(odds: float) -> float:
    return round(chance(odds), 4)


def _foreign(sentence: str, seen: Features, language: str) -> Weighed:
    judged, cues = foreign.weighed(sentence, seen.cues, nouns_have_capitals=language == "de")
    return Weighed(
        _score(judged.news), judged, cues, *_reasons(foreign.shares(cues)), None, foreign.unchecked(cues), True
    )


def _reasons(added: dict[str, float]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The phrases that speak for checking and those that speak against it, each once, the strongest first."""
    shares: dict[str, float] = {}
    for key, share in added.items():
        if phrase := PHRASES.get(key):
            shares[phrase] = shares.get(phrase, 0.0) + share
    ordered = sorted(shares, key=lambda phrase: -shares[phrase])
    return tuple(p for p in ordered if p not in AGAINST), tuple(p for p in reversed(ordered) if p in AGAINST)
