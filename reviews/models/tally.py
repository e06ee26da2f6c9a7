"""What agreement is computed from, counted once: so that no page has to read every finding there ever was."""

from django.db import models
from django.db.models import Q


class Tally(models.Model):
    """The sums of one month, by the month of a claim's last finding (`reviews.sums`). Which findings are in them,
    `Assignment.counted` says; whatever is not in step is read from the findings themselves.

    Without a scale: all claims, as if nothing was compared, and what editors decided. With one: what is to be added to
    that where this scale is asked for. Without a month: all of them together.
    """

    month = models.CharField(max_length=7, blank=True)  # such as 2026-03, in the desk's time zone
    scale = models.CharField(max_length=40, blank=True)
    compared = models.JSONField(default=dict)  # sets of ratings, and what was left out
    pairs = models.JSONField(default=list)
    work = models.JSONField(default=list)  # of each reviewer
    decisions = models.JSONField(default=list)  # of each editor

    class Meta:
        ordering = ["month", "scale"]
        constraints = [models.UniqueConstraint(fields=["month", "scale"], name="one_tally_per_month_and_scale")]

    def __str__(self) -> str:
        return " ".join([self.month, self.scale]).strip()


class Tallying(models.Model):
    """One row: until when editors' decisions are counted, and when nothing was left to count. Who counts locks it."""

    decided_until = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_tallying")]

    def __str__(self) -> str:
        return f"Counted until {self.decided_until}"
