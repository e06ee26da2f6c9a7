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

WORDS_ALONE = "array_to_tsvector(string_to_array({column}, ' '))"
# The planner keeps the most common entries of an index, ten for each of these (100, if nothing is said). Of the words
# among them it is known how frequent they are (`claims.postings`), so the beginnings need room of their own.
STATISTICS = 200

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

    With `columns`, only an UPDATE that names one of these is refused; the others may change.
    """
    of = f" OF {', '.join(columns)}" if columns else ""
    return Statements(
        {"sqlite": _on_sqlite(table, of), "postgresql": [GUARD, POSTGRES.format(table=table, of=of)]},
        {
            "sqlite": [f"DROP TRIGGER {table}_{name}" for name in ("no_update", "no_delete", "no_replace")],
            "postgresql": [f"DROP TRIGGER {table}_append_only ON {table}"],
        },
    )


def around_a_rebuild(table: str, *operations: Operation) -> list[Operation]:
    """These steps, and the guard again after them: SQLite changes a table by building a new one, without triggers."""
    again = {"sqlite": _on_sqlite(table)}
    return [Statements({}, again), *operations, Statements(again, {})]


def index_of_words(name: str, table: str) -> Statements:
    """An index of the column `words`. SQLite has no such index: see `claims.postings`."""
    return Statements({"postgresql": [_index(name, table, WORDS_ALONE)]}, {"postgresql": [f"DROP INDEX {name}"]})


def index_of_beginnings(name: str, table: str) -> Statements:
    """The same index built anew, of words and their beginnings."""
    return Statements(
        {"postgresql": _built_anew(name, table, INDEXED, STATISTICS)},
        {"postgresql": _built_anew(name, table, WORDS_ALONE, -1)},
    )


def _built_anew(name: str, table: str, expression: str, statistics: int) -> list[str]:
    return [
        f"DROP INDEX {name}",
        _index(name, table, expression),
        f"ALTER INDEX {name} ALTER COLUMN 1 SET STATISTICS {statistics}",
        f"ANALYZE {table}",
    ]


def _index(name: str, table: str, expression: str) -> str:
    return f"CREATE INDEX {name} ON {table} USING gin ({expression.format(column='words')})"


def _on_sqlite(table: str, of: str = "") -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} {REFUSAL}'); END"
    triggers = {
        "no_update": f"UPDATE{of} ON {table}",
        "no_delete": f"DELETE ON {table}",
        # INSERT OR REPLACE removes the old row without firing DELETE triggers unless a pragma says otherwise.
        "no_replace": f"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",  # noqa: S608
    }
    return [f"CREATE TRIGGER IF NOT EXISTS {table}_{name} BEFORE {when} {refuse}" for name, when in triggers.items()]


def _execute(editor: BaseDatabaseSchemaEditor, statements: By) -> None:
    for statement in statements.get(editor.connection.vendor, ()):
        editor.execute(statement, params=None)  # a % in it is no placeholder
