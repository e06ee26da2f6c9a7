"""A claim: one checkable statement, anchored to the exact characters it came from."""

from django.db import models
from django.db.models import F, Q

from claims import clock
from claims.enums import TELLING, Origin, Priority, Status
from claims.models.article import Article, Revision
from claims.models.topic import MOST_REVIEWS
from claims.querysets import ClaimQuerySet
from claims.search import WordsField

CONTEXT = 32  # characters of prefix and suffix, as Hypothesis clients keep them


class Claim(models.Model):
    """Anchored twice, after the W3C Web Annotation model: by position and by quote.

    `start` and `end` count Unicode code points in `revision.body`, end exclusive; `text` is exactly what stands there.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="claims")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="claims")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    prefix = models.CharField(max_length=CONTEXT, blank=True)
    suffix = models.CharField(max_length=CONTEXT, blank=True)
    wording = models.TextField(blank=True)  # for readers who lack the context; the quotation stays as it is
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.DETECTED, editable=False)

    kind = models.CharField(max_length=20)
    check_worthiness = models.FloatField()  # 0..1, how much a reader deserves to have it checked
    shipped_score = models.FloatField(null=True)  # before the newsroom's own head: what the next fit starts from
    by_encoder = models.BooleanField(null=True)  # the encoder had a say in that score; null: nobody asked
    reasons = models.JSONField(default=list)  # of the score, for people to read
    claimant = models.CharField(max_length=300, blank=True)  # empty: unknown stays unknown
    claimant_start = models.PositiveIntegerField(null=True)  # the words it was read from, same units
    claimant_end = models.PositiveIntegerField(null=True)
    words = WordsField(of=("text", "claimant"))  # what is searched

    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL, editable=False)
    reviews_wanted = models.PositiveSmallIntegerField(null=True, editable=False)  # fixed when it is queued
    queued_at = models.DateTimeField(null=True, editable=False)  # for the first time: its age in the queue
    rank_at = models.DateTimeField(null=True, editable=False)  # its place in the queue, docs/desk.md
    not_before = models.DateTimeField(null=True, editable=False)  # postponed until then
    late_told_at = models.DateTimeField(null=True, editable=False)  # when editors were told that it waits too long

    status = models.CharField(max_length=10, choices=Status.choices, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)  # goes up with every act; a decision names it
    created_at = models.DateTimeField(default=clock.now, editable=False)
    moved_at = models.DateTimeField(default=clock.now, editable=False)  # when it reached its status
    was_disputed = models.BooleanField(default=False, editable=False)  # reviewers disagreed on it at some time

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "start", "end"],
                condition=~Q(status=Status.DISMISSED),
                name="one_live_claim_per_span",
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="claim_has_characters"),
            models.CheckConstraint(
                condition=Q(check_worthiness__gte=0) & Q(check_worthiness__lte=1), name="check_worthiness_is_0_to_1"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="claim_status_is_known"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="claim_origin_is_known"),
            models.CheckConstraint(
                condition=~Q(status=Status.QUEUED) | Q(rank_at__isnull=False), name="queued_claim_has_a_rank"
            ),
            models.CheckConstraint(
                condition=Q(reviews_wanted=None) | Q(reviews_wanted__range=(1, MOST_REVIEWS)),
                name="claim_wants_1_to_9_reviews",
            ),
        ]
        indexes = [
            # The reviewers' queue in its order, and nothing but the queue.
            models.Index(
                "rank_at", "id", condition=Q(status=Status.QUEUED), include=["article"], name="claims_waiting_by_rank"
            ),
            models.Index(fields=["status", "id"], name="claims_by_status"),
            # The board's orders: each column is a status. With the article, which most filters are about.
            models.Index(
                fields=["status", "moved_at", "id"], include=["article", "reviews_wanted"], name="claims_by_age"
            ),
            models.Index(fields=["status", "check_worthiness", "id"], include=["article"], name="claims_by_worth"),
            # With the priority itself: PostgreSQL else looks at the row for what the expression was made of.
            models.Index(
                "status", -F("priority"), "moved_at", "id", include=["priority", "article"], name="claims_by_urgency"
            ),
            models.Index(
                fields=["status", "moved_at", "id"], condition=Q(was_disputed=True), name="claims_disputed_by_age"
            ),
            models.Index("queued_at", "id", condition=Q(status=Status.QUEUED), name="claims_waiting_since"),
            # What waits and may have a review already: several are wanted, and something was done since it was queued.
            models.Index(
                "id", condition=Q(status=Status.QUEUED, reviews_wanted__gt=1, version__gt=2), name="claims_waiting_on"
            ),
            models.Index(
                "queued_at", "id", condition=Q(status=Status.QUEUED, late_told_at=None), name="claims_not_told_late"
            ),
            # Which of these several review: reviewers are not told that all reviews are in.
            models.Index(
                fields=["status", "reviews_wanted", "id"], condition=Q(status__in=TELLING), name="claims_telling"
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:77]}..."
