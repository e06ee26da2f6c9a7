"""The change feed over HTTP: what changed for readers, in the order of the commits, and what is there now."""

from collections.abc import Sequence
from time import monotonic
from typing import Any

from django.contrib.auth.models import AnonymousUser
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.fields import Input
from claims.api.manners import Manners
from reviews import feed, queries
from reviews.api import waiting
from reviews.api.publications import VerdictShape, public_verdicts
from reviews.api.scale_shapes import ScaleShape
from reviews.enums import News
from reviews.models import FeedEntry

LARGEST, LONGEST = 100, 25  # changes in an answer, seconds of waiting
COME_BACK = 5  # seconds, for whom there is no seat to wait on
WRONG_NUMBER = ("invalid", "min_value", "max_value", "max_string_length")


class ChangesInput(Input):
    after = serializers.CharField(
        default="", allow_blank=True, max_length=100, help_text="The `cursor` of the last answer. None: the beginning."
    )
    limit = serializers.IntegerField(
        default=50,
        min_value=1,
        max_value=LARGEST,
        error_messages=dict.fromkeys(WRONG_NUMBER, f"Ask for 1 to {LARGEST} changes."),
    )
    wait = serializers.IntegerField(
        default=0,
        min_value=0,
        max_value=LONGEST,
        error_messages=dict.fromkeys(
            WRONG_NUMBER, f"Wait for 0 to {LONGEST} seconds, then ask again with the cursor that you get."
        ),
        help_text="For how many seconds the answer may wait for a change, when there is none yet.",
    )


class ChangeShape(serializers.Serializer[Any]):
    """What stands at `url` is another: `verdict` or `scale` as it is now, which may be newer than this change."""

    sequence = serializers.IntegerField(source="pk", help_text="Counts the changes of this desk without a gap.")
    kind = serializers.ChoiceField(News.choices)
    at = serializers.DateTimeField(help_text="When the act began; `sequence` has the order.")
    version = serializers.IntegerField(
        source="version.sequence", default=None, allow_null=True, help_text="Of the verdict, where there is a new one."
    )
    url = serializers.SerializerMethodField()
    verdict = serializers.SerializerMethodField(help_text="Null: the change is one of a scale.")
    scale = serializers.SerializerMethodField(help_text="Null: the change is one of a verdict.")

    def get_url(self, entry: FeedEntry) -> str:
        request = self.context["request"]
        if entry.scale:
            key: dict[str, Any] = {"slug": entry.scale.slug, "version": entry.scale.version}
            return reverse("scale-version", kwargs=key, request=request)
        return reverse("verdict", kwargs={"pk": entry.verdict_id}, request=request)

    @extend_schema_field(VerdictShape(allow_null=True))
    def get_verdict(self, entry: FeedEntry) -> Any:
        return self.context["verdicts"].get(entry.verdict_id)

    @extend_schema_field(ScaleShape(allow_null=True))
    def get_scale(self, entry: FeedEntry) -> Any:
        return self.context["scales"].get(entry.scale_id)


class ChangesShape(serializers.Serializer[Any]):
    results = ChangeShape(many=True)
    cursor = serializers.CharField(help_text="Where you are now. Keep it, also when there was nothing new.")


class Changes(Manners):
    permission_classes = [AllowAny]
    asks = frozenset({"after", "limit", "wait"})
    refuses = ("400", "409")

    @extend_schema(operation_id="changes_list", parameters=[ChangesInput], responses=ChangesShape)
    def get(self, request: Request) -> Response:
        """What changed for readers since a cursor, in the order in which it was committed; nothing is ever left out.

        Keep `verdict` or `scale` under `url`, in place of what you had. With `wait` the answer comes when there is
        something new, or after that many seconds.
        """
        asked = ChangesInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        seen = feed.entry_before(given["after"]) if given["after"] else None
        found = feed.after(seen, given["limit"])
        if found or not given["wait"]:
            return self._answer(request, seen, found)
        with waiting.a_seat() as seated:
            if not seated:
                return self._answer(request, seen, [], {"Retry-After": str(COME_BACK)})
            end = monotonic() + given["wait"]
            while not found and waiting.until_it_grows(seen.pk if seen else feed.BEGINNING, end):
                found = feed.after(seen, given["limit"])
        return self._answer(request, seen, found)

    def _answer(
        self, request: Request, seen: FeedEntry | None, found: Sequence[FeedEntry], headers: Any = None
    ) -> Response:
        context: dict[str, Any] = {"request": request}
        context |= {"verdicts": self._verdicts(found, context), "scales": self._scales(found, context)}
        shown = ChangeShape(found, many=True, context=context).data
        cursor = feed.cursor_behind(found[-1] if found else seen)
        return Response({"results": shown, "cursor": cursor}, headers=headers)

    def _verdicts(self, found: Sequence[FeedEntry], context: dict[str, Any]) -> dict[int, Any]:
        """As they are at their own addresses, and the same for everybody."""
        wanted = {entry.verdict_id for entry in found if entry.verdict_id}
        known = public_verdicts(AnonymousUser()).filter(pk__in=wanted) if wanted else []
        shape = VerdictShape(context=context)  # one for all: to make one costs more than what it does
        return {verdict.pk: shape.to_representation(verdict) for verdict in known}

    def _scales(self, found: Sequence[FeedEntry], context: dict[str, Any]) -> dict[int, Any]:
        wanted = {entry.scale_id for entry in found if entry.scale_id}
        known = queries.scales().filter(pk__in=wanted) if wanted else []
        shape = ScaleShape(context=context)
        return {scale.pk: shape.to_representation(scale) for scale in known}
