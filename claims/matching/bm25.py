"""How much two statements share: Okapi BM25 over stems, as a part of what a statement would get against itself.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). Each word counts once: claims
are sentences, and words are kept once. What is looked through are the rows that have one of the rare words, so the
frequency of those is counted in them, exactly; of common words it has to be told.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from math import log
from typing import Generic, NamedTuple, TypeVar

from claims.matching.silent import SILENT
from claims.matching.words import stem, telling_words

K1, B = 1.2, 0.75  # the usual ones: how soon more of the same is no more, and how much long texts pay
FEW = 1_000  # rows: where there are fewer, a word that nobody used yet is no rarer than one that somebody did
_HEAD = 3  # letters that all forms of a word share: what begins otherwise need not be stemmed

Key = TypeVar("Key", bound=Hashable)


class Hit(NamedTuple, Generic[Key]):
    """A row, its likeness, where 1 is a row of the very same words, and how many words have a part in it."""

    key: Key
    likeness: float
    shared: int


class Query:
    """A statement that others are compared with."""

    def __init__(self, text: str, language: str) -> None:
        self.language = language
        self.words = telling_words(text, language)
        self._silent = SILENT.get(language, frozenset())
        self._stems = {stem(word, language): word for word in reversed(self.words)}
        self._heads = {word[:_HEAD] for word in self.words}

    def rarest(self, frequencies: Mapping[str, int], budget: int, most: int) -> list[str]:
        """The rarest words, as many as have no more than `budget` rows between them; one at least, if there is any.

        What has no frequency is rare; what has 0 is nowhere.
        """
        chosen: list[str] = []
        there = [word for word in self.words if frequencies.get(word, 1)]
        for word in sorted(there, key=lambda word: frequencies.get(word, 0))[:most]:
            budget -= frequencies.get(word, 0)
            if chosen and budget < 0:
                break
            chosen.append(word)
        return chosen

    def ranked(self, rows: Iterable[tuple[Key, str]], frequencies: Mapping[str, int], total: int) -> list[Hit[Key]]:
        """The rows, given as their words with blanks between, most alike first; what is equally so stays in order.

        `total` is the number of all rows, looked through or not.
        """
        read = [(key, self._length(words), self._shared(words)) for key, words in _split(rows)]
        seen = Counter(stem for _, _, shared in read for stem in shared)
        weight = {stem: _rarity(max(seen[stem], frequencies.get(word, 0)), total) for stem, word in self._stems.items()}
        usual = sum(length for _, length, _ in read) / (len(read) or 1) or 1
        best = sum(weight.values()) * _damped(self._length(self.words) / usual) or 1
        hits = [
            Hit(key, sum(weight[stem] for stem in shared) * _damped(length / usual) / best, len(shared))
            for key, length, shared in read
        ]
        return sorted(hits, key=lambda hit: -hit.likeness)

    def _length(self, words: list[str]) -> int:
        """How many words tell something."""
        return sum(1 for word in words if word not in self._silent)

    def _shared(self, words: list[str]) -> set[str]:
        """The stems that both have."""
        near = (stem(word, self.language) for word in words if word[:_HEAD] in self._heads)
        return {found for found in near if found in self._stems}


def _split(rows: Iterable[tuple[Key, str]]) -> Iterator[tuple[Key, list[str]]]:
    return ((key, words.split()) for key, words in rows)


def _rarity(frequency: int, total: int) -> float:
    """The inverse document frequency, never below nought."""
    return log(1 + (max(total, frequency, FEW) - frequency + 0.5) / (frequency + 0.5))


def _damped(length: float) -> float:
    """What one occurrence counts in a text so many times as long as usual."""
    return (K1 + 1) / (1 + K1 * (1 - B + B * length))
