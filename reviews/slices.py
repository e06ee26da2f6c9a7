"""Which findings are looked at together: a period, a topic, an outlet, two reviewers, one rating scale. Reads only.

Here is decided what counts: findings that stand, one per reviewer and claim, of reviewers and not of adjudicators. A
claim belongs to the period in which its last finding was recorded, so that it is counted once, and months add up.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from claims.enums import Act
from claims.models import Event
from reviews.enums import AssignmentRole, Closed
from reviews.models import RatingScale, Review

ROWS_AT_ONCE = 2000
# Of a review, as `Finding` has them.
_COLUMNS = [
    *("claim_id", "reviewer_id", "rating__slug", "rating__value", "rating__scale__slug"),
    *("assignment__created_at", "created_at"),
]

# Why a finding was left out.
ANOTHER_SCALE = "another_scale"
REWRITTEN = "rewritten"


@dataclass(frozen=True, kw_only=True)
class Span:
    """A period. Without an end: open on that side."""

    since: datetime | None = None
    until: datetime | None = None  # the first moment after the period

    def holds(self, moment: datetime) -> bool:
        return not ((self.since and moment < self.since) or (self.until and moment >= self.until))

    def until_at_most(self, end: datetime) -> "Span | None":
        """The same up to there; None where nothing is left."""
        until = min(self.until, end) if self.until else end
        return Span(since=self.since, until=until) if not self.since or self.since < until else None


@dataclass(frozen=True, kw_only=True)
class Slice(Span):
    """What is asked for. Empty means: not narrowed by this."""

    topic: str = ""  # slug
    outlet: str = ""  # part of its name
    pair: tuple[int, int] | None = None  # ids of two reviewers
    scale: str = ""  # slug; empty: the scale in use

    @property
    def is_narrowed(self) -> bool:
        """By more than the period and the scale."""
        return bool(self.topic or self.outlet or self.pair)

    @property
    def whole_months(self) -> Span | None:
        """What the period has of them, in the desk's time zone; None where it has none."""
        since, until = self.since and _month_from(self.since), self.until and _month_of(self.until)
        return None if since and until and since >= until else Span(since=since, until=until)

    def beside(self, span: Span | None) -> Iterator["Slice"]:
        """What is left of the period before and after that; without it, all."""
        if span is None:
            yield self
            return
        if span.since and span.since != self.since:
            yield replace(self, until=span.since)
        if span.until and span.until != self.until:
            yield replace(self, since=span.until)


class Finding(NamedTuple):
    """What is needed of one review."""

    claim: int
    reviewer: int
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
    at: datetime
    found_at: datetime | None  # the finding that it is about


class Changed(NamedTuple):
    """A claim whose findings are others now than the tallies say, or than somebody may know of."""

    was: list[Finding]  # as counted
    now: list[Finding]
    counted: list[int]  # assignments; and those that are to be counted
    wanted: list[int]

    @classmethod
    def out_of(cls, rows: list[tuple[Any, ...]]) -> "Changed":
        found = cls([], [], [], [])
        for *columns, assignment, counted, closed_as, visible in rows:
            finding = Finding._make(columns)
            if counted:
                found.was.append(finding)
                found.counted.append(assignment)
            if closed_as == Closed.REVIEWED and visible:
                found.now.append(finding)
                found.wanted.append(assignment)
        return found


def month_of(moment: datetime) -> str:
    """Such as 2026-03, in the desk's time zone."""
    return f"{timezone.localtime(moment):%Y-%m}"


def _month_of(moment: datetime) -> datetime:
    """When its month began."""
    return timezone.make_aware(datetime(*timezone.localtime(moment).timetuple()[:2], 1))  # noqa: DTZ001


def _month_from(moment: datetime) -> datetime:
    """When the first month begins that is not under way yet."""
    begun = _month_of(moment)
    return begun if begun == moment else _month_of(begun + timedelta(days=32))


def scale_in_use() -> str:
    return RatingScale.objects.filter(current=True).values_list("slug", flat=True).first() or ""


def units(asked: Slice, *, actor: Any) -> Iterator[Unit]:
    """The claims of this slice, one query, in the order of their ids. `asked.scale` has to be named."""
    rows = map(Finding._make, _standing(asked, actor).iterator(chunk_size=ROWS_AT_ONCE))
    for _, of_claim in groupby(rows, key=attrgetter("claim")):
        unit = unit_of(list(of_claim), asked.scale)
        if asked.holds(unit.at):
            yield unit


def changed(claims: QuerySet[Any, Any] | list[int], actor: Any) -> Iterator["Changed"]:
    """Of these claims the findings that are counted in the tallies, and those that should be, as the actor may know.

    One query. Without an actor it is the tallies themselves that are asked for: they know of everything.
    """
    findings = Review.objects.filter(claim__in=claims, assignment__role=AssignmentRole.REVIEW)
    visible = Value(True) if actor is None else Exists(Review.objects.visible_to(actor).filter(pk=OuterRef("pk")))
    beside = ["assignment_id", "assignment__counted", "assignment__closed_as", visible]
    rows = findings.order_by("claim_id", "id").values_list(*_COLUMNS, *beside)
    for _, of_claim in groupby(rows.iterator(chunk_size=ROWS_AT_ONCE), key=itemgetter(0)):
        yield Changed.out_of(list(of_claim))


def decisions(asked: Slice) -> Iterator[Decision]:
    """Approvals and returns in the period, on articles of this topic and outlet. Pair and scale do not narrow them."""
    before = Review.objects.filter(claim=OuterRef("claim"), created_at__lte=OuterRef("at"))
    found = before.order_by("-created_at", "-id").values("created_at")[:1]
    made = (
        Event.objects.filter(_of_articles(asked, "article"), act__in=[Act.APPROVE, Act.SEND_BACK])
        .filter(_in_period(asked, "at"))
        .annotate(found_at=Subquery(found))
        .order_by("id")
        .values_list("act", "actor_id", "at", "found_at")
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
    return of_slice.order_by("claim_id", "id").values_list(*_COLUMNS)


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


def unit_of(rows: list[Finding], scale: str) -> Unit:
    """What is compared of a claim with these findings, of which there is one at least."""
    last = {row.reviewer: row for row in rows}  # who thought again counts as they think now
    compared = [row for row in last.values() if row.scale == scale]
    left_out = Counter({REWRITTEN: len(rows) - len(last), ANOTHER_SCALE: len(last) - len(compared)})
    return Unit(max(row.at for row in rows), compared, +left_out)
