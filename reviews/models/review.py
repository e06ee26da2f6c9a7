"""One reviewer's finding. Written once; a trigger refuses changes. Who thinks again writes another."""

from django.conf import settings
from django.db import models

from claims import clock
from claims.models import Claim
from reviews.models.assignment import Assignment
from reviews.models.rating import Rating
from reviews.querysets import ReviewQuerySet


class Review(models.Model):
    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="review")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+")
    summary = models.CharField(max_length=500, blank=True)  # the finding in a sentence or two, for readers
    reasoning = models.TextField()  # how it was reached, step by step
    created_at = models.DateTimeField(default=clock.now)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.rating} by {self.reviewer}"
