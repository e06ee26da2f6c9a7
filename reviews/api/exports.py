"""Exports over HTTP: asked for, made by a job, watched, fetched as a file. For editors and for machines that read."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.fields import Input, NeededText
from claims.api.manners import Manners
from claims.api.permissions import READERS
from reviews.actions import exporting
from reviews.api.views import received
from reviews.enums import ExportFormat, ExportKind, ExportState
from reviews.models import Export

ONE = {"oneOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}]}
FILTERS = {"type": "object", "additionalProperties": {"oneOf": [*ONE["oneOf"], {"type": "array", "items": ONE}]}}


# The action refuses these in its own words; the schema knows them all the same.
@extend_schema_field(serializers.ChoiceField(ExportKind.choices))
class KindText(NeededText):
    pass


@extend_schema_field(serializers.ChoiceField(ExportFormat.choices))
class FormatText(NeededText):
    pass


@extend_schema_field(FILTERS)
class FiltersField(serializers.Field[Any, Any, Any, Any]):
    """Names with a value each or several, as the query of the board's address has them."""

    default_error_messages = {"invalid": "Send an object: the name of a filter, and its value or a list of values."}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, dict):
            self.fail("invalid")
        query = QueryDict(mutable=True)
        for name, sent in data.items():
            query.setlist(name, [self._word(value) for value in (sent if isinstance(sent, list) else [sent])])
        return query.urlencode()

    def to_representation(self, value: str) -> dict[str, list[str]]:
        return dict(QueryDict(value).lists())

    def _word(self, value: Any) -> str:
        if isinstance(value, bool):
            return "1" if value else ""
        if not isinstance(value, str | int | float):
            self.fail("invalid")
        return str(value)


class ExportInput(Input):
    kind = KindText(help_text="What of the claims.")
    format = FormatText(help_text="As which kind of file.")
    filters = FiltersField(required=False, help_text="Which claims, as the board is asked; missing: all of them.")


class ExportShape(serializers.ModelSerializer[Export]):
    links = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(ExportKind.choices)
    format = serializers.ChoiceField(ExportFormat.choices)
    filters = serializers.SerializerMethodField()
    asked_by = serializers.CharField(source="asked_by.username")
    state = serializers.ChoiceField(ExportState.choices, help_text="Ask again until it is no longer `wanted`.")
    why = serializers.CharField(help_text="Why it could not be made; empty unless it could not.")
    rows = serializers.SerializerMethodField(help_text="How many are written so far; null: it is not yours.")
    rows_expected = serializers.SerializerMethodField(help_text="Null until they are counted, and where `rows` is.")
    size = serializers.SerializerMethodField(help_text="In bytes; null until it is ready, and where `rows` is.")
    sha256 = serializers.CharField(help_text="Of the file's bytes; empty until it is ready.")
    expires_at = serializers.DateTimeField(allow_null=True, help_text="Until when the file is kept.")

    class Meta:
        model = Export
        fields = [
            *("id", "links", "kind", "format", "filters", "asked_by", "asked_at", "state", "why"),
            *("rows", "rows_expected", "size", "sha256", "made_at", "expires_at"),
        ]

    @extend_schema_field(
        {
            "type": "object",
            "properties": {"self": {"type": "string"}, "file": {"type": "string", "nullable": True}},
            "required": ["self", "file"],
        }
    )
    def get_links(self, export: Export) -> dict[str, str | None]:
        key, request = {"pk": export.pk}, self.context.get("request")
        ready = export.state == ExportState.READY
        file = reverse("export-file", kwargs=key, request=request) if ready else None
        return {"self": reverse("export", kwargs=key, request=request), "file": file}

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}})
    def get_filters(self, export: Export) -> dict[str, list[str]]:
        return dict(QueryDict(export.query).lists())

    def get_rows(self, export: Export) -> int | None:
        return self._of_its_maker(export, export.rows_done)

    def get_rows_expected(self, export: Export) -> int | None:
        return self._of_its_maker(export, export.rows_expected)

    def get_size(self, export: Export) -> int | None:
        return self._of_its_maker(export, export.size)

    def _of_its_maker(self, export: Export, number: int | None) -> int | None:
        """How much there is of others' findings may tell what one must not know yet."""
        return number if export.asked_by_id == self.context["request"].user.pk else None


class _File(BaseRenderer):
    """Only names the media type: the file is sent as it lies there."""


class Csv(_File):
    media_type, format = "text/csv", "csv"


class Xlsx(_File):
    media_type, format = ExportFormat.XLSX.media_type, "xlsx"


class JsonLines(_File):
    media_type, format = ExportFormat.JSON_LINES.media_type, "jsonl"


class Exports(Manners, generics.ListAPIView[Export]):
    """What was exported and kept, newest first: editors see all, machines their own."""

    queryset = Export.objects.all()
    serializer_class = ExportShape
    machines = {"GET": READERS, "POST": READERS}

    def get_queryset(self) -> QuerySet[Export]:
        return seen_by(self.request.user)

    @extend_schema(operation_id="exports_create", request=ExportInput, responses={202: ExportShape})
    def post(self, request: Request) -> Response:
        """Have a file made of claims, or of their reviews, verdicts or sources. `Location` says how it goes."""
        sent = received(request, ExportInput)
        export = exporting.ask(sent["kind"], sent["format"], sent.get("filters", ""), actor=request.user)
        return accepted(self, export)


class ExportDetail(Manners, generics.RetrieveAPIView[Export]):
    """How far one export has come, and where its file is."""

    queryset = Export.objects.all()
    serializer_class = ExportShape
    machines = {"GET": READERS}

    def get_queryset(self) -> QuerySet[Export]:
        return seen_by(self.request.user)


class ExportRetry(ExportDetail):
    http_method_names = ["post"]
    machines = {"POST": READERS}

    @extend_schema(operation_id="exports_retry", request=Input, responses={202: ExportShape})
    def post(self, request: Request, pk: int) -> Response:
        """Make once more what could not be made, or is no longer kept."""
        received(request, Input)
        return accepted(self, exporting.ask_again(self.get_object().pk, actor=request.user))


class ExportFile(Manners):
    machines = {"GET": READERS}
    renderer_classes = [Csv, Xlsx, JsonLines, JSONRenderer]
    refuses = ("409",)

    @extend_schema(
        operation_id="exports_file",
        responses={(200, kind.media_type): OpenApiTypes.BINARY for kind in (Csv, Xlsx, JsonLines)},
    )
    def get(self, request: Request, pk: int) -> FileResponse:
        """The file, to be saved. 409: there is none yet, or no more. 403: it may tell you what others found."""
        export, file = exporting.fetch(pk, actor=request.user)
        media_type = ExportFormat(export.format).media_type
        return FileResponse(file, as_attachment=True, filename=export.name, content_type=media_type)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        """Which methods there are is said in JSON, whatever file is taken."""
        if request.method == "OPTIONS":
            return JSONRenderer(), JSONRenderer.media_type
        return super().perform_content_negotiation(request, force)


def seen_by(actor: Any) -> QuerySet[Export]:
    return Export.objects.visible_to(actor).select_related("asked_by")


def accepted(view: Any, export: Export) -> Response:
    found = view.get_serializer(export).data
    return Response(found, status=202, headers={"Location": found["links"]["self"]})
