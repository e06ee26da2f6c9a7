"""Where words stand in a text: word for word, as whole words, in Unicode code points. Plain Python."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import takewhile
from operator import itemgetter

Span = tuple[int, int]  # [start, end)


def places(words: str, body: str) -> list[int]:
    """Where the words begin, wherever they stand whole: “art” does not stand in “part”."""
    found, at = [], body.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not _is_word(body[at - 1 : at]) and not _is_word(body[end : end + 1]):
            found.append(at)
        at = body.find(words, at + 1)
    return found


def place_again(words: str, prefix: str, suffix: str, body: str) -> int | None:
    """Where the words of an earlier text begin in this one: of several places, the one that looks most like theirs."""

    def likeness(at: int) -> int:
        end = at + len(words)
        before, after = body[max(0, at - len(prefix)) : at], body[end : end + len(suffix)]
        return _shared(reversed(before), reversed(prefix)) + _shared(after, suffix)

    return max(places(words, body), key=likeness, default=None)


def trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    """The same span without blanks at its edges; empty where there is nothing else."""
    words = body[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def same_words(one: str, other: str) -> bool:
    """Whether they differ in nothing but blanks: what is selected on a page knows line ends, and not how many."""
    return one.split() == other.split()


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters as spans in order that neither touch nor overlap."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def meet(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether one of these has a character of `[start, end)`. They are as `merged` gives them."""
    at = bisect_right(spans, start, key=itemgetter(1))  # the first that ends behind the start
    return at < len(spans) and spans[at][0] < end


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters are the same from the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
