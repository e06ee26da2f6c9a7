"""Where somebody is quoted."""

import pytest

from claims.detection.quotations import Quoted, quotations


def quoted(text: str) -> list[str]:
    return [text[found.start : found.end] for found in quotations(text, [(0, len(text))])]


@pytest.mark.parametrize(
    "quotation", ["“We pay”", '"We pay"', "«Nous payons»", "„Wir zahlen“", "»Wir zahlen«", "‘We pay’", "“We ‘all’ pay”"]
)
def test_each_style_of_marks_is_a_quotation(quotation: str) -> None:
    assert quoted(f"Before {quotation}, after.") == [quotation]


@pytest.mark.parametrize(
    "text", ['A 6" pipe burst.', "The workers’ pay rose.", "It’s the ministers’ car.", "rock ’n’ roll"]
)
def test_an_apostrophe_or_an_inch_is_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_an_unclosed_quotation_runs_to_the_end_of_its_line() -> None:
    (found,) = quotations("“We pay. We stay.", [(0, 17)])
    assert (found.start, found.end, found.open_ended) == (0, 17, True)


def test_a_place_is_inside_a_quotation_or_not() -> None:
    inside = Quoted(quotations("a “b” c “d”", [(0, 11)]))
    assert [inside.at(place) is not None for place in range(11)] == [
        False, False, True, True, True, False, False, False, True, True, True,
    ]  # fmt: skip
    assert [(found.start, found.end) for found in inside.within(4, 9)] == [(2, 5), (8, 11)]
