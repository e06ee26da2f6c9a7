"""Lists in pages, by cursor. A page begins where the last one ended, whatever was added or changed meanwhile."""

import base64
import binascii
from typing import Any, NamedTuple

from django.db.models import BigIntegerField
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param


class Cursor(NamedTuple):
    """The row next to the page, and on which side of it the page lies."""

    id: int
    backwards: bool


class Pages(BasePagination):
    """Ordered by id alone, which is unique: DRF's own cursor counts offsets among ties and may never end.

    The newest come first, unless the view says `oldest_first`.
    """

    page_size = 50
    largest_page = 200

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request = request
        size = self._size()
        cursor = self._cursor()
        backwards = cursor is not None and cursor.backwards
        oldest_first = getattr(view, "oldest_first", False)
        ascending = oldest_first is not backwards
        if cursor is not None:
            queryset = queryset.filter(**{"pk__gt" if ascending else "pk__lt": cursor.id})
        found = list(queryset.order_by("pk" if ascending else "-pk")[: size + 1])
        page, more = found[:size], len(found) > size
        self.has_next, self.has_previous = (cursor is not None, more) if backwards else (more, cursor is not None)
        self.page = page[::-1] if backwards else page
        return self.page

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "next": self._link(self.page[-1], backwards=False) if self.page and self.has_next else None,
                "previous": self._link(self.page[0], backwards=True) if self.page and self.has_previous else None,
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": self.largest_page, "default": self.page_size}
        return [
            _parameter("cursor", "Where the page begins. Take it from `next` or `previous`.", {"type": "string"}),
            _parameter("page_size", "How many results a page has at most.", size),
        ]

    def _size(self) -> int:
        asked = self.request.query_params.get("page_size", str(self.page_size))
        if asked.isascii() and asked.isdecimal() and len(asked) < 10 and 1 <= int(asked) <= self.largest_page:
            return int(asked)
        raise ValidationError({"page_size": f"Ask for 1 to {self.largest_page} results."}, code="invalid")

    def _cursor(self) -> Cursor | None:
        sent = self.request.query_params.get("cursor")
        if sent is None:
            return None
        try:
            side, _, digits = base64.urlsafe_b64decode(sent.encode()).decode("ascii").partition(":")
            beside = int(digits) if digits.isdecimal() and len(digits) < 20 else -1
        except (binascii.Error, ValueError):
            side, beside = "", -1
        if side not in ("after", "before") or not 0 <= beside <= BigIntegerField.MAX_BIGINT:
            raise ValidationError(
                {"cursor": "This cursor is not one of ours. Begin without it."}, code="invalid_cursor"
            )
        return Cursor(beside, backwards=side == "before")

    def _link(self, row: Any, *, backwards: bool) -> str:
        cursor = f"{'before' if backwards else 'after'}:{row.pk}"
        return replace_query_param(
            self.request.build_absolute_uri(), "cursor", base64.urlsafe_b64encode(cursor.encode()).decode()
        )


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
