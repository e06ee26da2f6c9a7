"""Bringing articles in: a text, files, the next text of an article; and how far the splitting has come."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from claims import policy
from claims.actions import articles, fetching
from claims.actions.articles import Receipt
from claims.admin.forms import ArticleForm, TextForm
from claims.admin.frame import HTTP_STATUS, number_in, page, way_back
from claims.admin.uploads import MOST_FILES, Arrival, bring_in_each
from claims.enums import Act, ArticleStatus, Door, PageState
from claims.errors import DomainError
from claims.intake import Details
from claims.models import Article, WantedPage

STEPS = (ArticleStatus.RECEIVED, ArticleStatus.SPLITTING, ArticleStatus.SPLIT)


def add_article(request: HttpRequest) -> HttpResponse:
    """Paste or upload an article, or upload several. What was typed stays in the form until it is taken."""
    if not policy.may(Act.RECEIVE, request.user):
        raise PermissionDenied
    form = ArticleForm(request.POST or None, request.FILES or None)

    def take(text: str, details: Details) -> Receipt:
        return articles.receive(text, actor=request.user, door=Door.ADMIN, details=details)

    if form.is_bound and form.is_valid() and form.addresses_given:
        return _ask_for_each(request, form.addresses_given, form.details())
    if form.is_bound and form.is_valid() and len(form.files_given) > 1:
        return _draw_arrivals(request, bring_in_each(form.files_given, form.details(), take))
    return _bring_in(request, "Bring in an article", form, lambda: take(*form.read()))


def _ask_for_each(request: HttpRequest, addresses: list[str], details: Details) -> HttpResponse:
    """Nothing is fetched here: a row for each, and a job that does it."""
    asked = []
    for address in addresses:
        try:
            asked.append(Arrival(address, page=fetching.ask(address, actor=request.user, details=details)))
        except DomainError as error:
            asked.append(Arrival(address, why=error.message))
    if any(one.why for one in asked):
        return _draw_arrivals(request, asked)
    return redirect(_address_of([], [one.page.pk for one in asked if one.page]))


@require_POST
def fetch_again(request: HttpRequest, page_id: int) -> HttpResponse:
    try:
        fetching.ask_again(page_id, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect(way_back(request, otherwise=f"{reverse('admin:desk_arrivals')}?page={page_id}"))


def revise_article(request: HttpRequest, article_id: int) -> HttpResponse:
    """Paste or upload the changed text of an article. What was typed stays in the form until it is taken."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_id)
    form = TextForm(request.POST or None, request.FILES or None)

    def take() -> Receipt:
        return articles.revise(article.pk, form.read()[0], actor=request.user)

    return _bring_in(request, f"A new text of “{article}”", form, take, revised=article)


@require_GET
def arrivals(request: HttpRequest) -> HttpResponse:
    """How far the splitting of some articles has come, to look at again."""
    if not policy.has_a_role(request.user):
        raise PermissionDenied
    found = [Arrival(article.title, article) for article in _asked_for(request)]
    pages = [Arrival(page.url, page.article, page.was_known, page.why, page) for page in _pages_asked_for(request)]
    return _draw_arrivals(request, found + pages)


@require_GET
def progress(request: HttpRequest) -> JsonResponse:
    """The same for the page's script. Two queries for all that are asked for, three where pages are fetched."""
    pages = _pages_asked_for(request)
    fetched = _counted(request, [page.article_id for page in pages if page.article_id])
    return JsonResponse(
        {
            "articles": [{"id": one.pk} | progress_of(one) for one in _asked_for(request)],
            "pages": [{"id": one.pk} | progress_of_page(one, fetched) for one in pages],
        }
    )


