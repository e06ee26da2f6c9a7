"""How many claims have a word. PostgreSQL's planner knows; SQLite is given a list of the rows of each word (FTS5).

The list hangs on triggers, which SQLite drops whenever a migration builds the table anew. So it is looked after when
all migrations are done: whatever they did, it is there and complete.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection, connections

TABLE = "claims_claim"
INDEX = "claims_by_words"  # on PostgreSQL the index, on SQLite the list

# The planner keeps the thousand or so most common words of an index. Of the others it is enough that they are rare.
_ON_POSTGRESQL = f"""
SELECT c.reltuples, word, frequency * c.reltuples FROM pg_class c
LEFT JOIN pg_stats s ON s.tablename = '{INDEX}' AND s.schemaname = current_schema()
LEFT JOIN unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS common (word, frequency)
    ON word = ANY(%s)
WHERE c.oid = '{TABLE}'::regclass"""  # noqa: S608
_ON_SQLITE = f"""
SELECT (SELECT max(id) FROM {TABLE}), value, coalesce(doc, 0) FROM json_each(%s)
LEFT JOIN {INDEX}_counted ON term = value"""  # noqa: S608

# The column holds words of letters and digits with blanks between: this tokenizer takes them as they are.
_LIST = [
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(words, content='{TABLE}', content_rowid='id',
    tokenize='ascii', detail='none', columnsize=0)""",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX}_counted USING fts5vocab({INDEX}, row)",
]
_ENTER = f"INSERT INTO {INDEX} (rowid, words) VALUES (new.id, new.words);"  # noqa: S608
_STRIKE = f"INSERT INTO {INDEX} ({INDEX}, rowid, words) VALUES ('delete', old.id, old.words);"  # noqa: S608
_TRIGGERS = [
    f"CREATE TRIGGER IF NOT EXISTS {INDEX}_enter AFTER INSERT ON {TABLE} BEGIN {_ENTER} END",
    f"CREATE TRIGGER IF NOT EXISTS {INDEX}_strike AFTER DELETE ON {TABLE} BEGIN {_STRIKE} END",
    f"""CREATE TRIGGER IF NOT EXISTS {INDEX}_change AFTER UPDATE OF words ON {TABLE} WHEN old.words <> new.words
    BEGIN {_STRIKE} {_ENTER} END""",
]


class Frequencies(NamedTuple):
    """How many claims there are, and how many of them have each word. What is missing is rare; 0 is nowhere."""

    total: int
    of: dict[str, int]


def of(table: str) -> str:
    """The list of the table's words on SQLite."""
    if table != TABLE:
        raise ValueError(f"no list is kept of the words of {table}")
    return INDEX


def frequencies(words: Sequence[str]) -> Frequencies:
    """Of these words among all claims, dismissed ones as well. One query, however many claims there are."""
    if not words:
        return Frequencies(0, {})
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ON_POSTGRESQL, [list(words)])
        else:
            cursor.execute(_ON_SQLITE, [json.dumps(list(words))])
        rows = cursor.fetchall()
    found = {word: round(number) for _, word, number in rows if word}
    return Frequencies(max(0, round(rows[0][0] or 0)), found)


def look_after(*, using: str, **_: Any) -> None:
    """After migrating: see that the list is there, hangs on its table, and has all that it should."""
    database = connections[using]
    if database.vendor != "sqlite":
        return
    with database.cursor() as cursor:
        columns = {name for _, name, *_ in cursor.execute(f"PRAGMA table_info({TABLE})").fetchall()}
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{INDEX}_%"])
        if "words" not in columns or cursor.fetchone()[0] == len(_TRIGGERS):
            return
        for statement in [*_LIST, *_TRIGGERS]:
            cursor.execute(statement)
        cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')")  # noqa: S608
