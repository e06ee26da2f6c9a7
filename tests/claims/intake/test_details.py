"""What is known about an article besides its words: which forms are taken, which are refused and how."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import clock
from claims.errors import DomainError, NotText, TooLong, UnknownLanguage, WrongDate, WrongUrl
from claims.intake import Details, day, language_code, line, prose, web_address

LONGEST_REFUSAL = 400  # characters: a refusal is a sentence, whatever was sent

READERS: dict[str, Any] = {
    "web_address": web_address,
    "language_code": language_code,
    "day": day,
    "line": lambda value: line(value, "title", 300),
    "prose": lambda value: prose(value, "note", 300),
}


def refusal_of(read: Callable[[], object]) -> str:
    """What the reader answers; nothing when it takes the value."""
    try:
        read()
    except DomainError as refused:
        return refused.message
    return ""


@pytest.mark.parametrize("name", READERS)
@given(value=st.text(st.characters()) | st.text(st.sampled_from("hts:/.[]@20-T\x00\ud800 a")))
@settings(deadline=None)
def test_any_text_is_read_or_refused_with_a_sentence_that_can_be_sent(name: str, value: str) -> None:
    message = refusal_of(lambda: READERS[name](value))
    assert len(message) <= LONGEST_REFUSAL
    assert message.encode().decode() == message


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("value", ["x" * 1_000_000, "https://example.org/" + "x" * 1_000_000, "2020-" * 200_000])
def test_a_refusal_of_a_megabyte_is_still_a_sentence(name: str, value: str) -> None:
    with pytest.raises(DomainError) as refused:
        READERS[name](value)
    assert len(refused.value.message) <= LONGEST_REFUSAL


@pytest.mark.parametrize(
    "value",
    [
        "https://example.org/a?b=c#d",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG/",
        "https://example.org:8443/a",
        "https://[2001:db8::1]/",
        "https://bücher.example/größe",
        "https://example.org/" + "a" * 1980,
    ],
)
def test_web_addresses_are_taken_as_they_are(value: str) -> None:
    assert web_address(f"  {value}\n") == value


@pytest.mark.parametrize("value", ["", "   ", "\n"])
def test_no_address_is_no_mistake(value: str) -> None:
    assert web_address(value) == ""


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "mailto:a@example.org",
        "example.org/a",
        "//example.org/a",
        "/a",
        "https://",
        "https:///a",
        "https:example.org",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org/a\tb",
        "https://example.org/\x00",
        "https://example.org/\u202e",
        "https://example.org/\ud800",
        "https://[::1",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://example.org:0/",
    ],
)
def test_what_is_no_web_address_is_refused(value: str) -> None:
    with pytest.raises(WrongUrl) as refused:
        web_address(value)
    assert (refused.value.code, refused.value.about) == ("wrong_url", "url")


def test_an_address_that_fits_no_field_is_too_long() -> None:
    with pytest.raises(TooLong, match=r"2,001 characters; at most 2,000"):
        web_address("https://example.org/" + "a" * 1981)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        (" es ", "es"),
        ("pt-BR", "pt-BR"),
        ("pt_BR", "pt-BR"),
        ("PT-br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("zh-TW", "zh-TW"),
        ("es-419", "es-419"),
        ("", ""),
    ],
)
def test_language_codes_are_tidied(value: str, code: str) -> None:
    assert language_code(value) == code


@pytest.mark.parametrize(
    "value", ["xx", "english", "klingon", "e", "-", "en-", "en--US", "12", "en\x00", "\ud800", "en-ZZZZZZZ"]
)
def test_unknown_languages_are_refused(value: str) -> None:
    with pytest.raises(UnknownLanguage) as refused:
        language_code(value)
    assert (refused.value.code, refused.value.about) == ("unknown_language", "language")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, None),
        ("", None),
        ("2020-01-05", date(2020, 1, 5)),
        (" 2020-01-05 ", date(2020, 1, 5)),
        ("2020-01-05T23:30:00Z", date(2020, 1, 5)),
        ("2020-02-29", date(2020, 2, 29)),
        (date(2020, 1, 5), date(2020, 1, 5)),
        (datetime(2020, 1, 5, 23, tzinfo=UTC), date(2020, 1, 5)),
        ("1600-01-01", date(1600, 1, 1)),
    ],
)
def test_dates_are_read_as_calendar_days(value: Any, read: date | None) -> None:
    assert day(value) == read


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("2020-02-30", "day is out of range"),
        ("2019-02-29", "day is out of range"),
        ("2020-13-01", "month must be in 1..12"),
        ("0000-01-01", "year 0 is out of range"),
        ("0020-01-05", "it lies before 1600"),
        ("1599-12-31", "it lies before 1600"),
        ("9999-12-31", "it lies more than a year ahead"),
        ("10000-01-01", "isoformat"),
        ("yesterday", "isoformat"),
        ("5 January 2020", "isoformat"),
        ("05.01.2020", "isoformat"),
        ("2020-1-5", "isoformat"),
        ("2020", "isoformat"),
        ("2020-01-05\x00", "isoformat"),
        ("\ud800", "isoformat"),
    ],
)
def test_what_is_no_date_of_an_article_is_refused_with_the_reason(value: str, why: str) -> None:
    with pytest.raises(WrongDate, match=why) as refused:
        day(value)
    assert (refused.value.code, refused.value.about) == ("wrong_date", "published_on")


def test_an_embargo_lasts_a_year_at_most() -> None:
    with clock.set_to(datetime(2026, 3, 1, tzinfo=UTC)):
        assert day("2027-03-02") == date(2027, 3, 2)
        with pytest.raises(WrongDate):
            day("2027-03-03")


def test_a_refusal_names_the_field_it_was_asked_for() -> None:
    with pytest.raises(WrongDate) as refused:
        day("yesterday", "sources.2.accessed_on")
    assert refused.value.about == "sources.2.accessed_on"


def test_one_line_folds_blanks_and_line_ends() -> None:
    assert line(" A \n title\twith\u00a0blanks ", "title", 300) == "A title with blanks"


def test_prose_keeps_its_lines() -> None:
    assert prose(" First.\r\n\r\nSecond. ", "note") == "First.\n\nSecond."


@pytest.mark.parametrize(("field", "limit"), [("title", 300), ("outlet", 200), ("byline", 200)])
def test_details_that_fit_no_field_are_refused_and_those_that_just_fit_are_not(field: str, limit: int) -> None:
    assert getattr(Details(**{field: "x" * limit}).checked(), field) == "x" * limit
    with pytest.raises(TooLong, match=f"The {field} has {limit + 1:,} characters; at most {limit:,} fit") as refused:
        Details(**{field: "x" * (limit + 1)}).checked()
    assert refused.value.about == field


@pytest.mark.parametrize("field", ["title", "outlet", "byline"])
@pytest.mark.parametrize("value", ["a\x00b", "a\ud800b"])
def test_details_that_no_database_can_keep_are_refused_by_field(field: str, value: str) -> None:
    with pytest.raises(NotText) as refused:
        Details(**{field: value}).checked()
    assert refused.value.about == field


def test_details_come_out_tidy_and_composed() -> None:
    checked = Details(
        title=" E\u0301tude \n 5 ", url=" https://example.org ", language="PT_br", published_on="2020-01-05"
    ).checked()
    assert checked == Details(
        title="Étude 5", url="https://example.org", language="pt-BR", published_on=date(2020, 1, 5)
    )
