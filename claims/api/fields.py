"""How input is read: strictly, and no further than its type. What is wrong with the words, the actions say."""

from collections.abc import Mapping
from typing import Any

from django.db.models import BigIntegerField
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.fields import empty


class Input(serializers.Serializer[Any]):
    """Holds nothing but what is known: a misspelt `version` would make a careful decision a careless one."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (unknown := sorted(str(name) for name in set(data) - set(self.fields))):
            why = f"There is no such field here. Choose among: {', '.join(self.fields) or 'none'}."
            raise ValidationError({name[:100]: [ErrorDetail(why, "unknown_field")] for name in unknown[:20]})
        return super().to_internal_value(data)


class Text(serializers.CharField):
    """Words as they were sent, blanks included; a number is no word."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "allow_blank": True, "trim_whitespace": False, **kwargs})

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class Id(serializers.IntegerField):
    """Of a row that may be there: no larger than a database keeps."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=BigIntegerField.MAX_BIGINT, **kwargs)


class NeededText(Text):
    """A missing one reads as an empty one, so that the action says what is needed in its own words."""

    def __init__(self, *, may_be_empty: bool = False, **kwargs: Any) -> None:
        """Whether it may be empty is for the OpenAPI document alone."""
        self.may_be_empty = may_be_empty
        super().__init__(required=True, **kwargs)

    def get_value(self, dictionary: Any) -> Any:
        found = super().get_value(dictionary)
        return "" if found is empty else found


@extend_schema_field(OpenApiTypes.DATE)
class DateText(Text):
    """A date that the action reads."""


@extend_schema_field(OpenApiTypes.DATE)
class NeededDate(NeededText):
    """A date that the action reads, and asks for in its own words."""
