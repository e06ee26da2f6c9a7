"""Searchable lists of assignments, findings and verdicts; reviewers' profiles, which editors may change."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from claims import policy
from claims.admin.lists import ReadOnlyAdmin
from claims.models import Topic
from reviews import policy as desk_policy
from reviews.models import Assignment, Conflict, Profile, PublicText, RatingScale, Review, Rules, Verdict


class OfAClaimAdmin(ReadOnlyAdmin):
    """Rows that belong to a claim: they open the page of that claim."""

    list_select_related = ["claim"]
    ordering = ["-id"]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        return redirect("admin:desk_claim", row.claim_id)


@admin.register(Assignment)
class AssignmentAdmin(OfAClaimAdmin):
    list_display = ["claim", "reviewer", "reason", "created_at", "leased_until", "closed_as"]
    list_filter = ["closed_as", "reason"]
    list_select_related = ["claim", "reviewer"]
    search_fields = ["claim__text", "reviewer__username"]


@admin.register(Review)
class ReviewAdmin(OfAClaimAdmin):
    list_display = ["claim", "rating", "created_at"]
    list_filter = ["rating"]
    list_select_related = ["claim", "reviewer", "rating"]
    search_fields = ["claim__text", "reasoning", "summary"]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        @admin.display(description="Reviewer")
        def reviewer(review: Review) -> str:
            return str(review.reviewer) if desk_policy.may_know_whose(request.user, review) else "–"

        return ["claim", reviewer, "rating", "created_at"]


@admin.register(Verdict)
class VerdictAdmin(OfAClaimAdmin):
    list_display = ["claim", "rating", "proposed_by", "approved_by", "where"]
    list_filter = ["review__rating", "claim__status"]
    list_select_related = ["claim", "review__rating", "proposed_by", "approved_by"]
    search_fields = ["claim__text"]

    @admin.display(description="Rating", ordering="review__rating__position")
    def rating(self, verdict: Verdict) -> str:
        return str(verdict.review.rating)

    @admin.display(description="Status", ordering="claim__status")
    def where(self, verdict: Verdict) -> str:
        return str(verdict.claim.get_status_display())


@admin.register(RatingScale)
class RatingScaleAdmin(ReadOnlyAdmin):
    """Every version of every scale; a row leads to the page of its scale."""

    list_display = ["name", "version", "current", "made_by", "made_at", "chosen_by", "chosen_at"]
    list_select_related = ["made_by", "chosen_by"]
    ordering = ["-id"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return RatingScale.objects.all() if policy.has_a_role(request.user) else RatingScale.objects.none()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.is_editor(request.user)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("admin:desk_scale_add")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("admin:desk_scale", get_object_or_404(self.get_queryset(request), pk=object_id).slug)


class SetByEditors(admin.ModelAdmin):
    """What editors set and everybody else leaves alone: it is not workflow."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.is_editor(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return policy.is_editor(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.is_editor(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return policy.is_editor(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return policy.is_editor(request.user)


@admin.register(Profile)
class ProfileAdmin(SetByEditors):
    """Capacity, languages, expertise and availability."""

    list_display = ["user", "capacity", "languages", "available", "away_from", "away_until"]
    list_filter = ["topics", "available"]
    filter_horizontal = ["topics"]
    list_select_related = ["user"]
    exclude = ["mail"]  # how somebody is told is their own choice


@admin.register(Conflict)
class ConflictAdmin(ReadOnlyAdmin):
    """Searchable; declared and ended on a page of their own."""

    list_display = ["person", "kind", "named", "starts_on", "ends_on", "holds", "declared_by"]
    list_filter = ["kind", "topic"]
    list_select_related = ["person", "topic", "claim", "declared_by"]
    search_fields = ["person__username", "value", "note"]
    ordering = ["-id"]

    @admin.display(boolean=True, description="Holds today")
    def holds(self, conflict: Conflict) -> bool:
        return conflict.holds

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.is_editor(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.is_editor(request.user)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("admin:desk_conflicts")


@admin.register(Topic)
class TopicAdmin(SetByEditors):
    """A topic that a declared conflict names cannot be removed."""

    list_display = ["name", "slug", "reviews_wanted", "experts_only"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Rules)
class RulesAdmin(SetByEditors):
    """One row: its list opens it."""

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        rules, _ = Rules.objects.get_or_create(pk=1)
        return redirect("admin:reviews_rules_change", rules.pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(PublicText)
class PublicTextAdmin(SetByEditors):
    """The desk's own words on its public pages, in place of the ones that are shipped."""

    list_display = ["page"]
