"""Streams as SQL: the first rows of each in an order, merged; how many there are, to a cap; few rows, found at once.

Where a statement brings ids and numbers of rows together, the numbers are below zero, where no id is. Nothing in the
words of these statements was typed by anybody: values are parameters.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, F, Func, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

from claims.keyset.orders import Order, Place

ROW = "row_id"  # the id's name in statements
COLUMN, BEYOND, PLACE, FOUND, SAMPLED = "its_column", "is_beyond", "its_place", "found", "sampled"
FULL = -1  # where no id is

Sql = tuple[str, tuple[Any, ...]]


class Few(NamedTuple):
    """Rows that no index has in order, and so few that all of them are found first, and ordered then.

    Otherwise PostgreSQL, which is told that only the first are wanted, walks along the order's index and looks at each
    row whether it is one of them; for what nobody said, at all of them.
    """

    rows: QuerySet[Any]


Stream = QuerySet[Any] | Few


def merged(streams: Sequence[Stream], order: Order, size: int, at: Place | None = None) -> Sql | None:
    """The ids of the first rows after a place, as SQL; None where nothing can be found."""
    found = _merged(streams, order, size, at)
    return around(f"SELECT {ROW}", found) if found else None


def numbered(streams: Sequence[Stream], order: Order, size: int) -> Sql | None:
    """The ids of the first rows, each with its place in the order, from 1."""
    found = _merged(streams, order, size)
    named = {key.column: f"key{number}" for number, key in enumerate(order.keys)}
    return (
        around(f"SELECT {ROW}, ROW_NUMBER() OVER (ORDER BY {_named(order, named)}) AS {PLACE}", found)
        if found
        else None
    )


def _merged(streams: Sequence[Stream], order: Order, size: int, at: Place | None = None) -> Sql | None:
    """The same with what they are ordered by."""
    downwards = order.descending is not (at is not None and at.backwards)
    parts = [part for part in (_first(stream, order, size, at, downwards) for stream in streams) if part]
    if len(parts) < 2:
        return parts[0] if parts else None
    sql, params = around("SELECT *", union(parts, "UNION"))  # two streams may bring the same row
    return f"{sql} ORDER BY {_by(order, downwards)} LIMIT {size}", params


def _first(stream: Stream, order: Order, size: int, at: Place | None, downwards: bool) -> Sql | None:
    """The first rows of one stream, with what they are ordered by."""
    keys = {f"key{number}": key.column for number, key in enumerate(order.keys)}
    rows = stream.rows if isinstance(stream, Few) else stream
    rows = (rows.filter(_beyond(order, at)) if at else rows).values(**{ROW: F("pk")}, **keys)
    if isinstance(stream, Few):
        found = compiled(rows.order_by())
        first = _from_found("*", f"ORDER BY {_by(order, downwards)} LIMIT {size}")
        return around("SELECT *", (f"{_with(found)} {first}", found[1])) if found else None
    sorted_by = [_directed(column, downwards) for column in (*keys.values(), F("pk"))]
    part = compiled(rows.order_by(*sorted_by)[:size])
    return around("SELECT *", part) if part else None


def counted(streams: Iterable[Stream], cap: int, name: str) -> Sql | None:
    """Minus how many rows they have together, cap + 1 where there are more, under a name; None where there can be none.

    Databases stop in the middle of the first stream that is enough, so those that are dear come last.
    """
    rows = (one.rows if isinstance(one, Few) else one for one in sorted(streams, key=lambda one: isinstance(one, Few)))
    found = [part for those in rows if (part := compiled(those.order_by().values("pk")[: cap + 1]))]
    if not found:
        return None
    sql, given = union([around("SELECT *", part) for part in found], "UNION ALL")
    return around(f"SELECT '{name}', -COUNT(*)", (f"{sql} LIMIT {cap + 1}", given))


def few_in_columns(few: Few, column: Any, orders: Mapping[str, Order], size: int, most: int) -> Sql | None:
    """Of each column the ids of its first rows as (column, id), and of all columns (column, minus how many rows).

    `column` is an expression that says to which column a row belongs. At most so many rows are looked at.
    """
    keys = dict.fromkeys(key.column for order in orders.values() for key in order.keys)
    named = {key: f"key{number}" for number, key in enumerate(keys)}
    values = {ROW: F("pk"), COLUMN: column, **{name: key for key, name in named.items()}}
    found = compiled(few.rows.order_by().values(**values)[:most])
    if not found:
        return None
    firsts = [
        around(f"SELECT '{name}', {ROW}", (_from_found("*", f"WHERE {COLUMN} = '{name}' {rest}"), ()))[0]
        for name, rest in ((name, f"ORDER BY {_named(order, named)} LIMIT {size}") for name, order in orders.items())
    ]
    numbers = _from_found(f"{COLUMN}, -COUNT(*)", f"GROUP BY {COLUMN}")
    return f"{_with(found)} {' UNION ALL '.join([*firsts, numbers])}", found[1]


def few_in_order(few: Few, order: Order, size: int, most: int, at: Place | None) -> Sql | None:
    """The ids of the first rows after a place, and minus how many rows there are, wherever they stand."""
    downwards = order.descending is not (at is not None and at.backwards)
    keys = {f"key{number}": key.column for number, key in enumerate(order.keys)}
    beyond = ExpressionWrapper(_beyond(order, at), BooleanField()) if at else Value(True)
    found = compiled(few.rows.order_by().values(**{ROW: F("pk")}, **keys, **{BEYOND: beyond})[:most])
    if not found:
        return None
    by = ", ".join(f"{name} {'DESC' if downwards else 'ASC'}" for name in (*keys, ROW))
    page = around(f"SELECT {ROW}", (_from_found("*", f"WHERE {BEYOND} ORDER BY {by} LIMIT {size}"), ()))[0]
    return f"{_with(found)} {page} UNION ALL {_from_found('-COUNT(*)')}", found[1]


def all_of(few: Few, most: int, unless: Sequence[QuerySet[Any]] = ()) -> Sql | None:
    """The ids of so many of them at most, in no order; FULL instead where each of the others has as many as it may."""
    found = compiled(few.rows.order_by().values(**{ROW: F("pk")}))
    if not found or not unless:
        return (f"{_with(found)} {_from_found(ROW, f'LIMIT {most}')}", found[1]) if found else None
    full, given = _full(unless)
    guarded = around("SELECT *", found)[0] + f" WHERE NOT (SELECT is_full FROM {SAMPLED})"  # noqa: S608
    both = f"WITH {SAMPLED} AS MATERIALIZED (SELECT {full} AS is_full), {FOUND} AS MATERIALIZED ({guarded})"
    instead = f"SELECT {FULL} FROM {SAMPLED} WHERE is_full"  # noqa: S608
    return f"{both} {_from_found(ROW)} UNION ALL {instead} LIMIT {most}", (*given, *found[1])


def _full(samples: Iterable[QuerySet[Any]]) -> Sql:
    """Whether each of them has as many rows as it may."""
    parts = [(sample.query.high_mark, compiled(sample.values("pk"))) for sample in samples]
    counts = [around("SELECT COUNT(*)", part) if part else ("SELECT 0", ()) for _, part in parts]
    sizes = (size for size, _ in parts)
    return union([(f"({sql}) >= {size}", given) for size, (sql, given) in zip(sizes, counts, strict=True)], "AND")


def around(select: str, sql: Sql) -> Sql:
    """What is selected out of another statement."""
    return f"{select} FROM ({sql[0]}) t", sql[1]


def union(parts: Sequence[Sql], how: str) -> Sql:
    return f" {how} ".join(sql for sql, _ in parts), tuple(value for _, params in parts for value in params)


def compiled(queryset: QuerySet[Any]) -> Sql | None:
    try:
        sql, params = queryset.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(params)


def asked(sql: Sql) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(*sql)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _with(found: Sql) -> str:
    """PostgreSQL would otherwise see through it; SQLite need not know the word."""
    how = "MATERIALIZED " if connection.vendor == "postgresql" else ""
    return f"WITH {FOUND} AS {how}({found[0]})"


def _from_found(what: str, rest: str = "") -> str:
    return f"SELECT {what} FROM {FOUND} {rest}"  # noqa: S608 (all words are ours)


def _by(order: Order, downwards: bool) -> str:
    """By the numbers of the columns: the id comes first."""
    numbers = [*range(2, len(order.keys) + 2), 1]
    return ", ".join(f"{number} {'DESC' if downwards else 'ASC'}" for number in numbers)


def _named(order: Order, named: dict[Any, str]) -> str:
    names = [*(named[key.column] for key in order.keys), ROW]
    return ", ".join(f"{name} {'DESC' if order.descending else 'ASC'}" for name in names)


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


def _directed(column: Any, downwards: bool) -> Any:
    return column.desc() if downwards else column.asc()
