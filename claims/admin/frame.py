"""One of our pages inside the admin's frame, and where it sends people back to."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from claims.errors import Blame

HTTP_STATUS = {
    Blame.INPUT: 400,
    Blame.PERMISSION: 403,
    Blame.MISSING: 404,
    Blame.STATE: 409,
    Blame.UNSEEN: 428,
    Blame.UNKNOWN: 401,
    Blame.PASSED: 412,
    Blame.ANOTHER: 422,
}


def page(request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """One of our pages inside the admin's frame."""
    return render(request, template, {**admin.site.each_context(request), "title": title, **context}, status=status)


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Where the person came from, as the page itself said in `next`: an address of this site or none."""
    said = request.POST.get("next") or request.GET.get("next", "")
    ours = said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if ours else otherwise


def number_in(given: str) -> int:
    """0, which is nobody and nothing, for what is no number."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0
