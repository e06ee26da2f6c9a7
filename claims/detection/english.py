"""Ends of English sentences that nupunkt misses, for it takes many words for abbreviations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from claims.detection import abbreviations, acronyms, openings

# How far a rule may look back or ahead of a boundary; bounds the cost of every rule.
LOOK = 24

# Where nupunkt may have missed the end of an English sentence; what stands before it is then looked at by itself.
_STOP = re.compile(r"\.[\"”’)]{0,2}\s+(?=[\"“(]?[A-ZÀ-ÖØ-Þ])")
# Ordinary words and names that nupunkt takes for legal abbreviations: "5 per cent. Prices", "the World Bank. Peter",
# "in Poland. Warsaw", "the UN. Britain". What English does abbreviate so is told by ``abbreviations``.
_PLAIN_WORD = re.compile(
    r"(?<![\w.])(?:[A-ZÀ-Þa-zà-ÿ][a-zà-ÿ]{3,20}|[A-Z]{2,6}|(?<=[Tt]he )Sun|day|car|art|tax|ago|all|ten|can|saw|bus|sun"
    r"|leg|bed|cow|lab|low|pen|pet|pop|raw|row|sum|vet|win|me|so|at|an|how|nor|met|add|ad|sat|par|cap|apt|bin|ore|rob|lit"
    r"|dig|pub|pin)\.$"
)
_SMALL_WORD = re.compile(r"(?<![\w.])[a-z]{2,20}\.$")
# "Plan B. They", "the E.U. A survey": nupunkt waits for a name behind a letter.
_LETTER = re.compile(r"[\s.(][A-Z]\.$")
# "It closes at 5 p.m. Trains wait" ends with the hour; "At 5 p.m. Smith left" has only begun.
_HOUR = re.compile(r"\d\s?(?:[ap]\.m|[AP]\.M)\.$")
_BEGUN = re.compile(r"(?:^|[.!?…][\"”]?\s+)\W?[A-Z][a-z]+\s[\w:]{1,6}(?:\s?[AaPp]\.[Mm])?\.$")
# "1,800 m. All but one": a letter behind a number is no initial.
_MEASURE = re.compile(r"\d\s(?:[mhgls]|[kcm]m|[km]?g|mi|ft|lbs?|oz|yds?|mph|hrs?|mins?|secs?)\.$")
# "He lives on Main St. It is quiet there."
_STREET = re.compile(r"(?:[A-Z][a-z]+|\d(?:st|nd|rd|th)) St\.$")
# Small, they are words; with a capital, states.
_NO_STATE = re.compile(r"(?<!\w)(?:ill|miss|wash|mass)\.$")

# '“Who pays?” Levitsky wondered.': behind a question in quotation marks, a name with such a verb tells whose it was.
_TOLD = re.compile(
    r"(?:I|(?P<title>(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Rev|Prof)\.\s|President\s)?[A-Z][\w’'-]{1,20}(?:\s[A-Z][\w’'.-]{0,20}){0,2})"
    r"\s(?:said|says|asked|asks|wrote|writes|tweeted|added|replied|shouted|cried|wondered|wonders|exclaimed|joked|yelled"
    r"|screamed|whispered|answered|recalled|declared|demanded|insisted|quipped|remarked|continued|responded)"
    r"(?=[.,;:!?]|\s(?:in|on|at|during|to|as|when|after|with|while|before|from|last|this|through|via|again|later|once|of"
    r"|[A-Z][a-z]+day)\b)"
)


def missed(line: str, found: Collection[int]) -> Iterator[int]:
    """Where a sentence begins that nupunkt misses for an abbreviation or an initial."""
    for match in _STOP.finditer(line):
        stop, start = match.start() + 1, match.end()
        before, after = line[max(0, stop - LOOK) : stop], line[start : start + LOOK]
        if start not in found and (_ends(before, after) or _ends_quoted(before, line[stop])):
            yield start


def told(line: str, start: int) -> bool:
    """Whether what begins at ``start`` is no sentence but says who asked what stands quoted before it."""
    before = line[max(0, start - LOOK) : start].rstrip()
    if before[-2:-1] not in ("?", "!") or before[-1] not in '"”’':
        return False
    found = _TOLD.match(line, start)
    return found is not None and bool(found["title"] or not openings.opens(line[start : start + LOOK], "en"))


def _ends(before: str, after: str) -> bool:
    if _STREET.search(before):
        return openings.opens(after, "en")
    if _NO_STATE.search(before) or acronyms.end_there(before, after):
        return True
    if _PLAIN_WORD.search(before):
        return not (abbreviations.ends_in_one(before, "en") or abbreviations.ends_in_closing_one(before, "en"))
    if _LETTER.search(before):
        return openings.opens(after, "en")
    if _HOUR.search(before):
        return not (_BEGUN.search(before) or abbreviations.names_day_or_zone(after))
    return bool(_MEASURE.search(before))


def _ends_quoted(before: str, mark: str) -> bool:
    """Whether an ordinary word and a closing ``mark`` end a sentence: '"Not that I know of."'."""
    known = abbreviations.ends_in_one(before, "en") or abbreviations.ends_in_closing_one(before, "en")
    return mark in '"”’' and bool(_SMALL_WORD.search(before)) and not known
