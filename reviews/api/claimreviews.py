"""Published checks as ClaimReview, the same records that stand in their public pages: one, all, or page by page."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.manners import Manners
from claims.errors import NotFound
from reviews.models import PublishedCheck
from reviews.publication import checks, records
from reviews.publication.claimreview import claim_review, data_feed

PAGE_SIZE = {"type": "integer", "minimum": 1, "maximum": 200}
LINKED_DATA, LINES = "application/ld+json", "application/x-ndjson"


class LinkedData(JSONRenderer):
    media_type = LINKED_DATA
    format = "jsonld"


class Lines(JSONRenderer):
    """What is streamed is written by its view; anything else that is asked of it is one line."""

    media_type = LINES
    format = "ndjson"


class ClaimReviewOfVerdict(Manners):
    permission_classes = [AllowAny]
    renderer_classes = [LinkedData, JSONRenderer]

    @extend_schema(operation_id="verdicts_claimreview", responses={(200, LINKED_DATA): OpenApiTypes.OBJECT})
    def get(self, request: Request, pk: int) -> Response:
        """The check as schema.org's ClaimReview (JSON-LD), as it stands in its public page; for everybody.

        There is none of a withdrawn check, nor at a desk without public pages: its address would lead nowhere.
        """
        verdict = checks.check(pk) if settings.PUBLIC_PAGES else None
        record: dict[str, Any] | None = claim_review(verdict) if verdict else None
        if record is None:
            raise NotFound(thing="published check")
        return Response(record)


class ClaimReviews(Manners):
    permission_classes = [AllowAny]
    renderer_classes = [Lines, JSONRenderer]
    refuses = ("404",)
    streams = True

    @extend_schema(operation_id="claimreviews_list", responses={(200, LINES): OpenApiTypes.STR})
    def get(self, request: Request) -> StreamingHttpResponse:
        """Every published check as ClaimReview, one to a line, first published first; withdrawn ones are not there."""
        _need_public_pages()
        return StreamingHttpResponse(_lines(), content_type=LINES)


class ClaimReviewFeed(Manners, GenericAPIView[PublishedCheck]):
    queryset = PublishedCheck.objects.all()
    permission_classes = [AllowAny]
    renderer_classes = [LinkedData, JSONRenderer]
    filterset_class = None  # it has pages, and nothing else that could be asked
    refuses = ("404",)

    @extend_schema(
        operation_id="claimreviews_feed",
        parameters=[
            OpenApiParameter("cursor", str, description="Where the page begins. Take it from the `Link` header."),
            OpenApiParameter("order", str, enum=("id", "-id"), description="First published first, or last (`-id`)."),
            OpenApiParameter(
                "page_size", PAGE_SIZE, description="How many checks a page has at most: 50 unless asked."
            ),
        ],
        responses={(200, LINKED_DATA): OpenApiTypes.OBJECT},
    )
    def get(self, request: Request) -> Response:
        """The same as schema.org's DataFeed in pages, first published last, first; `Link` leads to the next.

        A withdrawn check is an element with `dateDeleted`, whose item is its `@id` alone.
        """
        _need_public_pages()
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        known = records.readable().in_bulk([row.verdict_id for row in rows or ()])
        feed = data_feed([known[row.verdict_id] for row in rows or ()])
        beside = self.get_paginated_response([])
        return Response(feed, headers={"Link": beside["Link"]} if "Link" in beside else None)


def _need_public_pages() -> None:
    if not settings.PUBLIC_PAGES:
        raise NotFound(thing="public page")


def _lines() -> Iterator[str]:
    for verdict in records.every():
        yield json.dumps(claim_review(verdict), ensure_ascii=False, separators=(",", ":")) + "\n"
