"""One person: what the desk knows, whether they can come in, what they hold, their conflicts, and who changed what."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from claims import policy
from claims.admin.pages import HTTP_STATUS, page
from claims.enums import About
from claims.errors import DomainError
from claims.models import DeskEvent
from reviews import newsroom
from reviews.actions import access, people
from reviews.admin import conflict_pages
from reviews.admin.forms import place
from reviews.admin.people_forms import ConflictForm, PersonForm
from reviews.models import Assignment, Conflict

LATEST = 30  # changes
HELD = 20  # claims
LINK = "desk-password-link"  # in the session, until the page that shows it once


@never_cache
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """The page; on POST what is typed is kept."""
    form = PersonForm.of(_whom(request, person_id), request.POST or None)
    if form.person.is_superuser and not request.user.is_superuser:
        form.lock_the_account()
    status = _keep(request, form) if request.method == "POST" else 200
    if request.method == "POST" and status == 200:
        return redirect("admin:desk_person", person_id) if _still_edits(request) else redirect("admin:index")
    return _draw(request, form, ConflictForm(), status)


@require_POST
def act(request: HttpRequest, person_id: int, act: str) -> HttpResponse:
    """Deactivate, activate, or make a password link."""
    whom = _whom(request, person_id)
    try:
        said = ACTS[act](request, whom)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, said)
    return redirect("admin:desk_person", person_id) if _still_edits(request) else redirect("admin:index")


@require_POST
def declare_for(request: HttpRequest, person_id: int) -> HttpResponse:
    """A conflict of this person."""
    whom, form = _whom(request, person_id), ConflictForm(request.POST)
    if not (refused := conflict_pages.declare(request, form, whom)):
        return redirect("admin:desk_person", person_id)
    return _draw(request, PersonForm.of(whom), form, refused)


def hand_out_link(request: HttpRequest, whom: Any) -> None:
    """For the next page, which takes it out of the session again."""
    request.session[LINK] = [whom.pk, request.build_absolute_uri(access.address_of_link(whom))]


def _whom(request: HttpRequest, person_id: int) -> Any:
    if not policy.is_editor(request.user):
        raise PermissionDenied
    found = newsroom.in_a_table().filter(pk=person_id).first()
    if found is None:
        raise Http404("There is no such person.")
    return found


def _still_edits(request: HttpRequest) -> bool:
    """Who takes their own role away, or deactivates themselves, cannot come back to this page."""
    return newsroom.members().filter(newsroom.EDITS, pk=request.user.pk).exists()


def _keep(request: HttpRequest, form: PersonForm) -> int:
    """The HTTP status: 200 when it is kept."""
    if not form.is_valid():
        return 400
    try:
        kept = people.change(form.person.pk, form.given(), actor=request.user, seen=form.cleaned_data["seen"])
    except DomainError as refusal:
        place(refusal, form)
        form.look_again(refusal)
        return HTTP_STATUS[refusal.blame]
    messages.success(request, f"Kept. {kept.emptied}".strip() if kept.did else "Nothing was changed.")
    return 200


def _deactivate(request: HttpRequest, whom: Any) -> str:
    emptied = access.deactivate(whom.pk, actor=request.user)
    return f"Deactivated: {whom} cannot log in any more. {str(emptied) or 'No claim was in their hands.'}"


def _activate(request: HttpRequest, whom: Any) -> str:
    access.activate(whom.pk, actor=request.user)
    return f"Activated: {whom} has the same role and the same password as before."


def _link(request: HttpRequest, whom: Any) -> str:
    access.make_link(whom.pk, actor=request.user)
    hand_out_link(request, whom)
    return "Here is a new link. An earlier one does not work any more."


ACTS: dict[str, Callable[[HttpRequest, Any], str]] = {
    "deactivate": _deactivate,
    "activate": _activate,
    "link": _link,
}


def _draw(request: HttpRequest, form: PersonForm, declaring: ConflictForm, status: int) -> HttpResponse:
    whom = form.person
    held = Assignment.objects.visible_to(request.user).held_by(whom).select_related("claim").order_by("leased_until")
    of_them = DeskEvent.objects.visible_to(request.user).of(About.PERSON, whom.get_username())
    return page(
        request,
        "desk/person.html",
        whom.get_username(),
        status=status,
        in_trouble=status != 200,
        person=whom,
        role=newsroom.role_of(whom),
        form=form,
        may_change_account=not form.fields["role"].disabled,
        has_password=whom.has_usable_password(),
        link=_link_for(request, whom),
        held=held[:HELD],
        conflicts=conflict_pages.shown(Conflict.objects.filter(person=whom)),
        declaring=declaring,
        events=of_them.select_related("actor")[:LATEST],
    )


def _link_for(request: HttpRequest, whom: Any) -> str:
    pk, link = request.session.get(LINK, (None, ""))
    if pk != whom.pk:
        return ""
    del request.session[LINK]
    return str(link)
