"""What one published version changed in the version before it, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from reviews.models import VerdictVersion

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
MOST_WORDS = 4_000  # of both texts; longer ones are compared line by line, because the comparison is quadratic
MOSTLY_THE_SAME = 0.6  # below it the texts share little but small words, and what is left of them reads like a riddle


class Piece(NamedTuple):
    """A run of text: `same`, `gone` or `new`."""

    kind: str
    text: str


class Difference(NamedTuple):
    name: str
    pieces: list[Piece]


def between(before: VerdictVersion, after: VerdictVersion) -> list[Difference]:
    """What is not the same, in the order of the page. Reads the sources of both."""
    own = before.verdict.claim.text
    parts = [
        ("The claim", before.wording or own, after.wording or own, False),
        ("Rating", before.rating.label, after.rating.label, True),
        ("Summary", before.summary, after.summary, False),
        ("How we checked it", before.reasoning, after.reasoning, False),
        ("Sources", _sources(before), _sources(after), True),
    ]
    return [Difference(name, changes(old, new, lines=lines)) for name, old, new, lines in parts if old != new]


def changes(before: str, after: str, *, lines: bool = False) -> list[Piece]:
    """The two texts as one, cut into what is the same, gone and new; by words, or by whole lines."""
    old, new = (text.splitlines(keepends=True) if lines else _WORD.findall(text) for text in (before, after))
    if not lines and len(old) + len(new) > MOST_WORDS:
        return changes(before, after, lines=True)
    compared = SequenceMatcher(None, old, new, autojunk=False)
    if not lines and compared.ratio() < MOSTLY_THE_SAME:
        return changes(before, after, lines=True)
    return list(_pieces(compared, old, new))


def _pieces(compared: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Piece]:
    for what, i, j, k, m in compared.get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(old[i:j]))
            continue
        if j > i:
            yield Piece("gone", "".join(old[i:j]))
        if m > k:
            yield Piece("new", "".join(new[k:m]))


def _sources(version: VerdictVersion) -> str:
    """One line for each, with all that readers are told of it."""
    return "".join(
        " · ".join(
            part
            for part in (str(source), source.publisher, source.url, source.get_stance_display(), source.quote)
            if part
        ).replace("\n", " ")
        + "\n"
        for source in version.sources.all()
    )
