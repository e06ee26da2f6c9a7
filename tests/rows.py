"""Every row of some tables as it lies there, to be compared before and after: read often, so nothing is made of it."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models


def rows_of(tables: Iterable[type[models.Model]]) -> dict[str, list[dict[str, Any]]]:
    with connection.cursor() as cursor:
        return {table.__name__: _rows_of(table, cursor) for table in tables}


def _rows_of(table: type[models.Model], cursor: Any) -> list[dict[str, Any]]:
    name, key = (connection.ops.quote_name(word) for word in (table._meta.db_table, table._meta.pk.column))
    cursor.execute(f"SELECT * FROM {name} ORDER BY {key}")
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
