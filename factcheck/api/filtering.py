"""Filters by django-filter, strictly: a parameter that a list does not know is refused, not ignored."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django_filters import CharFilter, ChoiceFilter
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from claims.api.manners import known_here, refuse_unknown

OF_PAGES = {"cursor", "order", "page_size"}


class Filters(DjangoFilterBackend):
    """A misspelt filter would otherwise quietly answer with everything."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        of_list = self.get_filterset_class(view, queryset)
        known = set(of_list.base_filters if of_list else ()) | OF_PAGES
        refuse_unknown(request, known | known_here(view, str(request.method)))
        _refuse_empty(request, of_list.base_filters if of_list else {})
        found: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return found


def _refuse_empty(request: Request, filters: Mapping[str, Any]) -> None:
    """No words and no choice find everything; but a moment or number with nothing in it is a variable nobody filled."""
    sent = request.query_params
    empty = [
        name for name, one in filters.items() if sent.get(name) == "" and not isinstance(one, CharFilter | ChoiceFilter)
    ]
    if empty:
        why = ErrorDetail("There is nothing in it. Say which, or leave it out.", "blank")
        raise ValidationError({name: [why] for name in empty})
