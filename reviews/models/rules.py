"""The desk's own rules: how many reviews, approvals and sources it wants, and how long it waits for people."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from claims import clock
from claims.models.topic import MOST_REVIEWS


def _taken_lease() -> int:
    return int(settings.TAKEN_LEASE_MINUTES)


def _assigned_lease() -> int:
    return int(settings.ASSIGNED_LEASE_MINUTES)


class Rules(models.Model):
    """One row, which `actions.rules` changes for editors; until then the defaults hold."""

    reviews_wanted = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_REVIEWS)],
        help_text="Reviews of each claim, blind to each other. An article, a topic or a claim may want more.",
    )
    tolerance = models.PositiveSmallIntegerField(
        default=0, help_text="How many steps on the rating scale two reviewers may lie apart and still agree."
    )
    approvals_wanted = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_REVIEWS)],
        help_text="Editors who approve a verdict before it can be published; none of them reviewed the claim.",
    )
    sources_wanted = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1)], help_text="Sources that every finding needs."
    )
    decisive_sources_wanted = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1)],
        help_text="Independent sources (of different publishers) for a rating on either end of the scale.",
    )
    taken_lease_minutes = models.PositiveIntegerField(
        default=_taken_lease, validators=[MinValueValidator(1)], help_text="How long who took a claim keeps it."
    )
    assigned_lease_minutes = models.PositiveIntegerField(
        default=_assigned_lease, validators=[MinValueValidator(1)], help_text="The same for who was given one."
    )
    warning_minutes = models.PositiveIntegerField(
        default=10, help_text="How long before a lease ends its holder is told."
    )
    grace_minutes = models.PositiveIntegerField(
        default=5, help_text="How long after its end a lease is still honoured, before the claim goes to others."
    )
    overdue_hours = models.PositiveIntegerField(
        default=48, validators=[MinValueValidator(1)], help_text="After how long a claim that waits counts as overdue."
    )

    class Meta:
        verbose_name = verbose_name_plural = "rules of the desk"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_set_of_rules")]

    def __str__(self) -> str:
        return "Rules of the desk"

    @classmethod
    def current(cls) -> "Rules":
        """The rules that hold now."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @property
    def grace(self) -> timedelta:
        return timedelta(minutes=self.grace_minutes)

    @property
    def warning(self) -> timedelta:
        return timedelta(minutes=self.warning_minutes)

    def overdue_since(self) -> datetime:
        """Whatever has waited since before this time is overdue."""
        return clock.now() - timedelta(hours=self.overdue_hours)
