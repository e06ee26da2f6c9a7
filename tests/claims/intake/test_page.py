"""The text of an article out of its page: all of it, and nothing that a reader does not see."""

from datetime import date

import pytest

from claims.errors import ArticleTooLarge, EmptyArticle
from claims.intake import Details, from_html, normalise, read_page

PARAGRAPH = (
    "Exports grew by 5 percent in 2019, the ministry said on Monday, after three years without any growth at all. "
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head>
<title>Exports grow</title>
<meta property="og:site_name" content="The Example Herald">
<meta name="author" content="Ada Example">
<meta property="article:published_time" content="2020-01-05T10:00:00Z">
<link rel="canonical" href="https://example.org/exports">
<style>p {{ color: red }}</style><script>alert("in the head")</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Exports grow</h1>
<p onclick="alert('on click')">{PARAGRAPH * 3}</p><script>alert("in the text")</script>
<!-- a comment that nobody sees --><noscript>Switch scripts on</noscript>
<p>Imports fell to <b>3.9</b> percent, <a href="javascript:alert(1)">the bank said</a>. {PARAGRAPH}</p>
<template><p>never shown</p></template><svg><script>alert("in a picture")</script></svg>
<p>Fish &amp; chips cost &lt; 5 € in caf&eacute;s.</p></article></body></html>"""
UNSEEN = ["alert", "color: red", "a comment", "never shown", "onclick", "javascript", "<"]


def test_a_page_gives_its_text_without_scripts_styles_and_comments() -> None:
    text = from_html(PAGE).text
    assert text.count("Exports grew by 5 percent in 2019") == 4
    assert "Imports fell to 3.9 percent, the bank said." in text
    assert [word for word in UNSEEN if word in text.replace("< 5 €", "")] == []


def test_character_references_are_read() -> None:
    assert "Fish & chips cost < 5 € in cafés." in from_html(PAGE).text


def test_a_page_says_what_it_says_about_itself() -> None:
    page = from_html(PAGE)
    assert page.title == "Exports grow"
    assert page.url == "https://example.org/exports"
    assert page.outlet == "The Example Herald"
    assert page.byline == "Ada Example"
    assert page.published_on == date(2020, 1, 5)


def test_what_somebody_gave_wins_over_what_the_page_says() -> None:
    given = Details(title="Our title", language="en", published_on="2020-02-02")
    text, details = read_page(PAGE, given)
    assert "Exports grew" in text
    assert (details.title, details.published_on) == ("Our title", "2020-02-02")
    assert (details.outlet, details.byline) == ("The Example Herald", "Ada Example")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Prices rose <script>alert(1)</script>5 percent.</p>", "Prices rose 5 percent."),
        ("<p>Prices rose <b>5</b> <i>per</i>cent.</p><p>Wages fell.</p>", "Prices rose 5 percent.\nWages fell."),
        (
            "<h1>News</h1>Prices rose.<br>Wages fell.<ul><li>One</li><li>Two</li></ul>",
            "News\nPrices rose.\nWages fell.\nOne\nTwo",
        ),
        ("<p>Prices\n   rose\t5\u00a0percent.</p>", "Prices rose 5 percent."),
        ("<p onclick=alert(1)>Prices rose.<img src=x onerror=alert(1)></p>", "Prices rose."),
        ("<style>p{}</style><!-- alert(1) --><p>Prices rose.</p><noscript>on</noscript>", "Prices rose."),
        ("<p>ارتفعت الأسعار 5 في المئة 📈</p>", "ارتفعت الأسعار 5 في المئة 📈"),
        ("<p>1 &lt; 2 &amp; 3</p>", "1 < 2 & 3"),
        ("Prices rose 5 percent.", "Prices rose 5 percent."),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>Prices rose.</p></body></html>', "Prices rose."),
        ('<meta charset="latin-1"><p>Größe</p>', "Größe"),
    ],
)
def test_a_short_page_gives_what_a_reader_sees_line_by_line(source: str, text: str) -> None:
    assert from_html(source).text == text


@pytest.mark.parametrize(
    "source",
    [
        "",
        "   ",
        "<html></html>",
        "<html><body><script>alert(1)</script></body></html>",
        "<!-- only a comment -->",
        "<html><head><title>Only a title</title></head><body></body></html>",
        "<p>\ud800</p>",
    ],
)
def test_a_page_without_text_is_refused(source: str) -> None:
    with pytest.raises(EmptyArticle, match="no readable text in it"):
        from_html(source)


def test_a_page_of_blanks_has_no_words_for_the_door_either() -> None:
    with pytest.raises(EmptyArticle):
        normalise(from_html("<p>&#8203;&#8203;</p>").text, limit=100)


def test_deep_nesting_is_read_and_absurd_nesting_refused_with_a_sentence() -> None:
    assert from_html("<div>" * 200 + "Prices rose 5 percent.").text == "Prices rose 5 percent."
    with pytest.raises(EmptyArticle):
        from_html("<div>" * 20_000 + "Prices rose 5 percent.")


def test_a_sentence_stays_one_line_wherever_its_source_was_wrapped() -> None:
    """A new line ends a sentence, so one that only the page's author saw would cut claims in two."""
    wrapped = "".join(f"<p>{PARAGRAPH.strip().replace(' ', chr(10))} Number {number}.</p>" for number in range(20))
    text = from_html(f"<html><body><article>{wrapped}</article></body></html>").text
    assert text.splitlines() == [f"{PARAGRAPH.strip()} Number {number}." for number in range(20)]


def test_text_outside_paragraphs_of_a_short_page_is_not_lost() -> None:
    text = from_html("<html><body>Before.<p>Prices rose.</p>Between.<p>Wages fell.</p>After.</body></html>").text
    assert text.splitlines() == ["Before.", "Prices rose.", "Between.", "Wages fell.", "After."]


def test_verbatim_text_keeps_its_lines() -> None:
    assert from_html("<pre>Year  Rate\n2019  3.9</pre>").text == "Year Rate\n2019 3.9"


@pytest.mark.parametrize("when", ["soon", "2020-02-30", "0000-00-00"])
def test_a_date_that_a_page_gets_wrong_is_not_known(when: str) -> None:
    page = PAGE.replace("2020-01-05T10:00:00Z", when)
    assert from_html(page).published_on is None


def test_what_a_page_gets_wrong_about_itself_is_left_out_not_refused() -> None:
    page = '<html><head><link rel="canonical" href="/only/a/path"><meta property="og:url" content="javascript:1">'
    page += (
        '<meta property="article:published_time" content="2999-01-01"></head><p>Exports grew by 4 percent.</p></html>'
    )
    text, details = read_page(page, Details(title="Trade"))
    assert text == "Exports grew by 4 percent."
    assert (details.title, details.url, details.published_on) == ("Trade", "", None)
    assert details.checked().url == ""


def test_a_page_that_would_take_too_long_to_read_is_refused_at_once() -> None:
    with pytest.raises(ArticleTooLarge, match="Paste its text instead"):
        from_html("<p>Exports grew.</p>" * 250_000)
