"""What clients get of articles, claims and their history."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims import policy
from claims.api import asking
from claims.enums import Act, ArticleStatus, Origin, Priority, Status
from claims.models import Article, Claim, Event, Revision, Topic

Shape = serializers.Serializer[Any]


class TopicShape(serializers.ModelSerializer[Topic]):
    reviews_wanted = serializers.IntegerField(allow_null=True, help_text="Of each claim; null: as the desk wants.")

    class Meta:
        model = Topic
        fields = ["slug", "name", "reviews_wanted", "experts_only"]


class RevisionShape(serializers.ModelSerializer[Revision]):
    number = serializers.IntegerField()  # left to the model, its bounds would be those of the database in use

    class Meta:
        model = Revision
        fields = ["number", "sha256", "received_at"]


class RevisionWithBody(RevisionShape):
    class Meta(RevisionShape.Meta):
        fields = [*RevisionShape.Meta.fields, "body"]


class ArticleLinks(Shape):
    self = serializers.HyperlinkedIdentityField("article")
    claims = serializers.SerializerMethodField()
    revisions = serializers.HyperlinkedIdentityField("article-revisions")

    def get_claims(self, article: Article) -> str:
        return f"{reverse('claims', request=self.context.get('request'))}?article={article.pk}"


class ArticleShape(serializers.ModelSerializer[Article]):
    links = ArticleLinks(source="*")
    url = serializers.CharField(help_text="Where it was published; empty: not known.")
    topics = serializers.SlugRelatedField("slug", many=True, read_only=True)  # type: ignore[var-annotated]
    reviews_wanted = serializers.IntegerField(allow_null=True, help_text="Of each claim; null: as its topics say.")
    brought_by = serializers.CharField(source="brought_by.username")
    status = serializers.ChoiceField(ArticleStatus.choices)
    failure = serializers.SerializerMethodField(help_text="Why splitting was given up; null unless it was.")

    class Meta:
        model = Article
        fields = [
            *("id", "links", "title", "url", "outlet", "byline", "language", "published_on", "topics"),
            *("reviews_wanted", "door", "brought_by", "received_at", "status", "failure"),
        ]

    def get_failure(self, article: Article) -> str | None:
        return article.failure or None


class ArticleInFull(ArticleShape):
    revision = RevisionWithBody(source="latest", help_text="The current one.")

    class Meta(ArticleShape.Meta):
        fields = [*ArticleShape.Meta.fields, "revision"]


class ReceiptShape(Shape):
    created = serializers.BooleanField(help_text="False: this very text was known already; nothing was added.")
    revision = RevisionShape(help_text="The one that holds the text.")
    article = ArticleShape()


class ArticleBrief(serializers.ModelSerializer[Article]):
    """As much as readers may know of where a claim stood."""

    url = serializers.CharField(help_text="Where it was published; empty: not known.")

    class Meta:
        model = Article
        fields = ["id", "title", "url", "outlet", "language", "published_on"]


class TextPositionSelector(Shape):
    type = serializers.ChoiceField(["TextPositionSelector"])
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)


class TextQuoteSelector(Shape):
    type = serializers.ChoiceField(["TextQuoteSelector"])
    exact = serializers.CharField()
    prefix = serializers.CharField()
    suffix = serializers.CharField()


SELECTORS = PolymorphicProxySerializer(
    component_name="Selector",
    serializers={
        "TextPositionSelector": TextPositionSelector,
        "TextQuoteSelector": TextQuoteSelector,
    },
    resource_type_field_name="type",
    many=True,
)


class AnchoredShape(serializers.ModelSerializer[Claim]):
    """The statement, who made it, and where: twice, after the W3C Web Annotation model, in Unicode code points."""

    anchors = serializers.SerializerMethodField()
    wording = serializers.CharField(help_text="The same for readers without the context; empty: it needs none.")
    claimant = serializers.SerializerMethodField(help_text="Who said it; null: not known.")
    article = ArticleBrief()

    class Meta:
        model = Claim
        fields = ["id", "text", "wording", "anchors", "claimant", "article"]

    @extend_schema_field(SELECTORS)
    def get_anchors(self, claim: Claim) -> list[dict[str, Any]]:
        start, end = (claim.start, claim.end)
        if asking.counts_utf16(self.context):
            start, end = asking.in_utf16(claim, self.context)
        return [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {"type": "TextQuoteSelector", "exact": claim.text, "prefix": claim.prefix, "suffix": claim.suffix},
        ]

    def get_claimant(self, claim: Claim) -> str | None:
        return claim.claimant or None


class ClaimLinks(Shape):
    self = serializers.HyperlinkedIdentityField("claim")
    events = serializers.HyperlinkedIdentityField("claim-events")
    article = serializers.HyperlinkedRelatedField("article", read_only=True)  # type: ignore[var-annotated]


class ClaimShape(AnchoredShape):
    links = ClaimLinks(source="*")
    revision = RevisionShape(help_text="The text that `start` and `end` count in.")
    start = serializers.IntegerField(help_text="The first character, in Unicode code points from 0.")
    end = serializers.IntegerField(help_text="Behind the last character.")
    origin = serializers.ChoiceField(Origin.choices, help_text="How it came to be a claim.")
    reasons = serializers.ListField(child=serializers.CharField(), help_text="Of the check-worthiness, for people.")
    priority = serializers.ChoiceField(Priority.choices)
    reviews_wanted = serializers.IntegerField(allow_null=True, help_text="Null until it is queued.")
    status = serializers.SerializerMethodField(
        help_text="To reviewers a claim that several review is `in_review` until editors have approved: whether they "
        "agree is not told."
    )
    version = serializers.IntegerField(help_text="Goes up with every act. Send it with a decision.")

    class Meta(AnchoredShape.Meta):
        fields = [
            *("id", "links", "article", "revision", "start", "end", "text", "wording", "anchors", "claimant"),
            *("origin", "kind", "check_worthiness", "reasons"),
            *("priority", "reviews_wanted", "not_before", "status", "version", "created_at", "moved_at"),
        ]

    def get_fields(self) -> Any:
        expanded = {"article": ArticleShape()} if asking.expands_article(self.context) else {}
        return {**super().get_fields(), **expanded}

    @extend_schema_field(serializers.ChoiceField(Status.choices))
    def get_status(self, claim: Claim) -> Status:
        return policy.status_shown_to(self.context["request"].user, claim)


class ClaimInFull(ClaimShape):
    acts = serializers.SerializerMethodField(help_text="What you may do to it now.")

    class Meta(ClaimShape.Meta):
        fields = [*ClaimShape.Meta.fields, "acts"]

    def get_acts(self, claim: Claim) -> list[Act]:
        return policy.acts_open_to(self.context["request"].user, claim)


class EventShape(serializers.ModelSerializer[Event]):
    """Of a claim. `before` and `after` as far as you may know."""

    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()
    actor = serializers.CharField(source="actor.username")

    class Meta:
        model = Event
        fields = ["id", "act", "before", "after", "actor", "note", "at"]

    def get_before(self, event: Event) -> str:
        return self._shown(event, event.before) if event.before else ""

    def get_after(self, event: Event) -> str:
        return self._shown(event, event.after)

    def _shown(self, event: Event, status: str) -> str:
        return policy.status_shown_to(self.context["request"].user, event.claim, status)
