"""The newline layer: an article's lines with what each of them is. Sentences never cross a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median


class LineKind(StrEnum):
    """What a line is in its article; everything but prose and list items stands outside the running text."""

    PROSE = "prose"
    LIST_ITEM = "list item"
    HEADING = "heading"
    LEAD_IN = "lead-in"
    LINK = "link line"
    CAPTION = "caption or credit"
    DATELINE = "date or byline"
    COMMENT = "reader comment"


@dataclass(frozen=True)
class Line:
    """One line without its surrounding blanks: ``text[start:end]``, in code points."""

    start: int
    end: int
    kind: LineKind


# Rules look at the head of a line only, which keeps a 1 MB line as cheap as a short one.
_HEAD = 300
_SHORT_WORDS = 14
_SHORT = 120

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_DATE = (
    rf"{_DAY}(?:\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
)
_CLOCK = r"(?:[,\s|·–-]+(?:at\s+)?\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*[A-Z]{0,4})?"

_URL_ONLY = re.compile(r"\W*(?:https?://|www\.)\S+\W*$", re.IGNORECASE)
_LINK = re.compile(
    r"\W*(?:(?:read|see|watch|listen|learn|find out|continue|view)\s+(?:more|also|next|on|original|reading|here|full)\b"
    r"|(?:related|more|also|see|watch|listen|read|further reading|recommended|don['’]t miss"
    r"|editor['’]?s? pick|sources?)"
    r"\s*(?:stories|articles|links|news|content|coverage|from [^:]{1,40})?\s*:"
    r"|related (?:stories|articles|links|topics|news|content)|most read|you may also like"
    r"|what to read next|helpful links"
    r"|click (?:here|to)|sign up|subscribe|follow (?:us|@)|share (?:this|on|via)|download (?:the"
    r"|our) app|advertisement|sponsored"
    r"|support (?:us|our)|donate|contact us|all rights reserved|copyright|©|terms of (?:use|service)"
    r"|skip to|back to top"
    r"|comments?(?:\s*\(\d+\))?$|leia (?:mais|também)|lee (?:más|también)|lire aussi|à lire"
    r"|lesen sie|mehr zum thema|veja também)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\W*(?:(?:file )?(?:photo(?:graph)?|image|picture|illustration|graphic|video|foto|bild|imagen?"
    r"|media)(?: caption| credit| by)?\s*[:/©]"
    r"|(?:photo|image|picture|video) (?:caption|credit|by|courtesy)|credit\s*:|caption\s*:|getty images)",
    re.IGNORECASE,
)
_CREDIT_TAIL = re.compile(
    r"(?:/\s?(?:AFP|AP|Reuters|EPA|Getty Images|Shutterstock)|(?:AP|Reuters|Getty) (?:photo|images?)|[–-] video)\W*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"\W*(?:(?:(?:last |first )?(?:updated?|published|posted|modified|issued)(?: on| at)?\s*:?\s*)?{_DATE}{_CLOCK}"
    r"|(?:last )?(?:updated|published|posted)\b[^.!?]{0,60})\W*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:Written |Reported |Reporting |Edited |Story )?[Bb]y|BY|Por|Par|Von)\s+[A-ZÀ-Þ][^.!?]{2,80}$"
)
_LIST_ITEM = re.compile(r"(?:[-*•⁃▪‣◦–]\s+|\(?\d{1,2}[.)]\s+|\(?[a-h]\)\s+)\S")
_TERMINAL = re.compile(r"[.!?…。！？।؟۔][\"'”’»)\]]*$")
_QUOTED = re.compile(r"[\"“”„«»]")
_REPORTED = re.compile(r"\b(?:said|says|told|added|according to|reported|announced)\b", re.IGNORECASE)
_CHATTY = re.compile(
    r"(?:and|so|but|yes|yeah|no|lol|oh|well|wow|i|we|you|my)\b|.*(?:!|…|\.\.\.)|\S+[.!?]?$", re.IGNORECASE
)


def lines(text: str) -> list[Line]:
    """The lines of an article in order, blank ones left out; any newline of Unicode separates, CRLF counts as one."""
    found = [Line(start, end, _kind(text[start:end])) for start, end in spans(text)]
    return _comments_marked(text, _headings_settled(found))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Trimmed ``[start, end)`` of every line that holds a visible character."""
    position = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = position + len(line) - len(line.lstrip())
            yield start, start + len(body)
        position += len(line)


def outside_prose(sentence: str) -> LineKind | None:
    """The kind of line that a sentence must be by its own form: a link line, a date, a credit; None for prose."""
    head = sentence[:_HEAD]
    if _URL_ONLY.match(head) or _LINK.match(head):
        return LineKind.LINK
    if _CAPTION.match(head) or (len(sentence) < _HEAD and _CREDIT_TAIL.search(sentence)):
        return LineKind.CAPTION
    if len(sentence) <= _SHORT and (_DATELINE.match(sentence) or _BYLINE.match(sentence)):
        return LineKind.DATELINE
    return None


def _kind(line: str) -> LineKind:
    if kind := outside_prose(line):
        # A link word may open a paragraph of prose: only a line of one breath is a link line.
        return kind if len(line) <= 2 * _SHORT else LineKind.PROSE
    if _LIST_ITEM.match(line):
        return LineKind.LIST_ITEM
    short = len(line) <= _SHORT and len(line.split()) <= _SHORT_WORDS
    if short and line.endswith(":"):
        return LineKind.LEAD_IN
    if short and not _TERMINAL.search(line) and not line.endswith((",", ";")):
        return LineKind.HEADING
    return LineKind.PROSE


def _headings_settled(found: list[Line]) -> list[Line]:
    """A text of unpunctuated lines only has no headings: there is nothing that they head."""
    if any(line.kind in (LineKind.PROSE, LineKind.LIST_ITEM) for line in found):
        return found
    return [replace(line, kind=LineKind.PROSE) if line.kind is LineKind.HEADING else line for line in found]


def _comments_marked(text: str, found: list[Line]) -> list[Line]:
    """Marks the chatty short lines that some pages carry under the article as reader comments.

    Careful on purpose: at least three of them at the very end, most of them chatty, none quoting or reporting
    anybody, under an article whose paragraphs are several times as long.
    """
    first = len(found)
    while first > 0 and _could_be_comment(text, found[first - 1]):
        first -= 1
    tail, body = found[first:], [line for line in found[:first] if line.kind is LineKind.PROSE]
    chatty = sum(bool(_CHATTY.match(text[line.start : line.end])) for line in tail)
    if len(tail) < 3 or len(body) < 5 or chatty * 3 < len(tail) * 2:
        return found
    if median(line.end - line.start for line in body) < 1.5 * _SHORT:
        return found
    return found[:first] + [replace(line, kind=LineKind.COMMENT) for line in tail]


def _could_be_comment(text: str, line: Line) -> bool:
    body = text[line.start : line.end] if line.end - line.start <= _SHORT else ""
    if line.kind not in (LineKind.PROSE, LineKind.HEADING) or not body:
        return False
    return not (_QUOTED.search(body) or _REPORTED.search(body) or any(sign.isdigit() for sign in body))
