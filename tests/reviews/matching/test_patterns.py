"""Words in words: whole ones, in any case, whatever else people type."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.matching import patterns

# Without ß: in “sß” and “ßs” the same letters meet in another way, and each is only found as it was written.
NASTY = [*"abAſKé", "ss", "İ", "Σ", "ς", *" .-'’\n()[]{}*?^$|\\/+&_", "…", "«", "中", "é", "ﬁ", "ŉ"]
texts = st.lists(st.sampled_from(NASTY), max_size=12).map("".join)


def found(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Daily", "The Daily of today"),
        ("daily example", "from the DAILY\nEXAMPLE."),
        ("Straße", "IN DER STRASSE"),
        ("strasse", "in der Straße"),
        ("Moody's", "rated by Moody’s"),
        ("Coca-Cola", "Coca Cola says"),
        ("C++", "written in C++, mostly"),
        ("Canal+", "(Canal+)"),
        ("ΟΔΟΣ", "η οδος"),
        ("Agència", "l'agència"),
        ("中国", "«中国»"),
        ("a.b", "a.b"),
        (".*", "x .* y"),
    ],
)
def test_a_phrase_stands_in_a_text_whatever_the_case_and_the_punctuation(value: str, text: str) -> None:
    assert found(patterns.stands_in([value]), text) == bool(patterns.words_of(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Daily", "Dailymotion"),
        ("art", "party"),
        ("C++", "vitamin C"),
        ("Canal", "Canal+"),
        ("Canal+", "Canal"),
        ("a.b", "axb"),
        ("a+", "aaa"),
        ("[a-z]", "q"),
        ("resume", "résumé"),
        ("e", "e\u0301x"),
        ("x|y", "x"),
        ("Example Daily", "Daily Example"),
        ("Daily", ""),
    ],
)
def test_no_part_of_a_word_and_no_magic_of_a_sign_is_found(value: str, text: str) -> None:
    assert not found(patterns.stands_in([value]), text)


@pytest.mark.parametrize("value", ["", " ", "...", "«»", "(.*)"])
def test_what_has_no_words_stands_nowhere(value: str) -> None:
    for pattern in (patterns.stands_in, patterns.is_all_of, patterns.is_made_of):
        for text in ("", " ", "...", "word", value):
            assert not found(pattern([value]), text)
            assert not found(pattern([]), text)


def test_the_whole_is_more_than_a_part() -> None:
    whole = patterns.is_all_of(["Daily Example", "Other"])
    assert found(whole, " «daily example» ")
    assert found(whole, "OTHER")
    assert not found(whole, "The Daily Example")
    assert not found(whole, "Daily Example Other")
    assert not found(whole, "Daily Example\nOther")


def test_a_name_is_made_of_words_of_a_longer_one() -> None:
    made = patterns.is_made_of(["Jane Doe of the Ministry", "Roe"])
    for name in ("Jane Doe", "DOE, JANE", "the ministry", "Roe", " Doe. "):
        assert found(made, name), name
    for name in ("Jane Roe", "Jan", "Jane Doer", "Jane Doe Smith", "", "."):
        assert not found(made, name), name


@pytest.mark.parametrize(
    ("value", "host"),
    [
        ("example.org", "example.org"),
        (" https://www.Example.org/news?x=1 ", "example.org"),
        ("news.example.co.uk", "news.example.co.uk"),
        ("bücher.example", "bücher.example"),
        ("Daily Example", ""),
        ("Example", ""),
        ("U.S.", ""),
        ("127.0.0.1", ""),
        ("a..b", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_a_host_is_told_from_a_name(value: str, host: str) -> None:
    assert patterns.host_in(value) == host


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTP://WWW.EXAMPLE.ORG/a",
        "https://news.example.org:8443/a",
        "https://user:word@example.org?q",
        "https://example.org./",
    ],
)
def test_an_address_lies_under_its_host(url: str) -> None:
    assert found(patterns.is_under(["example.org"]), url)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/example.org",
        "https://badexample.org/",
        "https://example.org.evil.net/",
        "https://example.org@evil.net/",
        "https://exampleXorg/",
        "https://org/",
        "ftp://example.org/",
        "",
    ],
)
def test_an_address_that_only_looks_like_it_lies_elsewhere(url: str) -> None:
    assert not found(patterns.is_under(["example.org"]), url)


def test_a_host_has_two_names_when_it_has_letters_beyond_ascii() -> None:
    for value in ("bücher.example", "xn--bcher-kva.example"):
        for url in ("https://BÜCHER.example/", "https://www.xn--bcher-kva.example/"):
            assert found(patterns.is_under([value]), url), (value, url)


@given(value=texts, text=texts)
def test_a_phrase_stands_where_its_words_follow_each_other(value: str, text: str) -> None:
    def folded(what: str) -> list[str]:
        return [word.casefold() for word in patterns.words_of(what)]

    wanted, words = folded(value), folded(text)
    runs = [words[first:last] for first, last in combinations(range(len(words) + 1), 2)]
    assert found(patterns.stands_in([value]), text) == (bool(wanted) and wanted in runs)
    assert found(patterns.is_all_of([value]), text) == (bool(wanted) and wanted == words)
    assert found(patterns.is_made_of([value]), text) == (bool(words) and set(words) <= set(wanted))


@given(value=st.text(max_size=30), text=st.text(max_size=30))
def test_any_text_makes_a_pattern(value: str, text: str) -> None:
    for pattern in (patterns.stands_in, patterns.is_all_of, patterns.is_made_of, patterns.is_under):
        found(pattern([value]), text)
    assert found(patterns.is_all_of([value]), value) == bool(patterns.words_of(value))
