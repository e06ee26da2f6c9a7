"""Bringing articles in: a text, files, the next text of an article; and how far the splitting has come."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from claims import policy
from claims.actions import articles
from claims.actions.articles import Receipt
from claims.admin.forms import ArticleForm, TextForm
from claims.admin.frame import HTTP_STATUS, number_in, page
from claims.admin.uploads import MOST_FILES, Arrival, bring_in_each
from claims.enums import Act, ArticleStatus, Door
from claims.errors import DomainError
from claims.intake import Details
from claims.models import Article

STEPS = (ArticleStatus.RECEIVED, ArticleStatus.SPLITTING, ArticleStatus.SPLIT)


def add_article(request: HttpRequest) -> HttpResponse:
    """Paste or upload an article, or upload several. What was typed stays in the form until it is taken."""
    if not policy.may(Act.RECEIVE, request.user):
        raise PermissionDenied
    form = ArticleForm(request.POST or None, request.FILES or None)

    def take(text: str, details: Details) -> Receipt:
        return articles.receive(text, actor=request.user, door=Door.ADMIN, details=details)

    if form.is_bound and form.is_valid() and len(form.files_given) > 1:
        return _draw_arrivals(request, bring_in_each(form.files_given, form.details(), take))
    return _bring_in(request, "Bring in an article", form, lambda: take(*form.read()))


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
    return _draw_arrivals(request, [Arrival(article.title, article) for article in _asked_for(request)])


@require_GET
def progress(request: HttpRequest) -> JsonResponse:
    """The same for the page's script. One query for all that are asked for."""
    return JsonResponse({"articles": [{"id": one.pk} | progress_of(one) for one in _asked_for(request)]})


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


def _asked_for(request: HttpRequest) -> list[Article]:
    wanted = [number_in(given) for given in request.GET.getlist("id")[:MOST_FILES]]
    return list(_with_claims_counted(request, wanted))


def _with_claims_counted(request: HttpRequest, ids: list[int]) -> Any:
    return Article.objects.visible_to(request.user).filter(pk__in=ids).annotate(found=Count("claims")).order_by("pk")


def _draw_arrivals(request: HttpRequest, arrived: list[Arrival]) -> HttpResponse:
    """A row for each, the refused ones as well; those that are here show how far they have come."""
    here = {one.article.pk for one in arrived if one.article}
    known = {article.pk: article for article in _with_claims_counted(request, list(here))}
    rows = [(one, progress_of(known[one.article.pk]) if one.article else {}) for one in arrived]
    return page(
        request,
        "desk/arrivals.html",
        "What you brought in",
        rows=rows,
        refused=sum(1 for one in arrived if one.article is None),
        waiting=[one.article.pk for one, how in rows if one.article and not how["over"]],
        ids=sorted(here),
        steps=len(STEPS),
        may_retry=policy.may(Act.RETRY, request.user),
    )


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
