"""Steps of a migration that are statements of SQL, other ones on each database. Used by migrations only."""

from collections.abc import Mapping, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from claims.search import INDEXED

REFUSAL = "keeps history: rows are never changed or removed"
GUARD = """
CREATE OR REPLACE FUNCTION refuse_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% keeps history: rows are never changed or removed', TG_TABLE_NAME;
END $$;
"""
POSTGRES = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE{of} OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_changes()
"""

By = Mapping[str, Sequence[str]]  # the database's vendor -> statements; none where it is not named


class Statements(Operation):
    """What no model can say. Needs no models either, so that a chain of them takes no time to build those up."""

    reduces_to_sql = True

    def __init__(self, forwards: By, backwards: By) -> None:
        self.forwards, self.backwards = forwards, backwards

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models stay as they are."""

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, before: ProjectState, after: ProjectState
    ) -> None:
        _execute(editor, self.forwards)

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, before: ProjectState, after: ProjectState
    ) -> None:
        _execute(editor, self.backwards)

    def describe(self) -> str:
        return "Statements for each database"


def append_only(table: str, columns: Sequence[str] = ()) -> Statements:
    """Rows of `table` can only be added from here on.

    With `columns`, only an UPDATE that names one of these is refused; the others may change. SQLite changes a table by
    building a new one, without triggers: a migration that does so to a guarded table guards it again at its end.
    """
    of = f" OF {', '.join(columns)}" if columns else ""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} {REFUSAL}'); END"
    sqlite = {
        f"{table}_no_update": f"BEFORE UPDATE{of} ON {table}",
        f"{table}_no_delete": f"BEFORE DELETE ON {table}",
        # INSERT OR REPLACE removes the old row without firing DELETE triggers unless a pragma says otherwise.
        f"{table}_no_replace": f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",  # noqa: S608
    }
    return Statements(
        {
            "sqlite": [f"CREATE TRIGGER {name} {when} {refuse}" for name, when in sqlite.items()],
            "postgresql": [GUARD, POSTGRES.format(table=table, of=of)],
        },
        {
            "sqlite": [f"DROP TRIGGER {name}" for name in sqlite],
            "postgresql": [f"DROP TRIGGER {table}_append_only ON {table}"],
        },
    )


def index_of_words(name: str, table: str) -> Statements:
    """An index of the column `words`. SQLite has no such index: see `claims.postings`."""
    return Statements(
        {"postgresql": [f"CREATE INDEX {name} ON {table} USING gin ({INDEXED.format(column='words')})"]},
        {"postgresql": [f"DROP INDEX {name}"]},
    )


def _execute(editor: BaseDatabaseSchemaEditor, statements: By) -> None:
    for statement in statements.get(editor.connection.vendor, ()):
        editor.execute(statement, params=None)  # a % in it is no placeholder
