"""What the OpenAPI document says of the filters of a list: how long, how large. `Filters` refuses what is beyond."""

from typing import Any

from django.db.models import BigIntegerField
from django_filters import filters
from drf_spectacular.contrib.django_filters import DjangoFilterExtension

from claims.api.filters import IdFilter

ID = {"type": "integer", "format": "int64", "minimum": 0, "maximum": BigIntegerField.MAX_BIGINT}
# What a filter is made with -> what JSON Schema calls it.
BOUNDS = {"max_length": "maxLength", "min_value": "minimum", "max_value": "maximum"}


class Bounded(DjangoFilterExtension):
    """Its parent reads types, no bounds."""

    target_class = "factcheck.api.filtering.Filters"
    priority = 1

    def resolve_filter_field(self, auto_schema: Any, model: Any, filterset: Any, name: str, one: Any) -> Any:
        found = super().resolve_filter_field(auto_schema, model, filterset, name, one)  # type: ignore[no-untyped-call]
        for parameter in found:
            parameter["schema"] |= _bounds(one)
            if isinstance(one, filters.ChoiceFilter):
                parameter["allowEmptyValue"] = True  # no choice: any
        return found


def _bounds(one: filters.Filter) -> dict[str, Any]:
    if isinstance(one, IdFilter):
        return ID
    return {said: one.extra[name] for name, said in BOUNDS.items() if name in one.extra}
