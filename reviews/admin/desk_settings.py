"""Everything that editors set: one page that leads to it all."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from claims import policy
from claims.admin.pages import page
from claims.enums import About
from claims.models import DeskEvent, Machine, Topic
from reviews import newsroom
from reviews.models import Conflict, Profile, RatingScale, Rules

FEW = 6  # changes on the first page


def settings(request: HttpRequest) -> HttpResponse:
    """The hub: each room with the fact that one would look for first."""
    _editors_only(request)
    return page(
        request,
        "desk/settings.html",
        "Desk settings",
        active=newsroom.members().count(),
        away=Profile.objects.away().filter(user__in=newsroom.members()).count(),
        topics=Topic.objects.count(),
        scale=RatingScale.objects.filter(current=True).first(),
        rules=Rules.current(),
        machines=Machine.objects.filter(ended_at=None).count(),
        conflicts=Conflict.objects.visible_to(request.user).holding().count(),
        events=_events(request).exclude(about=About.EXPORT)[:FEW],  # a file changes nothing
    )


def _events(request: HttpRequest) -> Any:
    return DeskEvent.objects.visible_to(request.user).select_related("actor")


def _editors_only(request: HttpRequest) -> None:
    if not policy.is_editor(request.user):
        raise PermissionDenied
