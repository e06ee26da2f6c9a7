"""Conflicts of interest over HTTP: one's own, and for editors everybody's."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.manners import Manners
from reviews.actions import conflicts
from reviews.api.filters import ConflictFilters
from reviews.api.inputs import ConflictEnd, ConflictInput
from reviews.api.serializers import ConflictShape
from reviews.models import Conflict


class Conflicts(Manners, generics.ListAPIView[Conflict]):
    """Declared conflicts of interest, newest first, those that are over included: editors see all, others their own."""

    queryset = Conflict.objects.all()
    serializer_class = ConflictShape
    filterset_class = ConflictFilters

    def get_queryset(self) -> QuerySet[Conflict]:
        return seen_by(self.request.user)

    @extend_schema(operation_id="conflicts_create", request=ConflictInput, responses={201: ConflictShape})
    def post(self, request: Request) -> Response:
        """Declare a conflict: such claims are no longer handed to the person, who may not decide on them either."""
        sent = ConflictInput(data=request.data)
        sent.is_valid(raise_exception=True)
        person = sent.validated_data.get("person", request.user.pk)
        made = conflicts.declare(sent.interest(), person_id=person, actor=request.user)
        found = ConflictShape(seen_by(request.user).get(pk=made.pk), context={"request": request})
        where = reverse("conflict", kwargs={"pk": made.pk}, request=request)
        return Response(found.data, status=201, headers={"Location": where})


class ConflictDetail(Manners, generics.RetrieveAPIView[Conflict]):
    """One declared conflict of interest."""

    queryset = Conflict.objects.all()
    serializer_class = ConflictShape

    def get_queryset(self) -> QuerySet[Conflict]:
        return seen_by(self.request.user)


class ConflictEnding(ConflictDetail):
    http_method_names = ["post"]

    @extend_schema(operation_id="conflicts_end", request=ConflictEnd, responses=ConflictShape)
    def post(self, request: Request, pk: int) -> Response:
        """Let a conflict hold no longer than this day. It stays in the list."""
        sent = ConflictEnd(data=request.data)
        sent.is_valid(raise_exception=True)
        conflicts.end(self.get_object().pk, actor=request.user, **sent.validated_data)
        return self.retrieve(request, pk=pk)


def seen_by(actor: Any) -> QuerySet[Conflict]:
    return Conflict.objects.visible_to(actor).select_related("person", "topic", "declared_by", "ended_by")
