"""What readers are shown, will be shown or were shown before, and word by word what is different."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from reviews.actions import verdicts
from reviews.actions.evidence import SourceDraft
from reviews.differences import SAME, Run, changes
from reviews.models import Source, Verdict, VerdictVersion


class Showing(NamedTuple):
    """One version as readers get it, written or not yet."""

    version: VerdictVersion
    sources: list[Source]


class Change(NamedTuple):
    """A part of the verdict that reads differently, and how."""

    part: str
    runs: list[Run]


class Past(NamedTuple):
    """A published version, and what it changed of the one before."""

    version: VerdictVersion
    changes: list[Change]


def published(version: VerdictVersion) -> Showing:
    return Showing(version, list(version.sources.all()))


def proposed(verdict: Verdict) -> Showing:
    """As it will be published first."""
    return _unwritten(*verdicts.first_version(verdict))


def corrected(last: VerdictVersion, correction: verdicts.Correction) -> Showing:
    """As it will be after this correction. Raises what is wrong with it."""
    return _unwritten(*verdicts.next_version(last, correction))


def history(verdict: Verdict) -> list[Past]:
    """Every version and what it changed, the newest first. Reads the prefetched versions and sources."""
    versions = [published(version) for version in verdict.versions.all()]
    later = [Past(after.version, what_changes(before, after)) for before, after in pairwise(versions)]
    return [*reversed(later), *(Past(first.version, []) for first in versions[:1])]


def what_changes(before: Showing, after: Showing) -> list[Change]:
    """Part by part, what reads differently; a withdrawal leaves readers its note alone."""
    if after.version.edition == "withdrawal":
        return []
    old, new = before.version, after.version
    parts = [
        ("Rating", str(old.rating), str(new.rating)),
        ("The claim in clear words", old.wording, new.wording),
        ("Summary", old.summary, new.summary),
        ("Reasoning", old.reasoning, new.reasoning),
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


def _unwritten(version: VerdictVersion, drafts: list[SourceDraft]) -> Showing:
    return Showing(version, [Source(position=at, **vars(draft)) for at, draft in enumerate(drafts, start=1)])
