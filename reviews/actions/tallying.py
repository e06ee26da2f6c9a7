"""Counts findings and decisions into the tallies of agreement, a part at a time; the clock goes on with it.

A finding is counted once, and taken away again when it is taken back: `Assignment.counted` says what is in. Whoever
reads looks after the rest, so nothing depends on when this comes.
"""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction

from claims import clock
from claims.enums import Act
from claims.models import Event
from reviews import slices, sums, tallies
from reviews.models import Assignment, Tally, Tallying
from reviews.models.assignment import OUT_OF_STEP
from reviews.models.day import SETTLING
from reviews.slices import Decision, Slice, Unit
from reviews.sums import Sums

AT_ONCE = 5_000  # findings
A_MONTH = timedelta(days=31)  # of decisions
EVERY = timedelta(minutes=1)

Key = tuple[str, str]  # month, scale


def keep() -> int:
    """Count what is not counted, or not any more: so many findings at most, and decisions of a month. Returns how many.

    Does nothing when there was nothing left to count within the last minute.
    """
    with transaction.atomic():
        tallying = Tallying.objects.select_for_update().get()
        if tallying.counted_at and tallying.counted_at > clock.now() - EVERY:
            return 0
        settled = clock.now() - SETTLING  # whatever began before that is committed by now, or failed
        findings, decisions = _keep_findings(), _keep_decisions(tallying, settled)
        if findings < AT_ONCE and (not tallying.decided_until or tallying.decided_until >= settled):
            tallying.counted_at = clock.now()
        tallying.save(update_fields=["decided_until", "counted_at"])
    return findings + decisions


def keep_all() -> None:
    """Until nothing is left, however much it is."""
    while not Tallying.objects.filter(counted_at__gt=clock.now() - EVERY).exists():
        keep()


def forget() -> None:
    """Count everything anew: for who wrote history past the clock, or moved the desk to another time zone."""
    with transaction.atomic():
        Tallying.objects.update(decided_until=None, counted_at=None)
        Tally.objects.all().delete()
        Assignment.objects.filter(counted=True).update(counted=False)


def _keep_findings() -> int:
    out_of_step = Assignment.objects.filter(OUT_OF_STEP).order_by("claim")
    chosen = list(out_of_step.values_list("claim", flat=True)[:AT_ONCE])
    months = defaultdict[Key, Sums](Sums)
    counted, wanted = set[int](), set[int]()
    for change in slices.changed(chosen, None) if chosen else ():
        _count(months, change.was, -1)
        _count(months, change.now, 1)
        counted.update(change.counted)
        wanted.update(change.wanted)
    _write(months)
    Assignment.objects.filter(pk__in=wanted - counted).update(counted=True)
    Assignment.objects.filter(pk__in=counted - wanted).update(counted=False)
    return len(chosen)


def _count(months: dict[Key, Sums], found: list[slices.Finding], times: int) -> None:
    """All claims as if nothing was compared; on each scale what there is to add to that."""
    if not found:
        return
    bare: Unit = slices.unit_of(found, tallies.ALL_SCALES)
    months[bare.month, tallies.ALL_SCALES].add(bare, times)
    for scale in {finding.scale for finding in found}:
        months[bare.month, scale].add(slices.unit_of(found, scale), times)
        months[bare.month, scale].add(bare, -times)


def _write(months: dict[Key, Sums]) -> None:
    """Into the months, and into all time."""
    parts = defaultdict[Key, Sums](Sums, months)
    for (_, scale), more in months.items():
        parts[tallies.ALL_TIME, scale].merge(more)
    for (month, scale), more in parts.items():
        tally, _ = Tally.objects.get_or_create(month=month, scale=scale)
        whole = Sums.read(tally)
        whole.merge(more)
        whole.write(tally)
        tally.save(update_fields=["compared", "pairs", "work"])


def _keep_decisions(tallying: Tallying, settled: datetime) -> int:
    begin = tallying.decided_until or _first_decision()
    if begin is None or begin >= settled:
        return 0
    tallying.decided_until = min(settled, begin + A_MONTH)
    by_month = defaultdict[str, list[Decision]](list)
    for decision in slices.decisions(Slice(since=begin, until=tallying.decided_until)):
        by_month[slices.month_of(decision.at)].append(decision)
    for month, decided in by_month.items():
        tally, _ = Tally.objects.get_or_create(month=month, scale=tallies.ALL_SCALES)
        tally.decisions = sums.written(sums.approvers(sums.decisions_in(tally.decisions), decided).values())
        tally.save(update_fields=["decisions"])
    return sum(map(len, by_month.values()))


def _first_decision() -> datetime | None:
    decided = Event.objects.filter(act__in=[Act.APPROVE, Act.SEND_BACK]).order_by("at")
    return decided.values_list("at", flat=True).first()
