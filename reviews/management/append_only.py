"""Lifting the triggers that refuse to change history, to replace what `migrate` made in a desk that has none yet."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection


@contextmanager
def lifted() -> Iterator[None]:
    """Inside one transaction: should it fail, the triggers are there again."""
    names = {table._meta.db_table for table in apps.get_models(include_auto_created=True) if table._meta.managed}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = [(name, sql) for name, table, sql in cursor.fetchall() if table in names]
            down = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
            up = [sql for _, sql in triggers]
        else:
            down = [f'ALTER TABLE "{name}" DISABLE TRIGGER USER' for name in sorted(names)]
            up = [f'ALTER TABLE "{name}" ENABLE TRIGGER USER' for name in sorted(names)]
        for statement in down:
            cursor.execute(statement)
        yield
        for statement in up:
            cursor.execute(statement)
