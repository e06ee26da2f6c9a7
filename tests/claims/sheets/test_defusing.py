"""No text is taken for a formula, no number for a text, and whatever was marked is had back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from claims.sheets import as_it_was, for_a_sheet
from tests.claims.sheets.nasty import FORMULAS, HARMLESS, TEXTS

LIKELY = some.text(some.sampled_from("='+-@\t\r\n ＝﹣a\ufeff\u3000\0"), max_size=6)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_compute_is_marked(text: str) -> None:
    assert for_a_sheet(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS, ids=lambda text: text[:20])
def test_what_it_would_not_is_left_as_it_is(text: str) -> None:
    assert for_a_sheet(text) == text


@pytest.mark.parametrize("cell", [0, -1, -0.5, 1e-9, True, False, None])
def test_numbers_stay_numbers(cell: Any) -> None:
    assert for_a_sheet(cell) is cell


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
def test_a_mark_is_taken_away_again(text: str) -> None:
    assert as_it_was(for_a_sheet(text)) == text


@given(LIKELY)
def test_whatever_it_was_is_had_back(text: str) -> None:
    marked = for_a_sheet(text)
    assert as_it_was(marked) == text
    assert not marked.lstrip().startswith(("=", "+", "-", "@"))
