"""Single values as publishers write them: read as far as they have one meaning, and the same when read again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.elsewhere.values import address, day, number, text


def read(reader: Any, value: Any) -> tuple[Any, set[str]]:
    seen: set[str] = set()
    return reader(value, seen), seen


@pytest.mark.parametrize(
    ("written", "found", "forms"),
    [
        ("2016-05-03", date(2016, 5, 3), set()),
        ("2016-5-3", date(2016, 5, 3), {"date_not_padded"}),
        ('"2016-9-30"', date(2016, 9, 30), {"date_quoted", "date_not_padded"}),
        ("May 13, 2016", date(2016, 5, 13), {"date_in_words"}),
        ("13 September 2016", date(2016, 9, 13), {"date_in_words"}),
        ("29/09/2011", date(2011, 9, 29), {"date_one_reading"}),
        ("12/31/2016", date(2016, 12, 31), {"date_one_reading"}),
        ("4/4/2016", date(2016, 4, 4), {"date_one_reading"}),
        ("07/12/2016", None, {"date_two_readings"}),
        ("2016-13-01", None, {"date_unreadable"}),
        ("31/31/2016", None, {"date_unreadable"}),
        ("20166-05-01", None, {"date_unreadable"}),
        ("2016-02-30", None, {"date_unreadable"}),
        ("0000-01-01", None, {"date_unreadable"}),
        ("last week", None, {"date_unreadable"}),
        ("Smarch 13, 2016", None, {"date_unreadable"}),
        ("2020-06-23 20:02", date(2020, 6, 23), {"date_no_zone"}),
        ("2020-06-23T99:02", None, {"date_unreadable"}),
        ("0001-01-01T00:00:00+14:00", None, {"date_unreadable"}),
        ("", None, set()),
        (None, None, set()),
        ({}, None, set()),
    ],
)
def test_a_day_is_read_where_it_can_be_but_one(written: Any, found: date | None, forms: set[str]) -> None:
    (seen_day, moment), seen = read(day, written)
    assert (seen_day, moment, seen) == (found, None, forms)


@pytest.mark.parametrize(
    ("written", "hour"),
    [("2020-03-27T10:46:13+0200", 8), ("2023-01-24T13:32:06.838Z", 13), ("2022-11-01T18:16:43+05:30", 12)],
)
def test_a_moment_with_its_zone_is_kept_whole_beside_the_day_as_written(written: str, hour: int) -> None:
    (found, moment), seen = read(day, written)
    assert found == date.fromisoformat(written[:10])
    assert moment.astimezone(UTC).hour == hour
    assert moment == datetime.fromisoformat(written)
    assert seen == set()


@pytest.mark.parametrize(
    ("written", "found", "forms"),
    [
        (4, 4.0, set()),
        (2.5, 2.5, set()),
        ("1", 1.0, {"number_text"}),
        (" 3 ", 3.0, {"number_text"}),
        ({"@value": "3"}, 3.0, {"number_text"}),
        ("", None, {"number_empty"}),
        (None, None, set()),
        ("3,5", None, {"number_unreadable"}),
        ("1/5", None, {"number_unreadable"}),
        ("nan", None, {"number_unreadable"}),
        (float("inf"), None, {"number_unreadable"}),
        (10**400, None, {"number_unreadable"}),
        (True, None, {"number_unreadable"}),
        ([5], None, {"number_unreadable"}),
    ],
)
def test_a_number_is_what_is_nothing_but_a_number(written: Any, found: float | None, forms: set[str]) -> None:
    assert read(number, written) == (found, forms)


@pytest.mark.parametrize(
    ("written", "found", "forms"),
    [
        ("False", "False", set()),
        ("Incorrect \r", "Incorrect", {"text_untidy"}),
        ("two\r\nlines", "two lines", set()),
        ("a\x00b\ud800", "ab", {"text_untidy"}),
        ("Singh&#039;s &amp;quot;plan&amp;quot;", 'Singh\'s "plan"', {"text_entities"}),
        ("AT&T &copy=1", "AT&T &copy=1", set()),
        ("&a\x00mp;", "&", {"text_untidy", "text_entities"}),
        ({"@value": "Falso", "@language": "es"}, "Falso", {"text_value"}),
        (["One,", "two"], "One, two", {"text_list"}),
        ([["deep"]], "", {"text_list"}),
        (5, "5", {"text_number"}),
        (True, "", set()),
        ({}, "", set()),
        (None, "", set()),
    ],
)
def test_a_text_is_one_tidy_line(written: Any, found: str, forms: set[str]) -> None:
    assert read(text, written) == (found, forms)


@given(st.text(alphabet=st.sampled_from("a &;#39amp\x00\r\n\u00a0lt<qu\ud800ot"), max_size=40))
def test_a_text_that_was_read_reads_as_itself(written: str) -> None:
    once, _ = read(text, written)
    assert read(text, once) == (once, set())


@pytest.mark.parametrize(
    ("written", "found", "forms"),
    [
        ("https://a.example/1?x=1&y=2", "https://a.example/1?x=1&y=2", set()),
        ("/estadao/1", "", {"url_relative"}),
        ("aosfatos.example/noticias", "", {"url_no_scheme"}),
        ("https://a.example/http%253A1", "https://a.example/http%253A1", {"url_mangled"}),
        ("ftp://a.example/", "", {"url_unreadable"}),
        ("https://", "", {"url_unreadable"}),
        ("http://[", "", {"url_unreadable"}),
        ("see our report", "", {"url_unreadable"}),
        ("https://a.example/one two", "", {"url_unreadable"}),
        ("javascript:alert(1)", "", {"url_unreadable"}),
    ],
)
def test_an_address_is_whole_or_none(written: str, found: str, forms: set[str]) -> None:
    assert read(address, written) == (found, forms)


def test_a_relative_address_is_whole_where_the_page_says_its_own() -> None:
    assert address("/checks/1", set(), "https://a.example/all/") == "https://a.example/checks/1"
