"""What clients send to the desk, and how it is handed to the actions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from claims.api.fields import DateText, Id, Input, NeededDate, NeededText, Text
from claims.api.inputs import Decision, NotedAndSeen
from claims.errors import DomainError
from reviews.actions.conflicts import Interest
from reviews.actions.evidence import SourceDraft
from reviews.enums import PUBLIC_CHANGES, ConflictKind, Edition, SourceKind, Stance
from reviews.errors import NotAReviewer, NotInTheNewsroom

PUBLIC_CHOICES = [(edition.value, edition.label) for edition in PUBLIC_CHANGES]


# Choices that the actions check, so that they refuse in their own words; the schema knows them all the same.
@extend_schema_field(serializers.ChoiceField(SourceKind.choices))
class KindText(Text):
    pass


@extend_schema_field(serializers.ChoiceField(Stance.choices))
class StanceText(Text):
    pass


@extend_schema_field(serializers.ChoiceField(ConflictKind.choices))
class ConflictKindText(NeededText):
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


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string", "pattern": r"^[^\x00]*$"}]})
class UserField(serializers.Field[Any, Any, Any, Any]):
    """Somebody, by id or by user name."""

    default_error_messages = {"invalid": "Send an id or a user name."}
    unknown: type[DomainError] = NotAReviewer

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, int) and not isinstance(data, bool):
            return data
        if not isinstance(data, str) or "\0" in data:
            self.fail("invalid")
        found = get_user_model().objects.filter(username=data).values_list("pk", flat=True).first()
        if found is None:
            raise self.unknown(username=data)
        return found


class Release(Input):
    note = NeededText(help_text="Why you give it back; the next reviewer reads it.")


class Reasoned(Input):
    note = NeededText(help_text="Why; at most 2,000 characters.")


class Recusal(Input):
    note = Text(help_text="What the conflict is, if you want to say it.")


class Postponement(Reasoned):
    until = NeededDate(help_text="The first day on which it is offered again.")


class HandOver(Reasoned):
    reviewer = UserField()


class DraftInput(Input):
    words = serializers.DictField(help_text="The form as it stands; nothing in it is checked.")
    version = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, help_text="Of the draft that was typed on. Missing: latest wins."
    )


class Urgency(Decision):
    priority = serializers.IntegerField(help_text="0 low, 1 normal, 2 high, 3 urgent.")


class Wanted(Decision):
    reviews = serializers.IntegerField(help_text="How many, each by another person, blind to each other.")


class Appointment(Decision):
    person = UserField(help_text="An editor or a reviewer who wrote no finding on it.")
    note = Text(help_text="What to look at.")


class Return(NotedAndSeen):
    review = Id(required=False, allow_null=True, help_text="Missing: the one that is proposed.")


class Token(Input):
    token = serializers.UUIDField(help_text="The assignment's own, from taking or reading it.")


class FindingInput(Token):
    rating = NeededText(help_text="The slug of a rating; `/ratings` lists them.")
    reasoning = NeededText(help_text="How the finding was reached, step by step; at most 20,000 characters.")
    summary = Text(help_text="The finding in a sentence or two, for readers; at most 500 characters.")
    sources = SourceInputs(child=SourceInput(), max_length=200, help_text="At least as many as the desk wants.")


class CorrectionInput(NotedAndSeen):
    note = NeededText(help_text="Public: what changed and why.")
    edition = EditionText(help_text=f"Missing: {Edition.CORRECTION}.")
    wording = Text(allow_null=True, help_text="Of the claim. What is missing or null stays as published.")
    rating = Text(allow_null=True)
    summary = Text(allow_null=True)
    reasoning = Text(allow_null=True)
    sources = serializers.ListSerializer[Any](child=SourceInput(), required=False, allow_null=True, max_length=200)


class PersonField(UserField):
    """Somebody of the newsroom."""

    unknown = NotInTheNewsroom


class ConflictInput(Input):
    person = PersonField(required=False, help_text="Missing: you. Editors declare anybody's.")
    kind = ConflictKindText()
    value = Text(help_text="The outlet (or its web address), organisation or claimant; at most 200 characters.")
    topic = Text(help_text="Of a conflict with a topic: its slug.")
    claim = serializers.IntegerField(required=False, allow_null=True, help_text="Of a recusal: the claim's id.")
    starts_on = serializers.DateField(required=False, allow_null=True, help_text="Missing: today.")
    ends_on = serializers.DateField(required=False, allow_null=True, help_text="The last day. Missing: open.")
    note = Text(help_text="For the person and for editors; at most 2,000 characters.")

    def interest(self) -> Interest:
        return Interest(**{name: sent for name, sent in self.validated_data.items() if name != "person"})


class ConflictEnd(Input):
    ends_on = serializers.DateField(required=False, allow_null=True, help_text="The last day. Missing: today.")


class ChosenReviewer(Decision):
    reviewer = UserField()


def drafts(sources: Iterable[Mapping[str, Any]]) -> list[SourceDraft]:
    return [SourceDraft(**{name: value for name, value in source.items() if value}) for source in sources]
