"""Sentences made of sentences, for a teacher to say what it thinks of them: nobody has to label them.

Clauses stand alone, two clauses of different sentences are joined, words give way to their neighbours. Most make sense,
and each shows words in other company; the same seed makes the same sentences.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

_SEED = 11
_TOKEN, _SMALL = re.compile("[A-Za-z]+|[^A-Za-z]+"), re.compile("[a-z]+")
_CUT = re.compile(
    r"[,;:—–]\s+|\s+[-–—]+\s+"
    r"|\s+(?=(?:and|but|because|that|which|who|when|while|if|or|so|as|after|before|where)\s)"
)
_LINK = re.compile("^(?:and|but|because|that|which|who|or|so) ")
_ENDED = re.compile("[.!?]$")
_QUOTES = ' "”“'
_JOINTS = (", and ", ", but ", ", ", " because ", " and ")
# Such words make the sentence what it is.
_STAY = frozenset(
    "the and but for with from are was were been has have had does did will would can could may might must shall "
    "should not this that these those its she they you his her their our your who which what when where how why than "
    "then there here all any some more most out about into over after before also just only very because".split()
)
_FEWEST_WORDS, _FEWEST_OF_A_CLAUSE, _FEWEST_TO_SWAP, _MOST_WORDS = 3, 4, 4, 45
# Of our sentences every clause is taken, of debates every second; ours are swapped three times.
_CLAUSES_OF_ONE, _OF_DEBATES, _SWAPS = 2, 0.5, 3
_SHARES, _SHARES_JOINED = (0.15, 0.3, 0.5, 0.8), (0.0, 0.15, 0.3)
_JOINED, _MOST_JOINED = 14_000, 40
_BARE, _CAPITAL, _STOP = 0.6, 0.85, 0.85


def derived(ours: Sequence[str], spoken: Sequence[str], near: Mapping[str, Sequence[str]]) -> list[str]:
    """What is made of our sentences and of those of debates, none of them twice and none that is there already.

    ``near`` has the neighbours of words.
    """
    texts, maker = [*ours, *spoken], _Maker(near)
    cut = [clauses(text) for text in texts]
    seen, found = {text.lower() for text in texts}, []
    for text in (*maker.alone(cut, len(ours)), *maker.swapped_ones(texts, len(ours)), *maker.joined(cut)):
        if text.lower() not in seen and len(text.split()) >= _FEWEST_WORDS:
            seen.add(text.lower())
            found.append(text)
    return found


def words_to_swap(texts: Iterable[str]) -> set[str]:
    """The words in these texts that may give way to others."""
    return {word for text in texts for word in _SMALL.findall(text.lower())} - _STAY


def clauses(text: str) -> list[str]:
    """The parts of a sentence of four words or more, as they stand."""
    parts = [part.strip(_QUOTES) for part in _CUT.split(text)]
    return [part for part in parts if len(part.split()) >= _FEWEST_OF_A_CLAUSE]


class _Maker:
    """Makes sentences by chance: the same chance each time."""

    def __init__(self, near: Mapping[str, Sequence[str]]) -> None:
        self._near = near
        self._chance = random.Random(_SEED)  # noqa: S311 - an order, not a secret

    def alone(self, cut: Sequence[list[str]], ours: int) -> Iterator[str]:
        for number, parts in enumerate(cut):
            if len(parts) > 1:
                for part in self._chance.sample(parts, _CLAUSES_OF_ONE):
                    if number < ours or self._chance.random() < _OF_DEBATES:
                        yield self._finished(part)

    def swapped_ones(self, texts: Sequence[str], ours: int) -> Iterator[str]:
        for number, text in enumerate(texts):
            if _FEWEST_TO_SWAP <= len(text.split()) <= _MOST_WORDS:
                for _ in range(_SWAPS if number < ours else 1):
                    yield self._swapped(text, self._chance.choice(_SHARES))

    def joined(self, cut: Sequence[list[str]]) -> Iterator[str]:
        pool = [part for parts in cut if len(parts) > 1 for part in parts]
        for _ in range(_JOINED if pool else 0):
            first, second = self._chance.choice(pool), self._chance.choice(pool)
            if len(first.split()) + len(second.split()) < _MOST_JOINED:
                whole = self._finished(first).rstrip(".") + self._chance.choice(_JOINTS) + second
                yield self._swapped(whole, self._chance.choice(_SHARES_JOINED))

    def _finished(self, clause: str) -> str:
        if self._chance.random() < _BARE:
            clause = _LINK.sub("", clause)
        if self._chance.random() < _CAPITAL:
            clause = clause[:1].upper() + clause[1:]
        return clause if self._chance.random() >= _STOP or _ENDED.search(clause) else f"{clause}."

    def _swapped(self, text: str, share: float) -> str:
        """The text with that share of its words, where they have neighbours, given way to one of them."""
        return "".join(self._other(token, share) for token in _TOKEN.findall(text))

    def _other(self, token: str, share: float) -> str:
        near = self._near.get(token.lower())
        if not near or self._chance.random() >= share:
            return token
        word = self._chance.choice(near)
        if len(token) > 1 and token.isupper():
            return word.upper()
        return word.capitalize() if token[0].isupper() else word
