"""Lists in pages, by cursor. A page begins where the last one ended, whatever was added or changed meanwhile."""

from collections.abc import Iterable
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from factcheck.api import cursors
from factcheck.api.cursors import Order


class Pages(BasePagination):
    """Ordered by a key that ends in the id: DRF's own cursor counts offsets among ties and may never end.

    The newest come first, unless the view says `oldest_first`; `orders` of the view are what else can be asked for.
    """

    page_size = 50
    largest_page = 200

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request = request
        size, order = self._size(), _order_asked(request, view)
        sent = request.query_params.get("cursor")
        cursor = None if sent is None else cursors.read(sent, order, queryset.model)
        backwards = cursor is not None and cursor.backwards
        if cursor is not None:
            queryset = queryset.filter(cursor.beyond(order))
        found = list(order.applied(queryset, turned=backwards)[: size + 1])
        page, more = found[:size], len(found) > size
        self.has_next, self.has_previous = (cursor is not None, more) if backwards else (more, cursor is not None)
        self.page, self.order = page[::-1] if backwards else page, order
        return self.page

    def get_paginated_response(self, data: Any) -> Response:
        following = self._link(self.page[-1], backwards=False) if self.page and self.has_next else None
        previous = self._link(self.page[0], backwards=True) if self.page and self.has_previous else None
        # Said twice: in the body for people and most programs, as RFC 8288 for those that follow links by themselves.
        links = [f'<{link}>; rel="{rel}"' for rel, link in (("next", following), ("prev", previous)) if link]
        headers = {"Link": ", ".join(links)} if links else None
        return Response({"next": following, "previous": previous, "results": data}, headers=headers)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": self.largest_page, "default": self.page_size}
        first = "id" if getattr(view, "oldest_first", False) else "-id"
        return [
            _parameter("cursor", "Where the page begins. Take it from `next` or `previous`.", {"type": "string"}),
            _parameter("order", _ordering(view), {"type": "string", "enum": _both(orders_of(view)), "default": first}),
            _parameter("page_size", "How many results a page has at most.", size),
        ]

    def _size(self) -> int:
        asked = self.request.query_params.get("page_size", str(self.page_size))
        if asked.isascii() and asked.isdecimal() and len(asked) < 10 and 1 <= int(asked) <= self.largest_page:
            return int(asked)
        raise ValidationError({"page_size": f"Ask for 1 to {self.largest_page} results."}, code="invalid")

    def _link(self, row: Any, *, backwards: bool) -> str:
        cursor = cursors.written(row, self.order, backwards=backwards)
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor)


def orders_of(view: Any) -> dict[str, str]:
    """What its lists can be ordered by: name -> column. Columns that are never null."""
    return {"id": "pk", **getattr(view, "orders", {})}


def _order_asked(request: Request, view: Any) -> Order:
    """`-name` begins with the largest. Raises ValidationError for what the list is not ordered by."""
    asked = request.query_params.get("order", "id" if getattr(view, "oldest_first", False) else "-id")
    name, orders = asked.removeprefix("-"), orders_of(view)
    if name not in orders:
        raise ValidationError({"order": f"Choose among: {', '.join(_both(orders))}."}, code="unknown_choice")
    if name != "id" and (needed := getattr(view, "orders_need", "")) and not request.query_params.get(needed):
        raise ValidationError({"order": f"With this order, say `{needed}` as well."}, code="incomplete")
    return Order(name, orders[name], asked.startswith("-"))


def _both(orders: Iterable[str]) -> list[str]:
    return [way for name in orders for way in (name, f"-{name}")]


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _ordering(view: Any) -> str:
    needed = getattr(view, "orders_need", "")
    others = f" All but `id` need `{needed}` as well." if needed else ""
    return f"`-` begins with the largest; rows that tie follow their ids.{others}"
