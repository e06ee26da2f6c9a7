"""What a page says about itself."""

from datetime import date

import pytest

from claims.intake import Colophon, colophon

PAGE = b"""<html><head><meta charset="utf-8"><title>Exports grow</title><meta name="author" content="Ada Example">
<meta property="og:site_name" content="The Herald"><meta property="article:published_time" content="2020-01-05">
</head><body><p>Text.</p></body></html>"""


def test_title_publisher_author_and_date_are_read() -> None:
    assert colophon(PAGE) == Colophon("Exports grow", "The Herald", "Ada Example", date(2020, 1, 5))


@pytest.mark.parametrize("charset", ["", "windows-1252", "no-such-charset"])
def test_letters_are_read_as_the_server_says_or_the_page(charset: str) -> None:
    encoding = "windows-1252" if charset == "windows-1252" else "utf-8"
    meta = '<meta charset="utf-8">' if encoding == "utf-8" else ""
    page = f"<html><head>{meta}<title>Prix du café</title></head><body>x</body></html>".encode(encoding)
    assert colophon(page, charset).title == "Prix du café"


@pytest.mark.parametrize("content", [b"", b"   ", b"\x00\x01", b"%PDF-1.4 \xff\xfe", b"<", b"<html></html>"])
def test_what_is_no_page_says_nothing(content: bytes) -> None:
    assert colophon(content)._replace(title="") == Colophon()


def test_a_date_that_nobody_declares_is_not_guessed() -> None:
    assert colophon(b"<html><head><title>A</title></head><body>Copyright 2019</body></html>").published_on is None


def test_what_is_too_long_is_cut() -> None:
    assert len(colophon(b"<title>" + b"word " * 400 + b"</title>").title) <= 300
