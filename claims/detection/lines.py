"""What each paragraph of an article is. Sentences never cross one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median

from claims.detection.paragraphs import spans


class LineKind(StrEnum):
    """What a paragraph is in its article; prose, list items and quotation blocks are its running text."""

    PROSE = "prose"
    LIST_ITEM = "list item"
    HEADING = "heading"
    LEAD_IN = "lead-in"
    LINK = "link line"
    CAPTION = "caption or credit"
    DATELINE = "date or byline"
    COMMENT = "reader comment"
    QUOTATION = "quotation block"


_RUNNING = frozenset({LineKind.PROSE, LineKind.LIST_ITEM, LineKind.QUOTATION})


@dataclass(frozen=True)
class Line:
    """One paragraph without its surrounding blanks: ``text[start:end]``, in code points."""

    start: int
    end: int
    kind: LineKind


# Rules look at the head or the tail of a line only, which keeps a 1 MB line as cheap as a short one.
_HEAD = 300
_TAIL = 100
_SHORT_WORDS = 14
_SHORT = 120

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|januar|februar|märz|juni|juli|oktober|dezember|januari"
    r"|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_DATE = (
    rf"{_DAY}(?:\d{{1,2}}(?:\.|er|º)?\s+(?:de\s+)?{_MONTH}\s+(?:de[l]?\s+)?\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}"
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
    r"|lesen sie (?:auch|mehr)|mehr zum thema|veja (?:também|mais)|saiba mais|lea también|ver también|voir aussi"
    r"|en savoir plus|siehe auch|suscríbete|abonnez-vous|jetzt abonnieren|assine)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\W*(?:(?:file )?(?:photo(?:graph)?|image|picture|illustration|graphic|video|foto|bild|imagen?"
    r"|media)(?: caption| credit| by)?\s*[:/©]|file\s?[–—-]"
    r"|(?:photo|image|picture|video) (?:caption|credit|by|courtesy)|credit\s*:|caption\s*:|getty images)",
    re.IGNORECASE,
)
_CREDIT_TAIL = re.compile(
    r"(?:/\s?(?:AFP|AP|Reuters|EPA|Getty Images|Shutterstock)|(?:AP|Reuters|Getty) (?:photo|images?)|[–-] video"
    r"|\((?:[^()/]{1,30}/(?:AP|AFP|EPA|Reuters|Getty)|(?:AP|AFP|EPA|Reuters|Getty)(?: photo)?/[^()/]{1,30})\)"
    r"|\bphotograph: [^.]{2,60})\W*$",
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
# "KYIV, Ukraine (AP) — " before the first sentence of a report.
_DATELINE_HEAD = re.compile(
    r"(?=[^a-z]{0,5}[A-ZÀ-Þ]{4})[A-ZÀ-Þ](?:[A-ZÀ-Þ'’-]|\. ?|, |/| ){3,40}(?:(?<= )(?:[A-Z][a-zà-ÿ]+\.? ?){1,2}(?:, )?)?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2} ?)?(?:\([A-Z][A-Za-z/ ]{1,24}\) ?)?(?:--?|[–—])(?:\s+(?=[\"“«„]?[A-ZÀ-Þ])|$)"
)
_LIST_ITEM = re.compile(r"(?:[-*•⁃▪‣◦–]\s+|\(?\d{1,2}[.)]\s+|\(?[a-h]\)\s+)\S")
# Quoted from its first sign to its last, or set off as mails do; a longer one runs on, and is prose to the reader.
_QUOTATION_BLOCK = re.compile(r"(?:>|[“„][^“”„]{1,2000}[”“][.,]?$|«[^«»]{1,2000}»[.,]?$|\"[^\"]{1,2000}\"[.,]?$)")
_TERMINAL = re.compile(r"[.!?…。！？।؟۔][\"'”’»)\]]*$")
_QUOTED = re.compile(r"[\"“”„«»]")
_REPORTED = re.compile(r"\b(?:said|says|told|added|according to|reported|announced)\b", re.IGNORECASE)
_CHATTY = re.compile(
    r"(?:and|so|but|yes|yeah|no|lol|oh|well|wow|i|we|you|my)\b|.*(?:!|…|\.\.\.)|\S+[.!?]?$", re.IGNORECASE
)


def lines(text: str) -> list[Line]:
    """The paragraphs of an article in order, each with its kind."""
    found = [Line(start, end, _kind(text[start:end])) for start, end in spans(text)]
    return _comments_marked(text, _headings_settled(found))


def dateline(line: str) -> int:
    """The length of the dateline that opens a line of prose, its dash and blanks included; 0 without one."""
    found = _DATELINE_HEAD.match(line)
    # A row of a list is none: "AGENDA - Morning". Prose runs on or ends in a mark.
    prose = found and (found.end() == len(line) or len(line) > _SHORT or _TERMINAL.search(line[-4:]))
    return found.end() if found and prose else 0


def outside_prose(sentence: str) -> LineKind | None:
    """The kind of line that a sentence must be by its own form: a link line, a date, a credit; None for prose."""
    head = sentence[:_HEAD]
    if _URL_ONLY.match(head) or _LINK.match(head):
        return LineKind.LINK
    if _CAPTION.match(head) or (len(sentence) < _HEAD and _CREDIT_TAIL.search(sentence[-_TAIL:])):
        return LineKind.CAPTION
    if dateline(head) == len(sentence):
        return LineKind.DATELINE
    if len(sentence) <= _SHORT and (_DATELINE.match(sentence) or _BYLINE.match(sentence)):
        return LineKind.DATELINE
    return None


def _kind(line: str) -> LineKind:
    if kind := outside_prose(line):
        # A link word may open a paragraph of prose: only a line of one breath is a link line.
        return kind if len(line) <= 2 * _SHORT else LineKind.PROSE
    if _LIST_ITEM.match(line):
        return LineKind.LIST_ITEM
    if _QUOTATION_BLOCK.match(line):
        return LineKind.QUOTATION
    short = len(line) <= _SHORT and len(line.split()) <= _SHORT_WORDS
    if short and line.endswith(":"):
        return LineKind.LEAD_IN
    if short and not _TERMINAL.search(line) and not line.endswith((",", ";")):
        return LineKind.HEADING
    return LineKind.PROSE


def _headings_settled(found: list[Line]) -> list[Line]:
    """A text of unpunctuated lines only has no headings: there is nothing that they head."""
    if any(line.kind in _RUNNING for line in found):
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
