"""What a page says about itself: title, publisher, author and date, without reading its text."""

from datetime import date
from typing import NamedTuple

from lxml import etree, html

from claims.errors import DomainError
from claims.intake.details import day

DATES = {"extensive_search": False, "original_date": True}  # declared, not guessed from the text


class Colophon(NamedTuple):
    """Each is empty where the page does not say it; nothing of it was checked by anybody."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    published_on: date | None = None


def colophon(content: bytes, charset: str = "") -> Colophon:
    """Read it from a page's bytes; `charset` as its server named it. What is no page says nothing."""
    from trafilatura.metadata import extract_metadata  # as slow to load as in `page`

    try:
        tree = html.document_fromstring(content, parser=html.HTMLParser(encoding=_known(charset)))
        said = extract_metadata(tree, date_config=DATES)
    except (etree.ParserError, ValueError, TypeError, RecursionError):
        return Colophon()
    return Colophon(
        _line(said.title, 300), _line(said.sitename, 200), _line(said.author, 200), _declared(said, content)
    )


def _known(charset: str) -> str | None:
    """The parser finds out by itself what nobody names, or names wrongly."""
    try:
        return etree.HTMLParser(encoding=charset) and charset if charset else None
    except LookupError:
        return None


def _line(said: str | None, limit: int) -> str:
    words = " ".join((said or "").split())
    # Half a surrogate pair or a control character is nobody's title.
    return "".join(character for character in words if character.isprintable())[:limit]


def _declared(said: object, content: bytes) -> date | None:
    """The library guesses where a page declares none; only what stands in the page is known."""
    value = getattr(said, "date", None) or ""
    try:
        return day(value) if value and value.encode() in content else None
    except DomainError:
        return None
