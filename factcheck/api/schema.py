"""What the OpenAPI document says of every operation without being told: its problems, and how strict it is."""

import re
from typing import Any

from drf_spectacular.authentication import BasicScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.permissions import AllowAny

from claims.api import asking
from claims.api.fields import Input, NeededText
from claims.api.manners import FIELDS, known_here
from claims.api.permissions import doors_of
from factcheck.api import schema_filters  # noqa: F401 (an extension is known once it was imported)
from factcheck.api.problems import MEDIA_TYPE

OUR_BUSINESS = re.compile("(Shape|Input)(?=Request$|$)")
WORDS = {
    "400": "What was sent cannot be used.",
    "401": "Nobody is logged in.",
    "403": "This person may not do this.",
    "404": "There is no such thing, or this person may not see it.",
    "406": "`Accept` asks for something else than this address answers with.",
    "409": "The world has moved on: look again, then decide.",
    "411": "The body came in chunks, without its length.",
    "412": "It has changed since the version that `If-Match` names.",
    "413": "The body is larger than the server takes.",
    "415": "The body is of a type that this address does not read.",
    "422": "Another request was sent under this `Idempotency-Key`.",
    "428": "It was not said which version was looked at.",
    "429": "Too much within a minute: `Retry-After` says when to go on.",
    "503": "The database cannot be used right now: `Retry-After` says when to try again.",
}
EVERYWHERE = ("400", "401", "406", "429", "503")  # parameters, log-ins and the pace are looked at wherever one asks
OF_BODIES = ("403", "409", "411", "413", "415")
REPEATED = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    pattern=r'^("[!#-~]{1,255}"|[!#-~]{1,255})$',
    description="Of your choice, such as a UUID. The same request under the same key is done once, for 24 hours.",
)
SEEN = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The `ETag` that you saw, in place of `version`. Passed: 412."
)
KNOWN = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` of what you have. Unchanged: 304.",
)
ASKS = {
    "offsets": OpenApiParameter("offsets", str, enum=asking.UNITS, description="What `anchors` are counted in."),
    "expand": OpenApiParameter("expand", str, enum=asking.EXPANDED, description="What is answered in full."),
}


class NameAndPasswordScheme(BasicScheme):  # type: ignore[no-untyped-call]
    target_class = "factcheck.api.authentication.NameAndPassword"


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "factcheck.api.authentication.Key"
    name = "keyAuth"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        told = "A machine's key, such as `fact_...`. Each operation says which scopes open it."
        return {"type": "http", "scheme": "bearer", "description": told}


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
        help_text="Of `stale_version` and `version_passed`: what was done since the version that you saw, as far as "
        "you may know; at most five, the newest last.",
    )


class Operation(AutoSchema):
    """Every operation answers its problems in the same shape, so views need not repeat it."""

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        if self._is_tagged():
            bodies["304"] = {"description": "Nothing has changed since what `If-None-Match` names."}
        if self.method == "GET":
            bodies["414"] = {"description": "The address is longer than the web server takes, which says so itself."}
        for status in self._problems():
            found = self._get_response_for_code(Problem, status, [MEDIA_TYPE], direction)  # type: ignore[no-untyped-call]
            bodies[status] = found | {"description": WORDS[status]}
        return bodies

    def _map_serializer_field(self, field: Any, direction: Any, bypass_extensions: bool = False) -> Any:
        """What an action wants said, though the input takes it empty, to let the action refuse it in its own words."""
        found: dict[str, Any] = super()._map_serializer_field(field, direction, bypass_extensions)  # type: ignore[no-untyped-call]
        said = isinstance(field, NeededText) and not field.may_be_empty and found.get("type") == "string"
        return found | {"minLength": 1, "pattern": r"\S"} if said and "format" not in found else found

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        """What an input does not know, it refuses."""
        found = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        return found | {"additionalProperties": False} if isinstance(serializer, Input) else found

    def get_auth(self) -> list[dict[str, Any]]:
        """No key is named where none opens."""
        found: list[dict[str, Any]] = super().get_auth()
        return found if self._doors() or self._is_public() else [way for way in found if KeyScheme.name not in way]

    def get_description(self) -> str:  # type: ignore[override]
        said: str = super().get_description()
        doors = [f"`{scope}`" for scope in sorted(self._doors())]
        return f"{said}\n\nOpen to keys with the scope {' or '.join(doors)}." if doors else said

    def get_override_parameters(self) -> list[Any]:
        """What the manners take, so that no view has to say it."""
        if self.method == "POST":
            return [REPEATED, *([SEEN] if self._is_versioned() else [])]
        if self.method != "GET":
            return []
        known = known_here(self.view, self.method)
        # What one address alone takes, it describes itself.
        tags = [KNOWN] if self._is_tagged() else []
        return [
            *tags,
            *(self._fields() if FIELDS in known else []),
            *(ASKS[name] for name in sorted(known & set(ASKS))),
        ]

    def _fields(self) -> list[Any]:
        """The names that `fields` chooses among, in one parameter with commas between them."""
        view: Any = self.view
        names = {"type": "string", "enum": list(view.get_serializer_class()().fields)}
        several = {"type": "array", "items": names}
        return [OpenApiParameter(FIELDS, several, explode=False, description="Answer with these alone.")]

    def _get_serializer_name(self, *args: Any, **kwargs: Any) -> str:
        """Clients read `Claim`; that ours is a shape of a claim is our business."""
        return OUR_BUSINESS.sub("", super()._get_serializer_name(*args, **kwargs))

    def _problems(self) -> list[str]:
        """Those of every operation, and what the way to this one adds. What a view refuses beyond that, it says."""
        held: set[str] = {*EVERYWHERE, *getattr(self.view, "refuses", ())}
        if self.method in ("POST", "PUT"):
            held |= {*OF_BODIES}
        if self.method == "POST":
            held |= {"422", *(["412"] if self._is_versioned() else [])}
        if "{" in self.path:
            held |= {"404"}
        if not self._is_public():
            held |= {"403"}  # at least to machines
        return sorted(held)

    def _is_public(self) -> bool:
        return any(isinstance(permission, AllowAny) for permission in self.view.get_permissions())

    def _is_tagged(self) -> bool:
        return self.method == "GET" and not getattr(self.view, "streams", False)

    def _is_versioned(self) -> bool:
        return bool(getattr(self.view, "versioned", [""])[0])

    def _doors(self) -> frozenset[str]:
        return doors_of(self.view, self.method)


def share_problems(result: dict[str, Any], **how: Any) -> dict[str, Any]:
    """A hook of drf-spectacular's: each problem is written once, and operations refer to it by its status."""
    shared: dict[str, Any] = {}
    for path in result["paths"].values():
        for call in path.values():
            for status in sorted(WORDS.keys() & call["responses"].keys()):
                shared[f"Problem{status}"] = call["responses"][status]
                call["responses"][status] = {"$ref": f"#/components/responses/Problem{status}"}
    result["components"]["responses"] = dict(sorted(shared.items()))
    return result
