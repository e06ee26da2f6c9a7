"""The queue as it is met day after day: who comes first, how long anything can be overtaken, what a look costs."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from claims import clock as desk_clock
from claims.actions import triage
from claims.enums import Priority
from claims.models import Claim
from claims.ranking import FOR_CHECK_WORTHINESS, HEAD_START, MOST_HEAD_START, rank_at
from reviews import queries, tasks
from reviews.actions import assignments
from reviews.models import Assignment
from tests.factories import PersonFactory, new_claims, queued_claims

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
A_MONTH, A_WEEK = timedelta(days=31), timedelta(days=7)
worths = st.floats(0, 1)


def test_the_bounds_are_those_of_the_rules() -> None:
    assert (MOST_HEAD_START, FOR_CHECK_WORTHINESS) == (A_MONTH, A_WEEK)
    starts = [HEAD_START[priority] for priority in sorted(Priority)]
    assert all(later - earlier > FOR_CHECK_WORTHINESS for earlier, later in pairwise(starts))


@given(st.sampled_from(Priority), st.sampled_from(Priority), worths, worths)
def test_nothing_is_overtaken_by_what_came_a_month_later(
    mine: Priority, theirs: Priority, worth: float, their_worth: float
) -> None:
    later = MONDAY + (A_WEEK if mine == theirs else A_MONTH) + timedelta(seconds=1)
    assert rank_at(MONDAY, mine, worth) < rank_at(later, theirs, their_worth)


@given(worths, worths)
def test_of_the_same_moment_priority_comes_first_and_then_worth(worth: float, more: float) -> None:
    for lower, higher in pairwise(Priority):
        assert rank_at(MONDAY, higher, worth) < rank_at(MONDAY, lower, more)
    if worth < more:
        assert rank_at(MONDAY, Priority.NORMAL, more) <= rank_at(MONDAY, Priority.NORMAL, worth)


def queue(claim: Claim, priority: Priority, editor: Any) -> None:
    if priority != Priority.NORMAL:
        triage.prioritise(claim.pk, actor=editor, priority=priority)
    triage.queue(claim.pk, actor=editor)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "others", "bound"),
    [(Priority.LOW, Priority.URGENT, A_MONTH), (Priority.NORMAL, Priority.NORMAL, A_WEEK)],
)
def test_weeks_of_better_claims_than_anybody_can_check_starve_nothing(
    first: Priority, others: Priority, bound: timedelta, editor: Any
) -> None:
    """Three come a day and two are taken, so the better ones never run out: without ageing it would wait for ever."""
    taker, days = PersonFactory(reviewer=True, profile={"capacity": 1000}), bound // DAY * 2
    [least] = new_claims(0.0)
    better = iter(new_claims(*[1.0] * (days * 3)))
    with desk_clock.set_to(MONDAY):
        queue(least, first, editor)
    for day in range(1, days):
        with desk_clock.set_to(MONDAY + day * DAY):
            for _ in range(3):
                queue(next(better), others, editor)
            taken = [assignments.take_next(actor=taker).claim for _ in range(2)]
        if least in taken:
            break
    before = Claim.objects.filter(assignments__pk__lt=least.assignments.get().pk)
    assert max(before.values_list("queued_at", flat=True)) <= MONDAY + bound
    assert before.filter(queued_at__gt=MONDAY + bound - 3 * DAY).exists()  # and the bound is no better than that
    assert Claim.objects.waiting().filter(priority=others).exists()


@pytest.mark.django_db
def test_however_many_wait_that_nobody_reads_they_hide_none_behind_them() -> None:
    queued_claims(*[0.9] * 60, language="es")
    english = queued_claims(0.6, 0.5)
    reader = PersonFactory(reviewer=True, profile={"languages": ["en"]})
    tasks.assign_waiting()
    assert {(held.claim, held.reviewer) for held in Assignment.objects.all()} == {(one, reader) for one in english}


@pytest.mark.django_db
def test_taking_the_next_costs_the_same_however_many_wait() -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assignments.take_next(actor=get_user_model().objects.get(pk=reviewer.pk))
        return len(asked)

    reviewer = PersonFactory(reviewer=True, profile={"languages": ["en"], "capacity": 100})
    queued_claims(0.9)
    few = cost()
    queued_claims(*[0.9] * 40)
    assert cost() == few


@pytest.mark.django_db
def test_assigning_costs_the_same_however_many_reviewers_there_are() -> None:
    def cost() -> int:
        [claim] = queued_claims(0.9)
        with CaptureQueriesContext(connection) as asked:
            assert queries.reviewer_with_most_room_for(claim)
        return len(asked)

    PersonFactory(reviewer=True, profile={"languages": ["en"]})
    few = cost()
    for _ in range(12):
        PersonFactory(reviewer=True, profile={"languages": ["en"]})
    assert cost() == few
