"""The one form in which an article's characters are counted: what becomes of a text, and which ones are refused."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.errors import ArticleTooLarge, DomainError, EmptyArticle, NotText
from claims.intake import decode, normalise, prose

LIMIT = 2_000_000
# Whatever Python calls a str: half surrogate pairs, controls, marks and combining characters more often than by chance.
ANY_TEXT = st.text(st.characters()) | st.text(
    st.sampled_from("a1 \n\r\t\x00\x0b\x85\u00a0\u0301\u200b\u2028\ud83d\ufeff👍ا")
)


@given(ANY_TEXT)
@settings(deadline=None)
@example(" \ufeffabc")
@example("\ufeff\ufeffabc")
@example("\ufeff \ufeff\nabc")
@example("a\u0301\u0327 \u0301b")
def test_any_text_is_normalised_once_and_for_all_or_refused_with_a_sentence(text: str) -> None:
    try:
        body = normalise(text, limit=LIMIT)
    except DomainError as refused:
        body = ""
        refused.message.encode()  # it can be sent, whatever was quoted in it
    if not body:
        return
    assert normalise(body, limit=LIMIT) == body
    assert unicodedata.is_normalized("NFC", body)
    assert body == body.strip()
    assert not set(body) & set("\r\x00\x85\u2028\u2029")
    assert not body.startswith("\ufeff")
    assert any(character.isalnum() for character in body)
    body.encode()


@given(st.text(st.characters()))
@settings(deadline=None)
def test_the_words_of_a_person_are_tidied_once_and_for_all_or_refused(text: str) -> None:
    try:
        tidy = prose(text, "note")
    except DomainError:
        return
    assert prose(tidy, "note") == tidy


@given(st.binary())
def test_bytes_are_decoded_exactly_when_they_are_utf8(raw: bytes) -> None:
    try:
        expected = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        with pytest.raises(NotText, match="is not UTF-8"):
            decode(raw)
    else:
        assert decode(raw) == expected


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("First.\r\nSecond.\rThird.", "First.\nSecond.\nThird."),
        ("First.\u2028Second.\u2029Third.\x85Fourth.", "First.\nSecond.\nThird.\nFourth."),
        ("e\u0301te\u0301", "été"),
        ("\ufeffFirst.", "First."),
        ("  \n\u00a0First.\u3000\n ", "First."),
        ("Up\tto 5\u00a0% — “so”", "Up\tto 5\u00a0% — “so”"),
        ("ارتفعت الصادرات 5 في المئة.", "ارتفعت الصادرات 5 في المئة."),
        ("Growth 📈 5 % 👩🏽‍🔬", "Growth 📈 5 % 👩🏽‍🔬"),
        ("\u202eright to left\u202c 5", "\u202eright to left\u202c 5"),
        ("Inside \ufeff it stays", "Inside \ufeff it stays"),
    ],
)
def test_a_text_keeps_its_characters_but_for_line_ends_edges_and_composition(text: str, body: str) -> None:
    assert normalise(text, limit=LIMIT) == body


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\r\n\t ", "\u00a0\u3000", "\u200b\u200c\u200d\u2060\ufeff", "... — !?", "👍👍", "\u0301\u0301"],
)
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(EmptyArticle) as refused:
        normalise(text, limit=LIMIT)
    assert (refused.value.code, refused.value.about) == ("empty_article", "body")


@pytest.mark.parametrize("text", ["a\x00b", "a\x07", "\x1bEscape", "page\x0cbreak", "\x80", "\x7f"])
def test_control_characters_are_refused_by_name(text: str) -> None:
    with pytest.raises(NotText, match=r"control character U\+00[0-9A-F]{2}"):
        normalise(text, limit=LIMIT)


@pytest.mark.parametrize("text", ["half \ud83d", "half \ude00 other"])
def test_half_of_a_surrogate_pair_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(NotText, match="character 6 is half of a surrogate pair"):
        normalise(text, limit=LIMIT)


def test_five_megabytes_are_refused_with_both_numbers() -> None:
    with pytest.raises(ArticleTooLarge, match=r"5,000,000 bytes of text; at most 2,000,000"):
        normalise("word " * 1_000_000, limit=LIMIT)


def test_the_limit_counts_bytes_of_what_is_kept() -> None:
    assert normalise("é" * 50, limit=100) == "é" * 50
    assert normalise("e\u0301" * 50, limit=100) == "é" * 50
    with pytest.raises(ArticleTooLarge, match="has 102 bytes"):
        normalise("é" * 51, limit=100)


def test_a_text_too_large_is_refused_before_anything_costs_time() -> None:
    with pytest.raises(ArticleTooLarge):
        normalise("\x00" * 300, limit=100)  # not NotText: nobody looked into it


@pytest.mark.parametrize(
    ("raw", "byte"), [(b"ab\xff", "3"), (b"\xc3", "1"), ("Größe".encode("latin-1"), "3"), ("x".encode("utf-16"), "1")]
)
def test_bytes_that_are_not_utf8_are_refused_with_the_place(raw: bytes, byte: str) -> None:
    with pytest.raises(NotText, match=f"byte {byte} is not UTF-8"):
        decode(raw)


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfFirst.") == "First."
