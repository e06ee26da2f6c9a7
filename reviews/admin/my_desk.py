"""My desk: what I hold, what came back, what waits for people like me, what I set aside, what became of my work."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims.errors import DomainError
from reviews import desk, queries
from reviews.actions import assignments, findings
from reviews.models import Assignment, Review

SHOWN = 10


def of(reviewer: Any, recorded: str = "") -> dict[str, Any]:
    """What the page shows to this reviewer; `recorded` names the assignment that they have just finished."""
    hands, waiting = desk.in_hands_of(reviewer), desk.waiting_by_priority(reviewer)
    number = sum(line.number for line in waiting)
    return {
        "hands": hands,
        "capacity": queries.capacity_of(reviewer),
        "waiting": waiting,
        "number": number,
        "more": number >= desk.MOST,
        "why_nothing": "" if waiting else queries.why_nothing_waits_for(reviewer),
        "frees": "" if waiting else desk.what_frees_next(reviewer),
        "set_aside": desk.set_aside_by(reviewer, SHOWN),
        "done": desk.findings_of(reviewer)[:SHOWN],
        "undo": desk.just_recorded(reviewer, recorded),
    }


@require_POST
def take_back(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Take up again what one had set aside."""
    if not Assignment.objects.filter(pk=assignment_id, reviewer_id=request.user.pk).exists():
        raise Http404("There is no such assignment of yours.")
    return _on_with(request, lambda: assignments.take_back(assignment_id, actor=request.user))


@require_POST
def retract(request: HttpRequest, review_id: int) -> HttpResponse:
    """Think again: the finding that one has just recorded comes back into the form."""
    if not Review.objects.filter(pk=review_id, reviewer_id=request.user.pk).exists():
        raise Http404("There is no such finding of yours.")
    return _on_with(request, lambda: findings.retract(review_id, actor=request.user))


def _on_with(request: HttpRequest, act: Any) -> HttpResponse:
    try:
        assignment = act()
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("admin:index")
    return redirect("admin:desk_workspace", assignment.pk)
