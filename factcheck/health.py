"""Is the process alive, and can it do its work? For load balancers and containers: no log-in, five queries at most."""

from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Case, F, Min, When
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claims.enums import JobState
from claims.models import Job
from factcheck.broker import ping

BROKER_SECONDS = 1.0
# The sweep does late work itself after a minute and a half: what is older than this, nobody does.
LATE_SECONDS = 180


@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """The process answers. Says nothing about anything behind it, so that a dead database restarts no web server."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 while people can work ("degraded" when only delivery is slow), 503 with the reasons when they cannot."""
    if reasons := _why_not():
        return JsonResponse({"status": "unavailable", "reasons": reasons}, status=503)
    age = _oldest_due_job_seconds()
    broker = ping(settings.CELERY_BROKER_URL, BROKER_SECONDS)
    degraded = []
    if broker:
        degraded.append("The broker does not answer; work is done by the sweep, more slowly.")
    if age > LATE_SECONDS:
        degraded.append(f"Work has been waiting for {age} seconds; no worker and no sweep does it.")
    details: dict[str, Any] = {
        "database": connection.vendor,
        "broker": "unreachable" if broker else "ok",
        "oldest_due_job_seconds": age,
    }
    return JsonResponse({"status": "degraded" if degraded else "ok", "reasons": degraded, **details})


def _why_not() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return ["The database cannot be used."]
    return [f"Migrations are pending: {len(pending)}."] if pending else []


def _oldest_due_job_seconds() -> int:
    due_since = Case(When(state=JobState.RUNNING, then=F("lease_until")), default=F("run_at"))
    oldest = Job.objects.due().aggregate(oldest=Min(due_since))["oldest"]
    return max(0, int((timezone.now() - oldest).total_seconds())) if oldest else 0
