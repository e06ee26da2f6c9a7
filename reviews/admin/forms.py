"""What the desk's forms ask for. Shape only: the actions decide whether it is taken."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from claims.errors import DomainError
from reviews import queries
from reviews.actions.evidence import SourceDraft
from reviews.actions.findings import Finding
from reviews.actions.verdicts import Correction
from reviews.enums import PUBLIC_CHANGES, SourceKind, Stance
from reviews.models import Rating, Source

SPARE_SOURCES = 3  # empty rows without JavaScript; with it, rows are added as they are needed


class SourceForm(forms.Form):
    """One piece of evidence. A row left empty does not count."""

    url = forms.CharField(label="Web address", required=False, widget=forms.TextInput(attrs={"inputmode": "url"}))
    title = forms.CharField(required=False)
    publisher = forms.CharField(required=False)
    author = forms.CharField(required=False)
    published_on = forms.CharField(label="Published on", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    stance = forms.ChoiceField(choices=Stance.choices, initial=Stance.REFUTES, required=False, widget=forms.RadioSelect)
    kind = forms.ChoiceField(choices=SourceKind.choices, initial=SourceKind.PRIMARY, required=False)
    quote = forms.CharField(label="Quoted passage", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    note = forms.CharField(required=False)
    withheld_reason = forms.CharField(
        label="Why its identity is withheld",
        required=False,
        help_text="Then leave address, title, publisher and author empty, and say in the note what it is in general.",
    )
    # Not asked for, but kept: a correction goes through this form and must not lose it.
    accessed_on = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_given(self) -> bool:
        """Whether anything was typed: the two menus always have a value."""
        given = self.cleaned_data
        return any(given.get(name) for name in self.fields if name not in ("stance", "kind", "accessed_on"))

    def draft(self) -> SourceDraft:
        given = self.cleaned_data
        defaults = {"stance": Stance.CONTEXT, "kind": SourceKind.SECONDARY}
        return SourceDraft(**{name: str(given.get(name) or defaults.get(name, "")) for name in self.fields})


class SourceRows(BaseFormSet):
    forms: list[SourceForm]

    def given(self) -> list[SourceForm]:
        return [row for row in self.forms if row.is_given]

    def drafts(self) -> list[SourceDraft]:
        return [row.draft() for row in self.given()]


def rows_of(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Sources that are written, as the first values of such rows."""
    return [{name: getattr(source, name) for name in SourceForm.base_fields} for source in sources]


def words_of(form: forms.Form, sources: SourceRows) -> dict[str, Any]:
    """What stands in the form, in the shape of a draft, however wrong it is."""
    rows = [{name: row[name].value() or "" for name in row.fields} for row in sources.forms]
    typed = [row for row in rows if any(row[name] for name in ("url", "title", "publisher", "quote", "note"))]
    words = {name: form[name].value() or "" for name in ("rating", "summary", "reasoning")}
    return words | {"sources": typed}


SourceFormSet = formset_factory(SourceForm, formset=SourceRows, extra=SPARE_SOURCES, max_num=40, absolute_max=60)


class FindingForm(forms.Form):
    """Rating, the finding in a sentence, and how it was reached."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    rating = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Choose a rating."})
    summary = forms.CharField(
        required=False,
        max_length=500,
        help_text="What readers get: the finding in one or two sentences.",
        widget=forms.Textarea(attrs={"rows": 2, "data-key": "m", "data-label": "go to the summary"}),
    )
    reasoning = forms.CharField(
        required=False,
        strip=False,
        help_text="How you got there, so that somebody else can follow it.",
        widget=forms.Textarea(attrs={"rows": 7, "data-key": "r", "data-label": "go to the reasoning"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ratings = list(queries.current_ratings())
        self.fields["rating"].choices = [(rating.slug, rating.label) for rating in self.ratings]  # type: ignore[attr-defined]

    @property
    def rating_choices(self) -> list[tuple[Any, Rating]]:
        """Each radio button with its label of the scale."""
        return list(zip(self["rating"], self.ratings, strict=True))

    def finding(self, sources: list[SourceDraft]) -> Finding:
        given = self.cleaned_data
        return Finding(**{name: given[name] for name in ("rating", "summary", "reasoning")}, sources=sources)


class CorrectionForm(forms.Form):
    """The published version, open for changes, and the public note that says why."""

    edition = forms.ChoiceField(
        label="Kind of change", choices=[(edition, edition.label) for edition in PUBLIC_CHANGES]
    )
    wording = forms.CharField(
        label="The claim in clear words",
        required=False,
        help_text="For readers who lack the context; empty: the quotation alone.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    rating = forms.ChoiceField()
    summary = forms.CharField(required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    reasoning = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"rows": 7}))
    note = forms.CharField(
        label="Public note",
        required=False,
        help_text="Readers see it: what changed, and why.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, published: Rating, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What was published may be a label that the scale in use no longer has: it can still stay.
        choices = {rating.slug: rating.label for rating in (published, *queries.current_ratings())}
        self.fields["rating"].choices = list(choices.items())  # type: ignore[attr-defined]

    def correction(self, sources: list[SourceDraft]) -> Correction:
        return Correction(**self.cleaned_data, sources=sources)


def place(error: DomainError, form: forms.Form, sources: Iterable[forms.Form] = ()) -> None:
    """Show a refusal beside the field that it is about, or on top of the form."""
    field, _, rest = error.about.partition(".")
    number, _, of_source = rest.partition(".")
    rows = list(sources)
    if field in ("sources", "labels") and number.isdecimal() and int(number) <= len(rows):
        row = rows[int(number) - 1]
        row.add_error(of_source if of_source in row.fields else None, error.message)
    else:
        form.add_error(field if field in form.fields else None, error.message)
