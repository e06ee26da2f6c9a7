"""What the desk does about events that happen to claims."""

from typing import Any

import pytest

from claims.actions import triage
from claims.enums import Status
from claims.models import Job
from reviews.actions import assignments, letting_go
from reviews.enums import Closed
from reviews.models import Assignment
from tests.factories import claim_at, new_claims

pytestmark = pytest.mark.django_db


def jobs_for(claim: Any) -> int:
    return Job.objects.filter(kind="assign_claim", payload={"claim": claim.pk}).count()


def test_each_return_to_the_queue_asks_for_an_assignment_of_its_own(editor: Any, reviewer: Any) -> None:
    [claim] = new_claims(0.9)
    triage.queue(claim.pk, actor=editor)
    assert jobs_for(claim) == 1
    mine = assignments.take_next(actor=reviewer)
    assert jobs_for(claim) == 1
    letting_go.release(mine.pk, actor=reviewer, note="Not my field.")
    assert jobs_for(claim) == 2


def test_a_lease_that_runs_out_asks_for_another_assignment(reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    asked = jobs_for(claim)
    Assignment.objects.update(leased_until="2020-01-01T00:00Z")
    assignments.expire_overdue()
    assert jobs_for(claim) == asked + 1


def test_a_dismissal_closes_what_is_open_in_the_same_transaction(
    editor: Any, reviewer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)

    def fail(*args: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("reviews.receivers.close", fail)
        with pytest.raises(RuntimeError):
            triage.dismiss(claim.pk, actor=editor, note="An opinion.")
    claim.refresh_from_db()
    assert claim.status == Status.IN_REVIEW
    triage.dismiss(claim.pk, actor=editor, note="An opinion.")
    assert claim.assignments.get().closed_as == Closed.DISMISSED
