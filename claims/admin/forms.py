"""What the article form asks for. Shape only: the action decides whether it is taken."""

from typing import Any

from django import forms

from claims import intake
from claims.intake import Details
from claims.models import Topic

DETAILS = ("title", "url", "outlet", "byline", "language", "published_on", "topics")


class TopicsForm(forms.Form):
    """What an article is about. Without one ticked: nothing that the desk has a name for."""

    topics = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = list(Topic.objects.values_list("slug", "name"))  # type: ignore[attr-defined]


class TextForm(forms.Form):
    """Paste the text or upload a file."""

    body = forms.CharField(
        label="Text", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 16, "autofocus": True})
    )
    file = forms.FileField(label="or a file", required=False, help_text=".txt or .html, in UTF-8")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("file")) == bool(given.get("body", "").strip()):
            self.add_error("body", "Paste the text or choose a file: one of the two.")
        return given

    def read(self) -> tuple[str, Details]:
        """Text and details of what was given. Raises the refusals of `claims.intake`."""
        upload, details = self.cleaned_data["file"], self.details()
        if not upload:
            return self.cleaned_data["body"], details
        text = intake.decode(upload.read())
        if upload.name.lower().endswith((".html", ".htm")):
            return intake.read_page(text, details)
        return text, details

    def details(self) -> Details:
        """What is said about the text besides."""
        return Details()


class ArticleForm(TextForm, TopicsForm):
    """The text; what is known about it may stay empty."""

    title = forms.CharField(required=False, max_length=300)
    url = forms.CharField(label="Web address", required=False)
    outlet = forms.CharField(required=False, max_length=200)
    byline = forms.CharField(required=False, max_length=200)
    language = forms.CharField(required=False, help_text="A code such as en, es or pt-BR; recognised when left empty")
    published_on = forms.CharField(
        label="Published on", required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text="YYYY-MM-DD"
    )

    def details(self) -> Details:
        return Details(**{name: self.cleaned_data[name] for name in DETAILS})
