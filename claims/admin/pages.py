"""Our pages about articles inside the admin: bring one in, see one with its claims lit up."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from claims import policy, queries
from claims.actions import articles, topics, wanted
from claims.actions.articles import Receipt
from claims.admin.forms import ArticleForm, TextForm, TopicsForm
from claims.enums import Act, ArticleStatus, Door, Status
from claims.errors import Blame, DomainError
from claims.models import Article, Claim
from claims.models.topic import MOST_REVIEWS

HTTP_STATUS = {
    Blame.INPUT: 400,
    Blame.PERMISSION: 403,
    Blame.MISSING: 404,
    Blame.STATE: 409,
    Blame.UNSEEN: 428,
}


def urls(site: AdminSite) -> list[URLPattern]:
    from claims.admin import article_list, history  # they draw with `page`, below

    return [
        path("desk/articles/", site.admin_view(article_list.articles_page), name="desk_articles"),
        path("desk/history/", site.admin_view(history.trail), name="desk_history"),
        path("desk/history/history.csv", site.admin_view(history.trail_file), name="desk_history_file"),
        path("desk/articles/add/", site.admin_view(add_article), name="desk_article_add"),
        path("desk/articles/<int:article_id>/", site.admin_view(show_article), name="desk_article"),
        path("desk/articles/<int:article_id>/retry/", site.admin_view(retry_article), name="desk_article_retry"),
        path("desk/articles/<int:article_id>/topics/", site.admin_view(change_topics), name="desk_article_topics"),
        path("desk/articles/<int:article_id>/wanted/", site.admin_view(want_reviews), name="desk_article_wanted"),
        path("desk/articles/<int:article_id>/revise/", site.admin_view(revise_article), name="desk_article_revise"),
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


def show_article(request: HttpRequest, article_id: int) -> HttpResponse:
    """The text with all its claims, coloured by where they stand."""
    article = get_object_or_404(Article.objects.visible_to(request.user).prefetch_related("topics"), pk=article_id)
    revision = article.latest
    claims = list(Claim.objects.filter(article=article).order_by("revision_id", "start"))
    progress = queries.progress_of(claims, request.user)
    return page(
        request,
        "desk/article.html",
        str(article),
        article=article,
        revision=revision,
        paragraphs=queries.paragraphs(revision.body, [c for c in claims if c.revision_id == revision.pk]),
        claims=claims,
        progress=[(Status(status).label, status, number) for status, number in progress.items() if number],
        total=len(claims),
        decided=progress[Status.PUBLISHED] + progress[Status.WITHDRAWN] + progress[Status.DISMISSED],
        working=article.status in (ArticleStatus.RECEIVED, ArticleStatus.SPLITTING),
        topics=_topics_of(article) if policy.is_editor(request.user) else None,
        most_reviews=MOST_REVIEWS if policy.is_editor(request.user) else 0,
        may_revise=policy.may(Act.REVISE, request.user),
        may_retry=article.status == ArticleStatus.FAILED and policy.may(Act.RETRY, request.user),
    )


@require_POST
def retry_article(request: HttpRequest, article_id: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_id)
    try:
        articles.retry(article.pk, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("admin:desk_article", article.pk)


def _topics_of(article: Article) -> TopicsForm:
    return TopicsForm(initial={"topics": [topic.slug for topic in article.topics.all()]})


@require_POST
def change_topics(request: HttpRequest, article_id: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_id)
    try:
        topics.change(article.pk, request.POST.getlist("topics"), actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Topics changed.")
    return redirect("admin:desk_article", article.pk)


@require_POST
def want_reviews(request: HttpRequest, article_id: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_id)
    given = request.POST.get("reviews", "")
    number = None if not given else int(given) if given.isdecimal() and len(given) < 3 else 0  # which is refused
    try:
        wanted.of_each_claim(article.pk, actor=request.user, reviews=number)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Done: it holds for claims that are queued from now on.")
    return redirect("admin:desk_article", article.pk)


def page(request: HttpRequest, template: str, title: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """One of our pages inside the admin's frame."""
    return render(request, template, {**admin.site.each_context(request), "title": title, **context}, status=status)
