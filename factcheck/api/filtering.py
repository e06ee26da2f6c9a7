"""Filters by django-filter, strictly: a parameter that a list does not know is refused, not ignored."""

from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

OF_PAGES = {"cursor", "page_size"}


class Filters(DjangoFilterBackend):
    """A misspelt filter would otherwise quietly answer with everything."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        of_list = self.get_filterset_class(view, queryset)
        known = set(of_list.base_filters if of_list else ()) | OF_PAGES
        if unknown := sorted(set(request.query_params) - known):
            why = f"There is no such filter here. Choose among: {', '.join(sorted(known))}."
            raise ValidationError({name: [ErrorDetail(why, "unknown_filter")] for name in unknown})
        found: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return found
