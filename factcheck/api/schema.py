"""What the OpenAPI document says of every operation without being told: its problems."""

import re
from typing import Any

from drf_spectacular.authentication import BasicScheme
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers
from rest_framework.permissions import AllowAny

from factcheck.api.problems import MEDIA_TYPE

OUR_BUSINESS = re.compile("(Shape|Input)(?=Request$|$)")
WORDS = {
    "400": "What was sent cannot be used.",
    "401": "Nobody is logged in.",
    "403": "This person may not do this.",
    "404": "There is no such thing, or this person may not see it.",
    "409": "The world has moved on: look again, then decide.",
    "428": "It was not said which version was looked at.",
}


class NameAndPasswordScheme(BasicScheme):  # type: ignore[no-untyped-call]
    target_class = "factcheck.api.authentication.NameAndPassword"


class ProblemError(serializers.Serializer[Any]):
    field = serializers.CharField(help_text="Where it is, such as `sources.2.url`; lists count from 1.")
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemChange(serializers.Serializer[Any]):
    actor = serializers.CharField()
    act = serializers.CharField()
    did = serializers.CharField(help_text="The act as the rest of a sentence that begins with the actor.")
    note = serializers.CharField()
    at = serializers.DateTimeField()


class Problem(serializers.Serializer[Any]):
    """RFC 9457."""

    type = serializers.CharField(help_text="Address of what the code means, the same for every occasion.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="A sentence for people.")
    instance = serializers.CharField()
    code = serializers.CharField(help_text="Stable, for programs.")
    errors = ProblemError(many=True)  # type: ignore[assignment]
    changes = ProblemChange(
        many=True,
        required=False,
        help_text="Of `stale_version` alone: what was done since the version that you saw, as far as you "
        "may know; at most five, the newest last.",
    )


class Operation(AutoSchema):
    """Every operation answers its problems in the same shape, so views need not repeat it."""

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for status in self._problems():
            found = self._get_response_for_code(Problem, status, [MEDIA_TYPE], direction)  # type: ignore[no-untyped-call]
            bodies[status] = found | {"description": WORDS[status]}
        return bodies

    def _get_serializer_name(self, *args: Any, **kwargs: Any) -> str:
        """Clients read `Claim`; that ours is a shape of a claim is our business."""
        return OUR_BUSINESS.sub("", super()._get_serializer_name(*args, **kwargs))

    def _problems(self) -> list[str]:
        writes = self.method == "POST"
        of_one = "{" in self.path
        public = any(isinstance(permission, AllowAny) for permission in self.view.get_permissions())
        holds = {"400": writes or self._is_list_view(), "401": not public, "403": writes, "404": of_one, "409": writes}
        holds["428"] = False
        # What a view refuses beyond that, it says.
        return [status for status, possible in holds.items() if possible or status in getattr(self.view, "refuses", ())]