def progress_of(article: Article) -> dict[str, Any]:
    """How far it has come, in a step of `STEPS` and in words. Needs `found`, the number of its claims."""
    status, found = ArticleStatus(article.status), article.found  # type: ignore[attr-defined]
    words = {
        ArticleStatus.SPLIT: f"{found} claim{'' if found == 1 else 's'} found",
        ArticleStatus.FAILED: f"Could not be split: {article.failure}",
    }
    step = len(STEPS) if status is ArticleStatus.FAILED else STEPS.index(status) + 1
    over = status in (ArticleStatus.SPLIT, ArticleStatus.FAILED)
    return {"status": status, "step": step, "words": words.get(status, status.label), "over": over}


def progress_of_page(page: WantedPage, fetched: Mapping[int, Article]) -> dict[str, Any]:
    """How far a page has come: being fetched, failed and why, or as far as its article is."""
    if article := fetched.get(page.article_id or 0):
        link = reverse("admin:desk_article", args=[article.pk])
        return progress_of(article) | {"title": str(article), "link": link}
    failed = page.state == PageState.FAILED
    words = f"{page.get_state_display()}: {page.why}" if failed else page.get_state_display()
    return {"status": "unfetched" if failed else page.state, "step": 0, "words": words, "over": failed}


def _pages_asked_for(request: HttpRequest) -> list[WantedPage]:
    wanted = [number_in(given) for given in request.GET.getlist("page")[:MOST_FILES]]
    return list(
        WantedPage.objects.visible_to(request.user).filter(pk__in=wanted).select_related("article").order_by("pk")
    )


def _counted(request: HttpRequest, ids: list[int]) -> dict[int, Article]:
    return {article.pk: article for article in _with_claims_counted(request, ids)}


def _asked_for(request: HttpRequest) -> list[Article]:
    wanted = [number_in(given) for given in request.GET.getlist("id")[:MOST_FILES]]
    return list(_with_claims_counted(request, wanted))


def _with_claims_counted(request: HttpRequest, ids: list[int]) -> Any:
    return Article.objects.visible_to(request.user).filter(pk__in=ids).annotate(found=Count("claims")).order_by("pk")


def _draw_arrivals(request: HttpRequest, arrived: list[Arrival]) -> HttpResponse:
    """A row for each, the refused ones as well; those that are here show how far they have come."""
    here = {one.article.pk for one in arrived if one.article}
    known = _counted(request, list(here))
    rows = [(one, _how_far(one, known)) for one in arrived]
    pages = [one.page.pk for one in arrived if one.page]
    ids = sorted(one.article.pk for one in arrived if one.article and not one.page)
    return page(
        request,
        "desk/arrivals.html",
        "What you brought in",
        rows=rows,
        refused=sum(1 for one, how in rows if not how),
        waiting=sum(1 for one, how in rows if how and not how["over"]),
        again=_address_of(ids, pages),
        steps=len(STEPS),
        may_retry=policy.may(Act.RETRY, request.user),
    )


def _address_of(ids: Iterable[int], pages: Iterable[int]) -> str:
    """Where these are looked at again."""
    asked = [*(("id", pk) for pk in ids), *(("page", pk) for pk in pages)]
    return f"{reverse('admin:desk_arrivals')}?{urlencode(asked)}"


def _how_far(one: Arrival, known: Mapping[int, Article]) -> dict[str, Any]:
    """Nothing where it was refused."""
    if one.page:
        return progress_of_page(one.page, known)
    return progress_of(known[one.article.pk]) if one.article else {}


def _bring_in(
    request: HttpRequest, title: str, form: TextForm, take: Callable[[], Receipt], **context: Any
) -> HttpResponse:
    refused = 200
    if request.method == "POST" and form.is_valid():
        try:
            receipt = take()
        except DomainError as error:
            form.add_error(error.about if error.about in form.fields else None, error.message)
            refused = HTTP_STATUS[error.blame]
        else:
            known = f"This text was here already, as “{receipt.article}”. Nothing was added."
            messages.success(request, "Received. Its claims appear below in a moment." if receipt.created else known)
            return redirect("admin:desk_article", receipt.article.pk)
    if form.errors and refused == 200:
        refused = 400
    return page(request, "desk/article_form.html", title, status=refused, form=form, **context)
