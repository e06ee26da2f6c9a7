"""What clients send to the desk, and how it is handed to the actions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from claims.api.fields import DateText, Input, NeededText, Text
from claims.api.inputs import Decision, NotedDecision
from reviews.actions.evidence import SourceDraft
from reviews.enums import PUBLIC_CHANGES, Edition, SourceKind, Stance
from reviews.errors import NotAReviewer

PUBLIC_CHOICES = [(edition.value, edition.label) for edition in PUBLIC_CHANGES]


# Choices that the actions check, so that they refuse in their own words; the schema knows them all the same.
@extend_schema_field(serializers.ChoiceField(SourceKind.choices))
class KindText(Text):
    pass


@extend_schema_field(serializers.ChoiceField(Stance.choices))
class StanceText(Text):
    pass


@extend_schema_field(serializers.ChoiceField(PUBLIC_CHOICES))
class EditionText(Text):
    pass


class SourceInput(Input):
    url = Text(help_text="In full. It, the title, or both; neither when its identity is withheld.")
    title = Text(help_text="At most 300 characters.")
    publisher = Text(help_text="At most 200 characters.")
    author = Text(help_text="At most 200 characters.")
    published_on = DateText(allow_null=True)
    accessed_on = DateText(allow_null=True)
    quote = Text(help_text="The passage that the finding rests on.")
    kind = KindText(help_text=f"Missing: {SourceKind.SECONDARY}.")
    stance = StanceText(help_text=f"Missing: {Stance.CONTEXT}.")
    note = Text(help_text="At most 500 characters.")
    withheld_reason = Text(
        help_text="Why nobody is told who the source is; at most 300 characters. Then `url`, `title`, `publisher` and "
        "`author` stay empty and `note` says in general terms what it is."
    )


class SourceInputs(serializers.ListSerializer[Any]):
    """Missing ones read as none, so that the action says what is needed in its own words."""

    def get_value(self, dictionary: Any) -> Any:
        found = super().get_value(dictionary)
        return [] if found is empty else found


class Release(Input):
    note = NeededText(help_text="Why you give it back; the next reviewer reads it.")


class Token(Input):
    token = serializers.UUIDField(help_text="The assignment's own, from taking or reading it.")


class FindingInput(Token):
    rating = NeededText(help_text="The slug of a rating; `/ratings` lists them.")
    reasoning = NeededText(help_text="How the finding was reached, step by step; at most 20,000 characters.")
    summary = Text(help_text="The finding in a sentence or two, for readers; at most 500 characters.")
    sources = SourceInputs(child=SourceInput(), max_length=200, help_text="At least as many as the desk wants.")


class CorrectionInput(NotedDecision):
    note = NeededText(help_text="Public: what changed and why.")
    edition = EditionText(help_text=f"Missing: {Edition.CORRECTION}.")
    rating = Text(allow_null=True, help_text="What is missing or null stays as published.")
    summary = Text(allow_null=True)
    reasoning = Text(allow_null=True)
    sources = serializers.ListSerializer[Any](child=SourceInput(), required=False, allow_null=True, max_length=200)


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}]})
class UserField(serializers.Field[Any, Any, Any, Any]):
    """Somebody, by id or by user name."""

    default_error_messages = {"invalid": "Send an id or a user name."}

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, int) and not isinstance(data, bool):
            return data
        if not isinstance(data, str) or "\0" in data:
            self.fail("invalid")
        found = get_user_model().objects.filter(username=data).values_list("pk", flat=True).first()
        if found is None:
            raise NotAReviewer(username=data)
        return found


class ChosenReviewer(Decision):
    reviewer = UserField()


def drafts(sources: Iterable[Mapping[str, Any]]) -> list[SourceDraft]:
    return [SourceDraft(**{name: value for name, value in source.items() if value}) for source in sources]
