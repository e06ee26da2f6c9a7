"""Where the article quotes somebody: spans of quotations, line by line, with a flag for those that run on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

_MARKS = re.compile('["“”„«»‘’]')
_CLOSED_BY = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’"}


@dataclass(frozen=True)
class Quotation:
    """``text[start:end]`` with its marks; ``open_ended`` when the line ends before the quotation does."""

    start: int
    end: int
    open_ended: bool


def quotations(text: str, lines: Iterable[tuple[int, int]]) -> list[Quotation]:
    """All outermost quotations of the given line spans, in order. Never crosses a line."""
    return [quotation for start, end in lines for quotation in _in_line(text, start, end)]


class Quoted:
    """Answers which quotation a place belongs to; built once per article, each answer is a binary search."""

    def __init__(self, found: list[Quotation]) -> None:
        self._found = found
        self._starts = [quotation.start for quotation in found]

    def at(self, position: int) -> Quotation | None:
        """The quotation that covers the code point at ``position``."""
        index = bisect_right(self._starts, position) - 1
        return self._found[index] if index >= 0 and position < self._found[index].end else None

    def within(self, start: int, end: int) -> list[Quotation]:
        """The quotations that share at least one code point with ``[start, end)``, in order."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, end - 1)
        return [quotation for quotation in self._found[first:last] if quotation.end > start]


def _in_line(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    for match in _MARKS.finditer(text, start, end):
        position, mark = match.start(), match.group()
        before = text[position - 1] if position > start else " "
        after = text[position + 1] if position + 1 < end else " "
        if opened is None:
            if _opens(mark, before, after):
                opened = position, mark
        elif _closes(mark, opened[1], before, after):
            found.append(Quotation(opened[0], position + 1, open_ended=False))
            opened = None
    if opened is not None and opened[1] != "‘":
        found.append(Quotation(opened[0], end, open_ended=True))
    return found


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in "”’" or after.isspace():
        return False
    # 6" is a length and rock ‘n’ roll is not a quotation: an opening mark has no letter or digit before it.
    return not before.isalnum()


def _closes(mark: str, opening: str, before: str, after: str) -> bool:
    if mark not in _CLOSED_BY[opening]:
        return False
    if mark == "’":
        return not after.isalnum()
    return not (mark == '"' and before.isspace() and not after.isspace())
