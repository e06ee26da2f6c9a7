"""What somebody was told, over HTTP: their own notifications, and marking them as read."""

from typing import Any

from django.db.models import BigIntegerField, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.fields import Input
from claims.api.manners import Manners
from reviews.api.filters import NotificationFilters
from reviews.api.views import received
from reviews.enums import Told
from reviews.models import Notification
from reviews.notifications import reading

ELSE = "Null: it is about something else."


class NotificationLinks(serializers.Serializer[Any]):
    self = serializers.HyperlinkedIdentityField("notification")
    claim = serializers.HyperlinkedRelatedField("claim", read_only=True, allow_null=True)  # type: ignore[var-annotated]
    article = serializers.HyperlinkedRelatedField("article", read_only=True, allow_null=True)  # type: ignore[var-annotated]


class NotificationShape(serializers.ModelSerializer[Notification]):
    links = NotificationLinks(source="*")
    kind = serializers.ChoiceField(Told.choices)
    claim = serializers.IntegerField(source="claim_id", allow_null=True, help_text=ELSE)
    article = serializers.IntegerField(source="article_id", allow_null=True, help_text=ELSE)
    webhook = serializers.IntegerField(source="webhook_id", allow_null=True, help_text=ELSE)
    read_at = serializers.DateTimeField(allow_null=True, help_text="Null: unread.")

    class Meta:
        model = Notification
        fields = ["id", "links", "kind", "sentence", "claim", "article", "webhook", "created_at", "read_at"]


class ReadAllInput(Input):
    until = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=BigIntegerField.MAX_BIGINT,
        help_text="The newest id that you saw; missing: all of them.",
    )


class ReadAllShape(serializers.Serializer[Any]):
    marked = serializers.IntegerField(help_text="How many were unread.")


class Notifications(Manners, generics.ListAPIView[Notification]):
    """What you were told, newest first."""

    queryset = Notification.objects.all()
    serializer_class = NotificationShape
    filterset_class = NotificationFilters

    def get_queryset(self) -> QuerySet[Notification]:
        return Notification.objects.visible_to(self.request.user)


class NotificationDetail(Manners, generics.RetrieveAPIView[Notification]):
    """One of the things that you were told."""

    queryset = Notification.objects.all()
    serializer_class = NotificationShape

    def get_queryset(self) -> QuerySet[Notification]:
        return Notification.objects.visible_to(self.request.user)


class NotificationRead(NotificationDetail):
    http_method_names = ["post"]

    @extend_schema(operation_id="notifications_read", request=Input, responses=NotificationShape)
    def post(self, request: Request, pk: int) -> Response:
        """Mark it as read; again is fine."""
        notification = self.get_object()
        received(request, Input)
        return Response(self.get_serializer(reading.mark_read(notification.pk, by=request.user)).data)


class NotificationsRead(Manners, generics.GenericAPIView[Notification]):
    queryset = Notification.objects.all()
    serializer_class = ReadAllInput

    @extend_schema(operation_id="notifications_read_all", request=ReadAllInput, responses=ReadAllShape)
    def post(self, request: Request) -> Response:
        """Mark all as read, or those up to an id: what came after you looked stays unread."""
        sent = received(request, ReadAllInput)
        return Response({"marked": reading.mark_all_read(by=request.user, until=sent.get("until"))})
