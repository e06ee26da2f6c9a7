"""Published checks as ClaimReview, many at once and by key: the millionth costs no more memory than the first."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from reviews.enums import Edition
from reviews.models import PublishedCheck, Verdict, VerdictVersion
from reviews.publication.checks import LOOKED_THROUGH

AT_ONCE = 200


class Found(NamedTuple):
    verdicts: list[Verdict]
    older: int | None  # where the next page begins: below this id of the public list


def readable() -> QuerySet[Verdict]:
    """Verdicts with all that `claimreview.claim_review` reads."""
    versions = VerdictVersion.objects.select_related("rating__scale").order_by("sequence")
    return Verdict.objects.select_related("claim__article").prefetch_related(
        Prefetch("versions", versions), "versions__rating__scale__ratings", "versions__sources"
    )


def every() -> Iterator[Verdict]:
    """All that stand, first published first. Five queries for each two hundred."""
    after = 0
    while rows := list(_standing().filter(pk__gt=after).order_by("pk").values_list("pk", "verdict")[:AT_ONCE]):
        yield from _in_order([verdict for _, verdict in rows])
        after = rows[-1][0]


def page(*, size: int, below: int | None = None, skip: int = 0) -> Found:
    """The next ones below this id of the public list, first published last, first."""
    return _found(_beginning(_standing(), below), size, skip, None)


def search(words: str, *, since: datetime | None, size: int, below: int | None = None, skip: int = 0) -> Found:
    """Those with all of these words, reviewed or claimed since then. Without words, all of them.

    No index helps a search for words: one call looks through so many checks, and says where to go on, found or not.
    """
    if not words and not since:
        return page(size=size, below=below, skip=skip)
    listed = _beginning(_standing(), below)
    floor = listed.values_list("pk", flat=True)[LOOKED_THROUGH - 1 : LOOKED_THROUGH].first()
    found = listed if floor is None else listed.filter(pk__gte=floor)
    if words:
        found = found.filter(words__having=words)
    if since:
        first = VerdictVersion.objects.filter(verdict=OuterRef("verdict"), sequence=1, published_at__gte=since)
        found = found.filter(Exists(first) | Q(verdict__claim__article__published_on__gte=since.date()))
    return _found(found, size, skip, floor)


def one(pk: int) -> Verdict | None:
    """A published check that stands."""
    return next(iter(_in_order([pk])), None)


def _standing() -> QuerySet[PublishedCheck]:
    return PublishedCheck.objects.filter(withdrawn=False)


def _beginning(listed: QuerySet[PublishedCheck], below: int | None) -> QuerySet[PublishedCheck]:
    return (listed if below is None else listed.filter(pk__lt=below)).order_by("-pk")


def _found(found: QuerySet[PublishedCheck], size: int, skip: int, floor: int | None) -> Found:
    rows = list(found.values_list("pk", "verdict")[skip : skip + size + 1])
    older = rows[size - 1][0] if len(rows) > size else floor
    return Found(_in_order([verdict for _, verdict in rows[:size]]), older)


def _in_order(ids: list[int]) -> list[Verdict]:
    """Without what somebody withdraws while we read."""
    known = readable().filter(published__isnull=False).in_bulk(ids)
    return [known[pk] for pk in ids if pk in known and _stands(known[pk])]


def _stands(verdict: Verdict) -> bool:
    return verdict.shown is not None and verdict.shown.edition != Edition.WITHDRAWAL
