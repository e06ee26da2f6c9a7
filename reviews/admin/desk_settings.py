"""Everything that editors set, one page that leads to it all; and who changed what of it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from claims import policy
from claims.admin.frame import number_in
from claims.admin.pages import page
from claims.enums import About
from claims.models import DeskEvent, Machine, Topic
from reviews import newsroom
from reviews.models import Conflict, Profile, RatingScale, Rules

SHOWN = 50
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


def changes(request: HttpRequest) -> HttpResponse:
    """What was changed at the desk, the latest first; `before` is the number that the page begins below."""
    _editors_only(request)
    found, about = _events(request), request.GET.get("about", "")
    if about in About.values:
        found = found.filter(about=about)
    if name := request.GET.get("by", ""):
        found = found.filter(actor__in=get_user_model().objects.filter(username=name))
    if before := number_in(request.GET.get("before", "")):
        found = found.filter(pk__lt=before)
    rows = list(found[: SHOWN + 1])
    return page(
        request,
        "desk/changes.html",
        "Changes of the desk",
        rows=rows[:SHOWN],
        more=rows[SHOWN - 1].pk if len(rows) > SHOWN else None,
        about=about,
        kinds=About.choices,
        by=name,
    )


def _events(request: HttpRequest) -> Any:
    return DeskEvent.objects.visible_to(request.user).select_related("actor")


def _editors_only(request: HttpRequest) -> None:
    if not policy.is_editor(request.user):
        raise PermissionDenied
