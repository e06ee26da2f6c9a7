"""The page of exports, for editors: which claims, what of them, as what; how far each file is, and fetching it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from claims import keyset, policy
from claims.admin.frame import HTTP_STATUS, number_in
from claims.admin.pages import page
from claims.errors import DomainError
from claims.models import Claim
from reviews import exported
from reviews.actions import exporting
from reviews.board.form import BoardForm
from reviews.enums import ExportFormat, ExportKind, ExportState
from reviews.models import Export

SHOWN = 30


class ExportForm(forms.Form):
    kind = forms.ChoiceField(label="What", choices=ExportKind.choices, widget=forms.RadioSelect)
    format = forms.ChoiceField(label="As", choices=ExportFormat.choices, widget=forms.RadioSelect)
    keep = forms.BooleanField(label="Keep the file here, so that other editors can fetch it too", required=False)


def urls(site: AdminSite) -> list[URLPattern]:
    view, one = site.admin_view, "desk/exports/<int:export_id>"
    return [
        path("desk/exports/", view(exports), name="desk_exports"),
        path("desk/exports/progress/", view(progress), name="desk_exports_progress"),
        path(f"{one}/file/", view(fetch), name="desk_export_file"),
        path(f"{one}/again/", view(make_again), name="desk_export_again"),
    ]


def exports(request: HttpRequest) -> HttpResponseBase:
    """The address says which claims, as the board's does. On POST: the file at once where it is small, else later."""
    _editors_only(request)
    if request.method != "POST":
        return _draw(request, request.GET)
    asked = {name: request.POST.get(name, "") for name in ("kind", "format", "query")}
    try:
        return _answer(request, asked)
    except DomainError as refusal:
        status = HTTP_STATUS[refusal.blame]
        return _draw(request, QueryDict(asked["query"]), refusal=refusal, status=status)


@require_GET
def progress(request: HttpRequest) -> JsonResponse:
    """How far the exports are that are asked for, for the page's script."""
    _editors_only(request)
    wanted = [number_in(given) for given in request.GET.getlist("id")[:SHOWN]]
    found = Export.objects.visible_to(request.user).filter(pk__in=wanted).order_by("pk")
    return JsonResponse({"exports": [{"id": one.pk} | progress_of(one, request.user) for one in found]})


@require_GET
def fetch(request: HttpRequest, export_id: int) -> HttpResponseBase:
    _editors_only(request)
    try:
        export, file = exporting.fetch(export_id, actor=request.user)
    except DomainError as refusal:
        return _sent_back(request, refusal)
    return _as_file(file, export.name, export.format)


@require_POST
def make_again(request: HttpRequest, export_id: int) -> HttpResponse:
    _editors_only(request)
    try:
        exporting.ask_again(export_id, actor=request.user)
    except DomainError as refusal:
        return _sent_back(request, refusal)
    messages.success(request, "It is made once more.")
    return redirect("admin:desk_exports")


def progress_of(export: Export, actor: Any) -> dict[str, Any]:
    """How far it has come, in rows and in words. How many rows somebody else's has may tell what one must not know."""
    mine = export.asked_by_id == actor.pk
    return {
        "state": export.state,
        "done": export.rows_done if mine else 0,
        "expected": export.rows_expected or 1,
        "words": _how(export, mine),
        "over": export.state != ExportState.WANTED,
    }


def _how(export: Export, mine: bool) -> str:
    if export.state == ExportState.WANTED:
        if export.rows_expected is None:
            return "Waiting for a worker"
        return f"{export.rows_done:,} of {export.rows_expected:,} rows" if mine else "Being made"
    if export.state == ExportState.READY and export.expires_at:
        until = f"until {timezone.localtime(export.expires_at):%-d %B, %H:%M}"
        return f"{_rows(export.rows_done)}, {until}" if mine else until.capitalize()
    return export.why if export.state == ExportState.FAILED else "No longer kept"


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


def _answer(request: HttpRequest, asked: dict[str, str]) -> HttpResponseBase:
    given = (asked["kind"], asked["format"], asked["query"])
    if "keep" not in request.POST and (taken := exporting.take_at_once(*given, actor=request.user)):
        name, file = taken
        return _as_file(file, name, asked["format"])
    exporting.ask(*given, actor=request.user)
    messages.success(request, "It is being made: it stands on top of the list below.")
    return redirect(f"{reverse('admin:desk_exports')}?{asked['query']}")


def _as_file(file: Any, name: str, form: str) -> FileResponse:
    """To be saved, never shown, and kept by nobody on the way."""
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=ExportFormat(form).media_type)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _draw(
    request: HttpRequest, query: QueryDict, *, refusal: DomainError | None = None, status: int = 200
) -> HttpResponse:
    asked = exported.filters_in(query)
    filters = BoardForm(asked, actor=request.user)
    wrong = not filters.is_valid()
    found = Export.objects.visible_to(request.user).select_related("asked_by").order_by("-pk")
    if before := number_in(query.get("before", "")):
        found = found.filter(pk__lt=before)
    rows = list(found[: SHOWN + 1])
    form = ExportForm(request.POST or {"kind": ExportKind.CLAIMS, "format": ExportFormat.XLSX})
    return page(
        request,
        "desk/exports.html",
        "Exports",
        status=400 if wrong else status,
        form=form,
        chosen=[form["kind"], form["format"]],
        small=f"{exported.SMALL:,}",
        days=settings.EXPORTS_KEPT_DAYS,
        filters=filters,
        refusal=refusal,
        chips=[] if wrong else list(filters.chips()),
        number="" if wrong else _number(asked, request.user),
        query=asked.urlencode(),
        rows=[(row, progress_of(row, request.user)) for row in rows[:SHOWN]],
        more=rows[SHOWN - 1].pk if len(rows) > SHOWN else None,
        waiting=any(row.state == ExportState.WANTED for row in rows[:SHOWN]),
    )


def _number(asked: QueryDict, actor: Any) -> str:
    """Of the claims that are asked for, capped."""
    claims = exported.asked_of(asked.urlencode(), actor)
    found = Claim.objects.visible_to(actor) if claims is None else claims
    return keyset.in_words(found[: keyset.MANY + 1].count())


def _sent_back(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    if refusal.code == "not_found":
        raise Http404(refusal.message)
    messages.error(request, refusal.message)
    return redirect("admin:desk_exports")


def _editors_only(request: HttpRequest) -> None:
    if not policy.is_editor(request.user):
        raise PermissionDenied
