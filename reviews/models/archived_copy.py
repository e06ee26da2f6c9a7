"""What a cited page looked like: a copy that somebody keeps, so that the evidence outlives its address."""

from django.db import models
from django.db.models import Q

from claims import clock
from reviews.enums import ArchiveState
from reviews.querysets import ArchivedCopyQuerySet


class ArchivedCopy(models.Model):
    """One copy of an address for each day on which it was looked at, shared by all sources that cite it.

    It is no part of the history: its state changes while sources and versions stay as they were written.
    """

    url = models.URLField(max_length=2000)  # without the fragment, which is no part of the page
    seen_on = models.DateField()
    state = models.CharField(max_length=10, choices=ArchiveState.choices, default=ArchiveState.WANTED)
    why = models.CharField(max_length=500, blank=True)  # why it failed
    attempts = models.PositiveIntegerField(default=0)
    address = models.URLField(max_length=2500, blank=True)  # where an archive shows it; empty: kept here
    sha256 = models.CharField(max_length=64, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(null=True)  # bytes
    stored_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = ArchivedCopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "archived copies"
        constraints = [
            models.UniqueConstraint(fields=["url", "seen_on"], name="one_copy_per_address_and_day"),
            models.CheckConstraint(
                condition=~Q(state=ArchiveState.STORED) | Q(stored_at__isnull=False) & ~Q(address="", sha256=""),
                name="stored_copy_can_be_found",
            ),
            models.CheckConstraint(condition=~Q(state=ArchiveState.FAILED) | ~Q(why=""), name="failed_copy_says_why"),
        ]

    def __str__(self) -> str:
        return f"Copy of {self.url}"

    @property
    def is_kept_here(self) -> bool:
        return self.state == ArchiveState.STORED and not self.address
