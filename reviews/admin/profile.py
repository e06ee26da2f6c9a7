"""My profile: what I read and know, when I am away, and my conflicts of interest."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims import policy
from claims.admin.pages import HTTP_STATUS, page
from claims.errors import DomainError
from reviews.actions import people
from reviews.admin import conflict_pages
from reviews.admin.forms import place
from reviews.admin.people_forms import ConflictForm, ProfileForm
from reviews.models import Conflict


def my_profile(request: HttpRequest) -> HttpResponse:
    """What people say of themselves. Capacity and the like are for editors to set."""
    form, status = ProfileForm.of(_me(request), request.POST or None), 200
    if request.method == "POST":
        status = _keep(request, form)
        if status == 200:
            return redirect("admin:desk_profile")
    return _draw(request, form, ConflictForm(), status=status)


@require_POST
def declare_mine(request: HttpRequest) -> HttpResponse:
    """A conflict of one's own, from the page of one's profile."""
    me, form = _me(request), ConflictForm(request.POST)
    if not (refused := conflict_pages.declare(request, form, me)):
        return redirect("admin:desk_profile")
    return _draw(request, ProfileForm.of(me), form, status=refused)


def _me(request: HttpRequest) -> Any:
    if not policy.has_a_role(request.user):
        raise PermissionDenied
    return request.user


def _keep(request: HttpRequest, form: ProfileForm) -> int:
    """The HTTP status: 200 when it is kept."""
    if not form.is_valid():
        return 400
    try:
        people.change(form.person.pk, form.given(), actor=request.user, seen=form.cleaned_data["seen"])
    except DomainError as refusal:
        place(refusal, form)
        form.look_again(refusal)
        return HTTP_STATUS[refusal.blame]
    messages.success(request, "Your profile is kept.")
    return 200


def _draw(request: HttpRequest, form: ProfileForm, declaring: ConflictForm, *, status: int) -> HttpResponse:
    mine = conflict_pages.shown(Conflict.objects.filter(person_id=form.person.pk))
    return page(
        request,
        "desk/profile.html",
        "My profile",
        status=status,
        form=form,
        declaring=declaring,
        conflicts=mine,
        in_trouble=status != 200,
    )
