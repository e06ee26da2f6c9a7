"""An article read from start to end: its sentences, what each of them is, and who said it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.detection import languages, sentences
from claims.detection.claimants import Claimant, Place, claimants
from claims.detection.kinds import Kind, kind_of, reasons_for
from claims.detection.lines import Line, LineKind, lines
from claims.detection.paragraphs import spans
from claims.detection.quotations import Quoted, quotations
from claims.detection.score import LEARNED, Encoder, Weighed, in_company, read_again, score, weigh

__all__ = ["Encoder", "Sentence", "read", "score", "split"]


@dataclass(frozen=True)
class Sentence:
    """One sentence of an article; ``text == article[start:end]``, places in Unicode code points.

    ``kind`` is one of ``check_worthy factual opinion prediction question boilerplate``, ``check_worthiness`` is 0..1.
    ``claimant`` is who said it in the fullest form the article has used so far, None if unknown;
    ``claimant_start`` and ``claimant_end`` are the words it was read from. ``reasons`` are phrases for people;
    ``candidate`` says whether the sentence should become a claim. ``paragraph`` is the kind of paragraph it stands in,
    ``language`` the primary subtag it was read by, ``rules`` how well that language is read.
    """

    start: int
    end: int
    text: str
    kind: str
    check_worthiness: float
    claimant: str | None
    claimant_start: int | None
    claimant_end: int | None
    reasons: tuple[str, ...]
    candidate: bool
    paragraph: str = LineKind.PROSE.value
    language: str = "en"
    rules: str = languages.Rules.FULL.value


def read(text: str, language: str | None = "en", encoder: Encoder | None = None) -> list[Sentence]:
    """The sentences of an article in order, judged and attributed. Takes any string; never raises on one.

    ``language`` is a BCP 47 tag, None or empty where nobody knows: then it is recognised. English has the full rules,
    Spanish, French, German and Portuguese solid ones, every other language general ones; each sentence says which.
    ``encoder`` reads English sentences too, and their scores take it into account.
    """
    code = languages.settle(language, text)
    found = lines(text)
    places = [
        Place(line.start + start, line.start + end, number)
        for number, line in enumerate(found)
        for start, end in sentences.cut(text[line.start : line.end], code)
    ]
    quoted = Quoted(quotations(text, ((line.start, line.end) for line in found)))
    said_by = claimants(text, places, quoted)
    alone = [
        weigh(text[place.start : place.end], reported=by is not None, language=code)
        for place, by in zip(places, said_by, strict=True)
    ]
    if encoder and code in LEARNED:
        alone = read_again(alone, [text[place.start : place.end] for place in places], encoder)
    return [
        _sentence(text, place, found[place.line], by, weighed, code)
        for place, by, weighed in zip(places, said_by, in_company(alone), strict=True)
    ]


def split(text: str, language: str | None = "en") -> list[tuple[int, int]]:
    """Spans ``[start, end)`` of the sentences only: ordered, disjoint, every visible character in exactly one."""
    code = languages.settle(language, text)
    return [
        (line_start + start, line_start + end)
        for line_start, line_end in spans(text)
        for start, end in sentences.cut(text[line_start:line_end], code)
    ]


def _sentence(text: str, place: Place, line: Line, by: Claimant | None, weighed: Weighed, language: str) -> Sentence:
    body = text[place.start : place.end]
    kind = kind_of(body, line.kind, weighed)
    return Sentence(
        start=place.start,
        end=place.end,
        text=body,
        kind=kind.value,
        check_worthiness=weighed.score,
        claimant=by.name if by else None,
        claimant_start=by.start if by else None,
        claimant_end=by.end if by else None,
        reasons=reasons_for(kind, line.kind, weighed),
        candidate=kind is Kind.CHECK_WORTHY,
        paragraph=line.kind.value,
        language=language,
        rules=languages.rules_for(language).value,
    )
