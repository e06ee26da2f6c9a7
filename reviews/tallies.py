"""What agreement is computed from, over any slice: sums by month out of the tallies, the rest out of the rows.

Whole months of all claims are kept; what is out of step with that, and what this actor may not know yet, is taken away
and counted anew. So a figure is the same whether or not somebody has counted. Reads only.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from django.db.models import QuerySet

from claims import policy
from claims.models import Claim
from reviews import slices, sums
from reviews.habits import Approver
from reviews.models import Assignment, Tally, Tallying
from reviews.models.assignment import OUT_OF_STEP
from reviews.slices import Decision, Slice, Span, Unit, month_of
from reviews.sums import Sums

ALL_SCALES = ""
ALL_TIME = ""  # where a tally has a month


class Summed(NamedTuple):
    whole: Sums
    months: dict[str, Sums]

    def add(self, unit: Unit, times: int = 1) -> None:
        self.whole.add(unit, times)
        self.months.setdefault(unit.month, Sums()).add(unit, times)


def summed(asked: Slice, *, actor: Any) -> Summed:
    """The sums of this slice, `asked.scale` has to be named."""
    span = _kept(asked)
    found = _read(span, asked.scale) if span else Summed(Sums(), {})
    if span:
        for change in slices.changed(_out_of_step(actor), actor):
            for findings, times in ((change.was, -1), (change.now, 1)):
                unit = slices.unit_of(findings, asked.scale) if findings else None
                if unit and span.holds(unit.at):
                    found.add(unit, times)
    for rest in asked.beside(span):
        for unit in slices.units(rest, actor=actor):
            found.add(unit)
    months = {month: found.months[month] for month in sorted(found.months)}
    return Summed(
        found.whole, {month: sums_of_month for month, sums_of_month in months.items() if sums_of_month.claims}
    )


def approvers(asked: Slice) -> dict[int, Approver]:
    """Who decided in this slice, by id."""
    months = _kept(asked)
    until = Tallying.objects.values_list("decided_until", flat=True).first() if months else None
    span = months and until and months.until_at_most(until)
    if not (months and span):
        return sums.approvers([], slices.decisions(asked))
    kept = _within(months, Tally.objects.filter(scale=ALL_SCALES)).values_list("decisions", flat=True)
    parts = (part for of_month in kept for part in sums.decisions_in(of_month))
    return sums.approvers(parts, _all(slices.decisions(rest) for rest in asked.beside(span)))


def _kept(asked: Slice) -> Span | None:
    return None if asked.is_narrowed else asked.whole_months


def _read(span: Span, scale: str) -> Summed:
    """Of all time the sums lie together, with the pairs, which are many."""
    kept = Tally.objects.filter(scale__in=(ALL_SCALES, scale)).defer("decisions").order_by("-scale", "month")
    bounded, months = bool(span.since or span.until), dict[str, Sums]()
    for tally in _within(span, kept if bounded else kept.defer("decisions", "pairs")):
        _add(months, tally.month, Sums.read(tally))
    whole = dict[str, Sums]()
    for part in map(deepcopy, months.values()) if bounded else map(Sums.read, kept.filter(month=ALL_TIME)):
        _add(whole, ALL_TIME, part)
    return Summed(whole.get(ALL_TIME, Sums()), months)


def _add(found: dict[str, Sums], name: str, part: Sums) -> None:
    """Into what is there: what is not copied is quicker, so the longer part comes first."""
    if name in found:
        found[name].merge(part)
    else:
        found[name] = part


def _within(span: Span, tallies: QuerySet[Tally]) -> QuerySet[Tally]:
    found = tallies.exclude(month=ALL_TIME)
    if span.since:
        found = found.filter(month__gte=month_of(span.since))
    return found.filter(month__lt=month_of(span.until)) if span.until else found


def _out_of_step(actor: Any) -> QuerySet[Any, Any]:
    """Claims whose findings are not counted as they are, or on which the actor is blind."""
    changed = Assignment.objects.filter(OUT_OF_STEP).order_by().values("claim")
    return changed.union(Claim.objects.filter(policy.blind(actor)).order_by().values("pk"))


def _all(parts: Iterable[Iterator[Decision]]) -> Iterator[Decision]:
    for part in parts:
        yield from part
