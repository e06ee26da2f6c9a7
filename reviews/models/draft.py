"""What somebody has typed on a claim and not submitted: kept whatever becomes of the lease."""

from django.conf import settings
from django.db import models

from claims import clock
from claims.models import Claim


class Draft(models.Model):
    """One per person and claim, seen by that person alone. `words` is the form as it stood, checked by nobody yet."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="drafts")
    words = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)  # goes up with every save: two devices notice each other
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "claim"], name="one_draft_per_person_and_claim")]

    def __str__(self) -> str:
        return f"Draft of {self.person} on “{self.claim}”"
