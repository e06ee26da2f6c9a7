"""What a request was answered that may come again: under an Idempotency-Key, one row of whoever sent it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class KeptAnswer(models.Model):
    """One request of one caller, and what it was answered; without a status it is being done.

    Whoever holds `token` may commit the effect, together with the answer. Lease and age are the database's clock's.
    """

    caller = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    asked = models.CharField(max_length=64)  # SHA-256 of method, address and body, in hexadecimal
    token = models.UUIDField()
    lease_until = models.DateTimeField()
    begun_at = models.DateTimeField(db_default=Now(), db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    headers = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caller", "key"], name="one_answer_per_caller_and_key"),
            models.CheckConstraint(
                condition=Q(status=None) | Q(status__range=(200, 299)), name="only_what_was_done_is_kept"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.caller}: {self.key}"
