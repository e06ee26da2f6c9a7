"""The pages of machines: which programs call the API, with which keys, and what they may do. For editors."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from claims import policy
from claims.actions import machines
from claims.admin.frame import HTTP_STATUS, page
from claims.admin.machine_forms import KeyForm, MachineChangeForm, NewMachineForm, place
from claims.enums import About, Scope
from claims.errors import DomainError
from claims.models import DeskEvent, Machine

LATEST = 20  # of what was done to a machine


def all_machines(request: HttpRequest) -> HttpResponse:
    """Every machine, those that were ended last; and a form to make another."""
    _editors_only(request)
    form, status = NewMachineForm(request.POST or None, initial={"owner": request.user.pk}), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = machines.make(form.cleaned_data["name"], **form.given(), actor=request.user)
            except DomainError as refusal:
                status = place(refusal, form)
            else:
                messages.success(request, f"“{made}” is made. Give it a key now.")
                return redirect("admin:desk_machine", made.pk)
    return page(request, "desk/machines.html", "Machines", status=status, form=form, rows=_rows())


def one_machine(request: HttpRequest, machine_id: int) -> HttpResponse:
    """What it may do, who answers for it, its keys."""
    _editors_only(request)
    machine = _machine(machine_id)
    form, status = MachineChangeForm.of(machine, request.POST or None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                machines.change(machine.pk, **form.given(), actor=request.user, seen=form.cleaned_data["seen"])
            except DomainError as refusal:
                status = place(refusal, form)
                form.look_again(refusal)
            else:
                messages.success(request, "Kept. It holds from the next request of this machine on.")
                return redirect("admin:desk_machine", machine.pk)
    return _draw(request, machine, form=form, status=status)


@never_cache
@require_POST
def issue_key(request: HttpRequest, machine_id: int) -> HttpResponse:
    """The answer itself has the key, once: it is kept nowhere, so there is no page to come back to."""
    _editors_only(request)
    machine, form, told, status = _machine(machine_id), KeyForm(request.POST), "", 400
    if form.is_valid():
        try:
            _, told = machines.issue(machine.pk, days=form.days_given, actor=request.user)
            status = 200
        except DomainError as refusal:
            status = place(refusal, form)
    return _draw(request, machine, key_form=form if status != 200 else KeyForm(), told=told, status=status)


@require_POST
def revoke_key(request: HttpRequest, machine_id: int, key_id: int) -> HttpResponse:
    return _do(request, machine_id, lambda: machines.revoke(key_id, actor=request.user), "This key opens nothing now.")


@require_POST
def end_machine(request: HttpRequest, machine_id: int) -> HttpResponse:
    return _do(request, machine_id, lambda: machines.end(machine_id, actor=request.user), "It is ended, with its keys.")


def _do(request: HttpRequest, machine_id: int, act: Any, done: str) -> HttpResponse:
    try:
        act()
    except DomainError as refusal:
        messages.error(request, refusal.message)
        if HTTP_STATUS[refusal.blame] == 403:
            raise PermissionDenied from None
    else:
        messages.success(request, done)
    return redirect("admin:desk_machine", machine_id)


def _rows() -> Any:
    """Machines with what is told of them in the list: how many keys are in force, and when one was last used."""
    used = Max("keys__last_used_at")
    found = Machine.objects.select_related("owner").annotate(last_used_at=used).prefetch_related("keys")
    return found.order_by(F("ended_at").asc(nulls_first=True), "name")


def _draw(request: HttpRequest, machine: Machine, *, status: int = 200, **drawn: Any) -> HttpResponse:
    keys = machine.keys.select_related("made_by", "revoked_by").order_by("-id")
    forms = {"key_form": KeyForm(), "told": ""} | drawn
    if "form" not in forms:  # who is refused a key must not find the form of the machine changed as well
        forms["form"] = MachineChangeForm.of(machine)
    labels = [Scope(scope).label for scope in machine.scopes]
    events = DeskEvent.objects.visible_to(request.user).of(About.MACHINE, machine.name).select_related("actor")[:LATEST]
    shown = {"machine": machine, "keys": keys, "scopes": labels, "events": events, "in_trouble": status != 200}
    return page(request, "desk/machine.html", machine.name, status=status, **shown, **forms)


def _machine(machine_id: int) -> Machine:
    found = Machine.objects.select_related("owner", "user", "made_by", "ended_by").filter(pk=machine_id).first()
    if found is None:
        raise Http404("There is no such machine.")
    return found


def _editors_only(request: HttpRequest) -> None:
    if not policy.is_editor(request.user):
        raise PermissionDenied
