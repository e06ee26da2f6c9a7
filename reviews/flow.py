"""What the days of the desk tell together: what came and went, how long it took, where it leads. Reads only."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile, groupby

from claims import clock
from reviews.models import Day

KEPT = 56  # days that are looked at: eight weeks
FORTNIGHT = 14
ENOUGH = 30  # claims; of fewer no share is told
SHARES = (50, 85, 95)  # percent
LATELY = timedelta(days=28)  # what was published in this time counts for the ratings by topic
MOST = 10_000  # claims that are counted in each tenth
# Of check-worthiness, both ends belonging to it.
TENTHS = tuple((tenth / 10, tenth / 10 + 0.099999 if tenth < 9 else 1.0) for tenth in range(10))


@dataclass(frozen=True)
class Week:
    """From a Monday to a Sunday, or to today."""

    begins: date
    ends: date
    published: int
    several: int
    disputed: int
    minutes: Counter[int]

    @property
    def agreed(self) -> float | None:
        """The share of claims with several reviews on which reviewers did not disagree; None where there are few."""
        return 1 - self.disputed / self.several if self.several >= ENOUGH else None


@dataclass(frozen=True)
class Outlook:
    """How many claims are open in two weeks if it goes on like either of the last two."""

    fewest: int
    most: int
    on: date


def days(number: int = KEPT) -> list[Day]:
    """The latest days that were counted, the oldest first; without those before the desk began to work."""
    since = clock.today() - timedelta(days=number - 1)
    counted = Day.objects.filter(date__gte=since).order_by("date")
    return list(dropwhile(lambda day: not day.busy and day.date < clock.today(), counted))


def weeks(counted: Iterable[Day]) -> list[Week]:
    """The same days by week."""
    found = [list(of_week) for _, of_week in groupby(counted, key=lambda day: day.date.isocalendar()[:2])]
    return [_week(of_week) for of_week in found]


def _week(counted: Sequence[Day]) -> Week:
    return Week(
        begins=counted[0].date,
        ends=counted[-1].date,
        published=sum(day.published for day in counted),
        several=sum(day.several for day in counted),
        disputed=sum(day.disputed for day in counted),
        minutes=times_of(counted),
    )


def times_of(counted: Iterable[Day]) -> Counter[int]:
    """From the queue to readers: minutes -> how many claims took as long."""
    times = Counter[int]()
    for day in counted:
        times.update({int(minutes): number for minutes, number in day.minutes.items()})
    return times


def within(times: Mapping[int, int], percent: int) -> int | None:
    """The minutes within which so many percent were done; None where nothing was."""
    needed, done = sum(times.values()) * percent / 100, 0
    for minutes in sorted(times):
        done += times[minutes]
        if done >= needed:
            return minutes
    return None


def outlook(counted: Sequence[Day]) -> Outlook | None:
    """None before there are two whole weeks to go by."""
    if len(counted) <= FORTNIGHT:
        return None
    now, half, before = (counted[-1 - back].open_at_end for back in (0, FORTNIGHT // 2, FORTNIGHT))
    ends = sorted(max(0, now + 2 * change) for change in (now - half, half - before))
    return Outlook(ends[0], ends[1], counted[-1].date + timedelta(days=FORTNIGHT))
