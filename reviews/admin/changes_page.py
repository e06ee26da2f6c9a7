"""Who changed what at the desk itself, as sentences that can be searched. For editors."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from claims import policy
from claims.admin.frame import number_in
from claims.admin.pages import page
from claims.asked import midnight
from claims.enums import About
from claims.history import HistoryForm
from claims.models import DeskEvent

SHOWN = 50


class ChangesForm(HistoryForm):
    """What of it is asked for; as of the history of claims, but for what only claims have."""

    act = claim = article = None  # type: ignore[assignment]
    about = forms.MultipleChoiceField(label="About", required=False, choices=About.choices)
    field_order = ("q", "about")


def changes(request: HttpRequest) -> HttpResponse:
    """What was changed at the desk, the latest first; `before` is the number that the page begins below."""
    if not policy.is_editor(request.user):
        raise PermissionDenied
    form = ChangesForm(request.GET)
    if not form.is_valid():
        return _page(request, status=400, form=form, in_trouble=True)
    found = _narrowed(DeskEvent.objects.visible_to(request.user), form.asked)
    if before := number_in(request.GET.get("before", "")):
        found = found.filter(pk__lt=before)
    rows = list(found.select_related("actor").defer("words")[: SHOWN + 1])
    more = rows[SHOWN - 1].pk if len(rows) > SHOWN else None
    chips, query = list(form.chips()), form.query.urlencode()
    return _page(request, form=form, chips=chips, query=query, rows=rows[:SHOWN], more=more)


def _narrowed(events: QuerySet[DeskEvent], asked: Mapping[str, Any]) -> QuerySet[DeskEvent]:
    wanted = {
        "words__having": asked.get("q"),
        "about__in": asked.get("about"),
        "actor": asked.get("person"),
        "at__gte": midnight(asked["since"]) if "since" in asked else None,
        "at__lt": midnight(asked["until"], after=1) if "until" in asked else None,
    }
    return events.filter(**{name: value for name, value in wanted.items() if value})


def _page(request: HttpRequest, *, status: int = 200, **shown: Any) -> HttpResponse:
    return page(request, "desk/changes.html", "Changes of the desk", status=status, **shown)
