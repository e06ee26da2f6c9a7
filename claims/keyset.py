"""Long lists in pages that begin where the last one ended, and counts that stop at a cap: no OFFSET, no full count.

What is listed comes as streams: querysets that an index can bring in the wanted order. A page takes the first few rows
of each and merges them, in one query, however many streams there are.
"""

import heapq
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, DateTimeField, F, Field, Func, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThan, LessThan
from django.utils import timezone

MANY = 1_000  # counts go no further
ROW = "row_id"  # the id's name in statements
BETWEEN = "~"  # the parts of a place in a list

Row = Any  # of a model
Sql = tuple[str, tuple[Any, ...]]


class Key(NamedTuple):
    """A column of an order: as the database sorts it, as Python reads it off a row, and from and to an address."""

    column: F | Combinable
    field: Field
    of: Callable[[Row], Any]
    read: Callable[[str], Any]


class Order(NamedTuple):
    """By these keys and then by id, all in one direction: so that an index, and a comparison of rows, can follow."""

    keys: tuple[Key, ...] = ()
    descending: bool = False

    def place_of(self, row: Row) -> str:
        """Where the row stands, for an address."""
        found = [key.of(row) for key in self.keys]
        return BETWEEN.join([*(_written(value) for value in found), str(row.pk)])

    def sorts(self, row: Row) -> tuple[Any, ...]:
        return (*(key.of(row) for key in self.keys), row.pk)


class Place(NamedTuple):
    """Between two rows, and on which side of it the page lies."""

    values: tuple[Any, ...]
    backwards: bool = False


class Page(NamedTuple):
    """Ids in their order, and the places where the pages beside it begin; empty where there is none."""

    rows: list[Row]
    before: str = ""
    after: str = ""


def place_in(order: Order, text: str, *, backwards: bool) -> Place | None:
    """Reads a place out of an address. None for what is no place in this order."""
    *parts, pk = text.split(BETWEEN)
    if len(parts) != len(order.keys) or not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    try:
        values = [key.read(part) for key, part in zip(order.keys, parts, strict=True)]
    except (ValueError, OverflowError):
        return None
    return Place((*values, int(pk)), backwards)


def place_asked(given: Mapping[str, str], order: Order) -> Place | None:
    """Where the page begins that an address asks for; None, the beginning, where it says nothing that can be read."""
    for name in ("before", "after"):
        if typed := given.get(name, ""):
            return place_in(order, typed, backwards=name == "before")
    return None


def moment(text: str) -> datetime:
    """Out of an address, in UTC. Raises ValueError or OverflowError for what is no moment of ours."""
    read = datetime.fromisoformat(text)
    if timezone.is_naive(read):
        raise ValueError(text)
    return read.astimezone(UTC)


MOVED = Key(F("moved_at"), DateTimeField(), attrgetter("moved_at"), moment)


def page_of(
    streams: Sequence[QuerySet[Any]], order: Order, rows: QuerySet[Any], *, size: int, at: Place | None = None
) -> Page:
    """One page of what the streams bring; `rows` says what is read of each row. Two queries."""
    wanted = _merged(streams, order, size + 1, at)
    return _cut(_in_order(rows, [pk for (pk,) in _asked(*wanted)], order) if wanted else [], order, size, at)


def page_among(slips: Sequence[Row], order: Order, rows: QuerySet[Any], *, size: int, at: Place | None = None) -> Page:
    """The same page out of all that there is, read before; a slip has the id and the keys of a row. One query."""
    return _cut(_in_order(rows, [slip.pk for slip in _nearest(slips, order, size + 1, at)], order), order, size, at)


def firsts_of(
    columns: Mapping[str, tuple[Sequence[QuerySet[Any]], Order]], rows: QuerySet[Any], *, size: int
) -> dict[str, list[Row]]:
    """The first rows of each column, which all have streams and an order of their own. Two queries for all of them."""
    asked = {name: _merged(streams, order, size, None) for name, (streams, order) in columns.items()}
    named = [_around(f"SELECT '{name}', {ROW}", sql) for name, sql in asked.items() if sql]
    where = {pk: name for name, pk in _asked(*_union(named, "UNION ALL"))} if named else {}
    found = list(rows.filter(pk__in=where)) if where else []
    return {
        name: sorted((row for row in found if where[row.pk] == name), key=order.sorts, reverse=order.descending)
        for name, (_, order) in columns.items()
    }


