"""The clock hands out what waits: to who holds the fewest, within capacity and languages, never to who gave up."""

from datetime import UTC, datetime
from typing import Any

import pytest

from claims import clock as desk_clock
from claims.actions import jobs
from claims.enums import Act, Status
from claims.models import Claim, Event, Job
from claims.tasks import WORK
from reviews import queries, tasks
from reviews.actions import assignments, letting_go
from reviews.enums import HandedOut
from reviews.models import Assignment, Profile
from tests.factories import PersonFactory, claim_at, new_claims, queued_claims

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def chosen_for(claim: Claim) -> Any:
    assignment = assignments.assign_automatically(claim.pk)
    return assignment and assignment.reviewer


def test_who_holds_the_fewest_gets_it(reviewer: Any, second_reviewer: Any) -> None:
    claim_at(Status.IN_REVIEW, reviewer=reviewer)
    [claim] = queued_claims(0.9)
    assert chosen_for(claim) == second_reviewer


def test_many_claims_are_spread_evenly(reviewer: Any, second_reviewer: Any) -> None:
    for claim in queued_claims(*[0.9] * 6):
        assignments.assign_automatically(claim.pk)
    assert [queries.held_by(person).count() for person in (reviewer, second_reviewer)] == [3, 3]


def test_what_was_closed_does_not_count_as_held(reviewer: Any, second_reviewer: Any) -> None:
    claim_at(Status.REVIEWED, reviewer=reviewer)
    claim_at(Status.REVIEWED, reviewer=reviewer)
    claim_at(Status.IN_REVIEW, reviewer=second_reviewer)
    [claim] = queued_claims(0.9)
    assert chosen_for(claim) == reviewer


def test_it_is_recorded_as_the_clocks_act(reviewer: Any, clock: Any) -> None:
    [claim] = queued_claims(0.9)
    assignment = assignments.assign_automatically(claim.pk)
    assert assignment
    assert (assignment.reason, assignment.reviewer) == (HandedOut.BALANCED, reviewer)
    event = Event.objects.get(claim=claim, act=Act.ASSIGN)
    assert (event.actor, event.note) == (clock, "to first-reviewer")
    assert Claim.objects.get(pk=claim.pk).status == Status.IN_REVIEW


def test_nobody_gets_more_than_their_capacity() -> None:
    PersonFactory(reviewer=True, profile={"capacity": 2})
    handed_out = [assignments.assign_automatically(claim.pk) for claim in queued_claims(0.9, 0.8, 0.7)]
    assert [bool(assignment) for assignment in handed_out] == [True, True, False]


def test_who_has_no_profile_has_the_usual_capacity(reviewer: Any) -> None:
    for claim in queued_claims(*[0.9] * (Profile.CAPACITY + 1)):
        assignments.assign_automatically(claim.pk)
    assert queries.held_by(reviewer).count() == Profile.CAPACITY


@pytest.mark.parametrize(
    "unable",
    [
        {"profile": {"available": False}},
        {"profile": {"languages": ["de", "es"]}},
        {"profile": {"capacity": 1}},
        {"is_active": False},
        {"roles": []},
        {"roles": ["Editor"]},
    ],
    ids=["off duty", "other languages", "full", "inactive", "no role", "editor only"],
)
def test_who_cannot_is_not_asked(unable: dict[str, Any]) -> None:
    somebody = PersonFactory(**{"reviewer": True} | unable)
    if unable.get("profile") == {"capacity": 1}:
        claim_at(Status.IN_REVIEW, reviewer=somebody)
    [claim] = queued_claims(0.9)
    assert chosen_for(claim) is None
    assert Claim.objects.get(pk=claim.pk).status == Status.QUEUED
    able = PersonFactory(reviewer=True, profile={"languages": ["en"]})
    assert chosen_for(claim) == able


def test_languages_are_compared_by_their_primary_code() -> None:
    reader = PersonFactory(reviewer=True, profile={"languages": ["pt-PT"]})
    [claim] = queued_claims(0.9, language="pt-BR")
    assert chosen_for(claim) == reader


def test_who_gave_it_back_is_not_asked_again(reviewer: Any, second_reviewer: Any) -> None:
    claim_at(Status.IN_REVIEW, reviewer=second_reviewer)
    [claim] = queued_claims(0.9)
    mine = assignments.assign_automatically(claim.pk)
    assert mine
    assert mine.reviewer == reviewer
    letting_go.release(mine.pk, actor=reviewer, note="Not my field.")
    assert chosen_for(claim) == second_reviewer
    letting_go.release(Assignment.objects.latest("id").pk, actor=second_reviewer, note="Nor mine.")
    assert chosen_for(claim) is None


def test_who_let_the_lease_run_out_is_not_asked_again(reviewer: Any, second_reviewer: Any) -> None:
    claim_at(Status.IN_REVIEW, reviewer=second_reviewer)
    [claim] = queued_claims(0.9)
    with desk_clock.set_to(LONG_AGO):
        assert chosen_for(claim) == reviewer
    assert assignments.expire_overdue() == 1
    assert chosen_for(claim) == second_reviewer


def test_a_claim_that_was_taken_meanwhile_is_left_where_it_is(reviewer: Any, second_reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    assert chosen_for(claim) is None
    assert claim.assignments.get().reviewer == reviewer


@pytest.mark.parametrize("status", [Status.NEW, Status.DISMISSED, Status.REVIEWED, Status.PUBLISHED])
def test_only_what_waits_is_handed_out(status: Status, second_reviewer: Any) -> None:
    assert chosen_for(claim_at(status)) is None


def test_queueing_leads_to_an_assignment_through_its_job(reviewer: Any, editor: Any) -> None:
    [claim] = queued_claims(0.9)
    job = Job.objects.get(kind="assign_claim", payload__claim=claim.pk)
    assert [jobs.execute(job.pk, WORK), jobs.execute(job.pk, WORK)] == [True, False]
    assert claim.assignments.get().reviewer == reviewer


def test_a_job_for_nobody_is_done_and_the_claim_waits_on() -> None:
    [claim] = queued_claims(0.9)
    job = Job.objects.get(kind="assign_claim", payload__claim=claim.pk)
    assert jobs.execute(job.pk, WORK)
    assert Claim.objects.get(pk=claim.pk).status == Status.QUEUED


def test_what_waited_is_offered_again_the_most_check_worthy_first(reviewer: Any) -> None:
    low, high = queued_claims(0.6, 0.9)
    Profile.objects.create(user=reviewer, capacity=1)
    tasks.assign_waiting()
    assert queries.held_by(reviewer).get().claim == high
    assert Claim.objects.get(pk=low.pk).status == Status.QUEUED


def test_offering_again_leaves_new_claims_alone(reviewer: Any) -> None:
    new_claims(0.9)
    tasks.assign_waiting()
    assert not Assignment.objects.exists()


def test_the_clocks_tick_returns_abandoned_claims(reviewer: Any) -> None:
    with desk_clock.set_to(LONG_AGO):
        claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    tasks.expire_leases()
    tasks.expire_leases()
    assert Event.objects.filter(claim=claim, act=Act.EXPIRE).count() == 1
