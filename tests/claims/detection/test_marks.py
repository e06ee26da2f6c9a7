"""Looking only at the marks that a sentence can end with finds what looking everywhere finds."""

import re
from functools import cache
from pathlib import Path

import pytest

from claims.detection import boundaries, sentences
from claims.detection.training.examples import WRITTEN, rows
from tests.benchmarks.detection import written
from tests.claims.detection.nasty import TEXTS


@cache
def lines() -> list[str]:
    """Every text written for this project in one line each, and the nasty ones as they are."""
    articles: dict[str, list[str]] = {}
    for path in sorted(WRITTEN.glob("[abc]-*.jsonl")):
        for row in rows(path):
            articles.setdefault(row["doc"], []).append(row["text"])
    pages = [path.read_text(encoding="utf-8") for path in sorted(Path(written.__file__).parent.glob("*.txt"))]
    return [*map(" ".join, articles.values()), *(page.replace("\n", " ") for page in pages), *TEXTS.values()]


def test_patterns_tried_at_marks_find_all_that_a_search_finds() -> None:
    found = [[match.end() for match in sentences._SENTENCE_STARTS.finditer(line)] for line in lines()]
    assert sum(map(len, found)) > 100
    assert [list(sentences._marked(line)) for line in lines()] == found


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("He waited . . . Then he left.", "Then"),
        ("It ended.Then it began.", "Then"),
        ("Is it true? No. It is not.", "It is not"),
        ("天が晴れた。雨が降った。", "雨"),
        ("Prices fell. iPhone sales rose.", "iPhone"),
    ],
)
def test_a_sentence_begins_behind_each_kind_of_mark(line: str, start: str) -> None:
    assert line.index(start) in list(sentences._marked(line))


def test_words_of_a_line_have_their_places_however_they_are_counted() -> None:
    for line in lines():
        places = [match.start() for match in re.finditer(r"\S+", line)]
        if "\u00a0" not in line and "  " not in line:
            assert [place for place, _ in boundaries.tokens_of(line)] == places
