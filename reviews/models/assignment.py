"""A claim in somebody's hands, for as long as the lease runs."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims import clock
from claims.models import Claim
from reviews.enums import AssignmentRole, Closed, HandedOut
from reviews.querysets import AssignmentQuerySet


class Assignment(models.Model):
    """Who holds the claim. A finding needs this row's token, so a forgotten tab cannot overwrite anybody."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=12, choices=AssignmentRole.choices, default=AssignmentRole.REVIEW)
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    reason = models.CharField(max_length=10, choices=HandedOut.choices)
    note = models.TextField(blank=True)  # what the editor said when sending it back
    leased_until = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
    closed_as = models.CharField(max_length=10, choices=Closed.choices, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "role"], condition=Q(closed_at=None), name="one_open_assignment_per_role"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_as="") | (Q(closed_at__isnull=False) & ~Q(closed_as="")),
                name="closed_assignment_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["reviewer", "id"], condition=Q(closed_at=None), name="held_by_reviewer"),
            models.Index(fields=["leased_until"], condition=Q(closed_at=None), name="leases_running"),
        ]

    def __str__(self) -> str:
        return f"{self.claim} held by {self.reviewer}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
