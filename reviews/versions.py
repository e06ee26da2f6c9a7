"""Versions of a verdict as readers get them, and part by part, word by word, what one changed of another."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reviews.differences import SAME, Run, changes
from reviews.models import Source, VerdictVersion


class Showing(NamedTuple):
    """One version as readers get it, written or not yet."""

    version: VerdictVersion
    sources: list[Source]


class Change(NamedTuple):
    """A part of the verdict that reads differently, and how."""

    part: str
    runs: list[Run]


def published(version: VerdictVersion) -> Showing:
    return Showing(version, list(version.sources.all()))


def what_changes(before: Showing, after: Showing) -> list[Change]:
    """Part by part, what reads differently; a withdrawal leaves readers its note alone."""
    if after.version.edition == "withdrawal":
        return []
    old, new = before.version, after.version
    own = old.verdict.claim.text
    parts = [
        ("Rating", str(old.rating), str(new.rating)),
        ("The claim", old.wording or own, new.wording or own),
        ("Summary", old.summary, new.summary),
        ("How we checked it", old.reasoning, new.reasoning),
    ]
    return [
        *(Change(part, changes(was, reads)) for part, was, reads in parts if was != reads),
        *_of_sources(before.sources, after.sources),
    ]


def _of_sources(before: Iterable[Source], after: Iterable[Source]) -> Iterator[Change]:
    """Sources that came, went or are described otherwise; each found again by its address or name."""
    old, new = ({place_of(source): _in_words(source) for source in sources} for sources in (before, after))
    for place in [*old, *(place for place in new if place not in old)]:
        runs = changes(old.get(place, ""), new.get(place, ""))
        if any(run.kind != SAME for run in runs):
            yield Change("Source", runs)


def place_of(source: Source) -> str:
    """What makes it the same piece of evidence in two lists."""
    return source.url or source.title or source.note


def _in_words(source: Source) -> str:
    facts = [str(source), source.author, source.publisher, str(source.published_on or ""), source.url, source.note]
    quote = f"“{source.quote}”" if source.quote else ""
    kinds = [source.get_kind_display(), source.get_stance_display()]
    return ", ".join(fact for fact in dict.fromkeys([*facts, *kinds, quote]) if fact)
