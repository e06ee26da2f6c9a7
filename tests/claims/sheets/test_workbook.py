"""XLSX, read back by openpyxl: texts are texts, numbers are numbers, and nothing is lost for want of room."""

import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from claims.sheets import as_it_was, workbook, write_workbook
from tests.claims.sheets.nasty import TEXTS

NAMES = ["id", "text"]
ROWS = [[number, text] for number, text in enumerate(TEXTS, 1)]


def written(folder: Path, rows: Any, names: list[str] = NAMES) -> Any:
    write_workbook(folder / "book.xlsx", "Claims", names, rows, {"asked by": "=editor", "filters": "none"})
    return openpyxl.load_workbook(folder / "book.xlsx")


def as_a_spreadsheet_reads(value: Any) -> Any:
    """The format's own escapes, which openpyxl leaves to its callers, undone; then our mark."""
    if not isinstance(value, str):
        return value if value is not None else ""
    return as_it_was(re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), value))


def whole(book: Any) -> dict[int, str]:
    """Every text by its row's id, put together where it is in pieces."""
    texts = {number: as_a_spreadsheet_reads(text) for number, text in list(book["Claims"].values)[1:]}
    pieces: dict[int, str] = {}
    for number, column, part, text in list(book["Long texts"].values)[1:]:
        assert (column, part == 1) == ("text", number not in pieces)
        pieces[number] = pieces.get(number, "") + as_a_spreadsheet_reads(text)
    return texts | pieces


def test_texts_come_back_and_none_of_them_is_a_formula(tmp_path: Path) -> None:
    book = written(tmp_path, ROWS)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "inlineStr", "n"}
    assert whole(book) == dict(map(tuple, ROWS))
    with zipfile.ZipFile(tmp_path / "book.xlsx") as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_a_text_that_a_cell_cannot_hold_says_where_all_of_it_is(tmp_path: Path) -> None:
    book = written(tmp_path, [[7, "=" + "1" * 40_000], [8, "x" * 32_766]])
    cut, just = (row[1] for row in list(book["Claims"].values)[1:])
    assert cut.endswith("All of it is on the sheet “Long texts”.")
    assert len(just) == 32_766
    assert [row[:3] for row in book["Long texts"].values][1:] == [(7, "text", 1), (7, "text", 2), (7, "text", 3)]
    assert dict(book["About this file"].values)["rows of long texts"] == 3


def test_rows_that_a_sheet_cannot_hold_go_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    book = written(tmp_path, [[number, "a"] for number in range(5)])
    assert book.sheetnames[:3] == ["Claims", "Claims 2", "Claims 3"]
    sheets = [list(book[name].values) for name in book.sheetnames[:3]]
    assert [sheet[0] for sheet in sheets] == [("id", "text")] * 3
    assert [number for sheet in sheets for number, _ in sheet[1:]] == list(range(5))
    assert dict(book["About this file 2"].values)["rows"] == 5


def test_values_are_written_as_what_they_are(tmp_path: Path) -> None:
    values = [-0.5, 7, True, None, [], ["a", "b"], date(2026, 3, 1), datetime(2026, 3, 1, 8, 30, tzinfo=UTC), 2**60]
    book = written(tmp_path, [values], list("abcdefghi"))
    found = list(book["Claims"].values)[1]
    told = (-0.5, 7, True, None, None, "a; b", "2026-03-01", "2026-03-01T08:30:00Z", str(2**60))
    assert found == told


def test_an_empty_table_has_its_head_and_the_file_says_what_it_is(tmp_path: Path) -> None:
    book = written(tmp_path, [])
    assert list(book["Claims"].values) == [("id", "text")]
    assert dict(book["About this file"].values)["asked by"] == "'=editor"
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]
