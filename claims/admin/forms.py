"""What the article form asks for. Shape only: the action decides whether it is taken."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from claims.admin.uploads import MOST_FILES, READABLE, FilesField, text_of
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

    one_way = "Paste the text or choose a file: one of the two."
    body = forms.CharField(
        label="Text", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 16, "autofocus": True})
    )
    file: forms.FileField = forms.FileField(
        label="or a file", required=False, help_text=f"{', '.join(READABLE)}, in UTF-8"
    )

    @property
    def addresses_given(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data.get("addresses", "").splitlines())
        return [line for line in lines if line]

    @property
    def files_given(self) -> list[UploadedFile]:
        given = self.cleaned_data.get("file") or []
        return given if isinstance(given, list) else [given]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        ways = [self.files_given, given.get("body", "").strip(), self.addresses_given]
        if "file" not in self.errors and sum(map(bool, ways)) != 1:
            self.add_error("body", self.one_way)
        return given

    def read(self) -> tuple[str, Details]:
        """Text and details of what was given. Raises the refusals of `text_of`."""
        if self.files_given:
            return text_of(self.files_given[0], self.details())
        return self.cleaned_data["body"], self.details()

    def details(self) -> Details:
        """What is said about the text besides."""
        return Details()


class ArticleForm(TextForm, TopicsForm):
    """The text, files, or addresses to fetch; what is known about it may stay empty."""

    one_way = "Paste the text, choose files or name addresses: one of the three."
    file = FilesField(
        label="or files",
        required=False,
        help_text=f"{', '.join(READABLE)}, in UTF-8; up to {MOST_FILES} at once, each an article",
    )
    addresses = forms.CharField(
        label="or web addresses",
        required=False,
        help_text=f"One a line, up to {MOST_FILES}; the desk fetches each in the background",
        widget=forms.Textarea(attrs={"rows": 2, "inputmode": "url"}),
    )
    title = forms.CharField(required=False, max_length=300)
    url = forms.CharField(label="Web address", required=False)
    outlet = forms.CharField(required=False, max_length=200)
    byline = forms.CharField(required=False, max_length=200)
    language = forms.CharField(required=False, help_text="A code such as en, es or pt-BR; recognised when left empty")
    published_on = forms.CharField(
        label="Published on", required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text="YYYY-MM-DD"
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for name in ("title", "url", "published_on") if self.addresses_given else ():
            if given.get(name):
                self.add_error(name, "The page says this itself: leave it empty where it is fetched.")
        for name in ("title", "url") if len(self.files_given) > 1 else ():
            if given.get(name):
                self.add_error(name, "This belongs to one article: leave it empty where you bring in several.")
        if len(self.addresses_given) > MOST_FILES:
            self.add_error("addresses", f"At most {MOST_FILES} addresses are fetched at once.")
        return given

    def details(self) -> Details:
        return Details(**{name: self.cleaned_data[name] for name in DETAILS})
