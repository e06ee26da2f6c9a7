"""How bodies come and go: JSON out, and in only with a length."""

from collections.abc import Iterable
from typing import Any

from rest_framework.exceptions import APIException
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class LengthRequired(APIException):
    status_code = 411
    default_code = "length_required"
    default_detail = "Length required."


class WithLength(DefaultContentNegotiation):
    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> Any:
        # Django reads no body without a length: a decision's `version`, sent in chunks, would be overlooked.
        if request.META.get("HTTP_TRANSFER_ENCODING") and not request.META.get("CONTENT_LENGTH"):
            raise LengthRequired
        return super().select_renderer(request, renderers, format_suffix)
