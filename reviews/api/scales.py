"""Rating scales: everybody reads every version, editors write the next one. Nothing written is changed."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import tags
from claims.api.fields import Input
from claims.api.manners import Manners
from claims.api.permissions import Admitted
from reviews import queries
from reviews.actions import scales
from reviews.api.scale_shapes import NextVersionInput, ScaleInput, ScaleShape, drafts_of
from reviews.api.views import received
from reviews.models import RatingScale


class Scales(Manners, generics.ListAPIView[RatingScale]):
    """Every version of every rating scale, newest first; for everybody."""

    queryset = RatingScale.objects.all()
    serializer_class = ScaleShape

    def get_permissions(self) -> list[BasePermission]:
        return [AllowAny() if self.request.method != "POST" else Admitted()]

    def get_queryset(self) -> QuerySet[RatingScale]:
        return queries.scales()

    @extend_schema(operation_id="scales_create", request=ScaleInput, responses={201: ScaleShape})
    def post(self, request: Request) -> Response:
        """Write a new scale, at version 1. It is used once an editor says so."""
        sent = received(request, ScaleInput)
        made = scales.create(sent["slug"], sent["name"], drafts_of(sent["labels"]), actor=request.user)
        return answer(made, self, status=201)


class NextVersion(Manners, generics.GenericAPIView[RatingScale]):
    queryset = RatingScale.objects.all()
    serializer_class = NextVersionInput
    versioned = ("scale", "slug")
    lookup_field = "slug"

    @extend_schema(operation_id="scales_versions_create", request=NextVersionInput, responses={201: ScaleShape})
    def post(self, request: Request, slug: str) -> Response:
        """Write the next version of a scale whole and use it from now on. What stands keeps its rating."""
        sent = received(request, NextVersionInput, tags.with_version(request, "scale", slug))
        known = {"name": sent.get("name"), "seen": sent.get("version")}
        return answer(scales.succeed(slug, drafts_of(sent["labels"]), actor=request.user, **known), self, status=201)


class ScaleVersion(Manners, generics.RetrieveAPIView[RatingScale]):
    """One version of a rating scale, with what its labels mean."""

    queryset = RatingScale.objects.all()
    serializer_class = ScaleShape
    permission_classes = [AllowAny]
    versioned = ("scale", "slug")
    lookup_field = "version"

    def get_queryset(self) -> QuerySet[RatingScale]:
        return queries.scales().filter(slug=self.kwargs.get("slug", ""))


class ScaleUse(Manners, generics.GenericAPIView[RatingScale]):
    queryset = RatingScale.objects.all()
    serializer_class = ScaleShape
    lookup_field = "version"

    @extend_schema(operation_id="scales_use", request=Input, responses=ScaleShape)
    def post(self, request: Request, slug: str, version: int) -> Response:
        """Let findings be rated on this version from now on."""
        received(request, Input)
        return answer(scales.use(slug, version, actor=request.user), self)


def answer(scale: RatingScale, view: Any, status: int = 200) -> Response:
    shape = ScaleShape(queries.scales().get(pk=scale.pk), context={"request": view.request})
    where = {"Location": shape.data["links"]["self"]} if status == 201 else None
    return Response(shape.data, status=status, headers=where)
