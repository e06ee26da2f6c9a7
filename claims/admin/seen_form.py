"""A form that says what it was drawn from, so that nobody overwrites what they have not seen."""

from typing import Any

from django import forms

from claims.actions import desk_events
from claims.enums import About
from claims.errors import ChangedMeanwhile, DomainError


class SeenForm(forms.Form):
    """`subject` is what it is about; `seen` the number of the latest event of that."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, subject: tuple[About, str], initial: dict[str, Any], **known: Any) -> None:
        self.subject = subject
        super().__init__(data, initial={**initial, "seen": desk_events.version_of(*subject)}, **known)

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def look_again(self, refusal: DomainError) -> None:
        """Somebody was faster, and the refusal says what they did: who sends the form once more has seen it."""
        if isinstance(refusal, ChangedMeanwhile):
            sent: Any = self.data
            self.data = sent.copy()
            self.data["seen"] = desk_events.version_of(*self.subject)  # type: ignore[index]
