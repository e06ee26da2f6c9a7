"""What two statements share, and which words are worth looking for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.bm25 import Hit, Query
from claims.matching.words import words_in

SENTENCE = st.lists(st.sampled_from("port tonnes harbour taxes tax raised moved the of 2019".split()), max_size=12).map(
    " ".join
)


def ranked(text: str, *rows: str, total: int = 1000) -> list[Hit[str]]:
    query = Query(text, "en")
    return query.ranked(((row, " ".join(words_in(row))) for row in rows), {}, total)


def test_rare_words_weigh_more_and_long_texts_pay() -> None:
    rows = [
        "Exports of the port fell.",
        "Exports of steel fell.",
        "Exports fell while harbours and many great places far away had more of them than steel works have.",
        "Nobody knows.",
    ]
    order = [hit.key for hit in ranked("Exports of the port", *rows)]
    assert order == rows


def test_forms_of_a_word_are_one_word_and_its_own_words_are_all_alike() -> None:
    same, form = ranked("The tax was raised", "tax raised", "taxes raise", total=10)
    assert (same.likeness, form.likeness) == (pytest.approx(1), pytest.approx(1))
    assert (same.shared, form.shared) == (2, 2)


def test_among_a_few_rows_a_word_that_nobody_used_yet_weighs_hardly_more_than_one_that_is_shared() -> None:
    [hit] = ranked("The tax was raised in the harbour", "tax raised", total=1)
    assert hit.likeness == pytest.approx(2 / 3, abs=0.1)


@given(SENTENCE, st.lists(SENTENCE, max_size=6))
def test_no_text_is_more_alike_than_a_little_over_itself(text: str, rows: list[str]) -> None:
    found = ranked(text, *rows)
    assert {hit.key for hit in found} == set(rows)
    assert all(0 <= hit.likeness <= 2.2 for hit in found)
    likeness = [hit.likeness for hit in found]
    assert likeness == sorted(likeness, reverse=True)


@pytest.mark.parametrize(
    ("budget", "most", "chosen"),
    [
        (10_000, 9, "zircon port minister"),
        (600, 9, "zircon port"),
        (600, 1, "zircon"),
        (1, 9, "zircon"),
        (5_000, 9, "zircon port"),
    ],
)
def test_the_rarest_words_are_looked_for_as_many_as_are_cheap(budget: int, most: int, chosen: str) -> None:
    query = Query("The minister of the port bought zircon", "en")
    frequencies = {"minister": 5_000, "port": 500, "bought": 90_000}
    assert query.rarest(frequencies, budget, most) == chosen.split()


def test_of_a_word_that_is_everywhere_one_is_looked_for_all_the_same() -> None:
    assert Query("Taxes", "en").rarest({"taxes": 900_000}, 3_000, 16) == ["taxes"]
    assert Query("…", "en").rarest({}, 3_000, 16) == []
    assert Query("Zircon taxes", "en").rarest({"zircon": 0, "taxes": 9}, 3_000, 16) == ["taxes"]
