"""Places in a text that people point at: checked against the words they saw, and kept free of each other."""

from collections.abc import Collection
from typing import Any, NamedTuple

from claims import intake, matching, queries
from claims.errors import (
    NoWords,
    OtherWords,
    SpanDismissed,
    SpanTaken,
    TooLong,
    WordsFoundTwice,
    WordsNotFound,
    WrongSpan,
)
from claims.models import Claim, Revision
from claims.models.claim import CONTEXT

MOST = 2_000  # characters of a claim that a person makes


class Place(NamedTuple):
    """Where somebody points: `[start, end)` in Unicode code points, and the words that they see there.

    The words are the proof that both count alike. Without a start, the words say it where they stand only once.
    """

    quote: str
    start: int | None = None
    end: int | None = None


def settle(body: str, place: Place, near: int | None = None) -> tuple[int, int]:
    """The span that is meant, without blanks at its edges. `near`: of several places, the one next to this.

    Raises WrongSpan, OtherWords, WordsNotFound, WordsFoundTwice, NoWords or TooLong.
    """
    start, end = _pointed_at(body, place, near)
    start, end = matching.trimmed(body, start, end)
    if not any(character.isalnum() for character in body[start:end]):
        raise NoWords
    if end - start > MOST:
        raise TooLong(field="quote", what="The claim", length=end - start, limit=MOST)
    return start, end


def _pointed_at(body: str, place: Place, near: int | None) -> tuple[int, int]:
    if place.start is None or place.end is None:
        return _found(body, intake.prose(place.quote, "quote"), near)
    start, end = place.start, place.end
    if not 0 <= start < end <= len(body):
        raise WrongSpan(start=start, end=end, length=len(body))
    if not matching.same_words(body[start:end], place.quote):
        raise OtherWords(start=start, end=end, found=body[start:end], quote=place.quote)
    return start, end


def _found(body: str, quote: str, near: int | None) -> tuple[int, int]:
    if not quote:
        raise NoWords
    found = matching.places(quote, body)
    if not found:
        raise WordsNotFound
    if near is None and len(found) > 1:
        raise WordsFoundTwice(times=len(found))
    start = found[0] if near is None else min(found, key=lambda at: abs(at - near))
    return start, start + len(quote)


def require_free(revision: Revision, start: int, end: int, *, but: Collection[Claim] = ()) -> None:
    """Raise SpanTaken when a claim that is not dismissed has words of it. Assumes the article's lock.

    Claims of earlier revisions count where their words still stand: they are claims of this text as well.
    """
    for claim, first, last in queries.standing_in(revision, queries.live_claims_of(revision.article_id)):
        if first < end and start < last and claim not in but:
            raise SpanTaken(claim=claim.pk, words=claim.text)


def require_undismissed(revision: Revision, start: int, end: int) -> None:
    """Raise SpanDismissed when an editor decided about these very words already."""
    gone = queries.dismissed_by_editors(revision.article_id).filter(revision=revision, start=start, end=end).first()
    if gone is not None:
        raise SpanDismissed(claim=gone.pk, words=gone.text)


def anchors(body: str, start: int, end: int) -> dict[str, Any]:
    """The fields of a claim that say where it stands, twice: by position and by quote."""
    return {
        "start": start,
        "end": end,
        "text": body[start:end],
        "prefix": body[max(0, start - CONTEXT) : start],
        "suffix": body[end : end + CONTEXT],
    }


def move(claim: Claim, start: int, end: int) -> None:
    """Let the claim be about this span of its revision. Does not save."""
    for name, value in anchors(claim.revision.body, start, end).items():
        setattr(claim, name, value)
