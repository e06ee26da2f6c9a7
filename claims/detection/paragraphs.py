"""The paragraphs of a text: one line each, or several where a mail or a page of print has broken them hard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Span = tuple[int, int]

# Mail breaks lines at 72 or so, print at 60 to 90 columns; a shorter column is a list, a longer one a line.
_NARROWEST, _WIDEST = 50, 100
# The share of a full line that its neighbours reach when they are broken at the same column.
_FULL = 0.8
# Only so many lines are looked at to find the column: a block of a million lines is no paragraph.
_SAMPLE = 2_000

_ITEM = re.compile(r"(?:[-*•⁃▪‣◦–]\s|\(?\d{1,2}[.)]\s|\(?[a-h]\)\s|>|https?:|www\.)")
_TERMINAL = re.compile(r"[.!?…:][\"'”’»)\]]*$")


def spans(text: str) -> Iterator[Span]:
    """Trimmed ``[start, end)`` of every paragraph that holds a visible character, in order.

    Any newline of Unicode separates, CRLF counts as one; lines broken hard at a column are one paragraph.
    """
    block: list[Span] = []
    position = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = position + len(line) - len(line.lstrip())
            block.append((start, start + len(body)))
        else:
            yield from _joined(text, block)
            block = []
        position += len(line)
    yield from _joined(text, block)


def _joined(text: str, block: Sequence[Span]) -> Iterator[Span]:
    """The paragraphs of lines that stand together without a blank one between them."""
    width = _column(text, block) if len(block) > 1 else 0
    if not width:
        yield from block
        return
    first = block[0][0]
    for before, after in pairwise(block):
        if not _goes_on(text, before, after, width):
            yield first, before[1]
            first = after[0]
    yield first, block[-1][1]


def _column(text: str, block: Sequence[Span]) -> int:
    """The column at which the block is broken; 0 when its lines end where their writer ended them."""
    lengths = sorted(end - start for start, end in block[:_SAMPLE])
    width = lengths[int(0.8 * (len(lengths) - 1) + 0.5)]
    if not _NARROWEST <= width <= _WIDEST or lengths[-1] > 1.2 * _WIDEST:
        return 0
    pairs = [
        (before, after)
        for before, after in pairwise(block[:_SAMPLE])
        if before[1] - before[0] >= _FULL * width and not _opens(text, after)
    ]
    cut_short = sum(_in_mid_sentence(text, before, after) for before, after in pairs)
    # Prose broken at a column ends most of its full lines in mid-sentence; a list of headlines or verses does not.
    return width if 2 * cut_short >= len(pairs) > 0 else 0


def _in_mid_sentence(text: str, before: Span, after: Span) -> bool:
    following = text[after[0]]
    return (following.islower() or following.isdigit()) and not _ends(text, before) and not _opens(text, after)


def _goes_on(text: str, before: Span, after: Span, width: int) -> bool:
    if _opens(text, after):
        return False
    if _in_mid_sentence(text, before, after):
        return True
    # Full to the column, as far as words go: the next one would not have had room.
    first_word = text[after[0] : min(after[1], after[0] + width)].split(maxsplit=1)[0]
    return before[1] - before[0] + 1 + len(first_word) > width and before[1] - before[0] >= _FULL * width


def _ends(text: str, line: Span) -> bool:
    return bool(_TERMINAL.search(text, max(line[0], line[1] - 4), line[1]))


def _opens(text: str, line: Span) -> bool:
    return bool(_ITEM.match(text, line[0], line[1]))
