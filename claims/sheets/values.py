"""One value as files have it: moments in UTC after ISO 8601; where a cell holds one text, lists have semicolons."""

from datetime import UTC, date, datetime
from typing import Any

BETWEEN = "; "


def typed(value: Any) -> Any:
    """For JSON, which knows lists and nothing."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def flat(value: Any) -> Any:
    """For one cell: a text, a number, yes or no, or nothing."""
    return BETWEEN.join(map(str, value)) if isinstance(value, list) else typed(value)
