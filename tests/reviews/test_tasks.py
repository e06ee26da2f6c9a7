"""The clock of the desk: safe to run twice, and one trouble does not stop the rest."""

from typing import Any

import pytest

from claims import tasks as claims_tasks
from claims.enums import Status
from factcheck.celery import BEAT, app
from reviews import tasks
from reviews.models import Assignment
from tests.factories import PersonFactory, claim_at, queued_claims

pytestmark = pytest.mark.django_db


def test_the_desks_work_is_known_to_whoever_executes_jobs() -> None:
    assert claims_tasks.WORK["assign_claim"] is tasks.WORK["assign_claim"]


def test_every_tick_of_the_clock_names_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    assert set(BEAT) <= set(app.tasks)


def test_offering_twice_hands_out_once(reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    tasks.assign_waiting()
    tasks.assign_waiting()
    assert claim.assignments.get().reviewer == reviewer


def test_offering_goes_on_when_nobody_reads_the_first(reviewer: Any) -> None:
    queued_claims(0.9, language="es")
    [english] = queued_claims(0.6)
    reviewer.delete()
    reader = PersonFactory(reviewer=True, profile={"languages": ["en"]})
    tasks.assign_waiting()
    assert Assignment.objects.get().claim == english
    assert Assignment.objects.get().reviewer == reader


def test_a_tick_without_anything_overdue_changes_nothing(reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    tasks.expire_leases()
    claim.refresh_from_db()
    assert claim.status == Status.IN_REVIEW
