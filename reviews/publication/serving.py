"""How a public page is served: the off switch, the frame, for how long it may be kept, and 304 for who has it."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

View = Callable[..., HttpResponse]
SECONDS = 60  # how old a kept page may be: a correction has to reach readers


def public(view: View) -> View:
    """A page for everybody, the same for everybody. It must not look at who asks: then it could not be kept."""

    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.PUBLIC_PAGES:
            return nothing_here(request)
        answer = view(request, *args, **kwargs)
        patch_cache_control(answer, public=True, max_age=SECONDS)
        return answer

    # The ETag is made of the page itself, so that it changes with whatever is shown on it.
    safe: View = require_safe(conditional_page(served))
    return safe


def draw(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    status: int = 200,
    changed: datetime | None = None,
    **context: Any,
) -> HttpResponse:
    """One public page; `changed` is when what it shows was last changed."""
    frame = {
        "title": title,
        "site_name": settings.SITE_NAME,
        "site_language": settings.SITE_LANGUAGE,
        "site_url": settings.SITE_URL,
    }
    answer = render(request, f"public/{template}", frame | context, status=status)
    if changed:
        answer["Last-Modified"] = http_date(changed.timestamp())
    return answer


def nothing_here(request: HttpRequest) -> HttpResponse:
    """The same for what never was, what is not published, and a desk without public pages."""
    on = settings.PUBLIC_PAGES
    return draw(request, "missing.html", "There is no such page", status=404, public_pages=on, noindex=True)
