"""The text of an article out of its HTML page. Scripts, styles, menus and comments stay outside."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from lxml import etree, html

from claims.errors import ArticleTooLarge, DomainError, EmptyArticle, NotText
from claims.intake.details import Details, day, web_address

# Where a reader sees a new line; every other element stands inside one.
BLOCKS = (
    *("address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form".split()),
    *("h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table td th tr ul".split()),
)
VERBATIM = {"pre", "textarea", "script"}
FOLDED = re.compile(r"[ \t\n\r\f]+")  # a no-break space is a character
SHORT = 1_000  # characters
LONGEST = 4_000_000  # characters: reading takes two seconds a million, and somebody waits for the answer


class Page(NamedTuple):
    """What a page says about itself; empty where it says nothing."""

    text: str
    title: str
    url: str
    outlet: str
    byline: str
    published_on: date | None


def from_html(source: str) -> Page:
    """Read the main text of a page and what it says about itself. Raises ArticleTooLarge, EmptyArticle or NotText."""
    if len(source) > LONGEST:
        counted = f"The page has {len(source):,} characters with its markup; at most {LONGEST:,} are read."
        raise ArticleTooLarge(f"{counted} Paste its text instead.")
    found, seen = None, ""
    try:
        tree = _as_shown(source)
        if tree is not None:
            seen = _lines_of(tree)
            found = _main_part(tree)
    except ValueError:
        # What stands in the page as a control character, or as `&#1;`, lxml reads but cannot write.
        raise NotText(why="the page holds a control character") from None
    main = (found and found.text) or ""
    # The library drops what stands outside paragraphs; of a page so short, all that is seen is the article.
    text = main if main and len(seen) > SHORT else seen
    if not text.strip():
        raise EmptyArticle("The page has no readable text in it. Paste the article's text instead.")
    return Page(
        text=text,
        title=(found and found.title) or "",
        url=(found and found.url) or "",
        outlet=(found and found.sitename) or "",
        byline=(found and found.author) or "",
        published_on=_date(found.date, source) if found and found.date else None,
    )


def _as_shown(source: str) -> html.HtmlElement | None:
    """The page without what no reader sees, its blanks folded as browsers fold them. None when it is no page."""
    try:
        # As bytes: lxml refuses text that names an encoding of its own, as XHTML does.
        tree = html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.ParserError, ValueError):
        return None
    # Data for search engines lies in scripts too; what the page says about itself may stand there.
    for script in tree.xpath("//script[not(@type='application/ld+json')]"):
        script.drop_tree()
    etree.strip_elements(tree, "style", "noscript", "template", with_tail=False)
    for element in tree.iter(etree.Element):
        if element.tag not in VERBATIM:
            element.text = element.text and FOLDED.sub(" ", element.text)
        if element.getparent() is None or element.getparent().tag not in VERBATIM:
            element.tail = element.tail and FOLDED.sub(" ", element.tail)
    return tree


def _main_part(tree: html.HtmlElement) -> Any:
    import trafilatura  # loads for as long as Django does: only who reads a page waits for it

    try:
        # Recall first: a paragraph of menu is dismissed with one key, a lost paragraph is never seen.
        return trafilatura.bare_extraction(
            deepcopy(tree),
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, RecursionError):
        return None


def _lines_of(tree: html.HtmlElement) -> str:
    """All that a reader sees, one line per block."""
    tree = deepcopy(tree)
    etree.strip_elements(tree, "head", "script", with_tail=False)
    for block in tree.iter(*BLOCKS):
        block.text, block.tail = f"\n{block.text or ''}", f"\n{block.tail or ''}"
    lines = (" ".join(line.split()) for line in str(tree.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)


def _date(value: str, source: str) -> date | None:
    """The library guesses where a page declares none; only what stands in the page is known."""
    try:
        return date.fromisoformat(value) if value in source else None
    except ValueError:
        return None


def read_page(source: str, given: Details) -> tuple[str, Details]:
    """The text of a page, and what is known of it: what somebody gave wins over what the page says about itself."""
    page = from_html(source)
    said = {"title": page.title[:300], "outlet": page.outlet[:200], "byline": page.byline[:200]}
    said["url"] = _if_sound(web_address, page.url) or ""
    empty = {name: value for name, value in said.items() if not getattr(given, name)}
    return page.text, replace(given, **empty, published_on=given.published_on or _if_sound(day, page.published_on))


def _if_sound(check: Callable[[Any], Any], said: Any) -> Any:
    """Nobody typed this: what a page gets wrong about itself is left out, not refused."""
    try:
        return check(said)
    except DomainError:
        return None
