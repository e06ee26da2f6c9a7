"""The board asked by address, as its pages ask it."""

from typing import Any

from django.http import QueryDict

from claims.models import Claim
from reviews.board import reading
from reviews.board.form import BoardForm


def form_of(query: str, actor: Any) -> BoardForm:
    form = BoardForm(QueryDict(query), actor=actor)
    assert form.is_valid(), form.errors
    return form


def listed(query: str, actor: Any) -> list[Claim]:
    """The claims of the list, in its order."""
    form = form_of(query, actor)
    listing = reading.listing_of(form.asked, form.cleaned_data["sort"] or "moved", actor=actor, at=None)
    return listing.page.rows


def found(query: str, actor: Any) -> set[int]:
    return {claim.pk for claim in listed(query, actor)}


def columns(query: str, actor: Any) -> dict[str, list[int]]:
    form = form_of(query, actor)
    drawn = reading.columns_of(form.asked, form.cleaned_data["sort"], actor=actor)
    return {column.status.value: [claim.pk for claim in column.claims] for column in drawn}


def refused(query: str, actor: Any) -> dict[str, list[str]]:
    form = BoardForm(QueryDict(query), actor=actor)
    assert not form.is_valid()
    return {name: [str(word) for word in errors] for name, errors in form.errors.items()}
