"""A published check as ClaimReview, the same record that stands in its public page."""

from typing import Any

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.manners import Manners
from claims.errors import NotFound
from reviews.publication import checks
from reviews.publication.claimreview import claim_review


class LinkedData(JSONRenderer):
    media_type = "application/ld+json"
    format = "jsonld"


class ClaimReviewOfVerdict(Manners):
    permission_classes = [AllowAny]
    renderer_classes = [LinkedData, JSONRenderer]

    @extend_schema(operation_id="verdicts_claimreview", responses={(200, "application/ld+json"): OpenApiTypes.OBJECT})
    def get(self, request: Request, pk: int) -> Response:
        """The check as schema.org's ClaimReview (JSON-LD), as it stands in its public page; for everybody.

        There is none of a withdrawn check, nor at a desk without public pages: its address would lead nowhere.
        """
        verdict = checks.check(pk) if settings.PUBLIC_PAGES else None
        record: dict[str, Any] | None = claim_review(verdict) if verdict else None
        if record is None:
            raise NotFound(thing="published check")
        return Response(record)
