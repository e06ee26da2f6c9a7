"""How many rows have a word. PostgreSQL's planner knows; SQLite is given a list of the rows of each word (FTS5).

The list hangs on triggers, which SQLite drops whenever a migration builds the table anew. So it is looked after when
all migrations are done: whatever they did, it is there and complete.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection, connections

# Table -> on PostgreSQL the index of its words, on SQLite the list.
LISTS = {"claims_claim": "claims_by_words"}

# The planner keeps the thousand or so most common words of an index. Of the others it is enough that they are rare.
_ON_POSTGRESQL = """
SELECT c.reltuples, word, frequency * c.reltuples FROM pg_class c
LEFT JOIN pg_stats s ON s.tablename = '{index}' AND s.schemaname = current_schema()
LEFT JOIN unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS common (word, frequency)
    ON word = ANY(%s)
WHERE c.oid = '{table}'::regclass"""
_ON_SQLITE = """
SELECT (SELECT max(id) FROM {table}), value, coalesce(doc, 0) FROM json_each(%s)
LEFT JOIN {index}_counted ON term = value"""

# The column holds words of letters and digits with blanks between: this tokenizer takes them as they are.
_LIST = [
    """CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5(words, content='{table}', content_rowid='id',
    tokenize='ascii', detail='none', columnsize=0)""",
    "CREATE VIRTUAL TABLE IF NOT EXISTS {index}_counted USING fts5vocab({index}, row)",
]
_ENTER = "INSERT INTO {index} (rowid, words) VALUES (new.id, new.words);"
_STRIKE = "INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', old.id, old.words);"
_TRIGGERS = [
    f"CREATE TRIGGER IF NOT EXISTS {{index}}_enter AFTER INSERT ON {{table}} BEGIN {_ENTER} END",
    f"CREATE TRIGGER IF NOT EXISTS {{index}}_strike AFTER DELETE ON {{table}} BEGIN {_STRIKE} END",
    f"""CREATE TRIGGER IF NOT EXISTS {{index}}_change AFTER UPDATE OF words ON {{table}} WHEN old.words <> new.words
    BEGIN {_STRIKE} {_ENTER} END""",
]
_FILL = "INSERT INTO {index} ({index}) VALUES ('rebuild')"


class Frequencies(NamedTuple):
    """How many rows there are, and how many of them have each word. What is missing is rare; 0 is nowhere."""

    total: int
    of: dict[str, int]


def extend(lists: Mapping[str, str]) -> None:
    """Add tables of another app, each with a column of `words` and the name of its index. Safe to call twice."""
    LISTS.update(lists)


def of(table: str) -> str:
    """The list of the table's words on SQLite."""
    if table not in LISTS:
        raise ValueError(f"no list is kept of the words of {table}")
    return LISTS[table]


def frequencies(words: Sequence[str], table: str) -> Frequencies:
    """Of these words among all rows of the table, left aside or not. One query, however many rows there are."""
    if not words:
        return Frequencies(0, {})
    names = {"table": table, "index": of(table)}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ON_POSTGRESQL.format(**names), [list(words)])
        else:
            cursor.execute(_ON_SQLITE.format(**names), [json.dumps(list(words))])
        rows = cursor.fetchall()
    found = {word: round(number) for _, word, number in rows if word}
    return Frequencies(max(0, round(rows[0][0] or 0)), found)


def look_after(*, using: str, **_: Any) -> None:
    """After migrating: see that each list is there, hangs on its table, and has all that it should."""
    database = connections[using]
    if database.vendor != "sqlite":
        return
    with database.cursor() as cursor:
        for table, index in LISTS.items():
            _look_after_one(cursor, table, index)


def _look_after_one(cursor: Any, table: str, index: str) -> None:
    columns = {name for _, name, *_ in cursor.execute(f"PRAGMA table_info({table})").fetchall()}
    cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{index}_%"])
    if "words" not in columns or cursor.fetchone()[0] == len(_TRIGGERS):
        return
    for statement in [*_LIST, *_TRIGGERS, _FILL]:
        cursor.execute(statement.format(table=table, index=index))
