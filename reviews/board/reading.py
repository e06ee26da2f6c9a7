"""The board's two shapes over the same claims: a column for each status, or one list; both by index, in pages."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import DateTimeField, F, FloatField, IntegerField, Prefetch, QuerySet
from django.db.models.functions import Coalesce

from claims import keyset, policy
from claims.enums import DECIDED, Priority, Status
from claims.keyset import MOVED, Firsts, Key, Order, Page, Place
from claims.models import Claim
from reviews.board.few import MOST, few_of, shown_to
from reviews.board.narrowing import ONLY_AT, looked_up, statuses_of
from reviews.board.streams import cap_of, is_dear, streams_of
from reviews.models import Assignment, Verdict

IN_A_COLUMN = 20
IN_A_LIST = 50
WORTH = Key(F("check_worthiness"), FloatField(), attrgetter("check_worthiness"), float)
URGENCY = Key(-F("priority"), IntegerField(), lambda claim: -claim.priority, lambda text: -Priority(-int(text)))
# A claim may have left the queue between being found and being read.
RANK = Key(F("rank_at"), DateTimeField(), lambda claim: claim.rank_at or claim.moved_at, MOVED.read)
ORDERS = {
    "queue": Order((RANK,)),
    "age": Order((MOVED,)),
    "moved": Order((MOVED,), descending=True),
    "worth": Order((WORTH,), descending=True),
    "priority": Order((URGENCY, MOVED)),
}
OVER_AND_DONE = (*DECIDED, Status.DISMISSED)


# Of a claim and its article. The last are for the orders, and for where it stands.
DRAWN = (
    *("text", "claimant", "priority", "check_worthiness", "version", "article__title", "article__outlet"),
    *("article__language", "status", "moved_at", "rank_at", "reviews_wanted"),
)


class Rated(NamedTuple):
    label: str
    colour: str

    def __str__(self) -> str:
        return self.label


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
    asked, cap = looked_up(asked), cap_of(asked)
    orders = {status.value: ORDERS[_sort_in(status, sort)] for status in statuses_of(asked, actor)}
    found = _firsts(asked, orders, actor, cap)
    _told([claim for rows in found.rows.values() for claim in rows], actor)
    return [
        Column(
            Status(status),
            keyset.in_words(found.numbers[status], cap=cap),
            rows,
            _sort_in(status, sort),
            found.numbers[status] > len(rows),
        )
        for status, rows in found.rows.items()
    ]


def _firsts(asked: Mapping[str, Any], orders: Mapping[str, Order], actor: Any, cap: int) -> Firsts:
    rows = rows_for(actor)
    if few := few_of(asked, actor):
        found = keyset.firsts_among(few, shown_to(actor), orders, rows, size=IN_A_COLUMN, most=MOST)
        if found:
            return found
    columns = {status: (streams, orders[status]) for status, streams in streams_of(asked, actor).items()}
    firsts_of = keyset.counted_firsts_of if is_dear(asked) else keyset.firsts_of
    return firsts_of(columns, rows, size=IN_A_COLUMN, cap=cap)


def listing_of(
    asked: Mapping[str, Any], sort: str, *, actor: Any, at: Place | None, size: int | None = None
) -> Listing:
    """One page of all that is asked for."""
    asked, cap = looked_up(asked), cap_of(asked)
    page = _page(asked, ORDERS[sort], actor, at, size or IN_A_LIST, cap)
    _told(page.rows, actor)
    return Listing(page, keyset.in_words(page.number, cap=cap))


def _page(asked: Mapping[str, Any], order: Order, actor: Any, at: Place | None, size: int, cap: int) -> Page:
    rows = rows_for(actor)
    if few := few_of(asked, actor):
        found = keyset.page_among(few, order, rows, size=size, most=MOST, at=at)
        if found:
            return found
    together = [stream for of_status in streams_of(asked, actor).values() for stream in of_status]
    return keyset.counted_page_of(together, order, rows, size=size, at=at, cap=cap)


def rows_for(actor: Any) -> QuerySet[Claim]:
    """What is drawn of a claim, with its article, and with who holds it as far as the actor may know."""
    held = Assignment.objects.visible_to(actor).open().select_related("reviewer").order_by("place", "id")
    drawn = Claim.objects.visible_to(actor).select_related("article").only(*DRAWN)
    return drawn.prefetch_related(Prefetch("assignments", held.only("claim", "reviewer__username"), to_attr="held"))


def _told(claims: list[Claim], actor: Any) -> list[Claim]:
    """With where each stands, as far as the actor may know, and with the rating that the page shows."""
    found = _ratings_of(claims, actor)
    for claim in claims:
        claim.stands = policy.status_shown_to(actor, claim)  # type: ignore[attr-defined]
        claim.rated = found.get(claim.pk)  # type: ignore[attr-defined]
    return claims


def _ratings_of(claims: list[Claim], actor: Any) -> dict[int, Rated]:
    """What readers see, else what is proposed, by claim. One query. What was sent back is proposed no more, though its
    verdict is kept."""
    rated = [claim.pk for claim in claims if claim.status in ONLY_AT["rating"]]
    told = [Coalesce(f"published__shown__rating__{name}", f"review__rating__{name}") for name in Rated._fields]
    known = Verdict.objects.visible_to(actor).filter(claim__in=rated).values_list("claim", *told)
    return {claim: Rated(*words) for claim, *words in known}


def _sort_in(status: str, sort: str) -> str:
    """The order that is asked for; else a column's own: its queue, what has been there longest, or what came last."""
    if sort and (sort != "queue" or status == Status.QUEUED):
        return sort
    if status == Status.QUEUED:
        return "queue"
    return "moved" if status in OVER_AND_DONE else "age"
