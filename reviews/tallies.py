"""What agreement is computed from, over any slice: sums by month out of the tallies, the rest out of the rows.

Whole months of all claims are kept; what is out of step with that, and what this actor may not know yet, is taken away
and counted anew. So a figure is the same whether or not somebody has counted. Reads only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet

from claims import policy
from claims.models import Claim
from reviews import slices, sums
from reviews.habits import Approver
from reviews.models import Assignment, Tally, Tallying
from reviews.models.assignment import OUT_OF_STEP
from reviews.slices import Decision, Finding, Slice, Span, month_of
from reviews.sums import Sums

ALL_SCALES = ""
ALL_TIME = ""  # the tally of the month before all others has the pairs of all


class Summed(NamedTuple):
    whole: Sums
    months: dict[str, Sums]  # in order


def summed(asked: Slice, *, actor: Any) -> Summed:
    """The sums of this slice, `asked.scale` has to be named."""
    span, whole, months = _kept(asked), Sums(), defaultdict[str, Sums](Sums)
    if span:
        # Pairs are many, and of all time they lie together.
        bounded = bool(span.since or span.until)
        for tally in _tallies(span, pairs=bounded).filter(scale__in=(ALL_SCALES, asked.scale)):
            months[tally.month].merge(Sums.read(tally))
        if not bounded:
            whole.add_pairs(Tally.objects.filter(month=ALL_TIME, scale=asked.scale).values_list("pairs", flat=True))
        for change in slices.changed(_out_of_step(actor), actor):
            _count(months, change.was, asked.scale, span, -1)
            _count(months, change.now, asked.scale, span, 1)
    for rest in asked.beside(span):
        for unit in slices.units(rest, actor=actor):
            months[unit.month].add(unit)
    for sums_of_month in months.values():
        whole.merge(sums_of_month)
    return Summed(whole, {month: months[month] for month in sorted(months) if months[month].claims})


def approvers(asked: Slice) -> dict[int, Approver]:
    """Who decided in this slice, by id."""
    span = _kept(asked)
    until = Tallying.objects.values_list("decided_until", flat=True).first() if span else None
    span = span and until and span.until_at_most(until)
    if not span:
        return sums.approvers([], slices.decisions(asked))
    kept = _tallies(span).filter(scale=ALL_SCALES).values_list("decisions", flat=True)
    parts = (part for of_month in kept for part in sums.decisions_in(of_month))
    return sums.approvers(parts, _all(slices.decisions(rest) for rest in asked.beside(span)))


def _kept(asked: Slice) -> Span | None:
    return None if asked.is_narrowed else asked.whole_months


def _tallies(span: Span, *, pairs: bool = False) -> QuerySet[Tally]:
    found = Tally.objects.exclude(month=ALL_TIME).defer("decisions", *([] if pairs else ["pairs"]))
    if span.since:
        found = found.filter(month__gte=month_of(span.since))
    return found.filter(month__lt=month_of(span.until)) if span.until else found


def _out_of_step(actor: Any) -> QuerySet[Any, Any]:
    """Claims whose findings are not counted as they are, or on which the actor is blind."""
    changed = Assignment.objects.filter(OUT_OF_STEP).order_by().values("claim")
    return changed.union(Claim.objects.filter(policy.blind(actor)).order_by().values("pk"))


def _count(months: dict[str, Sums], found: list[Finding], scale: str, span: Span, times: int) -> None:
    if found:
        unit = slices.unit_of(found, scale)
        if span.holds(unit.at):
            months[unit.month].add(unit, times)


def _all(parts: Iterable[Iterator[Decision]]) -> Iterator[Decision]:
    for part in parts:
        yield from part
