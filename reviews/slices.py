"""Which findings are looked at together: a period, a topic, an outlet, two reviewers, one rating scale. Reads only.

Here is decided what counts: findings that stand, one per reviewer and claim, of reviewers and not of adjudicators. A
claim belongs to the period in which its last finding was recorded, so that it is counted once, and months add up.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from claims.enums import Act
from claims.models import Event
from reviews.enums import AssignmentRole, Closed
from reviews.models import RatingScale, Review

ROWS_AT_ONCE = 2000

# Why a finding was left out.
ANOTHER_SCALE = "another_scale"
REWRITTEN = "rewritten"


@dataclass(frozen=True, kw_only=True)
class Slice:
    """What is asked for. Empty means: not narrowed by this."""

    since: datetime | None = None
    until: datetime | None = None  # the first moment after the period
    topic: str = ""  # slug
    outlet: str = ""  # part of its name
    pair: tuple[int, int] | None = None  # ids of two reviewers
    scale: str = ""  # slug; empty: the scale in use

    def holds(self, moment: datetime) -> bool:
        """Whether the moment lies in the period."""
        return not ((self.since and moment < self.since) or (self.until and moment >= self.until))


class Finding(NamedTuple):
    """What is needed of one review."""

    claim: int
    reviewer: int
    username: str
    label: str
    place: int | None  # on the line of the scale; None: off it
    scale: str
    taken_at: datetime
    at: datetime


@dataclass
class Unit:
    """One claim with what is compared of it: a finding of each reviewer, on one scale."""

    at: datetime  # its last finding
    findings: list[Finding]
    left_out: Counter[str] = field(default_factory=Counter)

    @cached_property
    def month(self) -> str:
        return month_of(self.at)


class Decision(NamedTuple):
    """An editor approved a verdict or sent it back."""

    act: str
    editor: int
    username: str
    at: datetime
    found_at: datetime | None  # the finding that it is about


def month_of(moment: datetime) -> str:
    """Such as 2026-03, in the desk's time zone."""
    return f"{timezone.localtime(moment):%Y-%m}"


def scale_in_use() -> str:
    return RatingScale.objects.filter(current=True).values_list("slug", flat=True).first() or ""


def units(asked: Slice, *, actor: Any) -> Iterator[Unit]:
    """The claims of this slice, one query, in the order of their ids. `asked.scale` has to be named."""
    rows = map(Finding._make, _standing(asked, actor).iterator(chunk_size=ROWS_AT_ONCE))
    for _, of_claim in groupby(rows, key=attrgetter("claim")):
        unit = _unit(list(of_claim), asked.scale)
        if asked.holds(unit.at):
            yield unit


def decisions(asked: Slice) -> Iterator[Decision]:
    """Approvals and returns in the period, on articles of this topic and outlet. Pair and scale do not narrow them."""
    before = Review.objects.filter(claim=OuterRef("claim"), created_at__lte=OuterRef("at"))
    found = before.order_by("-created_at", "-id").values("created_at")[:1]
    made = (
        Event.objects.filter(_of_articles(asked, "article"), act__in=[Act.APPROVE, Act.SEND_BACK])
        .filter(_in_period(asked, "at"))
        .annotate(found_at=Subquery(found))
        .order_by("id")
        .values_list("act", "actor_id", "actor__username", "at", "found_at")
    )
    yield from map(Decision._make, made.iterator(chunk_size=ROWS_AT_ONCE))


def _standing(asked: Slice, actor: Any) -> QuerySet[Any, Any]:
    standing = Q(assignment__closed_as=Closed.REVIEWED, assignment__role=AssignmentRole.REVIEW)
    if asked.pair:
        standing &= Q(reviewer__in=asked.pair)
    of_slice = Review.objects.visible_to(actor).filter(standing).filter(_of_articles(asked, "claim__article"))
    if asked.since or asked.until:
        # A claim that was worked on in the period comes with all its findings: the last of them may lie outside.
        in_period = Review.objects.filter(_in_period(asked, "created_at"))
        of_slice = of_slice.filter(claim__in=in_period.values("claim"))
    columns = ["claim_id", "reviewer_id", "reviewer__username", "rating__slug", "rating__value", "rating__scale__slug"]
    return of_slice.order_by("claim_id", "id").values_list(*columns, F("assignment__created_at"), "created_at")


def _of_articles(asked: Slice, article: str) -> Q:
    wanted = Q()
    if asked.outlet:
        wanted &= Q(**{f"{article}__outlet__icontains": asked.outlet})
    if asked.topic:
        wanted &= Q(**{f"{article}__topics__slug": asked.topic})
    return wanted


def _in_period(asked: Slice, moment: str) -> Q:
    bounds = {f"{moment}__gte": asked.since, f"{moment}__lt": asked.until}
    return Q(**{name: bound for name, bound in bounds.items() if bound})


def _unit(rows: list[Finding], scale: str) -> Unit:
    last = {row.reviewer: row for row in rows}  # who thought again counts as they think now
    compared = [row for row in last.values() if row.scale == scale]
    left_out = Counter({REWRITTEN: len(rows) - len(last), ANOTHER_SCALE: len(last) - len(compared)})
    return Unit(max(row.at for row in rows), compared, +left_out)
