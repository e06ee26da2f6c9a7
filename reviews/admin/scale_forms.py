"""What the form of a rating scale asks for. Shape only: the action decides whether it is taken."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from reviews.actions.scales import LabelDraft, as_drafts
from reviews.enums import Colour
from reviews.models import Rating

SPARE_LABELS = 3
LAST = 10_000  # where a row stands that says nothing about its place


class ScaleForm(forms.Form):
    """A new scale: its name and its short name."""

    name = forms.CharField(required=False, max_length=100)
    slug = forms.CharField(
        label="Short name", required=False, help_text="For addresses and programs, such as truth. It never changes."
    )


class NextVersionForm(forms.Form):
    """The name may change with the labels; `version` is the one that the form was made from."""

    name = forms.CharField(required=False, max_length=100)
    version = forms.IntegerField(widget=forms.HiddenInput)


class LabelForm(forms.Form):
    """One label. A row without words does not count; its place among the others is the number in front."""

    place = forms.IntegerField(required=False, min_value=0, max_value=LAST)
    label = forms.CharField(required=False)
    slug = forms.CharField(label="Short name", required=False)
    value = forms.IntegerField(label="Number", required=False)
    colour = forms.ChoiceField(choices=Colour.choices, initial=Colour.GREY, required=False)
    definition = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    on_line = forms.BooleanField(label="On the line between best and worst", required=False, initial=True)
    remove = forms.BooleanField(label="Leave out", required=False)

    @property
    def is_given(self) -> bool:
        """Whether anything was typed and not taken back: the menu and the box always have a value."""
        given = self.cleaned_data
        return not given.get("remove") and any(given.get(name) for name in ("label", "slug", "definition"))

    def draft(self) -> LabelDraft:
        given = self.cleaned_data
        words = {name: given.get(name) or "" for name in ("label", "slug", "definition")}
        colour = given.get("colour") or Colour.GREY
        return LabelDraft(**words, on_line=given["on_line"], value=given.get("value"), colour=colour)


class LabelRows(BaseFormSet):
    forms: list[LabelForm]

    def given(self) -> list[LabelForm]:
        """What counts, in its order; two with the same number stay as they came."""
        rows = [row for row in self.forms if row.is_given]
        return sorted(rows, key=lambda row: LAST if (place := row.cleaned_data.get("place")) is None else place)

    def drafts(self) -> list[LabelDraft]:
        return [row.draft() for row in self.given()]


def rows_of(ratings: Iterable[Rating]) -> list[dict[str, Any]]:
    """Labels that are written, as the first values of such rows; in tens, so that one fits between two."""
    return [{"place": 10 * number, **vars(draft)} for number, draft in enumerate(as_drafts(ratings), start=1)]


LabelFormSet = formset_factory(LabelForm, formset=LabelRows, extra=SPARE_LABELS, max_num=40, absolute_max=60)
