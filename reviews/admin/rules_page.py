"""The desk's rules as a form, by theme: what each says, in which unit, what it was at first, and what a change does."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from claims import policy
from claims.admin.pages import HTTP_STATUS, page
from claims.admin.seen_form import SeenForm
from claims.enums import About
from claims.errors import DomainError
from claims.models import DeskEvent
from reviews.actions import rules
from reviews.actions.rules import RULES
from reviews.admin.forms import place
from reviews.models import Rules

LATEST = 30  # changes


class Theme(NamedTuple):
    """What its rules are about; and of each what becomes of work that is under way when it changes."""

    title: str
    says: str
    rules: dict[str, str]


THEMES = (
    Theme(
        "Reviews",
        "How many people look at a claim, each without knowing what the others found, and when they agree.",
        {
            "reviews_wanted": "Holds for claims that are queued from now on; queued ones keep their number.",
            "tolerance": "Holds when the last review of a claim comes in. Claims in dispute stay there.",
        },
    ),
    Theme(
        "Approvals",
        "How many editors sign a verdict before it can be published.",
        {
            "approvals_wanted": "Where fewer are wanted, proposals that have enough are approved within seconds."
            " Where more are, what is approved stays approved.",
        },
    ),
    Theme(
        "Sources",
        "What a finding has to rest on.",
        {
            "sources_wanted": "Holds for what is recorded from now on, and for corrections that change sources.",
            "decisive_sources_wanted": "The same.",
        },
    ),
    Theme(
        "Leases",
        "How long a claim stays in somebody’s hands without a sign of life. Their page renews it while they work.",
        {
            "taken_lease_minutes": "Holds from the next renewal; a lease that runs is not cut.",
            "assigned_lease_minutes": "The same.",
            "warning_minutes": "Holds at once. With 0 nobody is warned.",
            "grace_minutes": "Holds at once, for leases that have run out as well.",
        },
    ),
    Theme(
        "Overdue",
        "When a claim that waits for a reviewer is late: the board marks it, and editors are told once.",
        {"overdue_hours": "Holds at once: what is late by then is told."},
    ),
)


class RulesForm(SeenForm):
    """One number for each rule, with its bounds."""

    def __init__(self, data: Any = None) -> None:
        now = Rules.current()
        super().__init__(data, subject=(About.RULES, "rules"), initial={name: getattr(now, name) for name in RULES})
        for name, rule in RULES.items():
            self.fields[name] = forms.IntegerField(
                label=rule.called.capitalize(), min_value=rule.lowest, max_value=rule.highest
            )

    def themes(self) -> Iterator[tuple[Theme, list[tuple[Any, str, str, int, str]]]]:
        """Each theme with its rules: the field, its unit, what it says, its default, and what a change does."""
        shipped, says = Rules(), {field.name: str(field.help_text) for field in Rules._meta.fields}
        for theme in THEMES:
            rows = [
                (self[name], RULES[name].unit, says[name], getattr(shipped, name), does)
                for name, does in theme.rules.items()
            ]
            yield theme, rows


def rules_page(request: HttpRequest) -> HttpResponse:
    if not policy.is_editor(request.user):
        raise PermissionDenied
    form, status = RulesForm(request.POST or None), 200
    if request.method == "POST":
        status = _keep(request, form)
        if status == 200:
            return redirect("admin:desk_rules")
    of_rules = DeskEvent.objects.visible_to(request.user).of(About.RULES, "rules").select_related("actor")
    events = of_rules[:LATEST]
    return page(request, "desk/rules.html", "Rules", status=status, form=form, events=events, in_trouble=status != 200)


def _keep(request: HttpRequest, form: RulesForm) -> int:
    """The HTTP status: 200 when they hold."""
    if not form.is_valid():
        return 400
    try:
        did = rules.change(form.given(), actor=request.user, seen=form.cleaned_data["seen"])
    except DomainError as refusal:
        place(refusal, form)
        form.look_again(refusal)
        return HTTP_STATUS[refusal.blame]
    messages.success(request, "These rules hold from now on." if did else "Nothing was changed.")
    return 200
