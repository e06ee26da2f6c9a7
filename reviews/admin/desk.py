"""The front page of the admin: my desk for a reviewer, what waits and what is late for an editor."""

from typing import Any

from django.http import HttpRequest

from claims import clock, policy
from claims.enums import ArticleStatus, Status
from claims.models import Article, Claim
from reviews import queries
from reviews.admin import error_reports, my_desk

SHOWN = 10
# What an editor looks at first, in the order of the way a claim goes.
WATCHED = (
    *(Status.NEW, Status.QUEUED, Status.IN_REVIEW, Status.ESCALATED, Status.DISPUTED),
    *(Status.REVIEWED, Status.APPROVED, Status.PUBLISHED),
)


def context_for(request: HttpRequest) -> dict[str, Any]:
    """What the front page shows to this person."""
    context: dict[str, Any] = {"now": clock.now()}
    if policy.is_reviewer(request.user):
        context["mine"] = my_desk.of(request.user, request.GET.get("recorded", ""))
    elif policy.is_editor(request.user):
        context["adjudicating"] = queries.held_by(request.user)
    if policy.is_editor(request.user):
        context["editor"] = _editor()
        context["reports"] = error_reports.how_many_wait()
    return context


def _editor() -> dict[str, Any]:
    counts = queries.counts_by_status()
    return {
        "counts": [(status.label, status.value, counts[status]) for status in WATCHED],
        "escalated": queries.standing_at(Status.ESCALATED)[:SHOWN],
        "disputed": queries.standing_at(Status.DISPUTED)[:SHOWN],
        "to_approve": queries.decisions_waiting(Status.REVIEWED)[:SHOWN],
        "to_publish": queries.decisions_waiting(Status.APPROVED)[:SHOWN],
        "load": queries.load_per_reviewer(),
        "oldest": Claim.objects.filter(status=Status.QUEUED).order_by("moved_at").select_related("article").first(),
        "failed": Article.objects.filter(status=ArticleStatus.FAILED).order_by("-id")[:SHOWN],
        "articles": Article.objects.order_by("-id")[:SHOWN],
    }
