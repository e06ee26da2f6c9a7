"""What kind of statement a sentence is, with the reasons a person may read."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum

from claims.detection.lines import LineKind
from claims.detection.score import TERSE, Weighed


class Kind(StrEnum):
    """The six kinds of a sentence in an article."""

    CHECK_WORTHY = "check_worthy"
    FACTUAL = "factual"
    OPINION = "opinion"
    PREDICTION = "prediction"
    QUESTION = "question"
    BOILERPLATE = "boilerplate"


# Recall first: an editor dismisses in a second what would otherwise never be seen.
CHECK_WORTHY_FROM = 0.38
# A heading repeats what the article says anyway, so it has to state more on its own.
HEADING_FROM = 0.7
# What holds only under a condition can seldom be checked before the condition is met.
CONDITIONAL_FROM = 0.55
# Terse sentences seldom say who did what: these have to be plain.
TERSE_FROM = 0.7
# A promise with a number in it is what readers hold against people, even before its time has come.
PROMISE_FROM = 0.25

_QUESTION = re.compile(r"[?？؟][!?]*[\"'”’»)\]]*$")
_END = 20
_BOILERPLATE = frozenset({LineKind.LINK, LineKind.CAPTION, LineKind.DATELINE, LineKind.COMMENT, LineKind.LEAD_IN})
_STATES = frozenset({"verb", "ends_ed", "act", "ahead"})
_WHY = {
    Kind.FACTUAL: "little to check",
    Kind.OPINION: "opinion, nothing to check",
    Kind.PREDICTION: "about what is not yet, cannot be checked now",
    Kind.QUESTION: "a question, states nothing",
}


def kind_of(sentence: str, line: LineKind, weighed: Weighed) -> Kind:
    """The kind of one sentence that stands in a line of the given kind."""
    if line in _BOILERPLATE or weighed.outside is not None:
        return Kind.BOILERPLATE
    if line is LineKind.HEADING and weighed.score < HEADING_FROM:
        return Kind.BOILERPLATE
    if _QUESTION.search(sentence[-_END:]) or sentence.startswith("¿"):
        return Kind.QUESTION
    if weighed.score >= _threshold(weighed.cues.keys()):
        return Kind.CHECK_WORTHY
    return _unchecked(weighed)


def reasons_for(kind: Kind, line: LineKind, weighed: Weighed) -> tuple[str, ...]:
    """The reasons, the decisive one first: why it is no candidate, or what there is to check."""
    if kind is Kind.CHECK_WORTHY:
        return weighed.speaks_for or ("a full statement",)
    if kind is Kind.BOILERPLATE:
        outside = line if line in _BOILERPLATE or line is LineKind.HEADING else weighed.outside
        return (f"{outside or line}, not prose",)
    return (_WHY[kind], *weighed.speaks_against)


def _threshold(cues: Collection[str]) -> float:
    if "digits" in cues and "ahead" in cues:
        return PROMISE_FROM
    if TERSE in cues:
        return TERSE_FROM
    return CONDITIONAL_FROM if "conditional" in cues else CHECK_WORTHY_FROM


def _unchecked(weighed: Weighed) -> Kind:
    # A fragment states nothing that could be true or false.
    return Kind(weighed.unchecked) if weighed.cues.keys() & _STATES else Kind.OPINION
