"""What the desk shows of a verdict: as readers get it, will get it, or got it before."""

from itertools import pairwise
from typing import NamedTuple

from reviews.actions import verdicts
from reviews.actions.evidence import SourceDraft
from reviews.models import Source, Verdict, VerdictVersion
from reviews.versions import Change, Showing, published, what_changes


class Past(NamedTuple):
    """A published version, and what it changed of the one before."""

    version: VerdictVersion
    changes: list[Change]


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


def _unwritten(version: VerdictVersion, drafts: list[SourceDraft]) -> Showing:
    return Showing(version, [Source(position=at, **vars(draft)) for at, draft in enumerate(drafts, start=1)])
