"""Rating scales as they are sent and answered."""

from collections.abc import Iterable, Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims.api.fields import Input, NeededText, Text
from reviews.actions.scales import LARGEST, LabelDraft
from reviews.api.inputs import SourceInputs
from reviews.enums import Colour
from reviews.models import Rating, RatingScale

MOST_LABELS = 40


class LabelShape(serializers.ModelSerializer[Rating]):
    """`position` counts from 1, the best first. A `value` of null: the label has no number."""

    position = serializers.IntegerField()
    on_line = serializers.BooleanField(help_text="False: an outcome beside the line, such as “unproven”.")
    value = serializers.IntegerField(allow_null=True)
    colour = serializers.ChoiceField(Colour.choices)

    class Meta:
        model = Rating
        fields = ["position", "slug", "label", "definition", "on_line", "value", "colour"]


class ScaleShape(serializers.ModelSerializer[RatingScale]):
    """One version of a rating scale. It never changes; only which one is `current` does."""

    links = serializers.SerializerMethodField()
    version = serializers.IntegerField()
    made_at = serializers.DateTimeField(allow_null=True, help_text="Null: it came with the desk.")
    labels = LabelShape(many=True, source="ratings")

    class Meta:
        model = RatingScale
        fields = ["links", "slug", "version", "name", "current", "made_at", "labels"]

    def get_links(self, scale: RatingScale) -> dict[str, str]:
        key = {"slug": scale.slug, "version": scale.version}
        return {"self": reverse("scale-version", kwargs=key, request=self.context.get("request"))}


# A choice that the action checks, so that it refuses in its own words; the schema knows it all the same.
@extend_schema_field(serializers.ChoiceField(Colour.choices))
class ColourText(Text):
    pass


class LabelInput(Input):
    label = NeededText(help_text="At most 60 characters.")  # type: ignore[assignment]
    definition = NeededText(help_text="What it means, for readers; at most 300 characters.")
    slug = Text(help_text="The same one is the same label in every version. Empty: made of the label.")
    on_line = serializers.BooleanField(default=True)
    value = serializers.IntegerField(required=False, allow_null=True, help_text=f"From 0 to {LARGEST}, or none.")
    colour = ColourText(help_text=f"Missing: {Colour.GREY}.")


class NextVersionInput(Input):
    name = Text(allow_null=True, help_text="Null or missing: as before.")
    labels = SourceInputs(child=LabelInput(), max_length=MOST_LABELS, help_text="All of them, the best first.")
    version = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        help_text="The newest version that you saw. If there is a newer one: 409, and nothing happens.",
    )


class ScaleInput(Input):
    slug = NeededText(help_text="For addresses; it never changes.")
    name = NeededText(help_text="At most 100 characters.")
    labels = SourceInputs(child=LabelInput(), max_length=MOST_LABELS, help_text="The best first.")


def drafts_of(labels: Iterable[Mapping[str, Any]]) -> list[LabelDraft]:
    """What is left empty has its default."""
    return [
        LabelDraft(**{name: value for name, value in label.items() if value != "" or name in NEEDED})
        for label in labels
    ]


NEEDED = ("label", "definition")
