"""The methods that there are: `claims.search`, `pages.list` and `pages.get`."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control

from reviews.api.google import shapes
from reviews.api.google.asked import OVERRIDE, READ_IT_SO, given, is_ours, number, paging, since, text, token_for
from reviews.api.google.refusals import Refusal, answering
from reviews.models import Verdict
from reviews.publication import records
from reviews.publication.records import Found

CHECK = re.compile(r"/checks/(\d{1,18})(?:-[^/]*)?/?")
API = re.compile(r"/api/v1/verdicts/(\d{1,18})/?")


@answering
def search_claims(request: HttpRequest) -> HttpResponse:
    """Published checks with all words of the query, the last published first."""
    _only_reads(request)
    asked = given(request)
    query, site = text(asked, "query"), text(asked, "reviewPublisherSiteFilter")
    language, age = text(asked, "languageCode"), str(number(asked, "maxAgeDays"))
    if not query and not site:
        raise Refusal("Give a query, a reviewPublisherSiteFilter, or both.")
    bound = ("search", query, site, language, age)
    size, below, skip = paging(asked, *bound)
    if (site and not is_ours(site)) or not _is_ours(language):
        return JsonResponse({})
    found = records.search(query, since=since(asked), size=size, below=below, skip=skip)
    return _answer("claims", found, shapes.claim, *bound)


@answering
def pages(request: HttpRequest) -> HttpResponse:
    """The page at a `url`, or all pages of an `organization`: of this one, for there are no others here."""
    _only_reads(request)
    asked = given(request)
    url, organization = text(asked, "url"), text(asked, "organization")
    if bool(url) == bool(organization):
        raise Refusal("Give either a url or an organization.")
    size, below, skip = paging(asked, "pages", url, organization)
    if url:
        verdict = _at(url)
        return _answer("claimReviewMarkupPages", Found([verdict] if verdict else [], None), shapes.markup_page)
    named = organization.casefold() == settings.SITE_NAME.casefold() or is_ours(organization)
    found = records.page(size=size, below=below, skip=skip) if named else Found([], None)
    return _answer("claimReviewMarkupPages", found, shapes.markup_page, "pages", url, organization)


@answering
def one_page(request: HttpRequest, page_id: str) -> HttpResponse:
    _only_reads(request)
    given(request)
    verdict = records.one(int(page_id)) if re.fullmatch(r"[0-9]{1,18}", page_id) else None
    if verdict is None:
        raise Refusal(f"There is no page “pages/{page_id[:40]}”.", "NOT_FOUND")
    return JsonResponse(shapes.markup_page(verdict))


@answering
def no_such_method(request: HttpRequest) -> HttpResponse:
    raise Refusal("There is no such method here. There are claims:search, pages, and pages/{page_id}.", "NOT_FOUND")


def _only_reads(request: HttpRequest) -> None:
    """A POST may be a GET in disguise, which `given` looks at: where pages are, it would be their creation."""
    is_post_of_ours = request.method == "POST" and OVERRIDE in request.headers
    if request.method in ("GET", "HEAD") or is_post_of_ours:
        return
    if "claims:" in request.path:
        raise Refusal(READ_IT_SO, "UNIMPLEMENTED")
    raise Refusal("Pages are written by the desk, when it publishes. Here they can only be read.", "PERMISSION_DENIED")


def _answer(name: str, found: Found, shape: Callable[[Verdict], dict[str, Any]], *bound: str) -> HttpResponse:
    body: dict[str, Any] = {name: [shape(verdict) for verdict in found.verdicts]} if found.verdicts else {}
    if found.older is not None:
        body["nextPageToken"] = token_for(found.older, *bound)
    answer = JsonResponse(body)
    patch_cache_control(answer, public=True, max_age=60)
    return answer


def _is_ours(language: str) -> bool:
    """Whether we review in it. Regions are not considered."""
    wanted = language.replace("_", "-").partition("-")[0].lower()
    return wanted in ("", settings.SITE_LANGUAGE.partition("-")[0].lower())


def _at(url: str) -> Verdict | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    found = (CHECK if settings.PUBLIC_PAGES else API).fullmatch(parts.path)
    return records.one(int(found[1])) if found and is_ours(parts.netloc) else None
