"""Rows as an XLSX file whose cells are texts and numbers, never formulas. What a sheet cannot hold goes on elsewhere.

Characters that XML cannot hold are written in the format's own way (_x0001_), which spreadsheets undo by themselves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from claims.sheets.defusing import for_a_sheet
from claims.sheets.values import flat

MOST_ROWS = 1_048_576  # of one sheet, with its head
MOST_UNITS = 32_767  # of UTF-16 in one cell, a mark included
PIECE = 16_000  # characters, of two units at most: there is room for a mark and the hint
LONG = "Long texts"
HINT = f" […] All of it is on the sheet “{LONG}”."
MOST_EXACT = 2**53  # a spreadsheet rounds whole numbers beyond


def write_workbook(
    file: Path, title: str, names: Sequence[str], rows: Iterable[Sequence[Any]], about: Mapping[str, Any]
) -> None:
    """Write the file; what is needed meanwhile lies in its folder. `about` is told on a sheet of its own, the last.

    Rows that one sheet cannot hold go on in the next. A text that one cell cannot hold is on a sheet for such texts in
    pieces, beside the first cell of its row.
    """
    # Each row is written before the next one is looked at.
    book = xlsxwriter.Workbook(str(file), {"constant_memory": True, "tmpdir": str(file.parent), "use_zip64": True})
    main, long = _Pages(book, title, names), _Pages(book, LONG, (names[0], "column", "part", "text"))
    main.turn()
    for row in rows:
        cells = [_cell(value) for value in row]
        main.add([_shortened(cell) for cell in cells])
        for name, cell in zip(names, cells, strict=True):
            for part, text in enumerate(_pieces(cell), 1):
                long.add([cells[0], name, part, text])
    last = _Pages(book, "About this file", ("what", "told"))
    for what, told in {**about, "rows": main.rows, "rows of long texts": long.rows}.items():
        last.add([what, _cell(told)])
    book.close()


class _Pages:
    """A table over as many sheets as it needs, each with its head."""

    def __init__(self, book: xlsxwriter.Workbook, title: str, names: Sequence[str]) -> None:
        self.book, self.title, self.names = book, title, names
        self.rows = self.turned = 0
        self.at = MOST_ROWS
        self.bold = book.add_format({"bold": True})

    def turn(self) -> None:
        """Begin the next sheet."""
        self.turned += 1
        self.sheet = self.book.add_worksheet(self.title if self.turned == 1 else f"{self.title} {self.turned}")
        self.sheet.freeze_panes(1, 0)
        self.sheet.set_column(0, len(self.names) - 1, 18)
        for column, name in enumerate(self.names):
            self.sheet.write_string(0, column, name, self.bold)
        self.at = 1

    def add(self, cells: Sequence[Any]) -> None:
        if self.at == MOST_ROWS:
            self.turn()
        for column, cell in enumerate(cells):
            self._put(column, cell)
        self.at += 1
        self.rows += 1

    def _put(self, column: int, cell: Any) -> None:
        if isinstance(cell, bool):
            self.sheet.write_boolean(self.at, column, cell)
        elif isinstance(cell, int | float):
            self.sheet.write_number(self.at, column, cell)
        elif cell:
            self.sheet.write_string(self.at, column, for_a_sheet(cell))


def _cell(value: Any) -> Any:
    told = flat(value)
    return str(told) if type(told) is int and abs(told) > MOST_EXACT else told


def _shortened(cell: Any) -> Any:
    return cell[:PIECE] + HINT if _is_long(cell) else cell


def _pieces(cell: Any) -> Iterator[str]:
    """All of a text that one cell cannot hold; nothing of any other."""
    if _is_long(cell):
        yield from (cell[start : start + PIECE] for start in range(0, len(cell), PIECE))


def _is_long(cell: Any) -> bool:
    # Quick where no text of so few characters can be too long.
    return isinstance(cell, str) and len(cell) > PIECE and len(cell.encode("utf-16-le")) // 2 >= MOST_UNITS
