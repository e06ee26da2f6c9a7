"""What is asked of who adds a webhook, or has changes of the past sent again. Shape only."""

from typing import Any

from django import forms

from claims.admin.seen_form import SeenForm
from claims.enums import About
from reviews.enums import News
from reviews.models import WebhookEndpoint

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class EndpointForm(forms.Form):
    url = forms.CharField(
        label="Address",
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}),
        help_text="Where messages are sent, by POST; https:// unless it is inside your own network.",
    )
    description = forms.CharField(required=False, max_length=200, help_text="Whose it is, for the newsroom.")
    kinds = forms.MultipleChoiceField(
        label="What it is sent",
        choices=News.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nothing ticked: everything.",
    )

    def given(self) -> dict[str, Any]:
        return self.cleaned_data


class EndpointChangeForm(SeenForm, EndpointForm):
    """The same for one that is there."""

    @classmethod
    def of(cls, endpoint: WebhookEndpoint, data: Any = None) -> "EndpointChangeForm":
        initial = {name: getattr(endpoint, name) for name in EndpointForm.base_fields}
        return cls(data, subject=(About.WEBHOOK, str(endpoint.pk)), initial=initial)


class PeriodForm(forms.Form):
    since = forms.DateTimeField(label="From", widget=MOMENT)
    until = forms.DateTimeField(label="Until", widget=MOMENT)
