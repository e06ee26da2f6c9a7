"""Counts the days of the desk from its history, so that no page has to: today each minute, a day that is over once."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from claims import clock, keyset
from claims.asked import midnight
from claims.enums import OPEN, Act, Status
from claims.models import Claim, Event
from reviews.board.narrowing import shown_to_readers
from reviews.flow import KEPT, LATELY, MOST, TENTHS
from reviews.models import Day

EVERY = timedelta(minutes=1)


def keep() -> int:
    """Count today and whatever day is not final, of the last eight weeks. Returns how many were counted.

    Does nothing when that was done within the last minute. Days are read by index; the first call reads all.
    """
    today = clock.today()
    if Day.objects.filter(date=today, counted_at__gt=clock.now() - EVERY).exists():
        return 0
    known = {day.date: day for day in Day.objects.filter(date__gte=today - timedelta(days=KEPT))}
    missing = [day for day in _last_days(today) if day not in known or not known[day].final]
    before = known.get(missing[0] - timedelta(days=1))
    still_open = before.open_at_end if before else _open_before(missing[0])
    for day in missing:
        still_open = _count(day, still_open)
    _look_around(today)
    return len(missing)


def forget() -> None:
    """Count everything anew: for who wrote history past the clock."""
    Day.objects.all().delete()


def _last_days(today: date) -> list[date]:
    return [today - timedelta(days=back) for back in range(KEPT - 1, -1, -1)]


def _open_before(day: date) -> int:
    """How many claims were open when the day began: as now, without what came and went since."""
    since = _counted(Event.objects.filter(at__gte=midnight(day)))
    still_open: int = Claim.objects.filter(status__in=OPEN).count()
    return still_open - since["came"] + since["went"]


def _count(day: date, still_open: int) -> int:
    """Write the day down. Returns how many claims were open at its end."""
    counted_at = clock.now()
    events = Event.objects.filter(at__gte=midnight(day), at__lt=midnight(day, after=1))
    values: dict[str, Any] = {**_counted(events), **_published(events), "counted_at": counted_at}
    open_at_end: int = still_open + values.pop("came") - values.pop("went")
    Day.objects.update_or_create(date=day, defaults={**values, "open_at_end": open_at_end})
    return open_at_end


def _counted(events: QuerySet[Event]) -> dict[str, int]:
    """How many claims were queued, dismissed and published, and how many came to be open and ceased to be."""
    came, went = Q(after__in=OPEN) & ~Q(before__in=OPEN), Q(before__in=OPEN) & ~Q(after__in=OPEN)
    found: dict[str, int] = events.aggregate(
        queued=_claims(Act.QUEUE),
        dismissed=_claims(Act.DISMISS),
        published=_claims(Act.PUBLISH),
        came=Count("pk", filter=came),
        went=Count("pk", filter=went),
    )
    return found


def _claims(act: Act) -> Count:
    return Count("claim", distinct=True, filter=Q(act=act))


def _published(events: QuerySet[Event]) -> dict[str, Any]:
    """How long what was published had taken, and whether its reviewers had disagreed."""
    disputes = Event.objects.filter(claim=OuterRef("claim"), after=Status.DISPUTED)
    found = events.filter(act=Act.PUBLISH).annotate(disputed=Exists(disputes))
    rows = list(found.values_list("at", "claim__queued_at", "claim__reviews_wanted", "disputed"))
    several = [disputed for _, _, wanted, disputed in rows if (wanted or 1) > 1]
    times = Counter(str(_minutes(queued, at)) for at, queued, _, _ in rows if queued)
    return {"several": len(several), "disputed": sum(several), "minutes": dict(times)}


def _minutes(begin: datetime, end: datetime) -> int:
    """Of which two digits count: 137 minutes are 140."""
    minutes = max(0, round((end - begin).total_seconds() / 60))
    step: int = 10 ** max(0, len(str(minutes)) - 2)
    return round(minutes / step) * step


def _look_around(today: date) -> None:
    """How the desk stands now, as far as counting that would keep a page waiting."""
    Day.objects.filter(date=today).update(worth=_worth(), ratings=_ratings(today))


def _worth() -> list[int]:
    waiting = Claim.objects.filter(status=Status.QUEUED)
    of_tenth = {str(tenth): [waiting.filter(check_worthiness__range=ends)] for tenth, ends in enumerate(TENTHS)}
    return list(keyset.counts_of(of_tenth, cap=MOST).values())


def _ratings(today: date) -> list[tuple[str, str, int]]:
    """Of what was published lately and still is: topic, rating, claims."""
    since = midnight(today - LATELY)
    lately = shown_to_readers().filter(verdict__claim__status=Status.PUBLISHED, verdict__claim__moved_at__gte=since)
    by = ("verdict__claim__article__topics__slug", "rating__slug")
    rows = lately.order_by(*by).values_list(*by).annotate(Count("pk"))
    return [row for row in rows if row[0]]  # without those of no topic
