"""The desk's decision on a claim, and every version of it that readers have been shown."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims import clock
from claims.models import Claim
from reviews.enums import Edition
from reviews.models.rating import Rating
from reviews.models.review import Review
from reviews.querysets import VerdictQuerySet

USER = settings.AUTH_USER_MODEL


class Verdict(models.Model):
    """What stands to be approved or was approved. Published words live in the versions."""

    claim = models.OneToOneField(Claim, models.PROTECT, related_name="verdict")
    review = models.ForeignKey(Review, models.PROTECT, related_name="+")  # whose rating and words it proposes
    rests_on = models.ManyToManyField(Review, related_name="verdicts")  # each a version: findings never change
    proposal = models.PositiveIntegerField(default=1)  # counts up; approvals are of one proposal
    proposed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(USER, models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="verdict_needs_a_second_pair_of_eyes",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approval_has_a_person_and_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Verdict on “{self.claim}”"

    @property
    def given(self) -> "list[Approval]":
        """The approvals of what is proposed now. Reads the prefetched ones where there are any."""
        return [approval for approval in self.approvals.all() if approval.proposal == self.proposal]

    @property
    def shown(self) -> "VerdictVersion | None":
        """The version that readers see now. Reads the prefetched versions where there are any."""
        versions = list(self.versions.all())
        return versions[-1] if versions else None


class Approval(models.Model):
    """One editor's yes to one proposal. A trigger refuses those who wrote a finding on the claim."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="approvals")
    proposal = models.PositiveIntegerField()
    person = models.ForeignKey(USER, models.PROTECT, related_name="+")
    seen = models.PositiveIntegerField()  # the version of the claim that was approved
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["verdict", "proposal", "person"], name="nobody_approves_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} approved by {self.person}"


class VerdictVersion(models.Model):
    """One published version, immutable and in sequence. A later one says publicly what changed and why."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="versions")
    sequence = models.PositiveIntegerField()
    edition = models.CharField(max_length=15, choices=Edition.choices)
    wording = models.TextField(blank=True)  # of the claim, as readers were shown it; empty: its own words
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+")
    summary = models.CharField(max_length=500, blank=True)
    reasoning = models.TextField()
    note = models.TextField(blank=True)  # public: what changed and why
    published_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["verdict", "sequence"], name="versions_are_in_sequence"),
            models.CheckConstraint(
                condition=Q(sequence=1, edition=Edition.ORIGINAL) | (Q(sequence__gt=1) & ~Q(note="")),
                name="later_version_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}, version {self.sequence}"
