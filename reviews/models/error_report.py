"""What a reader finds wrong in a published check, and what the desk did about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims import clock
from reviews.models.verdict import Verdict
from reviews.querysets import ErrorReportQuerySet


class ErrorReport(models.Model):
    """Anybody may send one. `sender` is a hash that changes every day: enough to stop a flood, and tells nobody who."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="error_reports")
    what = models.TextField()
    email = models.EmailField(blank=True)
    sender = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    handled_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)  # what was done about it, for the newsroom

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(handled_by=None, handled_at=None, note="")
                | Q(handled_by__isnull=False, handled_at__isnull=False) & ~Q(note=""),
                name="handled_report_says_by_whom_and_how",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at", "sender"], name="reports_by_time"),
            models.Index("id", condition=Q(handled_at=None), name="reports_open"),
        ]

    def __str__(self) -> str:
        return f"Report on {self.verdict}"
