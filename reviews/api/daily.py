"""How the desk does, in numbers: what stands where now, and what came and went by day. For editors."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import keyset
from claims.api.fields import Input
from claims.api.manners import Manners
from reviews import figures, flow, pulse
from reviews.api.serializers import Shape
from reviews.models import Day


class DaysInput(Input):
    days = serializers.IntegerField(default=28, min_value=1, max_value=flow.KEPT, help_text="How many, up to today.")


class NumberShape(Shape):
    key = serializers.CharField(help_text="What is counted, for programs.")
    label = serializers.CharField(help_text="The same in words.")  # type: ignore[assignment]
    claims = serializers.IntegerField(help_text=f"Where `more` is true, there are more than {keyset.MANY:,}.")
    more = serializers.BooleanField()


class DayShape(serializers.ModelSerializer[Day]):
    final = serializers.BooleanField(help_text="False: it is still counted.")

    class Meta:
        model = Day
        fields = ["date", "queued", "dismissed", "published", "several", "disputed", "open_at_end", "final"]
        extra_kwargs = {
            "several": {"help_text": "Of those published: how many several people reviewed."},
            "disputed": {"help_text": "Of these: on how many they disagreed."},
            "open_at_end": {"help_text": "Queued by then, and neither published nor dismissed."},
        }


class DeskShape(Shape):
    now = NumberShape(many=True, help_text="Claims by status, what is late, what waits by priority and age.")
    days = DayShape(many=True, help_text="Oldest first; none before the desk began to work.")


class DeskFigures(Manners, generics.GenericAPIView[Day]):
    queryset = Day.objects.none()
    serializer_class = DeskShape
    pagination_class = None
    filter_backends = []
    asks = frozenset({"days"})
    refuses = ("403", "404")

    @extend_schema(operation_id="statistics_desk", parameters=[DaysInput])
    def get(self, request: Request) -> Response:
        """What stands where now, and what came and went by day: the numbers of the editors' front page."""
        figures.admit(request.user, "see the numbers of the desk")
        asked = DaysInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        counted = pulse.numbers(pulse.questions(), actor=request.user)
        now = [_number(question, counted[question.key]) for question in pulse.questions()]
        return Response(DeskShape({"now": now, "days": flow.days(asked.validated_data["days"])}).data)


def _number(question: pulse.Question, found: int) -> dict[str, Any]:
    more = found > keyset.MANY
    return {"key": question.key, "label": question.label, "claims": keyset.MANY if more else found, "more": more}
