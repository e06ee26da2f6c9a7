"""A desk with so many published verdicts: those of a crowd, written down again and again until there are enough."""

import psycopg
from psycopg import sql

# Each table that a published verdict has rows in: its references among them, and what of a row must be another.
COPIED = {
    "claims_claim": {"start": "start + {n}", "end": '"end" + {n}'},
    "reviews_verdict": {"claim_id": "claim_id + {n}"},
    "reviews_verdictversion": {"verdict_id": "verdict_id + {n}"},
    "reviews_source": {"version_id": "version_id + {n}"},
    "reviews_publishedcheck": {"verdict_id": "verdict_id + {n}", "shown_id": "shown_id + {n}"},
    "reviews_feedentry": {"verdict_id": "verdict_id + {n}", "version_id": "version_id + {n}"},
}
OF_PUBLISHED = {
    "claims_claim": "id IN (SELECT claim_id FROM reviews_verdict)",
    "reviews_source": "version_id IS NOT NULL",
    "reviews_feedentry": "verdict_id IS NOT NULL AND version_id IS NOT NULL",
}


def grow(url: str, verdicts: int) -> int:
    """Until so many are published. Returns how many are, afterwards."""
    with psycopg.connect(url, autocommit=True) as connection:
        first = _published(connection)
        apart = connection.execute("SELECT max(id) + 1 FROM claims_event").fetchone()[0]
        connection.execute("SET session_replication_role = replica")  # no checks: every reference is to a copy
        for copy in range(1, -(-verdicts // first)):
            with connection.transaction():
                for table, changed in COPIED.items():
                    _copy(connection, table, changed, apart * copy, apart)
        connection.execute("VACUUM (ANALYZE)")
        return _published(connection)


def _published(connection: psycopg.Connection) -> int:
    found = connection.execute("SELECT count(*) FROM reviews_publishedcheck WHERE NOT withdrawn").fetchone()
    return int(found[0])


def _copy(connection: psycopg.Connection, table: str, changed: dict[str, str], further: int, apart: int) -> None:
    columns = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position", [table]
    ).fetchall()
    others = {"id": "id + {n}", **changed}
    values = [others.get(name, f'"{name}"').format(n=further) for (name,) in columns]
    what = f"{OF_PUBLISHED.get(table, 'true')} AND id < {apart}"
    names = sql.SQL(", ").join(sql.Identifier(name) for (name,) in columns)
    statement = f"INSERT INTO {table} ({{}}) SELECT {', '.join(values)} FROM {table} WHERE {what}"
    connection.execute(sql.SQL(statement).format(names))
