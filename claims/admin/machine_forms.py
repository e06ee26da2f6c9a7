"""What the forms of machines ask for. Shape only: the actions decide whether it is taken."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q

from claims import policy
from claims.admin.frame import HTTP_STATUS
from claims.admin.seen_form import SeenForm
from claims.enums import About, Scope
from claims.errors import DomainError
from claims.models import Machine

LIFETIMES = [("30", "30 days"), ("90", "90 days"), ("365", "One year"), ("", "Until it is revoked")]


class MachineForm(forms.Form):
    """What a machine may do, and who answers for it."""

    owner: Any = forms.ModelChoiceField(None, label="Who answers for it", empty_label=None)
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=Scope.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Without any it reads what is published, at a machine's pace.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        has_a_role = Q(groups__name__in=[policy.REVIEWER, policy.EDITOR]) | Q(is_superuser=True)
        newsroom = get_user_model().objects.filter(has_a_role | Q(pk=self.initial.get("owner")))
        self.fields["owner"].queryset = newsroom.distinct().order_by("username")  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        return {"owner_id": self.cleaned_data["owner"].pk, "scopes": self.cleaned_data["scopes"]}


class MachineChangeForm(MachineForm, SeenForm):
    """The same for one that is there."""

    @classmethod
    def of(cls, machine: Machine, data: Any = None) -> "MachineChangeForm":
        initial = {"owner": machine.owner_id, "scopes": machine.scopes}
        return cls(data, subject=(About.MACHINE, machine.name), initial=initial)


class NewMachineForm(MachineForm):
    """The same for one that is not there yet."""

    name = forms.CharField(
        required=False, help_text="Such as wire-importer. History names it so, for ever: it cannot be changed."
    )
    field_order = ["name"]


class KeyForm(forms.Form):
    days = forms.ChoiceField(label="Good for", choices=LIFETIMES, initial="365", required=False)

    @property
    def days_given(self) -> int | None:
        return int(self.cleaned_data["days"]) if self.cleaned_data["days"] else None


def place(refusal: DomainError, form: forms.Form) -> int:
    """Put the refusal beside its field, or above all of them. Its HTTP status."""
    form.add_error(refusal.about if refusal.about in form.fields else None, refusal.message)
    return HTTP_STATUS[refusal.blame]
