"""An export as its maker gets it: rows as dictionaries."""

from typing import Any

from reviews import exported
from reviews.enums import ExportKind


def rows_of(kind: ExportKind, actor: Any, query: str = "") -> list[dict[str, Any]]:
    table = exported.TABLES[kind]
    batches = table.batches(actor, exported.asked_of(query, actor))
    return [dict(zip(table.names, row, strict=True)) for batch in batches for row in batch]


def ids(kind: ExportKind, actor: Any, query: str = "") -> list[int]:
    """The claims that the rows are of."""
    return [row["claim"] for row in rows_of(kind, actor, query)]
