"""What readers report: editors read it here and say what they did about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims import policy
from claims.admin.pages import HTTP_STATUS, page
from claims.errors import DomainError
from reviews.actions import error_reports
from reviews.models import ErrorReport

SHOWN = 50
MANY = 100  # the front page counts no further


def reports(request: HttpRequest) -> HttpResponse:
    """The open ones, oldest first, because somebody waits; or all, newest first."""
    return _draw(request)


@require_POST
def handle_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """A refused note stays in its field."""
    try:
        error_reports.handle(report_id, actor=request.user, note=request.POST.get("note", ""))
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return _draw(request, wrong=report_id, status=HTTP_STATUS[refusal.blame])
    messages.success(request, "Done: the report is handled.")
    return redirect("admin:desk_reports")


def how_many_wait() -> str:
    """The number of open reports as the front page says it; empty where there is none."""
    number = ErrorReport.objects.open()[:MANY].count()
    return f"{MANY - 1}+" if number == MANY else str(number or "")


def _draw(request: HttpRequest, *, wrong: int = 0, status: int = 200) -> HttpResponse:
    if not policy.is_editor(request.user):
        raise PermissionDenied
    found = ErrorReport.objects.visible_to(request.user).select_related("verdict__claim", "handled_by")
    show_all = request.GET.get("show") == "all"
    rows = found.order_by("-pk") if show_all else found.open().order_by("pk")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 19:
        rows = rows.filter(**{"pk__lt" if show_all else "pk__gt": int(before)})
    shown = list(rows[: SHOWN + 1])
    return page(
        request,
        "desk/error_reports.html",
        "Reports from readers",
        status=status,
        rows=shown[:SHOWN],
        more=shown[SHOWN - 1].pk if len(shown) > SHOWN else None,
        show_all=show_all,
        wrong=wrong,
        typed=request.POST.get("note", ""),
    )
