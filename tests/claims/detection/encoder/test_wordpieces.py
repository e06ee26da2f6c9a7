"""Words are cut as BERT's uncased models were taught; what they make of a sentence depends on every piece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.detection.encoder.wordpieces import MOST_PIECES, numbers_of
from tests.claims.detection.encoder.tiny import PIECES

KNOWN = {piece: number for number, piece in enumerate(PIECES)}


def pieces(text: str) -> list[str]:
    return [PIECES[number] for number in numbers_of(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Taxes rose.", "tax ##es rose ."),
        ("The PROTESTERS", "the pro ##test ##er ##s"),
        ("unemployment", "un ##e ##mp ##loy ##ment"),
        ("5%, in 2019", "5 % , in 2019"),
        ("tax-taxed", "tax - tax ##ed"),
        ("the café, cafe\u0301", "the cafe , cafe"),
        ("the\u00a0tax\u2003rose\tby\n5", "the tax rose by 5"),
        ("中中 tax", "中 中 tax"),
        ("ta\u200bx\u200f \x00the\ufffd", "tax the"),
        ("Σ σ ς", "σ σ [UNK]"),
        ("“Tax”", "“ tax [UNK]"),
        ("taxation", "[UNK]"),
        ("t" * 101, "[UNK]"),
        ("\ud800", ""),
        ("", ""),
    ],
)
def test_words_become_known_pieces_in_small_letters_and_without_accents(text: str, found: str) -> None:
    assert pieces(text) == ["[CLS]", *found.split(), "[SEP]"]


def test_of_a_long_sentence_the_head_is_read() -> None:
    found = pieces("the tax " * 200)
    assert len(found) == MOST_PIECES
    assert found[:3] == ["[CLS]", "the", "tax"]
    assert found[-1] == "[SEP]"


@given(st.text(max_size=400))
def test_any_string_has_pieces_within_the_bound(text: str) -> None:
    assert 2 <= len(numbers_of(text, KNOWN)) <= MOST_PIECES
