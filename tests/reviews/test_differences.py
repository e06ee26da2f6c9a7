"""What differs between texts: nothing is lost, and what is marked is what a reader would mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.differences import ALONE, GONE, NEW, SAME, Run, changes, only_here


def marked(runs: list[Run], kind: str) -> list[str]:
    return [run.text.strip() for run in runs if run.kind == kind]


def test_a_changed_word_is_gone_and_new_and_the_rest_is_the_same() -> None:
    runs = changes("It was 3.9 percent in May.", "It was 4.1 percent in May.")
    assert (marked(runs, GONE), marked(runs, NEW)) == (["3.9"], ["4.1"])
    assert marked(runs, SAME) == ["It was", "percent in May."]


def test_words_that_went_from_the_beginning_take_no_other_with_them() -> None:
    runs = changes("In short: it rose.", "it rose.")
    assert (marked(runs, GONE), marked(runs, NEW)) == (["In short:"], [])


def test_a_new_line_is_a_difference() -> None:
    assert marked(changes("One. Two.", "One.\n\nTwo."), NEW) == ["Two."]


def test_a_text_written_anew_is_not_cut_into_shreds() -> None:
    runs = changes("Nobody counted it in May.", "The table of 2018 was counted twice.")
    assert [run.kind for run in runs] == [GONE, NEW]


@pytest.mark.parametrize(("before", "after"), [("", ""), ("", "Said."), ("Said.", ""), ("Said.", "Said.")])
def test_nothing_is_lost_where_one_is_empty_or_both_are_the_same(before: str, after: str) -> None:
    runs = changes(before, after)
    assert "".join(run.text for run in runs if run.kind != GONE) == after
    assert "".join(run.text for run in runs if run.kind != NEW) == before


@given(before=st.text(alphabet="ab \n.", max_size=60), after=st.text(alphabet="ab \n.", max_size=60))
def test_what_is_not_gone_is_the_second_text_and_what_is_not_new_the_first(before: str, after: str) -> None:
    runs = changes(before, after)
    assert "".join(run.text for run in runs if run.kind != GONE) == after
    assert "".join(run.text for run in runs if run.kind != NEW).split() == before.split()


def test_long_texts_are_compared_line_by_line() -> None:
    lines = [f"Line {number} of a long account." for number in range(500)]
    runs = changes("\n".join(lines), "\n".join([*lines[:250], "Another one.", *lines[250:]]))
    assert marked(runs, NEW) == ["Another one."]
    assert marked(runs, GONE) == []


def test_what_one_of_two_alike_findings_says_alone_is_marked() -> None:
    runs = only_here("The table says 3.9 percent for 2018.", ["The table says 3.9 percent for May."])
    assert marked(runs, ALONE) == ["2018."]


def test_of_a_finding_in_words_of_its_own_only_the_figures_are_marked() -> None:
    runs = only_here("Statisticians counted 41 bridges.", ["Our records list 40 of them."])
    assert marked(runs, ALONE) == ["41"]


@given(text=st.text(max_size=80), others=st.lists(st.text(max_size=80), max_size=3))
def test_marking_changes_no_character(text: str, others: list[str]) -> None:
    assert "".join(run.text for run in only_here(text, others)) == text
