"""What is read: a page, the first rows of columns, how many there are; and what the planner expects."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from claims.keyset import statements
from claims.keyset.orders import Order, Place, Row
from claims.keyset.statements import FULL, PLACE, ROW, Few, Sql, Stream

MANY = 1_000  # counts go no further


class Page(NamedTuple):
    """Rows in their order, and the places where the pages beside it begin; empty where there is none."""

    rows: list[Row]
    before: str = ""
    after: str = ""
    number: int = 0  # of rows on all pages, where they were counted


class Firsts(NamedTuple):
    """Of each column its first rows, and how many there are in it."""

    rows: dict[str, list[Row]]
    numbers: dict[str, int]


def page_of(
    streams: Sequence[Stream], order: Order, rows: QuerySet[Any], *, size: int, at: Place | None = None
) -> Page:
    """One page of what the streams bring; `rows` says what is read of each row. Two queries."""
    wanted = statements.merged(streams, order, size + 1, at)
    found = [pk for (pk,) in statements.asked(wanted)] if wanted else []
    return _cut(_in_order(rows, found, order), order, size, at)


def counted_page_of(
    streams: Sequence[Stream],
    order: Order,
    rows: QuerySet[Any],
    *,
    size: int,
    at: Place | None = None,
    cap: int = MANY,
) -> Page:
    """The same, with how many rows there are on all pages: cap + 1 where there are more. Two queries.

    Where the first page holds as many as are counted, it tells by itself.
    """
    told = at is None and cap <= size
    first = statements.merged(streams, order, size + 1, at)
    parts = [statements.around(f"SELECT '', {ROW}", first)] if first else []
    parts += [] if told else _numbers({"": streams}, cap)
    found = statements.asked(statements.union(parts, "UNION ALL")) if parts else []
    ids = [value for _, value in found if value > 0]
    number = len(ids) if told else -sum(value for _, value in found if value < 0)
    return _cut(_in_order(rows, ids, order), order, size, at)._replace(number=min(cap + 1, number))


def page_among(
    few: Few, order: Order, rows: QuerySet[Any], *, size: int, most: int, at: Place | None = None
) -> Page | None:
    """The same where few are asked for; None where there are more than `most`. Two queries."""
    wanted = statements.few_in_order(few, order, size + 1, most + 1, at)
    found = [value for (value,) in statements.asked(wanted)] if wanted else []
    number = -sum(value for value in found if value < 0)
    if number > most:
        return None
    shown = _cut(_in_order(rows, [pk for pk in found if pk > 0], order), order, size, at)
    return shown._replace(number=number)


def firsts_of(
    columns: Mapping[str, tuple[Sequence[Stream], Order]], rows: QuerySet[Any], *, size: int, cap: int = MANY
) -> Firsts:
    """The first rows of each column, which all have streams and an order of their own, and how many there are in each:
    cap + 1 where there are more. Two queries for all of them.

    A row that is among the first of several columns is shown in the last of these.
    """
    firsts = {name: statements.merged(streams, order, size) for name, (streams, order) in columns.items()}
    parts = [statements.around(f"SELECT '{name}', {ROW}", first) for name, first in firsts.items() if first]
    parts += _numbers({name: streams for name, (streams, _) in columns.items()}, cap)
    found = statements.asked(statements.union(parts, "UNION ALL")) if parts else []
    return _in_columns(found, {name: order for name, (_, order) in columns.items()}, rows, cap + 1)


def counted_firsts_of(
    columns: Mapping[str, tuple[Sequence[Stream], Order]], rows: QuerySet[Any], *, size: int, cap: int
) -> Firsts:
    """The same where to count a row costs as much as to find it: one walk brings the first rows, and as many more as
    are counted. Two queries for all of them."""
    walks = {name: statements.numbered(streams, order, cap + 1) for name, (streams, order) in columns.items()}
    parts = [statements.around(f"SELECT '{name}', {ROW}, {PLACE}", walk) for name, walk in walks.items() if walk]
    found = statements.asked(statements.union(parts, "UNION ALL")) if parts else []
    orders = {name: order for name, (_, order) in columns.items()}
    firsts = _in_columns([(name, pk) for name, pk, place in found if place <= size], orders, rows, cap)
    return firsts._replace(numbers=dict.fromkeys(columns, 0) | Counter(name for name, *_ in found))


def firsts_among(
    few: Few, column: Any, orders: Mapping[str, Order], rows: QuerySet[Any], *, size: int, most: int
) -> Firsts | None:
    """The same where few are asked for; `column` is an expression that says to which column a row belongs. None where
    there are more than `most`. Two queries."""
    wanted = statements.few_in_columns(few, column, orders, size, most + 1)
    found = statements.asked(wanted) if wanted else []
    if sum(value for _, value in found if value < 0) < -most:
        return None
    return _in_columns(found, orders, rows, most)


def counts_of(columns: Mapping[str, Sequence[Stream]], *, cap: int = MANY) -> dict[str, int]:
    """How many rows each column has, cap + 1 where there are more than the cap. One query."""
    parts = _numbers(columns, cap)
    return _added_up(statements.asked(statements.union(parts, "UNION ALL")) if parts else [], columns, cap + 1)


def estimate_of(queryset: QuerySet[Any]) -> int | None:
    """How many rows the planner expects; None where the database makes no such guess. One query, which reads no row."""
    if connection.vendor != "postgresql":
        return None
    try:
        return int(json.loads(queryset.order_by().explain(format="json"))[0]["Plan"]["Plan Rows"])
    except EmptyResultSet:
        return 0


def ids_of(queryset: QuerySet[Any], *, most: int, unless: Sequence[QuerySet[Any]] = ()) -> list[int] | None:
    """The ids of all that is asked for, found by an index of their own; None where there are more. One query.

    Where there is no such index, as of words on SQLite, all is read for it. None as well, and nothing is looked for,
    where each of `unless`, querysets that are cut, is full.
    """
    wanted = statements.all_of(Few(queryset), most + 1, unless)
    found = [pk for (pk,) in statements.asked(wanted)] if wanted else []
    return found if len(found) <= most and FULL not in found else None


def in_words(number: int, *, cap: int = MANY) -> str:
    """A capped count as people read it."""
    return f"{cap:,}+" if number > cap else f"{number:,}"


def _numbers(columns: Mapping[str, Sequence[Stream]], cap: int) -> list[Sql]:
    return [part for name, streams in columns.items() if (part := statements.counted(streams, cap, name))]


def _added_up(found: Iterable[tuple[str, int]], columns: Iterable[str], most: int) -> dict[str, int]:
    numbers = dict.fromkeys(columns, 0)
    for name, value in found:
        if value < 0 and name in numbers:
            numbers[name] = min(numbers[name] - value, most)
    return numbers


def _in_columns(
    found: Sequence[tuple[str, int]], orders: Mapping[str, Order], rows: QuerySet[Any], most: int
) -> Firsts:
    where = {value: name for name, value in found if value > 0}
    read = list(rows.filter(pk__in=where)) if where else []
    firsts = {
        name: sorted((row for row in read if where[row.pk] == name), key=order.sorts, reverse=order.descending)
        for name, order in orders.items()
    }
    return Firsts(firsts, _added_up(found, orders, most))


def _cut(found: list[Row], order: Order, size: int, at: Place | None) -> Page:
    """A page out of its rows and the one after them, which only says that there is more."""
    backwards, more = at is not None and at.backwards, len(found) > size
    shown = found[-size:] if backwards else found[:size]
    has_before, has_after = (more, True) if backwards else (at is not None, more)
    if not shown:
        return Page([])
    return Page(
        shown,
        order.place_of(shown[0]) if has_before else "",
        order.place_of(shown[-1]) if has_after else "",
    )


def _in_order(rows: QuerySet[Any], ids: list[int], order: Order) -> list[Row]:
    found = list(rows.filter(pk__in=ids)) if ids else []
    return sorted(found, key=order.sorts, reverse=order.descending)
