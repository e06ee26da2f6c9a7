"""Pages that begin where the last one ended: nothing is shown twice or left out, whatever ties there are."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import CharField
from django.db.models.functions import Cast

from claims import keyset
from claims.keyset import MOVED, Order, place_in
from claims.models import Claim
from reviews.board.reading import ORDERS
from tests.factories import new_claims

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def tied(db: None) -> list[Claim]:
    """Seven claims; at each moment, score and priority there are several."""
    claims = new_claims(*[0.5] * 7)
    for number, claim in enumerate(claims):
        moved, worth = NOON + timedelta(minutes=number // 3), (0.25, 1 / 3)[number % 2]
        Claim.objects.filter(pk=claim.pk).update(moved_at=moved, check_worthiness=worth, priority=number % 2)
    return list(Claim.objects.all())


def streams() -> list[Any]:
    """Two that bring some claims both."""
    low = Claim.objects.filter(priority=0)
    return [low, Claim.objects.filter(priority__gte=0)]


def walk(order: Order, size: int) -> tuple[list[int], list[str]]:
    """All ids, page by page, and where the pages began."""
    seen, places, at = [], [], None
    while True:
        page = keyset.page_of(streams(), order, Claim.objects.all(), size=size, at=at)
        seen += [claim.pk for claim in page.rows]
        if not page.after:
            return seen, places
        places.append(page.after)
        at = place_in(order, page.after, backwards=False)
        assert at is not None


@pytest.mark.parametrize("name", ["age", "moved", "worth", "priority"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_every_row_comes_once_and_in_order(tied: list[Claim], name: str, size: int) -> None:
    order = ORDERS[name]
    wanted = [claim.pk for claim in sorted(tied, key=order.sorts, reverse=order.descending)]
    assert walk(order, size)[0] == wanted


@pytest.mark.parametrize("name", ["age", "worth", "priority"])
def test_the_page_before_is_the_one_that_one_came_from(tied: list[Claim], name: str) -> None:
    order = ORDERS[name]
    first = keyset.page_of(streams(), order, Claim.objects.all(), size=3)
    second = keyset.page_of(
        streams(), order, Claim.objects.all(), size=3, at=place_in(order, first.after, backwards=False)
    )
    back = keyset.page_of(
        streams(), order, Claim.objects.all(), size=3, at=place_in(order, second.before, backwards=True)
    )
    assert [claim.pk for claim in back.rows] == [claim.pk for claim in first.rows]
    assert first.before == back.before == ""


@pytest.mark.parametrize(
    "typed", ["", "7", "x~7", "2026-03-01~7", "2026-03-01T12:00:00~7", "2026-03-01T12:00:00+00:00~x", "~", "9" * 30]
)
def test_what_is_no_place_in_the_order_is_none(typed: str) -> None:
    assert place_in(Order((MOVED,)), typed, backwards=False) is None


@pytest.mark.parametrize(
    ("name", "typed"),
    [("age", "9999-12-31T23:59:59-20:00~7"), ("priority", f"{'9' * 30}~2026-03-01T12:00:00+00:00~7"), ("worth", "x~7")],
)
def test_a_place_beyond_what_databases_keep_is_none(name: str, typed: str) -> None:
    assert place_in(ORDERS[name], typed, backwards=False) is None


def test_counts_stop_at_the_cap_and_add_up_over_streams(tied: list[Claim]) -> None:
    low, high = Claim.objects.filter(priority=0), Claim.objects.filter(priority=1)
    columns = {"both": [low, high], "high": [high], "none": [low.none()]}
    assert keyset.counts_of(columns, cap=5) == {"both": 6, "high": 3, "none": 0}
    assert keyset.in_words(6, cap=5) == "5+"
    assert keyset.in_words(1001) == "1,000+"
    assert keyset.in_words(1000) == "1,000"


def test_all_columns_take_two_queries(tied: list[Claim], django_assert_num_queries: Any) -> None:
    by_id = Order((), descending=True)
    columns = {
        "old": ([Claim.objects.all()], Order((MOVED,))),
        "worthy": ([Claim.objects.filter(priority=1)], ORDERS["worth"]),
        "nothing": ([Claim.objects.none()], by_id),
    }
    with django_assert_num_queries(2):
        found = keyset.firsts_of(columns, Claim.objects.all(), size=2, cap=4)
    assert [len(rows) for rows in found.rows.values()] == [2, 2, 0]
    assert found.numbers == {"old": 5, "worthy": 3, "nothing": 0}


@pytest.mark.parametrize(("size", "cap"), [(2, 4), (4, 4), (6, 6), (7, 7), (9, 7)])
def test_a_list_says_how_many_there_are_as_far_as_is_counted(tied: list[Claim], size: int, cap: int) -> None:
    page = keyset.counted_page_of(streams(), ORDERS["moved"], Claim.objects.all(), size=size, cap=cap)
    assert (len(page.rows), page.number, bool(page.after)) == (min(size, 7), min(cap + 1, 7), size < 7)


def few_of(claims: Any) -> keyset.Few:
    return keyset.Few(claims.filter(priority__gte=0))


@pytest.mark.parametrize("name", ["age", "moved", "worth", "priority"])
def test_few_come_in_the_same_pages(tied: list[Claim], name: str) -> None:
    order, at, seen = ORDERS[name], None, []
    while True:
        streamed = keyset.counted_page_of(streams(), order, Claim.objects.all(), size=2, at=at, cap=9)
        found = keyset.page_among(few_of(Claim.objects), order, Claim.objects.all(), size=2, most=7, at=at)
        mixed = keyset.page_of([few_of(Claim.objects), *streams()], order, Claim.objects.all(), size=2, at=at)
        assert found
        assert (found.rows, found.before, found.after) == (streamed.rows, streamed.before, streamed.after)
        assert mixed.rows == found.rows
        assert found.number == 7
        seen += found.rows
        if not found.after:
            break
        at = place_in(order, found.after, backwards=False)
    assert len(seen) == 7


def test_few_come_in_the_same_columns(tied: list[Claim], django_assert_num_queries: Any) -> None:
    parts = {"0": Claim.objects.filter(priority=0), "1": Claim.objects.filter(priority=1), "2": Claim.objects.none()}
    orders = {"0": ORDERS["age"], "1": ORDERS["moved"], "2": ORDERS["worth"]}
    column = Cast("priority", CharField())
    with django_assert_num_queries(2):
        few = keyset.firsts_among(few_of(Claim.objects), column, orders, Claim.objects.all(), size=2, most=7)
    streamed = keyset.firsts_of({name: ([parts[name]], order) for name, order in orders.items()}, Claim.objects, size=2)
    assert few == streamed
    assert few
    assert few.numbers == {"0": 4, "1": 3, "2": 0}


def test_one_walk_brings_the_first_rows_and_counts_the_others(
    tied: list[Claim], django_assert_num_queries: Any
) -> None:
    columns = {
        "both": (streams(), ORDERS["moved"]),
        "high": ([keyset.Few(Claim.objects.filter(priority=1))], ORDERS["worth"]),
        "none": ([Claim.objects.none()], ORDERS["age"]),
    }
    with django_assert_num_queries(2):
        walked = keyset.counted_firsts_of(columns, Claim.objects.all(), size=2, cap=4)
    assert walked.rows == keyset.firsts_of(columns, Claim.objects.all(), size=2, cap=4).rows
    assert walked.numbers == {"both": 5, "high": 3, "none": 0}


def test_where_few_were_expected_and_there_are_many_it_says_so(tied: list[Claim]) -> None:
    few, order = few_of(Claim.objects), ORDERS["age"]
    assert keyset.page_among(few, order, Claim.objects.all(), size=2, most=6) is None
    columns = {"0": order, "1": order}
    column = Cast("priority", CharField())
    assert keyset.firsts_among(few, column, columns, Claim.objects.all(), size=2, most=6) is None


def test_ids_are_told_as_long_as_there_are_no_more(tied: list[Claim]) -> None:
    wanted = Claim.objects.filter(priority=1)
    assert keyset.ids_of(wanted, most=3) == [claim.pk for claim in wanted.order_by("pk")]
    assert keyset.ids_of(wanted, most=2) is None
    assert keyset.ids_of(Claim.objects.none(), most=2) == []
