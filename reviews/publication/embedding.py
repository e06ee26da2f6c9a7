"""A check in somebody else's page: a card that may be framed anywhere, and oEmbed (https://oembed.com) to find it."""

import re
from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt

from reviews.enums import Edition
from reviews.models import Verdict, VerdictVersion
from reviews.publication import checks
from reviews.publication.addresses import claim_as_shown, in_full, path_of, title_of
from reviews.publication.serving import draw, nothing_here, public

WIDTH, HEIGHT, TALL = 560, 280, 380  # pixels, unless there is less room; tall is what is narrow
NARROW = 420
LEAST = 200  # pixels of width below which nothing can be read
FRAME = (
    '<iframe src="{}" width="{}" height="{}" title="{}" frameborder="0" sandbox="allow-popups" loading="lazy"></iframe>'
)
DAY = 24 * 60 * 60
CHECK = re.compile(r"/checks/(\d{1,18})(?:-[\w-]*)?(?:/card)?/?")


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@public
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The check in a few lines. It runs nothing and takes nothing: in a foreign page there is nothing to trick."""
    verdict = checks.check(pk)
    if verdict is None:
        return nothing_here(request)
    shown = _newest(verdict)
    return draw(
        request,
        "card.html",
        title_of(shown),
        verdict=verdict,
        version=shown,
        claim=claim_as_shown(verdict.claim),
        withdrawn=shown.edition == Edition.WITHDRAWAL,
        address=in_full(path_of(verdict)),
        changed=shown.published_at,
    )


@public
def oembed(request: HttpRequest) -> HttpResponse:
    """What to put into a page that links to a check, as JSON or XML; 501 for any other format, as oEmbed has it."""
    url, wanted = request.GET.get("url", ""), request.GET.get("format", "json")
    if wanted not in ("json", "xml"):
        return _told("There is JSON and XML.", 501)
    if not url:
        return _told("Give the address of a check as `url`.", 400)
    try:
        width, height = _size(request)
    except ValueError:
        return _told("`maxwidth` and `maxheight` are whole numbers of pixels.", 400)
    verdict = _at(url)
    if verdict is None:
        return _told("There is no check at this address.", 404)
    found = _rich(verdict, width, height)
    answer = JsonResponse(found) if wanted == "json" else _xml(found)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _size(request: HttpRequest) -> tuple[int, int]:
    """Within the room that there is. Raises ValueError."""
    width = max(LEAST, min(WIDTH, int(request.GET.get("maxwidth") or WIDTH)))
    height = min(TALL if width < NARROW else HEIGHT, int(request.GET.get("maxheight") or TALL))
    return width, max(1, height)


def _rich(verdict: Verdict, width: int, height: int) -> dict[str, Any]:
    title = title_of(_newest(verdict))
    frame = format_html(FRAME, in_full(reverse("check-card", args=[verdict.pk])), width, height, title)
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": settings.SITE_NAME,
        "provider_url": f"{settings.SITE_URL}/",
        "cache_age": DAY,
        "width": width,
        "height": height,
        "html": frame,
    }


def _xml(found: dict[str, Any]) -> HttpResponse:
    return HttpResponse(render_to_string("public/oembed.xml", {"found": found.items()}), content_type="text/xml")


def _told(why: str, status: int) -> HttpResponse:
    return JsonResponse({"error": why}, status=status)


def _newest(verdict: Verdict) -> VerdictVersion:
    return list(verdict.versions.all())[-1]


def _at(url: str) -> Verdict | None:
    """The check at an address of this site, however its slug reads."""
    try:
        asked, ours = urlsplit(url), urlsplit(settings.SITE_URL)
    except ValueError:
        return None
    found = CHECK.fullmatch(asked.path.removeprefix(ours.path))
    return checks.check(int(found[1])) if found and asked.netloc == ours.netloc else None
