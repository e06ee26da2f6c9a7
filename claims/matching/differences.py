"""What two statements that read alike differ in: numbers, a “not”, names. No likeness of letters tells these apart.

“Exports grew in 2017” and “Exports grew in 2018” share all but one letter, and what was found of one says nothing of
the other.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from claims.matching.counting import NEGATIONS, SCALES, WRITTEN
from claims.matching.silent import SILENT
from claims.matching.words import WORD, plain, stem

MOST = 3  # of a kind, that are named
LONGEST_SHORT = 5  # letters of an abbreviation

_INITIALS = re.compile(r"(?<=\b[A-Z])\.(?=[A-Z]\b)")  # of U.S., which is US
_NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,'’\u00a0\u202f])\d{3})(?:\1\d{3})*")


class Kind(StrEnum):
    NUMBER = "number"
    NEGATION = "negation"
    NAME = "name"


class Difference(NamedTuple):
    """What one statement has and the other has not: the earlier one there, the one in question here."""

    kind: Kind
    there: tuple[str, ...]
    here: tuple[str, ...]

    def __str__(self) -> str:
        if self.kind == Kind.NEGATION:
            return "negated there, not here" if self.there else "negated here, not there"
        there, here = ", ".join(self.there), ", ".join(self.here)
        if not (there and here):
            return f"{there}, not here" if there else f"{here} here alone"
        return f"{there}, here {here}"


def differences(there: str, here: str, language: str) -> list[Difference]:
    """In the order in which they weigh. A name counts where each side has one that the other has not: who is named
    by fewer words is not somebody else."""
    return [
        *_of_numbers(there, here, language),
        *_of_negations(there, here, language),
        *_of_names(there, here, language),
    ]


def _of_numbers(there: str, here: str, language: str) -> Iterable[Difference]:
    old, new = numbers_in(there, language), numbers_in(here, language)
    if old.keys() != new.keys():
        yield Difference(Kind.NUMBER, _only(old, new), _only(new, old))


def _of_negations(there: str, here: str, language: str) -> Iterable[Difference]:
    old, new = negations_in(there, language), negations_in(here, language)
    if len(old) % 2 != len(new) % 2:  # two of them are none
        yield Difference(Kind.NEGATION, tuple(old[:1]) if len(old) % 2 else (), tuple(new[:1]) if len(new) % 2 else ())


def _of_names(there: str, here: str, language: str) -> Iterable[Difference]:
    lost, come = _nowhere_in(here, there, language), _nowhere_in(there, here, language)
    if lost and come:
        yield Difference(Kind.NAME, lost, come)


def numbers_in(text: str, language: str) -> dict[float, str]:
    """Numbers by what they amount to, each as it is written: “5 million” and “5,000,000” are the same."""
    found: dict[float, str] = {}
    value, written = None, ""
    for match in _NUMBER.finditer(text):
        word = match[0].casefold()
        if value is not None and (scale := SCALES.get(word)):
            value, written = value * scale, f"{written} {match[0]}"
            continue
        if value is not None:
            found.setdefault(value, written)
        value, written = _amount(word, language), match[0]
    if value is not None:
        found.setdefault(value, written)
    return found


def _amount(word: str, language: str) -> float | None:
    if not word[0].isdecimal():
        return WRITTEN.get(language, {}).get(word)
    marks = re.sub(r"\d", "", word)
    if _THOUSANDS.fullmatch(word) or not marks:
        return float(_digits(word))
    whole, _, part = word.rpartition(marks[-1]) if len(set(marks)) > 1 else word.partition(marks[0])
    return float(f"{_digits(whole)}.{_digits(part)}")


def _digits(word: str) -> str:
    return re.sub(r"\D", "", word)


def negations_in(text: str, language: str) -> list[str]:
    """The words that turn a statement round, in their order. An unknown language has none."""
    pattern = NEGATIONS.get(language)
    return pattern.findall(plain(text).casefold()) if pattern else []


def names_in(text: str, language: str) -> list[str]:
    """Words that begin with a capital. The first one of the text does anyway, and counts unless it tells nothing."""
    silent = SILENT.get(language, frozenset())
    return [word for word in dict.fromkeys(_words(text)) if word[0].isupper() and word.casefold() not in silent]


def _nowhere_in(other: str, text: str, language: str) -> tuple[str, ...]:
    """The names of the text that the other has in no form, nor by their initials, nor written out."""
    there = _words(other)
    known = {stem(word.casefold(), language) for word in there}
    written_out = _initials(other)
    abbreviated = {letter for short in _initials(text).intersection(there) for letter in short}
    return tuple(
        name
        for name in names_in(text, language)
        if stem(name.casefold(), language) not in known and name not in written_out and name[0] not in abbreviated
    )[:MOST]


def _words(text: str) -> list[str]:
    return WORD.findall(_INITIALS.sub("", plain(text)))


def _initials(text: str) -> set[str]:
    """How neighbours with capitals are abbreviated: “US” where there are United States."""
    heads = "".join(word[0] if word[0].isupper() else " " for word in _words(text))
    return {
        run[at : at + length]
        for run in heads.split()
        for at in range(len(run))
        for length in range(2, LONGEST_SHORT + 1)
    }


def _only(some: dict[float, str], others: dict[float, str]) -> tuple[str, ...]:
    return tuple(written for value, written in some.items() if value not in others)[:MOST]
