"""Conflicts of interest: everybody's for editors, and the way to declare and end one from wherever they are shown."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims import policy
from claims.admin.frame import way_back
from claims.admin.pages import HTTP_STATUS, page
from claims.errors import DomainError
from reviews.actions import conflicts
from reviews.admin.forms import place
from reviews.admin.people_forms import ConflictForm, ConflictOfSomebody, ConflictsForm
from reviews.models import Conflict

SHOWN = 200  # whoever looks for more looks for a name


def all_conflicts(request: HttpRequest) -> HttpResponse:
    """Everybody's conflicts, searched; editors declare and end them here."""
    if not policy.is_editor(request.user):
        raise PermissionDenied
    told, refused = request.method == "POST", 200
    form = ConflictOfSomebody(request.POST if told else None)
    if told and not (refused := declare(request, form)):
        return redirect("admin:desk_conflicts")
    asking = ConflictsForm(request.GET)
    found = list(shown(_found(asking, request.user))[: SHOWN + 1]) if asking.is_valid() else []
    return page(
        request,
        "desk/conflicts.html",
        "Conflicts of interest",
        status=refused if asking.is_valid() else 400,
        form=form,
        asking=asking,
        conflicts=found[:SHOWN],
        more=len(found) > SHOWN,
        in_trouble=refused != 200,
    )


@require_POST
def end_conflict(request: HttpRequest, conflict_id: int) -> HttpResponse:
    try:
        conflicts.end(conflict_id, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Today is the last day of that conflict.")
    return redirect(way_back(request, reverse("admin:desk_profile")))


def declare(request: HttpRequest, form: ConflictForm, person: Any = None) -> int:
    """The HTTP status of a refusal, which the form shows; 0 when it was declared."""
    if not form.is_valid():
        return 400
    try:
        whose = person or form.cleaned_data["person"]
        conflicts.declare(form.interest(), person_id=whose.pk, actor=request.user)
    except DomainError as error:
        place(error, form)
        return HTTP_STATUS[error.blame]
    messages.success(request, "Declared. Such claims go to others from now on.")
    return 0


def shown(found: Any) -> Any:
    """What a list of them reads, the latest first."""
    return found.select_related("person", "topic", "claim", "declared_by", "ended_by").order_by("-id")


def _found(asking: ConflictsForm, actor: Any) -> Any:
    found, asked = Conflict.objects.visible_to(actor), asking.asked
    if "show" not in asked:
        found = found.not_over()
    for word in asked.get("q", "").split():
        named = Q(value__icontains=word) | Q(note__icontains=word) | Q(topic__name__icontains=word)
        found = found.filter(named | Q(person__username__icontains=word) | Q(claim__text__icontains=word))
    return found
