"""What lists of the desk and of verdicts can be narrowed by."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError as Refused
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import FilterSet, filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError

from claims.api.filters import (
    WORDS,
    ContainsFilter,
    IdFilter,
    LanguageFilter,
    MomentFilter,
    WordsFilter,
    having_words,
    is_id,
)
from claims.enums import Status
from reviews.models import (
    Assignment,
    Conflict,
    Notification,
    PublishedCheck,
    Rating,
    RatingScale,
    Review,
    Verdict,
    VerdictVersion,
)
from reviews.slices import Slice

ANY = "any"
VERDICT_STATUSES = [
    (Status.PUBLISHED.value, "Published"),
    (Status.WITHDRAWN.value, "Withdrawn"),
    (ANY, "Both"),
]


class ReviewerFilter(filters.CharFilter):
    """By id or by user name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=150, **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return qs
        who = self.field_name
        return qs.filter(**{who: int(value)}) if is_id(value) else qs.filter(**{f"{who}__username": value})


@extend_schema_field(OpenApiTypes.BOOL)
class YesNoFilter(filters.ChoiceFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, choices=[("true", "Yes"), ("false", "No")], **kwargs)


class AssignmentFilters(FilterSet):
    open = YesNoFilter(method="by_openness")
    reviewer = ReviewerFilter()
    claim = IdFilter()

    class Meta:
        model = Assignment
        fields: list[str] = []

    def by_openness(self, assignments: QuerySet[Assignment], name: str, value: str) -> QuerySet[Assignment]:
        return assignments.filter(closed_at__isnull=value == "true")


class ReviewFilters(FilterSet):
    claim = IdFilter()
    reviewer = ReviewerFilter(help_text="Finds nothing of others on claims on which reviewers disagree.")

    class Meta:
        model = Review
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Review]) -> QuerySet[Review]:
        found: QuerySet[Review] = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("reviewer"):
            found = found.exclude(Q(claim__status=Status.DISPUTED) & ~Q(reviewer=self.request.user.pk))
        return found


class ConflictFilters(FilterSet):
    person = ReviewerFilter()
    holds = YesNoFilter(method="by_day", help_text="Whether it holds today.")

    class Meta:
        model = Conflict
        fields: list[str] = []

    def by_day(self, conflicts: QuerySet[Conflict], name: str, value: str) -> QuerySet[Conflict]:
        holding = Conflict.objects.holding().values("pk")
        return conflicts.filter(pk__in=holding) if value == "true" else conflicts.exclude(pk__in=holding)


class NotificationFilters(FilterSet):
    unread = YesNoFilter(method="by_reading")

    class Meta:
        model = Notification
        fields: list[str] = []

    def by_reading(self, found: QuerySet[Notification], name: str, value: str) -> QuerySet[Notification]:
        return found.filter(read_at__isnull=value == "true")


class PairField(forms.CharField):
    """Two people, as a tuple of their ids."""

    def clean(self, value: Any) -> Any:
        given = super().clean(value)
        if not given:
            return None
        people = get_user_model().objects.all()
        named = [Q(pk=int(name)) if is_id(name) else Q(username=name) for name in given.split(",")]
        if len(named) != 2:
            raise Refused("Name two people, with a comma between them.", code="invalid")
        found = list(people.filter(named[0] | named[1]).order_by("pk").values_list("pk", flat=True))
        if len(found) != 2:
            raise Refused("These are not two people of the desk.", code="unknown_choice")
        return tuple(found)


@extend_schema_field({"type": "string", "pattern": "^([^,]+,[^,]+)?$"})
class PairFilter(filters.CharFilter):
    field_class = PairField


class ScaleField(forms.CharField):
    def clean(self, value: Any) -> Any:
        slug = super().clean(value)
        if slug and not RatingScale.objects.filter(slug=slug).exists():
            raise Refused("There is no such scale; `/ratings` names the one in use.", code="unknown_choice")
        return slug


class ScaleFilter(filters.CharFilter):
    field_class = ScaleField


