"""A day of the desk, as it was counted: what came, what went, and how long it took."""

from datetime import timedelta

from django.db import models

from claims import clock
from claims.asked import midnight

SETTLING = timedelta(minutes=10)  # after its end a day is counted once more: acts may still be on their way


class Day(models.Model):
    """Counted from the history while it lasts, again and again, and final once it is over: history is never changed.

    The last two fields say how the desk stood when it was counted, and are of use for the latest day alone.
    """

    date = models.DateField(unique=True)
    counted_at = models.DateTimeField(default=clock.now)
    queued = models.PositiveIntegerField(default=0)  # claims, as are the next two
    dismissed = models.PositiveIntegerField(default=0)
    published = models.PositiveIntegerField(default=0)
    several = models.PositiveIntegerField(default=0)  # of those published: how many several people reviewed
    disputed = models.PositiveIntegerField(default=0)  # and of these: on how many they disagreed
    open_at_end = models.IntegerField(default=0)  # queued, and neither published nor dismissed
    minutes = models.JSONField(default=dict)  # from the queue to readers, two digits of it -> how many claims
    worth = models.JSONField(default=list)  # of what waits: how many claims in each tenth of check-worthiness
    ratings = models.JSONField(default=list)  # of what was published lately: topic, rating, how many claims

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%-d %B %Y}"

    @property
    def busy(self) -> bool:
        """Whether there was anything to do, or was done."""
        return bool(self.open_at_end or self.queued or self.dismissed or self.published)

    @property
    def final(self) -> bool:
        """Whether it was counted when nothing could be added to it any more."""
        return self.counted_at >= midnight(self.date, after=1) + SETTLING
