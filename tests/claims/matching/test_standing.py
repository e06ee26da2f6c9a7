"""Where words stand in a text, and which spans meet: on any text that there can be."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import matching

LETTERS = st.text(st.sampled_from(list("ab 👩🏽‍🔬e\u0301é\n_4.ש")), max_size=40)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair))), max_size=12)


@pytest.mark.parametrize(
    ("words", "body", "found"),
    [
        ("art", "art, party art_ art", [0, 16]),
        ("aa", "aa aaa aa", [0, 7]),
        ("5 percent", "👩🏽‍🔬 5 percent and 15 percent.", [5]),
        ("ab.", "ab.ab. ab.", [3, 7]),
        ("", "anything", []),
        ("absent", "", []),
    ],
)
def test_words_stand_where_they_are_whole(words: str, body: str, found: list[int]) -> None:
    assert matching.places(words, body) == found


@given(LETTERS, LETTERS, LETTERS)
def test_words_between_blanks_are_found_in_code_points(before: str, words: str, after: str) -> None:
    body = f"{before} {words} {after}"
    if words:
        assert len(before) + 1 in matching.places(words, body)
    assert all(body[at : at + len(words)] == words for at in matching.places(words, body))


def test_of_several_places_the_one_with_the_same_surroundings_is_the_one() -> None:
    body = "In 2019 exports grew. In 2020 exports grew. Later exports grew."
    at = matching.place_again("exports grew.", prefix="… In 2020 ", suffix=" Later still", body=body)
    assert at == body.index("exports grew. Later")
    assert matching.place_again("imports fell.", "", "", body) is None


@given(LETTERS, st.integers(0, 40), st.integers(0, 40))
def test_trimming_takes_blanks_alone(body: str, start: int, end: int) -> None:
    first, last = matching.trimmed(body, start, min(end, len(body)))
    assert body[first:last] == body[start : min(end, len(body))].strip()


@given(SPANS, st.integers(0, 50), st.integers(1, 9))
def test_spans_meet_where_they_share_a_character(spans: list[tuple[int, int]], start: int, length: int) -> None:
    united = matching.merged(spans)
    characters = {at for first, last in spans for at in range(first, last)}
    assert {at for first, last in united for at in range(first, last)} == characters
    assert all(one[1] < other[0] for one, other in pairwise(united))
    assert matching.meet(united, start, start + length) == bool(characters & set(range(start, start + length)))


@pytest.mark.parametrize(("one", "other"), [("a  b", "a b"), ("a\nb", "a\n\n b "), ("a\u00a0b", "a b")])
def test_blanks_make_no_other_words(one: str, other: str) -> None:
    assert matching.same_words(one, other)
    assert not matching.same_words(one, f"{other}c")
