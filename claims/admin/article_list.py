"""All articles, the latest first, with how far each has come."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse

from claims import keyset, policy
from claims.admin.pages import page
from claims.asked import ChoiceField, Strict, WordsField
from claims.enums import DECIDED, ArticleStatus, Status
from claims.keyset import Order
from claims.models import Article, Claim, Topic
from claims.querysets import ArticleQuerySet

SHOWN = 50
LATEST_FIRST = Order(descending=True)
SETTLED = (*DECIDED, Status.DISMISSED)


class ArticlesForm(Strict):
    q = WordsField(label="Words", required=False, max_length=200)
    status = ChoiceField(required=False, choices=[("", "Any"), *ArticleStatus.choices])
    topic = ChoiceField(required=False)
    outlet = forms.CharField(required=False, max_length=200)
    language = forms.CharField(required=False, max_length=20, help_text="en finds en-GB as well")

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        topics = [("", "Any"), *Topic.objects.values_list("slug", "name")]
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]


def articles_page(request: HttpRequest) -> HttpResponse:
    if not policy.has_a_role(request.user):
        raise PermissionDenied
    form = ArticlesForm(request.GET)
    if not form.is_valid():
        return page(request, "desk/articles.html", "Articles", status=400, form=form, in_trouble=True)
    found, at = (
        _narrowed(form.asked, Article.objects.visible_to(request.user)),
        keyset.place_asked(request.GET, LATEST_FIRST),
    )
    shown = keyset.page_of([found], LATEST_FIRST, Article.objects.defer("words"), size=SHOWN, at=at)
    return page(
        request,
        "desk/articles.html",
        "Articles",
        form=form,
        chips=list(form.chips()),
        query=form.query.urlencode(),
        number=keyset.in_words(keyset.counts_of({"all": [found]})["all"]),
        pages=shown,
        rows=_with_progress(shown.rows),
        paged=at is not None,
    )


def _narrowed(asked: Mapping[str, Any], articles: ArticleQuerySet) -> Any:
    wanted = Q()
    if words := asked.get("q"):
        wanted &= Q(words__matching=words)
    if status := asked.get("status"):
        wanted &= Q(status=status)
    if outlet := asked.get("outlet"):
        wanted &= Q(outlet__iexact=outlet)
    if code := asked.get("language"):
        wanted &= Q(language=code) | Q(language__startswith=f"{code}-")
    if slug := asked.get("topic"):
        wanted &= Q(Exists(Article.topics.through.objects.filter(article=OuterRef("pk"), topic__slug=slug)))
    return articles.filter(wanted)


def _with_progress(articles: list[Article]) -> list[tuple[Article, int, int]]:
    """Each with how many claims it has and how many of them are settled. One query."""
    counted = Claim.objects.filter(article__in=articles).order_by().values_list("article", "status")
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for article, status, number in counted.annotate(Count("id")):
        found[article][status] = number
    return [(one, found[one.pk].total(), sum(found[one.pk][status] for status in SETTLED)) for one in articles]
