"""Questions to the board that have a name: those that every desk asks, and those that people saved."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import QueryDict

from claims import policy
from reviews.board.form import FOR_EDITORS, HOW_IT_LOOKS
from reviews.models import SavedView


class Named(NamedTuple):
    name: str
    query: str
    current: bool
    saved: SavedView | None = None


# Name, query, and whether it is for editors alone.
BUILT_IN = (
    ("Waiting", "status=queued", False),
    ("Overdue", "overdue=1", False),
    ("Disputed", "status=disputed", True),
    ("To approve", "status=reviewed", True),
    ("Mine", "holder=me", False),
    ("Published this week", "status=published&newer_than=7d", False),
)


def views_for(actor: Any, asked: QueryDict) -> Iterator[Named]:
    """All that this person may look through, and which of them is asked for now. One query."""
    now = _meaning(asked.urlencode())
    for name, query, for_editors in BUILT_IN:
        if policy.is_editor(actor) or not for_editors:
            yield Named(name, query, _meaning(query) == now)
    for view in SavedView.objects.visible_to(actor).select_related("owner"):
        if policy.is_editor(actor) or not set(QueryDict(view.query)) & set(FOR_EDITORS):
            yield Named(view.name, view.query, _meaning(view.query) == now, view)


def beginning_of(actor: Any) -> str:
    """The query that this person's board begins with; empty where they chose none."""
    return SavedView.objects.filter(owner=actor.pk, default=True).values_list("query", flat=True).first() or ""


def _meaning(query: str) -> dict[str, list[str]]:
    """What is found, however it is written and looks."""
    lists = QueryDict(query).lists()
    return {name: sorted(map(str, values)) for name, values in lists if name not in HOW_IT_LOOKS}
