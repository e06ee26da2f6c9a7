"""Which claims an export is of: asked as the board is asked, by the same form."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from claims.asked import OF_PAGES
from claims.models import Claim
from reviews.board.form import HOW_IT_LOOKS, BoardForm
from reviews.board.narrowing import looked_up
from reviews.board.streams import all_of
from reviews.errors import WrongFilters

SMALL = 2_000  # rows that are answered with at once


def filters_in(query: QueryDict) -> QueryDict:
    """What narrows, without how it looks and how far somebody has paged."""
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        if name not in (*HOW_IT_LOOKS, *OF_PAGES) and any(values):
            kept.setlist(name, [value for value in values if value])
    return kept


def form_of(query: str, actor: Any) -> BoardForm:
    """Raises WrongFilters."""
    form = BoardForm(filters_in(QueryDict(query)), actor=actor)
    if not form.is_valid():
        raise WrongFilters(why=next(_reasons(form)))
    return form


def asked_of(query: str, actor: Any) -> QuerySet[Claim] | None:
    """The claims that are asked for; None: all of them. Raises WrongFilters."""
    if not query:
        return None
    form = form_of(query, actor)
    return all_of(looked_up(form.asked), actor) if form.asked else None


def is_small(rows: QuerySet[Any]) -> bool:
    return rows.order_by()[: SMALL + 1].count() <= SMALL


def _reasons(form: BoardForm) -> Iterator[str]:
    for name, errors in form.errors.items():
        label = form.fields[name].label or name.replace("_", " ").capitalize() if name in form.fields else ""
        yield from (f"{label}: {error}" if label else str(error) for error in errors)
