"""What holds for every text, however nasty: exact places, nothing lost, nothing twice, nothing raised."""

import time
from dataclasses import FrozenInstanceError
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.detection import read, score, split

PIECES = st.sampled_from(
    [
        "The bank rose.", "“We pay”, he said.", "…", "...", "\r\n", "\n",
        "\u00a0", "\u200b", "\u2028", "e\u0301", "👩‍🔬",
        "\u202bشكرا.", "Dr. ", "U.S. ", '"', "”", "“", "(", ")", "[1] ", "1) ",
        "• ", "?", "!", " ", "\t", "\x00", "\x1c",
        "\ud800", "said ", "Read more: ", "。", "5 %", "he ", "A. ", "Here: ", ",",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=st.characters(), max_size=60),
    st.lists(PIECES, max_size=40).map("".join),
)


def visible(text: str) -> list[int]:
    return [place for place, sign in enumerate(text) if not sign.isspace()]


@given(TEXTS, st.sampled_from(["en", "de", "ja", ""]))
@settings(max_examples=400, deadline=None)
def test_spans_are_ordered_disjoint_trimmed_and_lose_no_visible_character(text: str, language: str) -> None:
    spans = split(text, language)
    assert [place for start, end in spans for place in range(start, end) if not text[place].isspace()] == visible(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_read_says_where_everything_stands(text: str) -> None:
    sentences = read(text)
    assert [(sentence.start, sentence.end) for sentence in sentences] == split(text)
    for sentence in sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        assert 0 <= sentence.check_worthiness <= 1
        assert sentence.reasons
        assert (sentence.claimant is None) == (sentence.claimant_start is None) == (sentence.claimant_end is None)
        assert sentence.candidate == (sentence.kind == "check_worthy")


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_score_takes_any_string(text: str) -> None:
    assert 0 <= score(text) <= 1


@given(st.lists(st.sampled_from(["The bank rose. It fell.", "“A vote”, he said.", "Here: ", "No. Why?"]), max_size=8))
@settings(max_examples=60, deadline=None)
def test_windows_newlines_change_places_but_no_sentence(lines: list[str]) -> None:
    unix, windows = "\n".join(lines), "\r\n".join(lines)
    assert [unix[a:b] for a, b in split(unix)] == [windows[a:b] for a, b in split(windows)]


@pytest.mark.parametrize("text", ["", " \n\t ", "\u00a0", "\r\n"])
def test_a_text_without_a_visible_character_has_no_sentence(text: str) -> None:
    assert read(text) == []


def test_a_sentence_cannot_be_changed() -> None:
    (sentence,) = read("The senate sat.")
    with pytest.raises(FrozenInstanceError):
        sentence.text = "another"  # type: ignore[misc]


@pytest.mark.parametrize("unit", ["a", ". . ", ".”", "。", "?", "1) a ", "“A. B. ", "No. ", "he said, ", "if a will "])
def test_cost_grows_with_length_and_not_with_its_square(unit: str) -> None:
    assert _seconds(unit, 80_000) < 9 * max(_seconds(unit, 20_000), 0.025)


def _seconds(unit: str, length: int) -> float:
    text = (unit * length)[:length]
    start = time.process_time()
    read(text)
    return time.process_time() - start


def test_a_sentence_longer_than_a_window_stays_whole() -> None:
    text = "The list names " + "river, " * 3_000 + "and no more. It ends here."
    assert [end - start for start, end in split(text)] == [len(text) - len(" It ends here."), len("It ends here.")]
