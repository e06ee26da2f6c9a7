"""The two questions that load balancers ask."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from claims.models import Job


def late_job(minutes: int, **fields: object) -> Job:
    return Job.objects.create(
        kind="split_article", key="k", run_at=timezone.now() - timedelta(minutes=minutes), **fields
    )


def test_livez_answers_without_asking_the_database(client: Client) -> None:
    answer = client.get("/livez")  # pytest-django refuses any query here
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_readyz_is_ok_when_everything_answers(db: None, client: Client, settings: Any, redis_server: str) -> None:
    settings.CELERY_BROKER_URL = redis_server
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "reasons": [],
        "database": connection.vendor,
        "broker": "ok",
        "oldest_due_job_seconds": 0,
    }


def test_readyz_is_only_degraded_without_a_broker(db: None, client: Client, settings: Any) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"], answer.json()["broker"]) == (200, "degraded", "unreachable")


def test_readyz_is_degraded_when_work_waits_and_nobody_does_it(db: None, client: Client) -> None:
    late_job(minutes=10)
    answer = client.get("/readyz").json()
    assert answer["status"] == "degraded"
    assert answer["oldest_due_job_seconds"] == pytest.approx(600, abs=30)
    assert "waiting" in " ".join(answer["reasons"])


def test_work_in_progress_is_late_from_the_end_of_its_lease_on(db: None, client: Client) -> None:
    gone = timezone.now() - timedelta(minutes=5)
    late_job(minutes=60, state="running", token="0" * 32, lease_until=gone)
    assert client.get("/readyz").json()["oldest_due_job_seconds"] == pytest.approx(300, abs=30)


def test_readyz_says_503_while_migrations_are_pending(db: None, client: Client) -> None:
    MigrationRecorder(connection).record_unapplied(*MigrationLoader(connection).graph.leaf_nodes("sessions")[0])
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["reasons"] == ["Migrations are pending: 1."]


def test_readyz_says_503_and_no_details_when_the_database_is_gone(client: Client) -> None:
    gone = OperationalError("connection to server at 10.1.2.3 failed for user factcheck")
    with mock.patch("factcheck.health.MigrationExecutor", side_effect=gone):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reasons"]) == (503, ["The database cannot be used."])


@pytest.mark.parametrize("jobs", [1, 3])
def test_readyz_asks_the_same_few_questions_however_much_work_there_is(
    db: None, client: Client, jobs: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(jobs):
        Job.objects.create(kind="split_article", key=f"k{number}")
    with django_assert_max_num_queries(4):
        client.get("/readyz")


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_is_for_reading_only_and_never_cached(db: None, client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
    assert "no-store" in client.get(path)["Cache-Control"]
