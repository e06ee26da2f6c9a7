"""Machines that call the API, and the keys by which they are known."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims import clock
from claims.querysets import MachineKeyQuerySet

LIVE_KEYS = 2  # of one machine: the old one and the one that takes its place


class Machine(models.Model):
    """A program that calls the API: what it may do, and who answers for it.

    It acts as a user of its own that can never log in, so that history names it like anybody else.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="machine")
    name = models.CharField(max_length=60, unique=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scopes = models.JSONField(default=list)  # of `Scope`; none reads what everybody may read
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="somebody_ended_the_machine",
            )
        ]

    def __str__(self) -> str:
        return self.name


class MachineKey(models.Model):
    """One key. Its secret is told once and never kept: what is kept is the hash of it.

    A machine has places for two, so that the next key can be carried to it before the last one is revoked.
    """

    machine = models.ForeignKey(Machine, models.PROTECT, related_name="keys")
    place = models.PositiveSmallIntegerField()
    prefix = models.CharField(max_length=8, unique=True)  # stands in the key, readable: how people and we find the row
    sha256 = models.CharField(max_length=64)  # of the whole key; it has 238 bits of chance, so a quick hash is enough
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True)  # null: when it is revoked
    last_used_at = models.DateTimeField(null=True)  # to a minute
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = MachineKeyQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["machine", "place"], condition=Q(revoked_at=None), name="one_live_key_per_place"
            ),
            models.CheckConstraint(condition=Q(place__range=(1, LIVE_KEYS)), name="machine_has_two_places_for_keys"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="somebody_revoked_the_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}…"

    @property
    def is_over(self) -> bool:
        """Whether its time has run out."""
        return self.expires_at is not None and self.expires_at <= clock.now()
