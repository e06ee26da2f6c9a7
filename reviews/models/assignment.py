"""A claim in somebody's hands, for as long as the lease runs."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims import clock
from claims.models import Claim
from claims.models.topic import MOST_REVIEWS
from reviews.enums import SET_ASIDE, STANDING, AssignmentRole, Closed, HandedOut
from reviews.querysets import AssignmentQuerySet

# The tallies of agreement lack its finding, or have it though it was taken back.
OUT_OF_STEP = Q(role=AssignmentRole.REVIEW, closed_as=Closed.REVIEWED, counted=False) | (
    ~Q(closed_as=Closed.REVIEWED) & Q(counted=True)
)


class Assignment(models.Model):
    """Who holds the claim. A finding needs this row's token, so a forgotten tab cannot overwrite anybody."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=12, choices=AssignmentRole.choices, default=AssignmentRole.REVIEW)
    place = models.PositiveSmallIntegerField(default=1)  # which of the reviews wanted, from 1
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    reason = models.CharField(max_length=12, choices=HandedOut.choices)
    why = models.CharField(max_length=300, blank=True)  # the same in a sentence: what spoke for this claim
    note = models.TextField(blank=True)  # what the editor or the colleague said who passed it on
    leased_until = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
    closed_as = models.CharField(max_length=12, choices=Closed.choices, blank=True)
    counted = models.BooleanField(default=False, editable=False)  # its finding is in the tallies (`models.Tally`)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "role", "place"],
                condition=Q(closed_as__in=STANDING),
                name="one_standing_assignment_per_place",
            ),
            models.UniqueConstraint(
                fields=["claim", "reviewer"], condition=Q(closed_as__in=STANDING), name="nobody_twice_on_a_claim"
            ),
            models.CheckConstraint(condition=Q(place__range=(1, MOST_REVIEWS)), name="place_is_1_to_9"),
            models.CheckConstraint(
                condition=Q(role=AssignmentRole.REVIEW) | Q(place=1), name="one_adjudicator_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_as="") | (Q(closed_at__isnull=False) & ~Q(closed_as="")),
                name="closed_assignment_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["reviewer", "id"], condition=Q(closed_at=None), name="held_by_reviewer"),
            models.Index(fields=["leased_until"], condition=Q(closed_at=None), name="leases_running"),
            # What somebody ever reviewed, and what they may take up again.
            models.Index(
                fields=["reviewer", "claim"], condition=Q(closed_as__in=STANDING), name="standing_of_reviewer"
            ),
            models.Index(fields=["reviewer", "closed_at"], condition=Q(closed_as__in=SET_ASIDE), name="set_aside_by"),
            models.Index(fields=["claim"], condition=OUT_OF_STEP, name="findings_to_count"),
        ]

    def __str__(self) -> str:
        return f"{self.claim} held by {self.reviewer}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_standing(self) -> bool:
        """On a place of the claim: being worked on, or reviewed with a finding that stands."""
        return self.closed_as in STANDING

    @property
    def adjudicates(self) -> bool:
        return self.role == AssignmentRole.ADJUDICATION