class AgreementFilters(FilterSet):
    """Narrows no list: says which findings the figures are about."""

    reviewed_after = MomentFilter(help_text="The claim's last finding.")
    reviewed_before = MomentFilter()
    outlet = filters.CharFilter(max_length=WORDS, help_text="Part of its name.")
    pair = PairFilter(max_length=310, help_text="Two reviewers, ids or user names, with a comma between them.")
    scale = ScaleFilter(max_length=40, help_text="The slug of a rating scale. Default: the one in use.")
    topic = filters.CharFilter(max_length=100, help_text="The slug of a topic.")

    class Meta:
        model = Review
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset

    def asked(self) -> Slice:
        """What the checked parameters say."""
        given = self.form.cleaned_data
        return Slice(
            since=given["reviewed_after"],
            until=given["reviewed_before"],
            topic=given.get("topic", ""),
            outlet=given["outlet"],
            pair=given["pair"],
            scale=given["scale"],
        )


class VerdictFilters(FilterSet):
    """Without `status`, withdrawn verdicts are left out. What readers no longer see is not searched either."""

    status = filters.ChoiceFilter(choices=VERDICT_STATUSES, method="by_status", help_text="Default: published.")
    rating = filters.CharFilter(method="by_rating", max_length=40, help_text="The slug of a rating.")
    language = LanguageFilter("claim__article__language", method="by_language")
    outlet = ContainsFilter("claim__article__outlet")
    claim = IdFilter()
    published_after = MomentFilter(method="by_first_version")
    published_before = MomentFilter(method="by_first_version")
    modified_after = MomentFilter(method="by_any_version", help_text="Published, corrected or withdrawn since then.")
    q = WordsFilter(method="by_words", help_text="Words of the claim, its speaker, the summary or the article's title.")

    class Meta:
        model = Verdict
        fields: list[str] = []

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        asked = data.copy() if data is not None else {}
        asked["status"] = asked.get("status") or Status.PUBLISHED.value
        super().__init__(asked, *args, **kwargs)

    def by_status(self, verdicts: QuerySet[Verdict], name: str, value: str) -> QuerySet[Verdict]:
        return verdicts if value == ANY else verdicts.filter(claim__status=value)

    def by_rating(self, verdicts: QuerySet[Verdict], name: str, value: str) -> QuerySet[Verdict]:
        if not Rating.objects.filter(slug=value).exists():
            raise ValidationError({"rating": "There is no such rating; `/ratings` lists them."}, code="unknown_choice")
        return verdicts.filter(claim__status=Status.PUBLISHED, published__rating=value)

    def by_language(self, verdicts: QuerySet[Verdict], name: str, value: str) -> QuerySet[Verdict]:
        """The public list has the first part of it, with an index; what more is asked for, the article has."""
        first, _, rest = value.lower().partition("-")
        listed = verdicts.filter(published__language=first)
        exact = Q(claim__article__language__iexact=value) | Q(claim__article__language__istartswith=f"{value}-")
        return listed.filter(exact) if rest else listed

    def by_first_version(self, verdicts: QuerySet[Verdict], name: str, value: Any) -> QuerySet[Verdict]:
        bound = "gte" if name == "published_after" else "lt"
        first = VerdictVersion.objects.filter(verdict=OuterRef("pk"), sequence=1)
        return verdicts.filter(Exists(first.filter(**{f"published_at__{bound}": value})))

    def by_any_version(self, verdicts: QuerySet[Verdict], name: str, value: Any) -> QuerySet[Verdict]:
        return verdicts.filter(Exists(VerdictVersion.objects.filter(verdict=OuterRef("pk"), published_at__gte=value)))

    def by_words(self, verdicts: QuerySet[Verdict], name: str, value: str) -> QuerySet[Verdict]:
        said = PublishedCheck.objects.filter(withdrawn=False)
        shown = having_words(verdicts, value, said, "published").filter(claim__status=Status.PUBLISHED)
        if self.form.cleaned_data["status"] == Status.PUBLISHED:
            return shown
        in_claim = Q(claim__words__matching=value, claim__status=Status.WITHDRAWN)
        return verdicts.filter(in_claim | Q(pk__in=shown.order_by().values("pk")))
