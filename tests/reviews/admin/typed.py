"""What people type into the forms of the desk, complete; tests change what they are about."""

from typing import Any


def correction(**changes: Any) -> dict[str, Any]:
    """The published version of the factories with another rating; without the version that was seen."""
    return {
        "act": "correct",
        "edition": "correction",
        "rating": "mostly_false",
        "summary": "It was 3.9 percent.",
        "reasoning": "The table says 3.9.",
        "note": "The first rating was too harsh.",
        "sources-TOTAL_FORMS": "1",
        "sources-INITIAL_FORMS": "1",
        "sources-0-url": "https://example.org/table",
        "sources-0-title": "The table",
        "sources-0-stance": "refutes",
        "sources-0-kind": "secondary",
        "sources-0-quote": "3.9 percent",
    } | changes
