"""One piece of evidence, written once with the finding or the published version that rests on it."""

from django.db import models
from django.db.models import Q

from reviews.enums import SourceKind, Stance
from reviews.models.archived_copy import ArchivedCopy
from reviews.models.review import Review
from reviews.models.verdict import VerdictVersion


class SourceManager(models.Manager["Source"]):
    """Reads the copy along with the source: wherever one is shown, so is the other."""

    def get_queryset(self) -> models.QuerySet["Source"]:
        return super().get_queryset().select_related("archived_copy")


class Source(models.Model):
    """Belongs either to the review that found it or to the published version that shows it.

    A published version has rows of its own, so that what readers were shown can never change under them.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="sources", null=True)
    version = models.ForeignKey(VerdictVersion, models.PROTECT, related_name="sources", null=True)
    position = models.PositiveSmallIntegerField()
    url = models.URLField(max_length=2000, blank=True)
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True)
    accessed_on = models.DateField(null=True)
    quote = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=SourceKind.choices, default=SourceKind.SECONDARY)
    stance = models.CharField(max_length=10, choices=Stance.choices, default=Stance.CONTEXT)
    note = models.CharField(max_length=500, blank=True)
    # Why nobody is told who it is. What identifies it is then not kept at all: what is not there cannot leak.
    withheld_reason = models.CharField(max_length=300, blank=True)

    archived_copy = models.ForeignKey(ArchivedCopy, models.PROTECT, related_name="sources", null=True)

    objects = SourceManager()

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["url"], condition=~Q(url=""), name="sources_by_address")]
        constraints = [
            models.CheckConstraint(
                condition=Q(review=None, version__isnull=False) | Q(review__isnull=False, version=None),
                name="source_belongs_to_one",
            ),
            models.CheckConstraint(
                condition=Q(withheld_reason="") & ~Q(url="", title="")
                | ~Q(withheld_reason="") & ~Q(note="") & Q(url="", title="", publisher="", author=""),
                name="source_can_be_found",
            ),
            models.UniqueConstraint(fields=["review", "position"], name="review_sources_in_order"),
            models.UniqueConstraint(fields=["version", "position"], name="version_sources_in_order"),
        ]

    def __str__(self) -> str:
        return self.title or self.url or f"Identity withheld: {self.withheld_reason}"
