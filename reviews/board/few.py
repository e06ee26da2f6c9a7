"""Where little is asked for, all of it is read once, and put into columns and pages in Python.

Otherwise the rows and the number of every column would each look through the same index of words or of people again.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from claims import keyset, policy
from claims.enums import TELLING, Priority, Status
from claims.models import Claim
from reviews.board.narrowing import narrowed, statuses_of

FEW = 25_000  # claims that are read; of more than that a walk along an index meets the next ones soon enough
# What an index finds by itself, and few claims may be like.
LEADING = {"q", "claimant", "reviewer", "holder", "topic", "outlet", "language", "disagreement", "lease", "done"}


class Slip(NamedTuple):
    """What is needed of a claim to know its column and its place there."""

    pk: int
    status: str
    reviews_wanted: int | None
    priority: int
    moved_at: datetime
    check_worthiness: float
    rank_at: datetime | None


Slips = dict[str, list[Slip]]


def slips_of(asked: Mapping[str, Any], actor: Any) -> Slips | None:
    """All that is asked for, by the status that the actor is shown; None where that may be more than a few."""
    if not LEADING & asked.keys() or "rating" in asked:  # what is rated is found by status
        return None
    wanted = _wanted(asked, actor)
    expected = keyset.estimate_of(wanted)
    if expected is None or expected > FEW:
        return None
    found = [Slip(*row) for row in wanted.values_list(*Slip._fields)[: 2 * FEW]]
    if len(found) >= 2 * FEW:
        return None  # the planner was wrong
    by_status: Slips = defaultdict(list)
    for slip in found:
        by_status[policy.status_shown_to(actor, slip)].append(slip)
    return {status.value: by_status[status] for status in statuses_of(asked, actor)}


def _wanted(asked: Mapping[str, Any], actor: Any) -> QuerySet[Claim]:
    found, shown = narrowed(asked, actor=actor).order_by(), set(statuses_of(asked, actor))
    if names := asked.get("priority"):
        found = found.filter(priority__in=[Priority[name.upper()] for name in names])
    if shown == set(Status):
        return found
    hidden = set(TELLING) if Status.IN_REVIEW in shown and not policy.is_editor(actor) else set()
    return found.filter(status__in=sorted(shown | hidden))
