"""The claims that are asked for, as streams: of each status and priority by itself, as the indexes have them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import Exact

from claims import keyset, policy
from claims.enums import DECIDED, TELLING, Priority, Status
from claims.keyset import MANY, Stream
from claims.models import Claim
from reviews.board.narrowing import Label, narrowed, rated, statuses_of

Streams = dict[str, list[Stream]]
SEVERAL = Q(reviews_wanted__gt=1)
WAS_TAKEN = Q(version__gt=2)  # the third act at the earliest: somebody found it and somebody queued it before
HIDDEN = SEVERAL  # where it would tell a reviewer whether others agree (`policy.status_shown_to`)
# For these every row that is counted costs a look elsewhere, so the count stops sooner.
DEAR = {
    *("q", "claimant", "topic", "outlet", "language", "kind", "article", "rating", "worth_from", "worth_to", "done"),
    "reviewer",
}
FEWER = 50


def streams_of(asked: Mapping[str, Any], actor: Any) -> Streams:
    """Of each status, as it is shown to the actor, the claims that are asked for."""
    found, shown = narrowed(asked, actor=actor, walking=True), statuses_of(asked, actor)
    return {
        status.value: [
            keyset.Few(stream) if _few_are_like_it(asked, status) else stream
            for place in _places(status, asked.get("rating"), actor)
            for stream in (found.filter(place, _worth_a_look(asked, status), urgency) for urgency in _urgencies(asked))
        ]
        for status in shown
    }


def all_of(asked: Mapping[str, Any], actor: Any) -> QuerySet[Claim]:
    """All claims that are asked for (`looked_up`), in no order: what a file is made of."""
    label, shown = asked.get("rating"), statuses_of(asked, actor)
    places = [place for status in shown for place in _places(status, label, actor)]
    if not places:
        return Claim.objects.none()
    urgent = Q(*_urgencies(asked), _connector=Q.OR)
    return narrowed(asked, actor=actor).order_by().filter(Q(*places, _connector=Q.OR), urgent)


def cap_of(asked: Mapping[str, Any]) -> int:
    """How far is counted."""
    return FEWER if is_dear(asked) else MANY


def is_dear(asked: Mapping[str, Any]) -> bool:
    """Whether to count a claim costs as much as to find it."""
    return bool(DEAR & asked.keys())


def _few_are_like_it(asked: Mapping[str, Any], status: Status) -> bool:
    if status == Status.QUEUED:
        return "reviewer" in asked
    label = asked.get("rating")
    return label is not None and label.rare and status in DECIDED


def _worth_a_look(asked: Mapping[str, Any], status: Status) -> Q:
    """What has a place free has a review already, or is in somebody's hands, only where several review it."""
    if "reviewer" not in asked:
        return Q()
    return {Status.QUEUED: SEVERAL & WAS_TAKEN, Status.ESCALATED: SEVERAL}.get(status, Q())


def _places(shown: Status, label: Label | None, actor: Any) -> Iterator[Q]:
    """Which claims an actor is shown at a status, by one real status at a time."""
    if policy.is_editor(actor) or shown not in (*TELLING, Status.IN_REVIEW):
        yield Q(status=shown) & (Q() if label is None else rated(label, shown, actor))
        return
    yield Q(status=shown) if shown == Status.IN_REVIEW else Q(~HIDDEN, status=shown)
    if shown == Status.IN_REVIEW:
        yield from (Q(HIDDEN, status=status) for status in TELLING)


def _urgencies(asked: Mapping[str, Any]) -> list[Q]:
    """As the index has it: with the most urgent first."""
    names = asked.get("priority", ())
    return [Q(Exact(-F("priority"), -Priority[name.upper()])) for name in names] or [Q()]
