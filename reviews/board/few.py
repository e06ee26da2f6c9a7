"""Where little is asked for, all of it is found once, and put into columns and pages then.

Otherwise the rows and the number of every column would each look through the same index of words or of people again.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When

from claims import keyset, policy
from claims.enums import TELLING, Priority, Status
from claims.models import Claim
from reviews.board.narrowing import narrowed, statuses_of
from reviews.board.streams import HIDDEN

FEW = 25_000  # claims that are found; of more than that a walk along an index meets the next ones soon enough
MOST = 2 * FEW  # the planner was wrong
# What an index finds by itself, and few claims may be like.
LEADING = {"q", "claimant", "reviewer", "holder", "topic", "outlet", "language", "lease", "done"}


def few_of(asked: Mapping[str, Any], actor: Any) -> keyset.Few | None:
    """All that is asked for; None where that may be more than a few."""
    if not LEADING & asked.keys() or "rating" in asked:  # what is rated is found by status
        return None
    wanted = _wanted(asked, actor)
    expected = keyset.estimate_of(wanted)
    return None if expected is None or expected > FEW else keyset.Few(wanted)


def shown_to(actor: Any) -> Any:
    """At which status the actor is shown a claim (`policy.status_shown_to`), as an expression."""
    if policy.is_editor(actor):
        return F("status")
    hidden = When(HIDDEN, status__in=TELLING, then=Value(Status.IN_REVIEW.value))
    return Case(hidden, default=F("status"), output_field=CharField())


def _wanted(asked: Mapping[str, Any], actor: Any) -> QuerySet[Claim]:
    found, shown = narrowed(asked, actor=actor).order_by(), set(statuses_of(asked, actor))
    if names := asked.get("priority"):
        found = found.filter(priority__in=[Priority[name.upper()] for name in names])
    if shown == set(Status):
        return found
    hidden = set(TELLING) if Status.IN_REVIEW in shown and not policy.is_editor(actor) else set()
    return found.filter(status__in=sorted(shown | hidden))
