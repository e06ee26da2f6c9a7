"""Where the article quotes somebody: spans of quotations, line by line, with a flag for those that run on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

_MARKS = re.compile('["“”„«»‘’]')
# A mark that can only close: a word or a stop before it, a blank, a stop or the end of the line after it.
_CLOSING_MARK = re.compile(r"(?<=[\w.,!?…])[”»\"](?=[\s.,;:!?)]|$)", re.MULTILINE)
# How many lines a quotation may stay open for.
_PATIENCE = 6
_CLOSED_BY = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’"}


@dataclass(frozen=True)
class Quotation:
    """``text[start:end]`` with its marks; ``open_ended`` when the line ends before the quotation does."""

    start: int
    end: int
    open_ended: bool


def quotations(text: str, lines: Iterable[tuple[int, int]]) -> list[Quotation]:
    """All outermost quotations of the given line spans, in order.

    One that its line leaves open runs on where a line soon after closes it before opening another; else it ends with
    its line, for writers open each paragraph of a long quotation anew, and some never close one.
    """
    found: list[Quotation] = []
    waited = _PATIENCE
    for start, end in lines:
        here = _in_line(text, start, end)
        if found and found[-1].open_ended and waited < _PATIENCE:
            if (close := _closing(text, start, end, here)) is not None:
                found[-1] = Quotation(found[-1].start, close, open_ended=False)
                here = _in_line(text, close, end)
            waited = _PATIENCE if here else waited + 1
        found.extend(here)
        if here:
            waited = 0 if here[-1].open_ended else _PATIENCE
    return found


def _closing(text: str, start: int, end: int, here: list[Quotation]) -> int | None:
    """The end of the first mark that closes a quotation opened in an earlier line, if none is opened before it."""
    mark = _CLOSING_MARK.search(text, start, here[0].start if here and here[0].start > start else end)
    return mark.end() if mark and (not here or mark.end() <= here[0].start) else None


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
    if mark in "”’" or (after.isspace() and mark != "«") or after in ".,;:!?)":
        return False  # the French set a blank behind their opening mark
    # 6" is a length and rock ‘n’ roll is not a quotation: an opening mark has no letter or digit before it.
    return not before.isalnum()


def _closes(mark: str, opening: str, before: str, after: str) -> bool:
    if mark not in _CLOSED_BY[opening]:
        return False
    if mark == "’":
        return not after.isalnum()
    return not (mark == '"' and before.isspace() and not after.isspace())
