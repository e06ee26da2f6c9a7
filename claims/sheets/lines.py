"""Rows as lines of text, each as soon as its row is there."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from claims.sheets.defusing import for_a_sheet
from claims.sheets.values import flat, typed

Rows = Iterable[Sequence[Any]]
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the code page of its country


class _Echo:
    """What csv writes comes back at once, instead of into a file."""

    def write(self, line: str) -> str:
        return line


def csv_lines(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """A file that says of itself that it is UTF-8, its values flat, and its head first."""
    lines = cells_in_lines(chain([names], ([_told(flat(value)) for value in row] for row in rows)))
    yield BYTE_ORDER_MARK + next(lines)
    yield from lines


def cells_in_lines(rows: Rows) -> Iterator[str]:
    """RFC 4180: CRLF, quotation marks where they are needed. Cells are marked as `defusing` says."""
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow([for_a_sheet(cell) for cell in row])


def json_lines(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """One object to a line, nothing altered."""
    for row in rows:
        told = dict(zip(names, map(typed, row), strict=True))
        yield json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _told(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
