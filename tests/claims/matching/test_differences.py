"""Statements that read alike and are not: a number, a “not”, a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.differences import differences, numbers_in
from claims.matching.likeness import compared, likeness


def told(there: str, here: str, language: str = "en") -> list[str]:
    return [str(one) for one in differences(there, here, language)]


@pytest.mark.parametrize(
    ("there", "here", "said"),
    [
        ("Exports grew in 2017.", "Exports grew in 2018.", "2017, here 2018"),
        ("Exports grew by 5 percent in 2017.", "Exports grew in 2017.", "5, not here"),
        ("Exports grew in 2017.", "Exports grew threefold, by 200, in 2017.", "200 here alone"),
        ("The port is open.", "The port is not open.", "negated here, not there"),
        ("It wasn’t sold.", "It was sold.", "negated there, not here"),
        ("Ohio voted for it.", "Florida voted for it.", "Ohio, here Florida"),
    ],
)
def test_what_differs_is_said_in_words(there: str, here: str, said: str) -> None:
    assert told(there, here) == [said]


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("It cost 5 million.", "It cost 5,000,000."),
        ("It cost 3.5m euros.", "It cost 3,500,000 euros."),
        ("It has two doors.", "It has 2 doors."),
        ("It is not untrue that nobody came.", "Everybody came."),  # two of them are none
        ("The U.S. sold it.", "The United States sold it."),
        ("The United States sold it.", "The US sold it."),
        ("President Obama said so.", "Obama said so."),
        ("Iran’s oil was sold.", "Oil of Iran was sold."),
        ("Rule No. 4 was kept.", "Rule 4 was kept."),
    ],
)
def test_the_same_written_otherwise_is_no_difference(there: str, here: str) -> None:
    assert told(there, here) == told(here, there) == []


@pytest.mark.parametrize(
    ("there", "here", "language", "said"),
    [
        ("Der Hafen ist offen.", "Der Hafen ist nicht offen.", "de", ["negated here, not there"]),
        ("Es kostete 3,2 Milliarden.", "Es kostete 3.200.000.000.", "de", []),
        ("Le port n’est pas fermé.", "Le port est fermé.", "fr", ["negated there, not here"]),
        ("O porto no norte abriu.", "O porto abriu.", "pt", []),  # “in the”, and no “no”
        ("El puerto no abrió.", "El puerto abrió.", "es", ["negated there, not here"]),
    ],
)
def test_each_language_has_its_own_words(there: str, here: str, language: str, said: list[str]) -> None:
    assert told(there, here, language) == said


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("48,000 of 1.5 million", [48_000, 1_500_000]),
        ("1\u202f234,5", [1234.5]),
        ("1.234,5 or 1,234.5", [1234.5]),
        ("0.5 and 0,5", [0.5]),
        ("1.2.3", [1.23]),
        ("COVID-19 in the 1990s", [19, 1990]),
        ("٣ and 3", [3]),
        ("million and m²", []),
        ("1" * 400, [float("inf")]),
    ],
)
def test_numbers_are_known_by_what_they_amount_to(text: str, amounts: list[float]) -> None:
    assert list(numbers_in(text, "en")) == amounts


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["en", "de", "fr", "xx"]))
def test_of_any_two_texts_what_differs_is_the_same_from_both_sides(one: str, other: str, language: str) -> None:
    there, here = differences(one, other, language), differences(other, one, language)
    assert [(a.kind, a.there, a.here) for a in there] == [(b.kind, b.here, b.there) for b in here]
    assert differences(one, one, language) == []
    assert all(str(one) for one in there)


def test_a_text_of_capitals_is_compared_in_no_time() -> None:
    shouted = " ".join(f"WORD{number}" for number in range(3_000))
    assert told(shouted, f"{shouted} NOW") == []


def test_only_what_differs_in_no_fact_is_the_same() -> None:
    plain = "The city spent 40 million euros on the new bridge."
    assert compared(plain, "The city has spent 40 million euros on the new bridge!", "en") == (True, [])
    same, differ_in = compared(plain, "The city spent 14 million euros on the new bridge.", "en")
    assert not same
    assert [str(one) for one in differ_in] == ["40 million, here 14 million"]
    assert compared(plain, "The bridge is new, and the city spent 40 million euros on other things.", "en") == (
        False,
        [],
    )
    assert likeness("", "") == 0
