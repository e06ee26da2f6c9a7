"""What clients get of the desk's work: assignments, reviews, sources, ratings. For readers: `publications`."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims import policy
from claims.api.serializers import ClaimShape
from reviews import policy as desk_policy
from reviews.enums import ArchiveState, AssignmentRole, Closed, Colour, ConflictKind, HandedOut, SourceKind, Stance
from reviews.models import ArchivedCopy, Assignment, Conflict, Draft, Rating, Review, Rules, Source, Verdict

Shape = serializers.Serializer[Any]


class PersonShape(Shape):
    id = serializers.IntegerField()
    username = serializers.CharField()


class RatingShape(serializers.ModelSerializer[Rating]):
    """A label. `value` is its number on the scale's line from `worst` to `best`; null: it has none.

    What is not `on_line` is an outcome beside the line, such as “unproven”, and never has a number.
    """

    on_line = serializers.BooleanField()
    value = serializers.IntegerField(allow_null=True)
    best = serializers.SerializerMethodField()
    worst = serializers.SerializerMethodField()
    scale = serializers.CharField(source="scale.slug")
    scale_version = serializers.IntegerField(source="scale.version")

    class Meta:
        model = Rating
        fields = ["slug", "label", "on_line", "value", "best", "worst", "scale", "scale_version"]

    def to_representation(self, instance: Rating) -> dict[str, Any]:
        """An answer has many of a few labels: each is shaped once."""
        shaped: dict[Any, dict[str, Any]] = cast("dict[str, Any]", self.context).setdefault("ratings", {})
        key = type(self), instance.pk
        if key not in shaped:
            shaped[key] = super().to_representation(instance)
        return dict(shaped[key])

    def get_best(self, rating: Rating) -> int | None:
        return max(_line(rating), default=None)

    def get_worst(self, rating: Rating) -> int | None:
        return min(_line(rating), default=None)


class RatingInFull(RatingShape):
    colour = serializers.ChoiceField(Colour.choices)

    class Meta(RatingShape.Meta):
        fields = [*RatingShape.Meta.fields, "definition", "colour"]


class ArchivedShape(serializers.ModelSerializer[ArchivedCopy]):
    """The copy of a source's page. `url` is where you can read it, null where you cannot; `why` is for the newsroom."""

    state = serializers.ChoiceField(ArchiveState.choices)
    why = serializers.SerializerMethodField(help_text="Why it failed; null unless it did, and for readers.")
    url = serializers.SerializerMethodField()
    at = serializers.DateTimeField(source="stored_at", allow_null=True, help_text="When the page looked like this.")
    sha256 = serializers.SerializerMethodField(help_text="Of the page's bytes; null where it is not known.")

    class Meta:
        model = ArchivedCopy
        fields = ["id", "state", "why", "url", "at", "sha256"]

    def get_why(self, copy: ArchivedCopy) -> str | None:
        return copy.why or None if self._for_the_newsroom else None

    def get_url(self, copy: ArchivedCopy) -> str | None:
        if copy.is_kept_here and self._for_the_newsroom:
            return reverse("admin:desk_copy", args=[copy.pk], request=self.context.get("request"))
        return copy.address or None

    def get_sha256(self, copy: ArchivedCopy) -> str | None:
        return copy.sha256 or None

    @property
    def _for_the_newsroom(self) -> bool:
        request = self.context.get("request")
        return request is not None and policy.has_a_role(request.user)


class SourceShape(serializers.ModelSerializer[Source]):
    position = serializers.IntegerField(help_text="From 1.")
    url = serializers.CharField(help_text="Empty: the title says where to find it.")
    withheld_reason = serializers.CharField(help_text="Why nobody is told who it is; empty: nothing is withheld.")
    kind = serializers.ChoiceField(SourceKind.choices)
    stance = serializers.ChoiceField(Stance.choices)
    archived = ArchivedShape(source="archived_copy", allow_null=True)

    class Meta:
        model = Source
        fields = [
            *("position", "url", "title", "publisher", "author", "published_on", "accessed_on"),
            *("quote", "kind", "stance", "note", "withheld_reason", "archived"),
        ]


class ClaimBrief(ClaimShape):
    """Enough of a claim to know which one it is."""

    class Meta(ClaimShape.Meta):
        fields = ["id", "links", "text", "status", "version"]


class AssignmentLinks(Shape):
    self = serializers.HyperlinkedIdentityField("assignment")
    claim = serializers.HyperlinkedRelatedField("claim", read_only=True)  # type: ignore[var-annotated]


