"""Sentence boundaries inside one line: what nupunkt finds, minus false ones, plus the ones it cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from nupunkt import PunktSentenceTokenizer, load

from claims.detection import abbreviations, acronyms, boundaries, english, openings
from claims.detection.english import LOOK
from claims.detection.lines import dateline, outside_prose

Span = tuple[int, int]

# nupunkt is quadratic in runs such as '.”.”.”': windows of this many code points keep a 1 MB line linear.
_WINDOW = 4_000

_CLOSERS = "\"'”’»)\\]"
_OPENERS = "\"'“‘«„(\\[¿¡"

_FIRM = re.compile(r"(?:Inc|Corp|Ltd|Co)\b")
_LOWER = re.compile(r"[^\W\d_]")
_NO_WORD = re.compile(r"[\W_]*$")
_REFERENCE = re.compile(r"(?:\[(?:\d{1,3}|…|\.\.\.|[a-z]|citation needed)\]\s*)+")
_CLOSED = re.compile(rf"[{_CLOSERS}]$")
_INITIAL = re.compile(r"(?:^|[\s(“\"„«'’])(?:[^\W\d_]\.[\s-]?)+$")
_ORDINAL = re.compile(r"(?<![\d:.,/])(?:\d{1,2}|\d{1,2}[05])\.$")

# An ellipsis ends a sentence when a capital follows; a bare "I" may go on with the same one.
_ELLIPSIS = (
    rf"(?:…|(?<!\.)\.\.\.+|\.(?<=\s\.)\s\.\s\.(?:\s\.){{0,3}})[{_CLOSERS}]*\s+"
    rf"(?=[{_OPENERS}]*(?:[A-ZÀ-ÖØ-Þ][^\W\d_]|A\s|I\s))"
)
# Closing mark outside the quotation or the bracket, as in (Applause.) or ”. with the next sentence after it.
# A short word in brackets is one of a name's: "(Ret.) Gen. Allen".
_BRACKET = (
    r"\.(?<!\([A-Z][a-z]\.)(?<!\([A-Z][a-z]{2}\.)(?<!\([A-Z][a-z]{3}\.)[)\]]\s+(?=[\"“]?[A-ZÀ-ÖØ-Þ])"
    r"|\.(?<=[a-z]{4}.)\)\s+(?=\d)"
)
# "Prices fell. iPhone sales rose."
_CAMEL = r"[.!?…][\"”’)]{0,2}\s+(?=[\"“]?[a-z][A-Z][a-z])"
# Some editors write an invisible blank behind a quotation.
_UNSEEN = r"[.!?][\"”’]\u200b\s+(?=[\"“]?[A-ZÀ-ÖØ-Þ])"
# "No." alone is an answer, not a number.
_ANSWER = r"No(?:(?<=^No)|(?<=[.!?]\sNo))\.\s+(?=[A-Z])"
# The next sentence after a note mark: "in 1821.[22] His poems".
_NOTED = r"[.!?][\"”)]{0,2}(?:\s?\[\d{1,3}\]){1,6}\s+(?=[\"“]?[A-Z])"
# Two sentences typed without the space between them: "the end.Then", never "example.Com" or "Node.js".
_GLUED = (
    r"[.!?](?<=[a-z]{3}.)(?=(?!Com\b|Org\b|Net\b|Js\b)[A-Z](?:[a-z']{1,12})?\s[a-z])|\.\.(?<=[a-z]..)(?=[A-Z][a-z'])"
    r"|[?!](?<=[a-z].)(?=[A-Z][a-z']{0,12}\s)"
)
# Marks that end a sentence in scripts that nupunkt was not made for.
_OTHER_SCRIPTS = (
    r"(?<![。！？｡])[。！？｡]+[」』”’）)】]*\s*(?=[^\s」』”’）)】。！？｡、，と])|[।॥؟۔።፧။։](?:[»”\"')\]]*)\s+(?=\S)"
)
# Greek asks with what looks like a semicolon, and is one once the text is normalised.
_GREEK_QUESTION = re.compile(r";\s+(?=\S)")
# Each alternative begins with what it consumes, not with a look back, which would be tried at every sign.
# Every repetition here is bounded or anchored at the start of its run: a pattern must not be quadratic on "......".
# They are tried at the signs that they begin with only, which a search finds several times as fast.
_MARK = re.compile("[.!?…N。！？｡।॥؟۔።፧։]")
_SENTENCE_STARTS = re.compile("|".join((_ELLIPSIS, _BRACKET, _ANSWER, _NOTED, _GLUED, _CAMEL, _UNSEEN, _OTHER_SCRIPTS)))

# "1) first 2) second" or "• first • second" in one line; only when the line opens with the first of them.
# "3 a.m." goes on with a day; "Roe v. Wade", and initials that are not plain Latin: "É. Zola".
_CLOCK_TIME = re.compile(r"\d\s?[ap]\.\s?m\.$", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"(?:\sv|(?:^|[\s(“\"])[À-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ])\.$")

# In other languages nupunkt's English abbreviations are words ("del mar. El"): every mark before a capital is a
# candidate, and what the language abbreviates is taken back by ``_abbreviated``.
_STOPPED_ABROAD = re.compile(
    r"(?<=[^\W_])(?:\.{3}|[.!?…])(?:[”“»\"’)]|\s»){0,2}\s+(?=[\"“„«»‘(¿¡–—-]{0,2}\s?[A-ZÀ-ÖØ-Þ])"
)
# The words that tell who spoke, behind a dash: "—¿Quién paga? —preguntó Juan."
_TOLD_BEHIND_DASH = re.compile(r"[—–]\s?[a-zà-ÿ]")
_STILL_CLOSING = re.compile(r"(?:[»”’)\]]+(?:[\s\u200b,;.:)]|$)|[\"'][,;:)]|[,;:]|\u200b)")
_SHORT_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{1,4}\.$")
# "10.000 m." and "8 p. m." end a sentence in front of a capital and go on before a small letter.
_UNIT = re.compile(
    r"\d\s?(?:[kcdm]?m|[km]?g|h|ha|[clm]?l|t|hs|hrs?|mi|ft|in|lbs?|oz|min|sec|seg|sek|std|mts|[ap]\.\s?m)\.$"
)
_QUOTES_OPEN = re.compile(r"[«“„—][\s\u00a0]?[A-ZÀ-ÖØ-Þ]|[¿¡]")
_OPENING_MARK = re.compile(r"[\"“„«‘¿¡—–]")
# B.C.E. and the like, EE.UU., S.A.
_ACRONYM = re.compile(r"(?<![^\W_])(?:[^\W\d_]{1,2}\.[\s-]?){2,}$")

_ROW_NUMBER = re.compile(r"[.!?…][\"”’)]?\s+(\d{1,2}\.)\s+(?=[\"“]?[A-Z])")
_LIST_OPENING = re.compile(r"\s*(?:[•⁃▪‣◦]\s*(?:\d{1,2}[.)]+)?|1[.)]+|a[.)])\s*\S")
_LIST_MARKER = re.compile(
    r"(?<=\s)(?:[•⁃▪‣◦]\s*(?:\d{1,2}[.)]+)?|\d{1,2}(?:\.\)|\)|\.(?=\s[A-Z]))|[a-h]\.(?=\s[A-Z]))\s*(?=\S)"
)
_BULLET = re.compile(r"[•⁃▪‣◦]\s*$")
_LONE_MARKER = re.compile(r"(?:^|\s)[•⁃▪‣◦]?\s*(?:\d{1,2}|[a-h])?[.)]*\s*$")


def cut(line: str, language: str = "en") -> list[Span]:
    """Spans ``[start, end)`` in code points of the sentences in one line: ordered, trimmed, complete.

    ``language`` is a primary subtag; any other language gets the rules that hold everywhere.
    """
    starts = by_rule(line, language)
    if language == "en" and outside_prose(line) is None:
        starts = boundaries.settled(line, starts)
    if head := dateline(line):
        starts = [head, *(start for start in starts if start > head)]
    return list(trimmed(line, starts))


def by_rule(line: str, language: str) -> list[int]:
    """Where the rules begin a new sentence, in order, before the learned layer has its say."""
    starts = [start for start in _nupunkt_starts(line) if not _joined(line, start, language)]
    starts.extend(_marked(line))
    starts.extend(english.missed(line, set(starts)) if language == "en" else _abroad(line, language))
    starts = list(_numbered(line, set(starts), language))
    if _LIST_OPENING.match(line):
        starts = [start for start in starts if not _LONE_MARKER.search(line, max(0, start - LOOK), start)]
        markers = (match.start() for match in _LIST_MARKER.finditer(line))
        starts.extend(start for start in markers if not _BULLET.search(line, max(0, start - LOOK), start))
    return sorted(set(starts))


def _marked(line: str) -> Iterator[int]:
    """Where a sentence begins behind a mark that nupunkt reads otherwise."""
    last = 0
    for mark in _MARK.finditer(line):
        if mark.start() >= last and (match := _SENTENCE_STARTS.match(line, mark.start())):
            last = match.end()
            yield last


def _numbered(line: str, starts: set[int], language: str) -> set[int]:
    """The starts, with the number of a row of a list before its row and not behind the row above."""
    for match in _ROW_NUMBER.finditer(line):
        if not _joined(line, match.start(1), language):
            starts.discard(match.end())
            starts.add(match.start(1))
    return starts


def _abroad(line: str, language: str) -> Iterator[int]:
    """Where a sentence begins in any other language: behind every mark that no abbreviation accounts for."""
    for match in _STOPPED_ABROAD.finditer(line):
        if not _joined(line, match.end(), language):
            yield match.end()
    yield from openings.unmarked(line, language)
    if language == "el":
        yield from (match.end() for match in _GREEK_QUESTION.finditer(line))


def trimmed(line: str, starts: list[int]) -> Iterator[Span]:
    """The pieces between the given starts without their surrounding blanks; pieces of blanks only vanish."""
    edges = [0, *starts, len(line)]
    for start, end in pairwise(edges):
        piece = line[start:end]
        body = piece.strip()
        if body:
            offset = start + len(piece) - len(piece.lstrip())
            yield offset, offset + len(body)


@cache
def _tokenizer() -> PunktSentenceTokenizer:
    """The shared tokenizer; loading takes some 50 ms, so only the first sentence pays."""
    return load("default")


def _nupunkt_starts(line: str) -> Iterator[int]:
    """Where nupunkt begins a new sentence; the open last one of a window is read again in the next."""
    position = 0
    while position < len(line):
        window = line[position : position + _WINDOW]
        spans = list(_tokenizer().span_tokenize(window))
        last_window = position + len(window) == len(line)
        yield from (position + start for start, _ in spans[1:])
        if last_window:
            return
        # A sentence longer than a window is passed over whole: its inside has no boundary to offer.
        position += spans[-1][0] if len(spans) > 1 else _WINDOW


def _joined(line: str, start: int, language: str) -> bool:
    """Whether the boundary in front of ``start`` is false: what follows still belongs to the sentence before."""
    before = line[max(0, start - LOOK) : start].rstrip()
    after = line[start : start + LOOK]
    if language == "en" and english.told(line, start):
        return True
    return _goes_on(before, after, at_end=start + LOOK >= len(line)) or _abbreviated(before, after, language)


def _goes_on(before: str, after: str, *, at_end: bool) -> bool:
    if at_end and _NO_WORD.match(after):
        return True  # ":-)" or a lone closing mark
    if _STILL_CLOSING.match(after):
        return True  # the quotation is not closed yet: "¿Quién pagará?», preguntó"
    if _TOLD_BEHIND_DASH.match(after):
        return True
    if before[-1:] in "!?" and _FIRM.match(after):
        return True  # "Yahoo! Inc. was sold"
    if _REFERENCE.match(after):
        return True  # the note mark is behind the full stop it belongs to; _NOTED cuts after it
    lower = bool(_LOWER.match(after)) and after[0].islower()
    return lower and (before.endswith("!") or bool(_CLOSED.search(before)))


def _abbreviated(before: str, after: str, language: str) -> bool:
    small = after[:1].islower()
    if _UNIT.search(before):
        return (
            small or after[:1].isdigit() or bool(_CLOCK_TIME.search(before) and abbreviations.names_day_or_zone(after))
        )
    if abbreviations.ends_in_one(before, language) or abbreviations.numbers(before, after, language):
        return True
    if language == "en":
        return acronyms.go_on(before, after) or bool(_BEFORE_NAME.search(before))
    if openings.opens(after, language):
        return False
    if abbreviations.ends_in_closing_one(before, language):
        # Only German writes its nouns with capitals: elsewhere one behind "etc." opens a sentence.
        return not (_OPENING_MARK.match(after) or (language != "de" and after[:1].isupper()))
    if abbreviations.writes_ordinals_with_a_point(language) and _ORDINAL.search(before):
        return True
    # In front of a small letter a short word is an abbreviation that no list has: "Ludwig II. ließ", "univ. de".
    if small and _SHORT_WORD.search(before):
        return True
    return _initials(before, after)


def _initials(before: str, after: str) -> bool:
    """Whether initials belong to what follows them: a name, but no quotation."""
    if _ACRONYM.search(before):
        return not _QUOTES_OPEN.match(after)
    return bool(_INITIAL.search(before))
