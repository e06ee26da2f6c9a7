"""What days tell together: weeks, the time within which a share was done, and where the backlog leads."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from claims import clock
from reviews import flow
from reviews.models import Day

MONDAY = date(2026, 3, 2)


def days(*open_at_end: int) -> list[Day]:
    return [Day(date=MONDAY + timedelta(days=later), open_at_end=number) for later, number in enumerate(open_at_end)]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ({}, (None, None, None)),
        ({60: 1}, (60, 60, 60)),
        ({10: 50, 20: 35, 30: 10, 40: 5}, (10, 20, 30)),
        ({10: 49, 20: 36, 30: 10, 40: 5}, (20, 20, 30)),
    ],
)
def test_within_is_the_first_time_by_which_the_share_was_done(
    times: dict[int, int], expected: tuple[int | None, ...]
) -> None:
    assert tuple(flow.within(times, share) for share in flow.SHARES) == expected


def test_weeks_begin_on_mondays_and_add_up_their_days() -> None:
    counted = days(*[0] * 9)
    for day in counted:
        day.published, day.several, day.disputed, day.minutes = 10, 5, 1, {"60": 9, "90": 1}
    first, second = flow.weeks(counted)
    assert (first.begins, first.ends, second.begins) == (MONDAY, MONDAY + timedelta(6), MONDAY + timedelta(7))
    assert (first.published, first.minutes) == (70, Counter({60: 63, 90: 7}))
    assert first.agreed == pytest.approx(28 / 35)


def test_a_share_of_few_claims_is_not_told() -> None:
    [week] = flow.weeks([Day(date=MONDAY, several=flow.ENOUGH - 1)])
    assert week.agreed is None


@pytest.mark.parametrize(
    ("open_at_end", "expected"),
    [
        ([*range(10, 25)], (38, 38)),  # one more a day, in both weeks
        ([10] * 8 + [11, 12, 13, 14, 15, 16, 17], (17, 31)),  # none in one, seven in the other
        ([*range(20, 5, -1)], (0, 0)),  # no desk has fewer than none
    ],
)
def test_the_outlook_goes_on_like_either_of_the_last_two_weeks(
    open_at_end: Sequence[int], expected: tuple[int, int]
) -> None:
    ahead = flow.outlook(days(*open_at_end))
    assert ahead is not None
    assert (ahead.fewest, ahead.most) == expected
    assert ahead.on == MONDAY + timedelta(days=28)


def test_there_is_no_outlook_before_two_whole_weeks() -> None:
    assert flow.outlook(days(*[5] * 14)) is None


@pytest.mark.django_db
def test_days_before_the_desk_began_to_work_are_left_out() -> None:
    today = clock.today()
    for back, queued in ((3, 0), (2, 4), (1, 0), (0, 0)):
        Day.objects.create(date=today - timedelta(days=back), queued=queued)
    assert [day.queued for day in flow.days()] == [4, 0, 0]
    Day.objects.all().delete()
    Day.objects.create(date=today)
    assert [day.date for day in flow.days()] == [today]
