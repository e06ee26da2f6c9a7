"""What is asked about people: of the list, of what the desk knows about them, of their conflicts. Shape only."""

from typing import Any, Self

from django import forms

from claims.admin.seen_form import SeenForm
from claims.asked import Strict
from claims.enums import About
from claims.models import Topic
from reviews import newsroom
from reviews.actions.conflicts import Interest
from reviews.actions.particulars import MOST_CAPACITY, known_of
from reviews.enums import NAMED_BY_WORDS, ConflictKind, Role
from reviews.errors import RoleNeeded

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ROLES = [(role, role.label) for role in Role]


class PeopleForm(Strict):
    """Who is looked for. Without a state: who is active."""

    q = forms.CharField(label="Name or e-mail address", required=False, max_length=200)
    state = forms.ChoiceField(required=False, choices=[("", "Active"), ("left", "Deactivated"), ("all", "Everybody")])
    role = forms.ChoiceField(required=False, choices=[("", "Any"), *ROLES])
    topic = forms.ChoiceField(label="Knows", required=False)
    language = forms.CharField(label="Reads", required=False, max_length=20, help_text="A code such as en.")
    away = forms.BooleanField(label="Away today", required=False)
    room = forms.BooleanField(label="With room for more", required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        topics = [("", "Any topic"), *Topic.objects.values_list("slug", "name")]
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]


class ProfileForm(SeenForm):
    """What people say of themselves."""

    languages = forms.CharField(
        required=False,
        max_length=200,
        help_text="Codes such as en, es, pt-BR, with commas between them. Empty: every language.",
    )
    topics = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    away_from = forms.DateField(required=False, widget=DAY, help_text="The first day away.")
    away_until = forms.DateField(
        required=False, widget=DAY, help_text="The last day away. Empty: until further notice."
    )
    person: Any

    @classmethod
    def of(cls, person: Any, data: Any = None) -> Self:
        """The form as it is about this person now, or as it was sent."""
        known = known_of(person)
        initial = {**known, "languages": ", ".join(known["languages"])}
        form = cls(data, initial=initial, subject=(About.PERSON, person.get_username()))
        form.fields["topics"].choices = list(Topic.objects.values_list("slug", "name"))  # type: ignore[attr-defined]
        form.person = person
        return form

    def clean_languages(self) -> list[str]:
        typed: str = self.cleaned_data["languages"]
        return typed.split(",")


class PersonForm(ProfileForm):
    """What editors set besides."""

    first_name = forms.CharField(required=False, max_length=150, help_text="Bylines are compared with both names.")
    last_name = forms.CharField(required=False, max_length=150)
    email = forms.CharField(label="E-mail address", required=False, max_length=254)
    role = forms.ChoiceField(choices=ROLES, widget=forms.RadioSelect)
    capacity = forms.IntegerField(
        min_value=1, max_value=MOST_CAPACITY, help_text="How many claims to hold at once: 1 to 100."
    )
    available = forms.BooleanField(label="Assign claims automatically", required=False)

    def lock_the_account(self) -> None:
        """What a superuser's account says is not for everybody to change."""
        for name in ("first_name", "last_name", "email", "role"):
            self.fields[name].disabled = True


class NewPersonForm(forms.Form):
    username = forms.CharField(
        label="User name", max_length=150, help_text="For logging in, and in history. It never changes."
    )
    first_name = forms.CharField(required=False, max_length=150)
    last_name = forms.CharField(required=False, max_length=150)
    email = forms.CharField(label="E-mail address", required=False, max_length=254)
    role = forms.ChoiceField(
        choices=ROLES[:-1], widget=forms.RadioSelect, error_messages={"required": RoleNeeded().message}
    )


class ConflictsForm(Strict):
    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.ChoiceField(required=False, choices=[("", "Not over"), ("all", "All, also what is over")])


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
        self.fields["person"].queryset = newsroom.members().order_by("username")  # type: ignore[attr-defined]
