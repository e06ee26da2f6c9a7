"""A reader reports an error. The only public page that takes something, so the only one that is never kept."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from claims import clock
from claims.errors import NotFound
from reviews.actions import error_reports
from reviews.errors import TooManyReports
from reviews.publication.addresses import in_full
from reviews.publication.forms import ErrorReportForm
from reviews.publication.serving import draw, nothing_here, public


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_an_error(request: HttpRequest) -> HttpResponse:
    """Whatever is wrong with what was sent is said beside the field, and nothing typed is lost."""
    if not settings.PUBLIC_PAGES:
        return nothing_here(request)
    if request.method != "POST":
        return _draw(request, ErrorReportForm(initial={"check_number": request.GET.get("check", "")[:200]}))
    form = ErrorReportForm(request.POST)
    if not form.is_valid():
        return _draw(request, form, status=400)
    given = form.cleaned_data
    if given["website"]:  # a machine: it is thanked like everybody, and learns nothing
        return redirect("report-thanks")
    try:
        error_reports.receive(given["check_number"], what=given["what"], email=given["email"], sender=_sender(request))
    except NotFound:
        form.add_error("check_number", "There is no published check with this number.")
        return _draw(request, form, status=400)
    except TooManyReports as refusal:
        form.add_error(None, refusal.message)
        return _draw(request, form, status=429)
    return redirect("report-thanks")


@public
def thanks(request: HttpRequest) -> HttpResponse:
    return draw(request, "thanks.html", "Thank you", noindex=True)


def _draw(request: HttpRequest, form: ErrorReportForm, status: int = 200) -> HttpResponse:
    here = in_full(reverse("report-an-error"))
    return draw(request, "report.html", "Report an error", status=status, form=form, canonical=here)


def _sender(request: HttpRequest) -> str:
    """The same for one address on one day. With a proxy in front, the address is the one that the proxy wrote last."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    return salted_hmac(f"factcheck.report.{clock.today()}", address).hexdigest()
