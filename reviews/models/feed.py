"""The change feed: everything that changed for readers, in the order in which it was committed."""

import secrets

from django.db import models
from django.db.models import Q

from claims import clock
from reviews.enums import News
from reviews.models.rating import RatingScale
from reviews.models.verdict import Verdict, VerdictVersion


def _mark() -> str:
    return secrets.token_hex(6)


class Feed(models.Model):
    """One row: how far the feed has come. Who writes into the feed locks it, last of all, until they commit."""

    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_feed")]

    def __str__(self) -> str:
        return f"The feed up to {self.last}"


class FeedEntry(models.Model):
    """Something that the API shows at one address is another now. Never changed and never removed, by trigger.

    `id` counts the commits without a gap. What is shown is not kept here: what was withdrawn would be kept with it.
    """

    id = models.BigIntegerField(primary_key=True)
    mark = models.CharField(max_length=12, default=_mark)  # so that a cursor is known to be of this very feed
    kind = models.CharField(max_length=20, choices=News.choices)
    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="+", null=True)
    version = models.ForeignKey(VerdictVersion, models.PROTECT, related_name="+", null=True)  # which it brought
    scale = models.ForeignKey(RatingScale, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["version"], name="each_version_is_told_of_once"),
            models.CheckConstraint(
                condition=Q(verdict__isnull=False, scale=None) | Q(verdict=None, scale__isnull=False, version=None),
                name="feed_tells_of_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["at", "id"], name="feed_by_time")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.get_kind_display()}"
