"""Writing a great many rows fast: COPY on PostgreSQL, bulk inserts anywhere else."""

import json
from itertools import chain
from operator import itemgetter
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import JSONField, Max, Model

from claims.search import WordsField


class Pen:
    """Rows of one table, which get their ids at once and are written when it is flushed."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.last = 0 if model._meta.pk.is_relation else _last_id(model)
        fields = model._meta.concrete_fields
        self.names = [field.attname for field in fields]
        self.columns = [str(field.column) for field in fields]
        self.worded = [field for field in fields if isinstance(field, WordsField)]
        self.as_json = [field.attname for field in fields if isinstance(field, JSONField)]
        self.blank = {field.attname: field.get_default() for field in fields}
        self.rows: list[dict[str, Any]] = []

    def next_id(self) -> int:
        self.last += 1
        return self.last

    def add(self, **values: Any) -> int:
        """Returns the row's id: the one that was given, or the next."""
        row = self.blank | values
        if row.get("id", 0) is None:
            row["id"] = self.next_id()
        for field in self.worded:
            row[field.attname] = field.found_in(row[name] for name in field.of)
        self.rows.append(row)
        return int(row.get("id", 0))

    def flush(self) -> None:
        rows, self.rows = self.rows, []
        if connection.vendor == "postgresql":
            self._copy(rows)
        else:
            self.model._default_manager.bulk_create((self.model(**row) for row in rows), batch_size=500)

    def _copy(self, rows: list[dict[str, Any]]) -> None:
        quote, pick = connection.ops.quote_name, itemgetter(*self.names)
        columns = ", ".join(map(quote, self.columns))
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {quote(self.model._meta.db_table)} ({columns}) FROM STDIN") as copy,
        ):
            for row in rows:
                for name in self.as_json:
                    row[name] = json.dumps(row[name])
                copy.write_row(pick(row))


def settle(models: list[type[Model]]) -> None:
    """After rows with ids of their own: let the database go on counting from there, and know how much there is."""
    tables = (connection.ops.quote_name(model._meta.db_table) for model in models)
    with connection.cursor() as cursor:
        statements = connection.ops.sequence_reset_sql(no_style(), models)
        for statement in chain(statements, (f"ANALYZE {table}" for table in tables)):
            cursor.execute(statement)


def _last_id(model: type[Model]) -> int:
    return int(model._default_manager.aggregate(last=Max("pk"))["last"] or 0)
