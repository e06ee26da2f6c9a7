"""What people tell of themselves: languages, topics, days away, conflicts of interest. Shape only."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q

from claims import intake, policy
from claims.errors import DomainError
from claims.models import Topic
from reviews.actions.conflicts import Interest
from reviews.enums import NAMED_BY_WORDS, ConflictKind
from reviews.models import Profile

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ProfileForm(forms.ModelForm):
    """One's own profile, but for what editors set."""

    languages = forms.CharField(
        required=False,
        max_length=200,
        help_text="Codes such as en, es, pt-BR, with commas between them. Empty: every language.",
    )

    class Meta:
        model = Profile
        fields = ["languages", "topics", "away_from", "away_until"]
        widgets = {"topics": forms.CheckboxSelectMultiple, "away_from": DAY, "away_until": DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["languages"] = ", ".join(self.instance.languages)

    def clean_languages(self) -> list[str]:
        codes = self.cleaned_data["languages"].split(",")
        try:
            return list(dict.fromkeys(code for given in codes if (code := intake.language_code(given))))
        except DomainError as error:
            raise forms.ValidationError(error.message) from None


class ConflictForm(forms.Form):
    """What a conflict of interest is with. A single claim is stepped back from on its own page."""

    kind = forms.ChoiceField(
        label="Conflict with", choices=[(kind, f"{kind.label} (named below)") for kind in NAMED_BY_WORDS]
    )
    value = forms.CharField(
        label="Name",
        required=False,
        max_length=200,
        help_text="Of an outlet also its web address, such as example.org.",
    )
    topic = forms.ChoiceField(required=False)
    starts_on = forms.DateField(label="From", required=False, widget=DAY, help_text="Empty: today.")
    ends_on = forms.DateField(label="Until", required=False, widget=DAY, help_text="Empty: until it is ended.")
    note = forms.CharField(required=False, max_length=2000, help_text="You and editors read it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = list(Topic.objects.values_list("slug", "name"))
        self.fields["topic"].choices = [("", "---------"), *topics]  # type: ignore[attr-defined]
        if topics:
            self.fields["kind"].choices += [(ConflictKind.TOPIC, "Topic (chosen below)")]  # type: ignore[attr-defined]

    def interest(self) -> Interest:
        return Interest(**{name: self.cleaned_data[name] for name in ConflictForm.base_fields})


class ConflictOfSomebody(ConflictForm):
    """The same for anybody of the newsroom."""

    person: Any = forms.ModelChoiceField(None)
    field_order = ["person"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        has_a_role = Q(groups__name__in=[policy.REVIEWER, policy.EDITOR]) | Q(is_superuser=True)
        people = get_user_model().objects.filter(has_a_role, is_active=True).distinct().order_by("username")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
