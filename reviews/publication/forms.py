"""What readers may ask of the list, and the form in which they tell the desk of an error."""

import re
from typing import Any

from babel import Locale, UnknownLocaleError
from django import forms

from claims.models import Topic
from reviews.models import RatingScale
from reviews.publication import checks

ADDRESS = re.compile(r"(?:.*/checks/)?(\d{1,18})(?:[-/?#].*)?", re.DOTALL)


class SearchForm(forms.Form):
    """The list's filters, all of which combine."""

    q = forms.CharField(label="Search", required=False, max_length=200)
    rating = forms.ChoiceField(label="Rating", required=False)
    topic = forms.ChoiceField(label="Topic", required=False)
    language = forms.ChoiceField(label="Language", required=False)
    year = forms.ChoiceField(label="Year", required=False)
    outlet = forms.CharField(label="Outlet", required=False, max_length=200)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = RatingScale.objects.filter(current=True).prefetch_related("ratings").first()
        self._offer("rating", [(label.slug, label.label) for label in scale.ratings.all()] if scale else [])
        self._offer("topic", [(topic.slug, topic.name) for topic in Topic.objects.all()])
        self._offer("language", [(code, language_name(code)) for code in checks.languages()])
        self._offer("year", [(str(year), str(year)) for year in reversed(checks.years())])
        self.fields["q"].widget.input_type = "search"

    def page(self) -> checks.Page:
        """The checks that were asked for; the form has to be valid."""
        asked = self.cleaned_data
        filters = {name: asked[name] for name in ("rating", "language", "year") if asked[name]}
        if asked["outlet"]:
            filters["outlet"] = asked["outlet"].casefold()
        return checks.listed(filters, words=asked["q"], topic=asked["topic"], below=asked["before"])

    def asked(self) -> list[tuple[str, str]]:
        """What the list is narrowed to, as a link to the next page repeats it."""
        return [(name, str(value)) for name, value in self.cleaned_data.items() if value and name != "before"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "All"), *choices]
        field.error_messages["invalid_choice"] = f"There is no such {name} here. Choose one from the list."


class ErrorReportForm(forms.Form):
    """Short on purpose. `website` is for machines that fill in every field: people never see it."""

    check_number = forms.CharField(label="Which check", max_length=500, help_text="Its number, or its address.")
    what = forms.CharField(
        label="What is wrong",
        min_length=10,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Say what is not right, and where we can see it: an address helps.",
    )
    email = forms.EmailField(
        label="Your e-mail address",
        required=False,
        help_text="Only if you want an answer. It is shown to editors and to nobody else.",
    )
    website = forms.CharField(required=False)

    def clean_check_number(self) -> int:
        found = ADDRESS.fullmatch(self.cleaned_data["check_number"].strip())
        if found is None:
            raise forms.ValidationError("Give the number of the check, such as 12, or the address of its page.")
        return int(found[1])


def language_name(code: str) -> str:
    """In English; a code that nobody knows is its own name."""
    try:
        return str(Locale.parse(code).get_display_name("en") or code)
    except (UnknownLocaleError, ValueError):
        return code