def firsts_among(
    columns: Mapping[str, tuple[Sequence[Row], Order]], rows: QuerySet[Any], *, size: int
) -> dict[str, list[Row]]:
    """The same out of all that there is, read before. One query for all columns."""
    wanted = {name: [slip.pk for slip in _nearest(slips, order, size)] for name, (slips, order) in columns.items()}
    found = rows.in_bulk([pk for ids in wanted.values() for pk in ids])
    return {name: [found[pk] for pk in ids if pk in found] for name, ids in wanted.items()}


def estimate_of(queryset: QuerySet[Any]) -> int | None:
    """How many rows the planner expects; None where the database makes no such guess. One query, which reads no row."""
    if connection.vendor != "postgresql":
        return None
    try:
        return int(json.loads(queryset.order_by().explain(format="json"))[0]["Plan"]["Plan Rows"])
    except EmptyResultSet:
        return 0


def counts_of(columns: Mapping[str, Sequence[QuerySet[Any]]], *, cap: int = MANY) -> dict[str, int]:
    """How many rows each column has, cap + 1 where there are more than the cap. One query."""
    streams = [(name, stream) for name, of_column in columns.items() for stream in of_column]
    asked = []
    for name, stream in streams:
        if sql := _compiled(stream.order_by().values("pk")[: cap + 1]):
            asked.append(_around(f"SELECT '{name}', COUNT(*)", sql))
    counted = dict.fromkeys(columns, 0)
    for name, number in _asked(*_union(asked, "UNION ALL")) if asked else []:
        counted[name] = min(counted[name] + number, cap + 1)
    return counted


def in_words(number: int, *, cap: int = MANY) -> str:
    """A capped count as people read it."""
    return f"{cap:,}+" if number > cap else f"{number:,}"


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


def _nearest(slips: Sequence[Row], order: Order, size: int, at: Place | None = None) -> list[Row]:
    downwards = order.descending is not (at is not None and at.backwards)
    if at:
        slips = [s for s in slips if (order.sorts(s) < at.values if downwards else order.sorts(s) > at.values)]
    return (heapq.nlargest if downwards else heapq.nsmallest)(size, slips, key=order.sorts)


class _Together(Func):
    """Values that are compared as one, first by the first: (a, b) > (x, y)."""

    template = "(%(expressions)s)"
    output_field = BooleanField()


def _beyond(order: Order, at: Place) -> GreaterThan | LessThan:
    columns = [*(key.column for key in order.keys), F("pk")]
    fields = [*(key.field for key in order.keys), None]
    values = [Value(value, output_field=field) for value, field in zip(at.values, fields, strict=True)]
    beyond = LessThan if order.descending is not at.backwards else GreaterThan
    if not order.keys:
        return beyond(F("pk"), values[0])
    return beyond(_Together(*columns), _Together(*values))


def _merged(streams: Sequence[QuerySet[Any]], order: Order, size: int, at: Place | None) -> Sql | None:
    """The ids of the page's rows, as SQL; None where nothing can be found."""
    downwards = order.descending is not (at is not None and at.backwards)
    keys = {f"key{number}": key.column for number, key in enumerate(order.keys)}
    parts = []
    for stream in streams:
        beyond = stream.filter(_beyond(order, at)) if at else stream
        sorted_by = [_directed(column, downwards) for column in (*keys.values(), F("pk"))]
        part = _compiled(beyond.order_by(*sorted_by).values(**{ROW: F("pk")}, **keys)[:size])
        if part:
            parts.append(_around("SELECT *", part))
    if not parts:
        return None
    sql, params = _union(parts, "UNION")  # two streams may bring the same row
    numbers = [*range(2, len(keys) + 2), 1]  # of the columns: the id comes first
    by = ", ".join(f"{number} {'DESC' if downwards else 'ASC'}" for number in numbers)
    merged = _around("SELECT *", (sql, params))
    return _around(f"SELECT {ROW}", (f"{merged[0]} ORDER BY {by} LIMIT {size}", params))


def _directed(column: Any, downwards: bool) -> Any:
    return column.desc() if downwards else column.asc()


def _compiled(queryset: QuerySet[Any]) -> Sql | None:
    try:
        sql, params = queryset.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(params)


def _around(select: str, sql: Sql) -> Sql:
    """What is selected out of another statement. Nothing in these words was typed by anybody: values are parameters."""
    return f"{select} FROM ({sql[0]}) t", sql[1]


def _union(parts: Sequence[Sql], how: str) -> Sql:
    return f" {how} ".join(sql for sql, _ in parts), tuple(value for _, params in parts for value in params)


def _asked(sql: str, params: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _in_order(rows: QuerySet[Any], ids: list[int], order: Order) -> list[Row]:
    found = list(rows.filter(pk__in=ids)) if ids else []
    return sorted(found, key=order.sorts, reverse=order.descending)


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else repr(value)