class AssignmentShape(serializers.ModelSerializer[Assignment]):
    links = AssignmentLinks(source="*")
    claim = ClaimBrief()
    reviewer = PersonShape()
    open = serializers.BooleanField(source="is_open")
    role = serializers.ChoiceField(AssignmentRole.choices)
    reason = serializers.ChoiceField(HandedOut.choices, help_text="Why this claim came to this person.")
    why = serializers.CharField(help_text="The same in a sentence.")
    closed_as = serializers.SerializerMethodField(help_text="How it ended; null while it is open.")
    token = serializers.SerializerMethodField(help_text="Needed to renew and to review; null unless you hold it.")

    class Meta:
        model = Assignment
        fields = [
            *("id", "links", "claim", "reviewer", "role", "reason", "why", "note", "open"),
            *("leased_until", "created_at", "closed_at", "closed_as", "token"),
        ]

    @extend_schema_field(serializers.ChoiceField(Closed.choices, allow_null=True))
    def get_closed_as(self, assignment: Assignment) -> str | None:
        return assignment.closed_as or None

    def get_token(self, assignment: Assignment) -> str | None:
        holder = assignment.is_open and assignment.reviewer_id == self.context["request"].user.pk
        return str(assignment.token) if holder else None


class DraftShape(serializers.ModelSerializer[Draft]):
    words = serializers.DictField()
    version = serializers.IntegerField(help_text="Goes up with every save. Send it with the next one.")

    class Meta:
        model = Draft
        fields = ["words", "version", "saved_at"]


class ReviewLinks(Shape):
    self = serializers.HyperlinkedIdentityField("review")
    claim = serializers.HyperlinkedRelatedField("claim", read_only=True)  # type: ignore[var-annotated]


class ReviewShape(serializers.ModelSerializer[Review]):
    links = ReviewLinks(source="*")
    claim = ClaimBrief()
    reviewer = serializers.SerializerMethodField(help_text="Null while reviewers disagree, but for your own.")
    role = serializers.ChoiceField(AssignmentRole.choices, source="assignment.role")
    standing = serializers.SerializerMethodField(help_text="False: it was taken back or sent back.")
    rating = RatingShape()
    sources = SourceShape(many=True)

    class Meta:
        model = Review
        fields = [
            *("id", "links", "claim", "reviewer", "role", "standing", "rating"),
            *("summary", "reasoning", "sources", "created_at"),
        ]

    @extend_schema_field(PersonShape(allow_null=True))
    def get_reviewer(self, review: Review) -> dict[str, Any] | None:
        known = desk_policy.may_know_whose(self.context["request"].user, review)
        return PersonShape(review.reviewer).data if known else None

    def get_standing(self, review: Review) -> bool:
        return review.assignment.is_standing


class UnsignedReviewShape(Shape):
    """One reviewer's finding, for who settles a dispute: nobody is named."""

    by = serializers.CharField(help_text="A, B, C: the same for as long as you adjudicate.")
    rating = RatingShape()
    summary = serializers.CharField()
    reasoning = serializers.CharField()
    sources = SourceShape(many=True)


class ApprovalShape(Shape):
    person = PersonShape()
    seen = serializers.IntegerField(help_text="The version of the claim that was approved.")
    at = serializers.DateTimeField()


class ProposalShape(Shape):
    """What stands to be approved, or was: it takes the words of one finding and rests on all of them."""

    proposal = serializers.IntegerField(help_text="Goes up whenever something else is proposed; approvals are of one.")
    review = serializers.IntegerField(source="review_id", help_text="Whose rating and words it takes.")
    rests_on = serializers.SerializerMethodField(help_text="The ids of the findings, each a version of its own.")
    rating = RatingShape(source="review.rating")
    summary = serializers.CharField(source="review.summary")
    reasoning = serializers.CharField(source="review.reasoning")
    approvals = ApprovalShape(source="given", many=True)
    approvals_wanted = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_rests_on(self, verdict: Verdict) -> list[int]:
        return sorted(review.pk for review in verdict.rests_on.all())

    def get_approvals_wanted(self, verdict: Verdict) -> int:
        return Rules.current().approvals_wanted


class ConflictLinks(Shape):
    self = serializers.HyperlinkedIdentityField("conflict")


class ConflictShape(serializers.ModelSerializer[Conflict]):
    """Of `value`, `topic` and `claim` the one that its kind asks for."""

    links = ConflictLinks(source="*")
    person = PersonShape()
    kind = serializers.ChoiceField(ConflictKind.choices)
    topic = serializers.CharField(source="topic.slug", allow_null=True, help_text="Its slug.")
    claim = serializers.IntegerField(source="claim_id", allow_null=True)
    holds = serializers.BooleanField(help_text="Whether it keeps claims away today.")
    declared_by = PersonShape()
    ended_by = PersonShape(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        model = Conflict
        fields = [
            *("id", "links", "person", "kind", "value", "topic", "claim", "starts_on", "ends_on", "holds", "note"),
            *("declared_by", "declared_at", "ended_by", "ended_at"),
        ]


def _line(rating: Rating) -> list[int]:
    """The places on the line; read through the scale, so that lists can prefetch them."""
    return [other.value for other in rating.scale.ratings.all() if other.value is not None]
