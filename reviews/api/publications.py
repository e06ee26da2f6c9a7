"""What readers get: published verdicts with every version that was shown. A withdrawn one says only that, and why."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims import policy
from claims.api.serializers import AnchoredShape
from claims.enums import Status
from reviews.api.serializers import RatingShape, SourceShape
from reviews.enums import Edition
from reviews.models import Verdict, VerdictVersion

CONTENT = ("rating", "summary", "reasoning", "sources")


def public_verdicts(reader: Any) -> QuerySet[Verdict]:
    """The same for everybody: what is being prepared is on the desk's side of the API."""
    versions = VerdictVersion.objects.select_related("rating__scale")
    # What nobody but editors sees is left out once: the planner would else take it for much less than there is.
    seen = Verdict.objects.visible_to(reader)
    return (
        (seen.public() if policy.is_editor(reader) else seen)
        .select_related("claim__article")
        .defer("claim__words", "claim__reasons", "claim__article__words")
        .prefetch_related(Prefetch("versions", versions), "versions__rating__scale__ratings", "versions__sources")
    )


class PublishedShape(serializers.Serializer[Any]):
    """What is withdrawn keeps its shape, without its content."""

    def to_representation(self, instance: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        if self.withdrawn(instance):
            shown |= {name: [] if name == "sources" else None for name in CONTENT if name in shown}
        return shown

    def withdrawn(self, instance: Any) -> bool:
        return bool(instance.verdict.claim.status == Status.WITHDRAWN)


class VersionShape(PublishedShape):
    links = serializers.SerializerMethodField()
    version = serializers.IntegerField(source="sequence")
    edition = serializers.ChoiceField(Edition.choices)
    note = serializers.CharField(help_text="Public: what changed and why. Empty in the first version.")
    published_at = serializers.DateTimeField()
    rating = RatingShape(allow_null=True)

    def get_links(self, version: VerdictVersion) -> dict[str, str]:
        key = {"pk": version.verdict_id, "version": version.sequence}
        return {"self": reverse("verdict-version", kwargs=key, request=self.context.get("request"))}


class VersionInFull(VersionShape):
    wording = serializers.CharField(help_text="The claim as readers were shown it; empty: in its own words.")
    summary = serializers.CharField(allow_null=True)
    reasoning = serializers.CharField(allow_null=True)
    sources = SourceShape(many=True)


class VerdictLinks(serializers.Serializer[Any]):
    self = serializers.HyperlinkedIdentityField("verdict")


class VerdictShape(PublishedShape):
    """Rating, words and sources are those of the newest version; all null and empty when the verdict was withdrawn."""

    id = serializers.IntegerField()
    links = VerdictLinks(source="*")
    status = serializers.ChoiceField([Status.PUBLISHED.value, Status.WITHDRAWN.value], source="claim.status")
    claim = AnchoredShape()
    rating = RatingShape(source="shown.rating", allow_null=True)
    summary = serializers.CharField(source="shown.summary", allow_null=True)
    reasoning = serializers.CharField(source="shown.reasoning", allow_null=True)
    sources = SourceShape(source="shown.sources", many=True)
    note = serializers.CharField(source="shown.note", help_text="Public: what the newest version changed and why.")
    version = serializers.IntegerField(source="shown.sequence", help_text="Number of the newest version.")
    published_at = serializers.SerializerMethodField(help_text="When it was first published.")
    modified_at = serializers.DateTimeField(source="shown.published_at", help_text="When its newest version was.")
    versions = VersionShape(many=True)

    def withdrawn(self, instance: Verdict) -> bool:
        return bool(instance.claim.status == Status.WITHDRAWN)

    def get_published_at(self, verdict: Verdict) -> str:
        first = verdict.versions.all()[0]
        return serializers.DateTimeField().to_representation(first.published_at)
