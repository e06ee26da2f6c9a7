"""Triggers that refuse UPDATE and DELETE on a table, on both databases. Used by migrations only."""

from collections.abc import Sequence

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.operations.base import Operation

POSTGRES = """
CREATE OR REPLACE FUNCTION refuse_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% keeps history: rows are never changed or removed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER {table}_append_only BEFORE UPDATE{of} OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_changes();
"""
SQLITE = [
    """CREATE TRIGGER {table}_no_update BEFORE UPDATE{of} ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} keeps history: rows are never changed or removed'); END""",
    """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} keeps history: rows are never changed or removed'); END""",
    # INSERT OR REPLACE removes the old row without firing DELETE triggers unless a pragma says otherwise.
    """CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{table} keeps history: rows are never changed or removed'); END""",
]


def append_only(table: str, columns: Sequence[str] = ()) -> RunPython:
    """A migration step after which rows of `table` can only be added.

    With `columns`, only an UPDATE that names one of these is refused; the others may change.
    """
    of = f" OF {', '.join(columns)}" if columns else ""

    def guard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            for statement in SQLITE:
                editor.execute(statement.format(table=table, of=of))
        else:
            editor.execute(POSTGRES.format(table=table, of=of), params=None)  # its % is no placeholder

    def lift(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            for name in ("no_update", "no_delete", "no_replace"):
                editor.execute(f"DROP TRIGGER {table}_{name}")
        else:
            editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")

    return RunPython(guard, lift)


def around_a_rebuild(table: str, *operations: Operation) -> list[Operation]:
    """These steps, and the guard again after them: SQLite changes a table by building a new one, without triggers."""

    def guard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            for statement in SQLITE:
                editor.execute(statement.replace("TRIGGER", "TRIGGER IF NOT EXISTS", 1).format(table=table, of=""))

    return [RunPython(RunPython.noop, guard), *operations, RunPython(guard, RunPython.noop)]
