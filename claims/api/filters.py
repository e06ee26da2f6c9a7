"""What lists of articles and claims can be narrowed by."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django_filters import FilterSet, filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import exceptions

from claims import policy, search
from claims.enums import ArticleStatus, Status
from claims.models import Article, Claim, Topic

FEW = 3_000  # rows with the same words
WORDS = 200  # a longer pattern is no search, and SQLite refuses very long ones


def is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 20 and int(text) <= BigIntegerField.MAX_BIGINT


class IdField(forms.IntegerField):
    """In ASCII digits, and no larger than a database keeps: SQLite fails on a larger one."""

    def to_python(self, value: Any) -> int | None:
        if value and not is_id(str(value)):
            raise ValidationError("This is not an id.", code="invalid")
        return super().to_python(value)


class IdFilter(filters.NumberFilter):
    field_class = IdField


class MomentField(filters.IsoDateTimeFilter.field_class):
    """A moment that still exists when it is told in UTC."""

    def to_python(self, value: Any) -> Any:
        try:
            moment = super().to_python(value)
            return moment and moment.astimezone()
        except (OverflowError, ValueError):
            raise ValidationError("Write it like 2026-01-31T12:00:00Z.", code="invalid") from None


@extend_schema_field(OpenApiTypes.DATETIME)
class MomentFilter(filters.IsoDateTimeFilter):
    field_class = MomentField


class ShareFilter(filters.NumberFilter):
    """Between 0 and 1."""

    field_class = forms.FloatField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=0, max_value=1, **kwargs)


class ContainsFilter(filters.CharFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, lookup_expr="icontains", max_length=WORDS, **kwargs)


class LanguageFilter(filters.CharFilter):
    """`en` finds `en-GB` as well; `en-GB` finds no other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=20, **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return qs
        name = self.field_name
        return qs.filter(Q(**{f"{name}__iexact": value}) | Q(**{f"{name}__istartswith": f"{value}-"}))


@extend_schema_field(OpenApiTypes.STR)
class TopicFilter(filters.CharFilter):
    """By slug. One that is not there is refused: the list would look as if nothing was on it."""

    def __init__(self, article: str) -> None:
        super().__init__(max_length=60, help_text="The slug of a topic.")
        self.article = article

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return qs
        if (topic := Topic.objects.filter(slug=value).first()) is None:
            raise exceptions.ValidationError(
                {"topic": "There is no such topic; `/topics` lists them."}, code="unknown_choice"
            )
        on_it = Article.topics.through.objects.filter(article=OuterRef(self.article), topic=topic)
        return qs.filter(Exists(on_it))


class WordsFilter(filters.CharFilter):
    """Every word of it, in any order, whatever the case and the accents; of the last one its beginning is enough."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=WORDS, **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return having_words(qs, value, qs.model._default_manager.all()) if value else qs


def having_words(rows: QuerySet[Any], words: str, said: QuerySet[Any], way: str = "") -> QuerySet[Any]:
    """The rows of which this is said; `way` leads from a row to what is said of it, where that is another table.

    Few are found by an index of their words, in one query more; of many a page soon meets the next ones.
    """
    few = search.few_having(said, words, most=FEW)
    if few is None:
        return rows.filter(**{f"{way}__words__having" if way else "words__having": words})
    return rows.filter(**{f"{way or 'pk'}__in": few})


class ArticleFilters(FilterSet):
    status = filters.ChoiceFilter(choices=ArticleStatus.choices)
    language = LanguageFilter()
    outlet = ContainsFilter()
    topic = TopicFilter("pk")
    url = filters.CharFilter(max_length=2000)
    q = WordsFilter(help_text="Words of the title, the outlet or the byline.")

    class Meta:
        model = Article
        fields: list[str] = []


class ClaimFilters(FilterSet):
    status = filters.ChoiceFilter(choices=Status.choices, method="by_status", help_text="As it is shown to you.")
    article = IdFilter()
    language = LanguageFilter("article__language")
    topic = TopicFilter("article_id")
    claimant = ContainsFilter()
    min_check_worthiness = ShareFilter("check_worthiness", "gte")
    q = WordsFilter(help_text="Words of the claim or of its speaker.")
    created_after = MomentFilter("created_at", "gte")
    created_before = MomentFilter("created_at", "lt")

    class Meta:
        model = Claim
        fields: list[str] = []

    def by_status(self, claims: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return claims.filter(policy.standing(self.request.user, value))
