"""What other publishers found earlier: their ClaimReviews, as they published them and as far as they can be read."""

import dataclasses
from datetime import timedelta, timezone
from typing import Any

from django.conf import settings
from django.db import models

from claims import clock
from claims.search import WordsField
from reviews.elsewhere import Fields
from reviews.querysets import ImportedReviewQuerySet

USER = settings.AUTH_USER_MODEL
NAMES = [field.name for field in dataclasses.fields(Fields)]


class ImportedReview(models.Model):
    """One version of one record. What it said is never changed: a record that came changed is a version more.

    The columns from `record_id` on are `elsewhere.Fields`: empty or null is unknown. Numbers are on the publisher's
    own scale, and no figure is ever made of several publishers'.
    """

    identity = models.CharField(max_length=64)  # SHA-256 of what names the record
    version = models.PositiveIntegerField(default=1)
    current = models.BooleanField(default=True)  # the newest
    digest = models.CharField(max_length=64)  # SHA-256 of the record, however it was spaced
    raw = models.BinaryField()  # byte for byte
    forms = models.JSONField(default=list)  # what was malformed: codes of `elsewhere.FORMS`
    origin = models.CharField(max_length=500)  # the file that it came in
    imported_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(default=clock.now)

    record_id = models.TextField(blank=True)
    url = models.TextField(blank=True)
    claim = models.TextField(blank=True)
    title = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True)
    publisher = models.TextField(blank=True)
    publisher_url = models.TextField(blank=True)
    reviewers = models.JSONField(default=list)
    published_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    published_offset = models.SmallIntegerField(null=True)  # minutes east of UTC, as the moment was written
    rating = models.TextField(blank=True)
    rating_value = models.FloatField(null=True)
    best_rating = models.FloatField(null=True)
    worst_rating = models.FloatField(null=True)
    rating_explanation = models.TextField(blank=True)
    claimant = models.TextField(blank=True)
    claimant_kind = models.CharField(max_length=12, blank=True)
    claimant_url = models.TextField(blank=True)
    claimed_on = models.DateField(null=True)
    appearances = models.JSONField(default=list)
    first_appearance = models.TextField(blank=True)

    words = WordsField(of=("claim", "title", "claimant"))  # what is searched

    objects = ImportedReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["identity", "version"], name="imported_versions_in_sequence"),
            models.UniqueConstraint(
                fields=["identity"], condition=models.Q(current=True), name="one_current_import_of_a_record"
            ),
        ]

    def __str__(self) -> str:
        return self.claim or self.url

    @property
    def fields(self) -> Fields:
        """What is known of it, the moment in the zone in which it was written."""
        known: dict[str, Any] = {name: getattr(self, name) for name in NAMES}
        known |= {name: tuple(known[name]) for name in ("reviewers", "appearances")}
        if self.published_at and self.published_offset is not None:
            zone = timezone(timedelta(minutes=self.published_offset))
            known["published_at"] = self.published_at.astimezone(zone)
        return Fields(**known)


def columns_of(fields: Fields) -> dict[str, Any]:
    """The fields as they are kept."""
    known: dict[str, Any] = {name: getattr(fields, name) for name in NAMES}
    known |= {name: list(known[name]) for name in ("reviewers", "appearances")}
    offset = fields.published_at.utcoffset() if fields.published_at else None
    return known | {"published_offset": None if offset is None else int(offset.total_seconds() // 60)}
