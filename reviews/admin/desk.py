"""The front page of the admin: my desk for a reviewer, the editors' desk for an editor."""

from typing import Any

from django.http import HttpRequest

from claims import clock, policy
from reviews import queries
from reviews.admin import dashboard

SHOWN = 10


def context_for(request: HttpRequest) -> dict[str, Any]:
    """What the front page shows to this person."""
    context: dict[str, Any] = {"now": clock.now()}
    if policy.is_reviewer(request.user):
        context["mine"] = _mine(request.user)
    elif policy.is_editor(request.user):
        context["adjudicating"] = queries.held_by(request.user)
    if policy.is_editor(request.user):
        context["editor"] = dashboard.context_for(request.user)
    return context


def _mine(reviewer: Any) -> dict[str, Any]:
    held = list(queries.held_by(reviewer))
    return {
        "held": held,
        "waiting": queries.waiting_for(reviewer).count(),
        "why_nothing": queries.why_nothing_waits_for(reviewer),
        "room": queries.capacity_of(reviewer) - len(held),
        "done": queries.recent_reviews_by(reviewer)[:SHOWN],
    }
