"""What is here, for those who do not look at pages: sitemaps, robots.txt and llms.txt."""

from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.sitemaps.views import SitemapIndexItem
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from reviews.publication import checks
from reviews.publication.addresses import in_full, path_of, title_of
from reviews.publication.serving import nothing_here, public

SECTION = 10_000  # ids of the public list to a sitemap; the protocol allows 50,000 addresses
NEWEST = 100
PAGES = ("home", "methodology", "corrections")


class Listed(NamedTuple):
    location: str
    lastmod: datetime | None = None


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses; where there are many, the addresses of the lists of them."""
    sections = checks.sections(SECTION)
    if len(sections) < 2:
        return _urlset(request, 0)
    found = [
        SitemapIndexItem(in_full(reverse("sitemap-section", args=[number + 1])), changed)  # type: ignore[arg-type]
        for number, changed in sections
    ]
    return _xml(request, "sitemap_index.xml", sitemaps=found)


@public
def sitemap_section(request: HttpRequest, number: int) -> HttpResponse:
    if number - 1 not in dict(checks.sections(SECTION)):
        return nothing_here(request)
    return _urlset(request, number - 1)


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """The desk is nobody's to index; without public pages nothing is."""
    rules = {"public_pages": settings.PUBLIC_PAGES, "sitemap": in_full(reverse("sitemap"))}
    return _plain(render_to_string("public/robots.txt", rules))


@public
def llms(request: HttpRequest) -> HttpResponse:
    """The newest checks as plain text (https://llmstxt.org), and where machines find all of them."""
    rows = [
        {"title": _plain_line(title_of(row.shown)), "url": in_full(path_of(row.verdict)), "summary": row.shown.summary}
        for row in checks.last_changed(NEWEST, withdrawn=False)
    ]
    known = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "licence": settings.SITE_LICENSE}
    return _plain(render_to_string("public/llms.txt", known | {"rows": rows}))


def _urlset(request: HttpRequest, number: int) -> HttpResponse:
    pages = [Listed(in_full(reverse(name))) for name in PAGES] if number == 0 else []
    rows = checks.of_section(number, SECTION)
    found = [Listed(in_full(path_of(row.verdict)), row.shown.published_at) for row in rows]
    return _xml(request, "sitemap.xml", urlset=[one._asdict() for one in (*pages, *found)])


def _xml(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return render(request, template, context, content_type="application/xml")


def _plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _plain_line(text: str) -> str:
    """As the text of a Markdown link."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
