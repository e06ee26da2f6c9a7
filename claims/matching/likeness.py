"""Whether two statements are the same in other words. A hint for people: nothing is joined because of it.

Thresholds were fitted on open data, and what they are worth is measured (docs/benchmarks.md).
"""

from claims.matching.bm25 import Hit
from claims.matching.differences import Difference, differences
from claims.matching.words import WORD, plain

SIMILAR = 0.4  # of BM25 against itself
FEWEST = 2  # words that are shared: one alone is a coincidence
SAME = 0.75  # of the letters in threes


def is_similar(hit: Hit) -> bool:
    """Whether what was found is worth a look."""
    return hit.likeness >= SIMILAR and hit.shared >= FEWEST


def compared(there: str, here: str, language: str) -> tuple[bool, list[Difference]]:
    """Whether they are the same, and if not, in what they differ."""
    found = differences(there, here, language)
    return not found and likeness(there, here) >= SAME, found


def likeness(one: str, other: str) -> float:
    """The share of sequences of three letters that both have, of those that either has: 0..1."""
    ours, theirs = _threes(one), _threes(other)
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 0.0


def _threes(text: str) -> set[str]:
    padded = (f"  {word} " for word in WORD.findall(plain(text).casefold()))
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}
