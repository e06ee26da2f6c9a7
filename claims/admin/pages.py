"""The addresses of our pages about articles, and bringing one or its next text in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path

from claims import policy
from claims.actions import articles
from claims.actions.articles import Receipt
from claims.admin import article_page, words_pages
from claims.admin.forms import ArticleForm, TextForm
from claims.admin.frame import HTTP_STATUS, page
from claims.enums import Act, Door
from claims.errors import DomainError
from claims.models import Article

__all__ = ["HTTP_STATUS", "page", "urls"]


def urls(site: AdminSite) -> list[URLPattern]:
    of_article, of_claim = "desk/articles/<int:article_id>", "desk/claims/<int:claim_id>"
    return [
        path("desk/articles/add/", site.admin_view(add_article), name="desk_article_add"),
        path(f"{of_article}/", site.admin_view(article_page.article_page), name="desk_article"),
        path(f"{of_article}/bulk/", site.admin_view(article_page.several), name="desk_article_bulk"),
        path(f"{of_article}/mark/", site.admin_view(words_pages.mark), name="desk_mark"),
        path(f"{of_article}/retry/", site.admin_view(article_page.retry_article), name="desk_article_retry"),
        path(f"{of_article}/topics/", site.admin_view(article_page.change_topics), name="desk_article_topics"),
        path(f"{of_article}/wanted/", site.admin_view(article_page.want_reviews), name="desk_article_wanted"),
        path(f"{of_article}/revise/", site.admin_view(revise_article), name="desk_article_revise"),
        path(f"{of_claim}/words/", site.admin_view(words_pages.words), name="desk_words"),
    ]


def add_article(request: HttpRequest) -> HttpResponse:
    """Paste or upload an article. What was typed stays in the form until it is taken."""
    if not policy.may(Act.RECEIVE, request.user):
        raise PermissionDenied
    form = ArticleForm(request.POST or None, request.FILES or None)

    def take() -> Receipt:
        text, details = form.read()
        return articles.receive(text, actor=request.user, door=Door.ADMIN, details=details)

    return _bring_in(request, "Bring in an article", form, take)


def revise_article(request: HttpRequest, article_id: int) -> HttpResponse:
    """Paste or upload the changed text of an article. What was typed stays in the form until it is taken."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_id)
    form = TextForm(request.POST or None, request.FILES or None)

    def take() -> Receipt:
        return articles.revise(article.pk, form.read()[0], actor=request.user)

    return _bring_in(request, f"A new text of “{article}”", form, take, revised=article)


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
