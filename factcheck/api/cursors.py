"""Where a page begins: beside which row, on which side of it, in which order."""

import base64
import binascii
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError as Unreadable
from django.db.models import BigIntegerField, Q, QuerySet
from rest_framework.exceptions import ValidationError


class Order(NamedTuple):
    """By this column, rows that tie by their id."""

    name: str  # as it is asked for
    column: str
    descending: bool

    def applied(self, queryset: QuerySet[Any], *, turned: bool) -> QuerySet[Any]:
        sign = "-" if self.descending is not turned else ""
        return queryset.order_by(f"{sign}{self.column}", *([] if self.column == "pk" else [f"{sign}pk"]))


class Cursor(NamedTuple):
    """The row next to the page, and on which side of it the page lies. `value`: what the row is ordered by."""

    id: int
    backwards: bool
    value: Any = None

    def beyond(self, order: Order) -> Q:
        """The rows on that side. Keys are compared, so ties neither repeat a row nor leave one out."""
        side = "lt" if order.descending is not self.backwards else "gt"
        if order.column == "pk":
            return Q(**{f"pk__{side}": self.id})
        # The first part alone says nothing more; it lets an index begin at the right place.
        tie = Q(**{order.column: self.value, f"pk__{side}": self.id})
        return Q(**{f"{order.column}__{side}e": self.value}) & (Q(**{f"{order.column}__{side}": self.value}) | tie)


def written(row: Any, order: Order, *, backwards: bool) -> str:
    parts = ["before" if backwards else "after", str(row.pk)]
    if order.column != "pk":
        parts += [order.name, row._meta.get_field(order.column).value_to_string(row)]
    return base64.urlsafe_b64encode(":".join(parts).encode()).decode()


def read(sent: str, order: Order, model: Any) -> Cursor:
    """Raises ValidationError for what is no cursor of this order."""
    try:
        side, digits, name, value = [*base64.urlsafe_b64decode(sent.encode()).decode().split(":", 3), "", ""][:4]
        beside = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 20 else -1
        key = None if order.column == "pk" else model._meta.get_field(order.column).to_python(value)
        if isinstance(key, datetime):
            key = key.astimezone(UTC)  # one that a database can be asked for
    except (binascii.Error, ValueError, OverflowError, Unreadable):
        side, beside, name, key = "", -1, "", None
    ours = side in ("after", "before") and name == ("" if order.column == "pk" else order.name)
    if not ours or not 0 <= beside <= BigIntegerField.MAX_BIGINT:
        raise ValidationError({"cursor": "This cursor is not one of ours. Begin without it."}, code="invalid_cursor")
    return Cursor(beside, side == "before", key)
