"""People: everybody at the desk in a table, and somebody new."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from claims import policy
from claims.admin.pages import HTTP_STATUS, page
from claims.errors import DomainError
from reviews import newsroom
from reviews.actions import access, people
from reviews.admin.forms import place
from reviews.admin.people_forms import NewPersonForm, PeopleForm
from reviews.admin.person_page import hand_out_link
from reviews.enums import Role
from reviews.models import Profile

SHOWN = 100


def everybody(request: HttpRequest) -> HttpResponse:
    """The table, by user name; `after` is the one that the page begins behind."""
    editors_only(request)
    form = PeopleForm(request.GET)
    if not form.is_valid():
        return page(request, "desk/people.html", "People", status=400, form=form, in_trouble=True)
    found = _found(form).filter(username__gt=request.GET.get("after", ""))
    rows = [(person, newsroom.role_of(person)) for person in found[: SHOWN + 1]]
    return page(
        request,
        "desk/people.html",
        "People",
        form=form,
        chips=[chip for chip in form.chips() if chip.label != "State"],
        query=form.query.urlencode(),
        state=form.asked.get("state", ""),
        rows=rows[:SHOWN],
        more=rows[SHOWN - 1][0].username if len(rows) > SHOWN else "",
        later="after" in request.GET,
    )


def add_person(request: HttpRequest) -> HttpResponse:
    """Somebody new, and the link by which they set their password, which is shown once."""
    editors_only(request)
    form, status = NewPersonForm(request.POST or None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                person = people.add(**form.cleaned_data, actor=request.user)
                access.make_link(person.pk, actor=request.user)
            except DomainError as refusal:
                place(refusal, form)
                status = HTTP_STATUS[refusal.blame]
            else:
                messages.success(request, f"Added: {person} belongs to the desk now.")
                hand_out_link(request, person)
                return redirect("admin:desk_person", person.pk)
    return page(request, "desk/person_add.html", "Add a person", status=status, form=form, in_trouble=status != 200)


def editors_only(request: HttpRequest) -> None:
    if not policy.is_editor(request.user):
        raise PermissionDenied


def _found(form: PeopleForm) -> Any:
    asked, state = form.asked, form.asked.get("state", "")
    found = newsroom.in_a_table().filter(_of_role(asked.get("role", "")))
    if state != "all":
        found = found.filter(is_active=state != "left")
    for word in asked.get("q", "").split():
        names = Q(username__icontains=word) | Q(first_name__icontains=word) | Q(last_name__icontains=word)
        found = found.filter(names | Q(email__icontains=word))
    if "topic" in asked:
        found = found.filter(profile__topics__slug=asked["topic"])
    if "language" in asked:
        found = _who_read(asked["language"], found)
    if "away" in asked:
        found = found.filter(pk__in=Profile.objects.away().values("user"))
    return found.filter(held__lt=F("capacity")) if "room" in asked else found


def _of_role(role: str) -> Q:
    """By what somebody can do: who is both is found as either, and superusers edit."""
    both = {name: Q(pk__in=newsroom.people().filter(groups__name=name).values("pk")) for name in policy.ROLES}
    reviews, edits = both[policy.REVIEWER], both[policy.EDITOR] | Q(is_superuser=True)
    return {
        Role.REVIEWER.value: reviews,
        Role.EDITOR.value: edits,
        Role.BOTH.value: reviews & edits,
        Role.NONE.value: ~reviews & ~edits,
    }.get(role, Q())


def _who_read(language: str, found: Any) -> Any:
    """Who named no language reads every one."""
    named = found.alias(read=Cast("profile__languages", TextField()))
    code = language.strip().partition("-")[0].lower()
    every = Q(profile=None) | Q(profile__languages=[])
    return named.filter(every | Q(read__icontains=f'"{code}"') | Q(read__icontains=f'"{code}-'))
