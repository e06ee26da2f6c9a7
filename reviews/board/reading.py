"""The board's two shapes over the same claims: a column for each status, or one list; both by index, in pages."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import DateTimeField, F, FloatField, IntegerField, Prefetch, QuerySet

from claims import keyset, policy
from claims.enums import DECIDED, Status
from claims.keyset import MOVED, Key, Order, Page, Place
from claims.models import Claim
from reviews.board.narrowing import ONLY_AT
from reviews.board.streams import cap_of, streams_of
from reviews.models import Assignment, Verdict, VerdictVersion

IN_A_COLUMN = 20
IN_A_LIST = 50
WORTH = Key(F("check_worthiness"), FloatField(), attrgetter("check_worthiness"), float)
URGENCY = Key(-F("priority"), IntegerField(), lambda claim: -claim.priority, int)
RANK = Key(F("rank_at"), DateTimeField(), attrgetter("rank_at"), MOVED.read)
ORDERS = {
    "queue": Order((RANK,)),
    "age": Order((MOVED,)),
    "moved": Order((MOVED,), descending=True),
    "worth": Order((WORTH,), descending=True),
    "priority": Order((URGENCY, MOVED)),
}
OVER_AND_DONE = (*DECIDED, Status.DISMISSED)


class Column(NamedTuple):
    status: Status
    number: str  # capped, as people read it
    claims: list[Claim]
    sort: str  # the order that it is in
    more: bool


class Listing(NamedTuple):
    page: Page
    number: str


def columns_of(asked: Mapping[str, Any], sort: str, *, actor: Any) -> list[Column]:
    """The first claims of each status that is asked for. As many queries, however many statuses and claims."""
    streams = streams_of(asked, actor)
    sorts = {status: _sort_in(status, sort) for status in streams}
    wanted = {status: (found, ORDERS[sorts[status]]) for status, found in streams.items()}
    firsts = keyset.firsts_of(wanted, rows_for(actor), size=IN_A_COLUMN)
    cap = cap_of(asked)
    counts = keyset.counts_of(streams, cap=cap)
    return [
        Column(
            Status(status),
            keyset.in_words(counts[status], cap=cap),
            _told(firsts[status], actor),
            sorts[status],
            counts[status] > len(firsts[status]),
        )
        for status in streams
    ]


def listing_of(
    asked: Mapping[str, Any], sort: str, *, actor: Any, at: Place | None, size: int | None = None
) -> Listing:
    """One page of all that is asked for."""
    streams = streams_of(asked, actor)
    together = [stream for of_status in streams.values() for stream in of_status]
    page = keyset.page_of(together, ORDERS[sort], rows_for(actor), size=size or IN_A_LIST, at=at)
    _told(page.rows, actor)
    cap = cap_of(asked)
    return Listing(page, keyset.in_words(sum(keyset.counts_of(streams, cap=cap).values()), cap=cap))


def rows_for(actor: Any) -> QuerySet[Claim]:
    """What is drawn of a claim: its article, and who holds it and how it is rated as far as the actor may know."""
    held = Assignment.objects.visible_to(actor).open().select_related("reviewer").order_by("place", "id")
    versions = VerdictVersion.objects.select_related("rating").defer("summary", "reasoning", "note")
    verdicts = Verdict.objects.visible_to(actor).select_related("review__rating")
    return (
        Claim.objects.visible_to(actor)
        .select_related("article")
        .defer("words", "prefix", "suffix", "reasons")
        .prefetch_related(
            Prefetch("assignments", held, to_attr="held"),
            Prefetch("verdict", verdicts.prefetch_related(Prefetch("versions", versions))),
        )
    )


def _told(claims: list[Claim], actor: Any) -> list[Claim]:
    """With where each stands, as far as the actor may know, and with the rating that the page shows."""
    for claim in claims:
        claim.stands = policy.status_shown_to(actor, claim)  # type: ignore[attr-defined]
        claim.rated = _rating_of(claim) if claim.status in ONLY_AT["rating"] else None  # type: ignore[attr-defined]
    return claims


def _rating_of(claim: Claim) -> Any:
    """What readers see, else what is proposed. What was sent back is proposed no more, though its verdict is kept."""
    verdict = getattr(claim, "verdict", None)
    shown = verdict and (verdict.shown or verdict.review)
    return shown and shown.rating


def _sort_in(status: str, sort: str) -> str:
    """The order that is asked for; else a column's own: its queue, what has been there longest, or what came last."""
    if sort and (sort != "queue" or status == Status.QUEUED):
        return sort
    if status == Status.QUEUED:
        return "queue"
    return "moved" if status in OVER_AND_DONE else "age"
