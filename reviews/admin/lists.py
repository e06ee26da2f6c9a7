"""Searchable lists of assignments, findings and verdicts. What editors set has pages of its own: desk_settings.py."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from claims.admin.lists import ReadOnlyAdmin
from reviews import policy as desk_policy
from reviews.models import Assignment, Review, Verdict


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
