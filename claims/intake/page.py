"""The text of an article out of its HTML page. Scripts, styles, menus and comments stay outside."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import trafilatura
from lxml import etree, html

from claims.errors import EmptyArticle
from claims.intake.details import Details


class Page(NamedTuple):
    """What a page says about itself; empty where it says nothing."""

    text: str
    title: str
    url: str
    outlet: str
    byline: str
    published_on: date | None


def from_html(source: str) -> Page:
    """Read the main text of a page and what it says about itself. Raises EmptyArticle when there is no text in it."""
    try:
        # Recall first: a paragraph of menu is dismissed with one key, a lost paragraph is never seen.
        found = trafilatura.bare_extraction(source, favor_recall=True, include_comments=False, include_tables=True)
    except (ValueError, TypeError, RecursionError):
        found = None
    # Short pages are below the library's threshold: then all visible text is the article.
    text = (found.text if found else "") or _visible_text(source)
    if not text.strip():
        raise EmptyArticle("The page has no readable text in it. Paste the article's text instead.")
    return Page(
        text=text,
        title=(found and found.title) or "",
        url=(found and found.url) or "",
        outlet=(found and found.sitename) or "",
        byline=(found and found.author) or "",
        published_on=_date(found.date) if found and found.date else None,
    )


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _visible_text(source: str) -> str:
    try:
        tree = html.document_fromstring(source)
    except (etree.ParserError, ValueError):
        return ""
    etree.strip_elements(tree, "script", "style", "noscript", "template", "head", with_tail=False)
    blocks = (" ".join(str(block).split()) for block in tree.xpath("//text()"))
    return "\n".join(block for block in blocks if block)


def read_page(source: str, given: Details) -> tuple[str, Details]:
    """The text of a page, and what is known of it: what somebody gave wins over what the page says about itself."""
    page = from_html(source)
    said = {"title": page.title[:300], "url": page.url, "outlet": page.outlet[:200], "byline": page.byline[:200]}
    empty = {name: value for name, value in said.items() if not getattr(given, name)}
    return page.text, replace(given, **empty, published_on=given.published_on or page.published_on)
