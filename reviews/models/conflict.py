"""What somebody may not judge, and from when to when. Never removed, only ended: history shows what held."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims import clock
from claims.models import Claim, Topic
from reviews.enums import NAMED_BY_WORDS, ConflictKind
from reviews.querysets import ConflictQuerySet

USER = settings.AUTH_USER_MODEL


class Conflict(models.Model):
    """A conflict of interest with an outlet, an organisation, a claimant, a topic, or with one claim (a recusal).

    It holds on its first day, on its last day, and in between; without a last day it holds until it is ended.
    """

    person = models.ForeignKey(USER, models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=12, choices=ConflictKind.choices)
    value = models.CharField(max_length=200, blank=True)  # the outlet, organisation or claimant, as somebody wrote it
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", null=True, blank=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+", null=True, blank=True)
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    declared_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=clock.now)
    ended_by = models.ForeignKey(USER, models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = "conflict of interest"
        verbose_name_plural = "conflicts of interest"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind__in=NAMED_BY_WORDS, topic=None, claim=None) & ~Q(value=""))
                | Q(kind=ConflictKind.TOPIC, value="", topic__isnull=False, claim=None)
                | Q(kind=ConflictKind.CLAIM, value="", topic=None, claim__isnull=False),
                name="conflict_names_what_its_kind_says",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__lte=F("ends_on")), name="conflict_begins_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None)
                | Q(ended_by__isnull=False, ended_at__isnull=False, ends_on__isnull=False),
                name="ended_conflict_says_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display().lower()} {self.named}"

    @property
    def named(self) -> str:
        """What it is with, in words."""
        return str(self.topic or self.claim or self.value)

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < clock.today()

    @property
    def holds(self) -> bool:
        """Whether it holds today."""
        return self.starts_on <= clock.today() and not self.is_over
