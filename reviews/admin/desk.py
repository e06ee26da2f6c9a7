"""The front page of the admin: my desk for a reviewer, the editors' desk for an editor."""

from typing import Any

from django.http import HttpRequest

from claims import clock, policy
from reviews import queries
from reviews.admin import dashboard, my_desk


def context_for(request: HttpRequest) -> dict[str, Any]:
    """What the front page shows to this person."""
    context: dict[str, Any] = {"now": clock.now()}
    if policy.is_reviewer(request.user):
        context["mine"] = my_desk.of(request.user, request.GET.get("recorded", ""))
    elif policy.is_editor(request.user):
        context["adjudicating"] = queries.held_by(request.user)
    if policy.is_editor(request.user):
        context["editor"] = dashboard.context_for(request.user)
    return context
