"""My profile: what I read and know, when I am away, my conflicts of interest. And for editors everybody's conflicts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims import policy
from claims.admin.pages import HTTP_STATUS, page
from claims.errors import DomainError
from reviews.actions import conflicts
from reviews.admin.forms import place
from reviews.admin.people_forms import ConflictForm, ConflictOfSomebody, ProfileForm
from reviews.models import Conflict, Profile

SHOWN = 200  # the list with a search has them all


def my_profile(request: HttpRequest) -> HttpResponse:
    """One's own row, made when it is first kept. Capacity is for editors to set."""
    if not policy.has_a_role(request.user):
        raise PermissionDenied
    kept = request.method == "POST"
    form = ProfileForm(request.POST if kept else None, instance=_profile_of(request.user, kept=kept))
    if kept and form.is_valid():
        form.save()
        messages.success(request, "Your profile is kept.")
        return redirect("admin:desk_profile")
    return _draw_profile(request, form, ConflictForm(), status=400 if form.errors else 200)


@require_POST
def declare_mine(request: HttpRequest) -> HttpResponse:
    """A conflict of one's own, from the page of one's profile."""
    if not policy.has_a_role(request.user):
        raise PermissionDenied
    form, me = ConflictForm(request.POST), request.user
    if not (refused := _declare(request, form, me)):
        return redirect("admin:desk_profile")
    return _draw_profile(request, ProfileForm(instance=_profile_of(me, kept=False)), form, status=refused)


def all_conflicts(request: HttpRequest) -> HttpResponse:
    """Everybody's conflicts; editors declare and end them here."""
    if not policy.is_editor(request.user):
        raise PermissionDenied
    told, refused = request.method == "POST", 200
    form = ConflictOfSomebody(request.POST if told else None)
    if told and not (refused := _declare(request, form)):
        return redirect("admin:desk_conflicts")
    found = _shown(Conflict.objects.visible_to(request.user).not_over())[:SHOWN]
    return page(request, "desk/conflicts.html", "Conflicts of interest", status=refused, form=form, conflicts=found)


@require_POST
def end_conflict(request: HttpRequest, conflict_id: int) -> HttpResponse:
    try:
        conflicts.end(conflict_id, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Today is the last day of that conflict.")
    return redirect("admin:desk_conflicts" if request.POST.get("from") == "all" else "admin:desk_profile")


def _profile_of(person: Any, *, kept: bool) -> Profile:
    """The person's row; where there is none, a new one, which is kept only when it has to be."""
    if kept:
        return Profile.objects.get_or_create(user=person)[0]
    return Profile.objects.filter(user=person).first() or Profile(user=person)


def _declare(request: HttpRequest, form: ConflictForm, person: Any = None) -> int:
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


def _draw_profile(request: HttpRequest, form: ProfileForm, declaring: ConflictForm, *, status: int) -> HttpResponse:
    return page(
        request,
        "desk/profile.html",
        "My profile",
        status=status,
        form=form,
        declaring=declaring,
        conflicts=_shown(Conflict.objects.filter(person_id=request.user.pk)),
        in_trouble=status != 200,
    )


def _shown(found: Any) -> Any:
    return found.select_related("person", "topic", "claim", "declared_by", "ended_by").order_by("-id")
