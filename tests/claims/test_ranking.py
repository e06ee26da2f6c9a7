"""The order of the queue: priority, then check-worthiness, then age; and nothing starves."""

import heapq
import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claims.enums import Priority
from claims.ranking import FOR_CHECK_WORTHINESS, MOST_HEAD_START, rank_at

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
hours = st.integers(0, 24 * 120).map(lambda number: timedelta(hours=number))
waiting = st.tuples(hours, st.sampled_from(Priority), st.integers(0, 100).map(lambda percent: percent / 100))


def rank(claim: tuple[timedelta, Priority, float]) -> datetime:
    since, priority, worth = claim
    return rank_at(NOON + since, priority, worth)


@given(st.lists(waiting, max_size=8))
def test_of_claims_of_one_moment_priority_comes_first_then_what_is_worth_most(
    claims: list[tuple[timedelta, Priority, float]],
) -> None:
    at_once = [(timedelta(0), priority, worth) for _, priority, worth in claims]
    in_order = sorted(at_once, key=rank)
    assert [priority for _, priority, _ in in_order] == sorted((p for _, p, _ in at_once), reverse=True)
    worths = [worth for _, priority, worth in in_order if priority == Priority.NORMAL]
    assert all(one >= other or one - other > -1e-9 for one, other in pairwise(worths))


def test_of_claims_that_are_alike_the_oldest_comes_first() -> None:
    alike = [(timedelta(hours=hour), Priority.HIGH, 0.7) for hour in (3, 1, 2)]
    assert [since.seconds // 3600 for since, _, _ in sorted(alike, key=rank)] == [1, 2, 3]


@given(waiting, waiting)
def test_nothing_is_overtaken_by_what_came_much_later(
    one: tuple[timedelta, Priority, float], other: tuple[timedelta, Priority, float]
) -> None:
    """The bound that docs/desk.md states: 31 days, and 7 within a priority."""
    assert (timedelta(days=31), timedelta(days=7)) == (MOST_HEAD_START, FOR_CHECK_WORTHINESS)
    late = other[0] - one[0]
    if late > MOST_HEAD_START or (late > FOR_CHECK_WORTHINESS and one[1] == other[1]):
        assert rank(one) < rank(other)


def days_waited(desk_keeps_up: bool, chance: random.Random) -> dict[str, int]:
    """A year at a desk into which urgent claims pour without end: how long three claims of day 0 wait."""
    least, plain = (0, Priority.LOW, 0.0), (0, Priority.NORMAL, 0.5)
    queue = [(rank((timedelta(0), p, w)), name) for name, (_, p, w) in {"least": least, "plain": plain}.items()]
    heapq.heapify(queue)
    waited: dict[str, int] = {}
    for day in range(365):
        for number in range(10):
            worth = chance.uniform(0.9, 1)
            heapq.heappush(queue, (rank((timedelta(days=day), Priority.URGENT, worth)), f"urgent {day}-{number}"))
        for _ in range(10 if desk_keeps_up else 8):
            waited[heapq.heappop(queue)[1]] = day
    return {name: waited[name] for name in ("least", "plain")}


def test_the_least_of_all_is_taken_within_the_bound_while_a_desk_that_keeps_up_is_flooded_with_urgent_ones() -> None:
    waited = days_waited(True, random.Random(1))
    assert waited["plain"] < waited["least"] <= MOST_HEAD_START.days


def test_at_a_desk_that_falls_behind_it_waits_for_no_more_than_what_came_within_the_bound() -> None:
    """Ten come a day and eight are done: what came in 31 days is done in 31 * 10 / 8."""
    waited = days_waited(False, random.Random(2))
    assert waited["plain"] < waited["least"] <= MOST_HEAD_START.days * 10 / 8 + 1
