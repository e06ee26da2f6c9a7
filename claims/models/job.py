"""Work that must happen. Written in the transaction that causes it; Celery only wakes somebody to do it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from claims.enums import JobState
from claims.querysets import JobQuerySet


class Job(models.Model):
    """One piece of work, done once however often it is delivered.

    Whoever holds `token` may commit the effects, together with the state "done". The lease runs on the database's
    clock, so that machines need not agree on the time.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.READY)
    attempts = models.PositiveIntegerField(default=0)
    run_at = models.DateTimeField(db_default=Now())
    dispatched_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    token = models.UUIDField(null=True)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_job_per_key"),
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING) | Q(token__isnull=False, lease_until__isnull=False),
                name="running_job_has_a_holder",
            ),
        ]
        indexes = [
            models.Index(
                fields=["run_at", "id"], condition=Q(state__in=[JobState.READY, JobState.RUNNING]), name="jobs_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.key})"
