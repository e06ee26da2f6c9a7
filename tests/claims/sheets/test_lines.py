"""CSV and JSON lines, read back by readers that nobody here wrote."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta, timezone

from claims.sheets import as_it_was, csv_lines, json_lines
from tests.claims.sheets.nasty import TEXTS

NAMES = ["id", "text"]
ROWS = [[number, text] for number, text in enumerate(TEXTS, 1)]
MOMENT = datetime(2026, 3, 1, 10, 30, tzinfo=timezone(timedelta(hours=2)))
VALUES = [MOMENT, date(2026, 3, 1), ["a", "b"], [], None, True, -0.5, 7]


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_texts_come_back_out_of_csv() -> None:
    csv.field_size_limit(200_000)
    found = read_csv("".join(csv_lines(NAMES, ROWS)))
    assert [(row["id"], as_it_was(row["text"])) for row in found] == [(str(number), text) for number, text in ROWS]


def test_no_field_of_csv_begins_like_a_formula() -> None:
    found = read_csv("".join(csv_lines(NAMES, ROWS)))
    assert [row["text"] for row in found if row["text"].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))] == []


def test_csv_is_as_rfc_4180_wants_it_and_says_that_it_is_unicode() -> None:
    text = "".join(csv_lines(["a", "b"], [['say "no"', "x, y"]]))
    assert text.encode() == b'\xef\xbb\xbfa,b\r\n"say ""no""","x, y"\r\n'


def test_values_are_written_one_way_in_csv() -> None:
    [row] = read_csv("".join(csv_lines(list("abcdefgh"), [VALUES])))
    assert list(row.values()) == ["2026-03-01T08:30:00Z", "2026-03-01", "a; b", "", "", "true", "-0.5", "7"]


def test_texts_come_back_out_of_json_lines_as_they_were() -> None:
    lines = list(json_lines(NAMES, ROWS))
    assert [json.loads(line) for line in lines] == [{"id": number, "text": text} for number, text in ROWS]
    assert all(line.count("\n") == 1 for line in lines)


def test_values_are_typed_in_json_lines() -> None:
    [line] = json_lines(list("abcdefgh"), [VALUES])
    assert list(json.loads(line).values()) == [
        "2026-03-01T08:30:00Z",
        "2026-03-01",
        ["a", "b"],
        [],
        None,
        True,
        -0.5,
        7,
    ]


def test_a_line_is_written_before_the_next_row_is_read() -> None:
    read = []

    def rows() -> object:
        for number in range(3):
            read.append(number)
            yield [number, datetime(2026, 1, 1, tzinfo=UTC)]

    lines = csv_lines(NAMES, rows())  # type: ignore[arg-type]
    next(lines)
    assert read == []
    next(lines)
    assert read == [0]
