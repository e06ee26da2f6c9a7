"""Indexes of words, built anew where what they hold of a word has changed. SQLite has none, and reads the column."""

from collections.abc import Mapping

from django.db import migrations

from claims.search import INDEXED

WORDS_ALONE = "array_to_tsvector(string_to_array({column}, ' '))"
# The planner keeps the most common entries of an index, ten for each of these (100, if nothing is said). Of the words
# among them it is known how frequent they are (`claims.postings`), so the beginnings need room of their own.
STATISTICS = 200


def with_beginnings(indexes: Mapping[str, str]) -> migrations.RunPython:
    """Each index, with its table, from words alone to words and their beginnings."""

    def build(editor, expression: str, statistics: int) -> None:
        if editor.connection.vendor != "postgresql":
            return
        for index, table in indexes.items():
            editor.execute(f"DROP INDEX {index}")
            editor.execute(f"CREATE INDEX {index} ON {table} USING gin ({expression.format(column='words')})")
            editor.execute(f"ALTER INDEX {index} ALTER COLUMN 1 SET STATISTICS {statistics}")
            editor.execute(f"ANALYZE {table}")

    return migrations.RunPython(
        lambda apps, editor: build(editor, INDEXED, STATISTICS), lambda apps, editor: build(editor, WORDS_ALONE, -1)
    )
