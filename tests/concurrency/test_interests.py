"""A conflict of interest declared at the very moment of an act: it is seen, or it comes after what was done.

Whoever judges and whoever declares lock the person, so nothing is ever handed out, found, approved or corrected after a
conflict that was declared before.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from claims.actions.advance import lock_claim
from claims.enums import Status
from claims.errors import NotAllowed
from claims.models import Claim, Event
from reviews.actions import adjudication, assignments, conflicts, letting_go, verdicts
from reviews.actions.conflicts import Interest
from reviews.errors import AlreadyEnded, ConflictOfInterest, NothingToTake
from reviews.models import Conflict
from tests.concurrency.second_connection import Rival
from tests.factories import PersonFactory, claim_at, queued_claims, record

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]

OUTLET = "The Harbour Post"
Scene = tuple[Claim, Callable[[], Any]]


def declare(person: Any, **interest: Any) -> Conflict:
    wanted = {"kind": "outlet", "value": OUTLET} | interest
    return conflicts.declare(Interest(**wanted), person_id=person.pk, actor=person)


def assigned(person: Any, editor: Any) -> Scene:
    [claim] = queued_claims(0.9, outlet=OUTLET)
    return claim, partial(assignments.assign, claim.pk, reviewer_id=person.pk, actor=editor)


def handed_over(person: Any, editor: Any) -> Scene:
    claim = claim_at(Status.IN_REVIEW, outlet=OUTLET)
    held = claim.assignments.select_related("reviewer").get()
    words = {"reviewer_id": person.pk, "note": "You know them."}
    return claim, partial(letting_go.hand_over, held.pk, actor=held.reviewer, **words)


def appointed(person: Any, editor: Any) -> Scene:
    claim = claim_at(Status.DISPUTED, outlet=OUTLET)
    return claim, partial(adjudication.appoint, claim.pk, person_id=person.pk, actor=editor)


def recorded(person: Any, editor: Any) -> Scene:
    claim = claim_at(Status.IN_REVIEW, reviewer=person, outlet=OUTLET)
    return claim, partial(record, claim.assignments.select_related("reviewer").get())


def adjudicated(person: Any, editor: Any) -> Scene:
    claim, appoint = appointed(person, editor)
    return claim, partial(record, appoint(), rating="half_true")


def approved(person: Any, editor: Any) -> Scene:
    claim = claim_at(Status.REVIEWED, outlet=OUTLET)
    return claim, partial(verdicts.approve, claim.pk, actor=person)


def corrected(person: Any, editor: Any) -> Scene:
    claim = claim_at(Status.PUBLISHED, outlet=OUTLET)
    correction = verdicts.Correction(note="Why.", rating="true")
    return claim, partial(verdicts.correct, claim.pk, actor=person, correction=correction)


every_act = pytest.mark.parametrize(
    "scene", [assigned, handed_over, appointed, recorded, adjudicated, approved, corrected]
)


@pytest.fixture
def person(scene: Callable[..., Scene]) -> Any:
    by_an_editor = scene in (appointed, adjudicated, approved, corrected)
    return PersonFactory(editor=True) if by_an_editor else PersonFactory(reviewer=True)


@every_act
def test_who_judges_waits_for_who_declares_and_is_then_refused(
    scene: Callable[..., Scene], person: Any, editor: Any
) -> None:
    claim, act = scene(person, editor)
    events = Event.objects.filter(claim=claim).count()
    with transaction.atomic():
        declare(person)
        rival = Rival(act).until_it_waits_for_us()
    with pytest.raises((ConflictOfInterest, NotAllowed)):
        rival.finish()
    assert Event.objects.filter(claim=claim).count() == events


@every_act
def test_who_declares_waits_for_who_judges_and_comes_after(
    scene: Callable[..., Scene], person: Any, editor: Any
) -> None:
    claim, act = scene(person, editor)
    with transaction.atomic():
        act()
        rival = Rival(partial(declare, person)).until_it_waits_for_us()
    assert rival.finish().declared_at > Event.objects.filter(claim=claim).latest("id").at


def test_who_takes_the_next_waits_for_who_declares_and_gets_another(reviewer: Any) -> None:
    queued_claims(0.9, outlet=OUTLET)
    [other] = queued_claims(0.8)
    with transaction.atomic():
        declare(reviewer)
        rival = Rival(partial(assignments.take_next, actor=reviewer)).until_it_waits_for_us()
    assert rival.finish().claim == other
    with pytest.raises(NothingToTake):
        assignments.take_next(actor=reviewer)


def test_the_clock_that_assigns_waits_for_who_declares_and_finds_somebody_else(
    reviewer: Any, second_reviewer: Any
) -> None:
    [claim] = queued_claims(0.9, outlet=OUTLET)
    with transaction.atomic():
        declare(reviewer)
        rival = Rival(partial(assignments.assign_automatically, claim.pk)).until_it_waits_for_us()
    assert rival.finish().reviewer == second_reviewer


def test_a_conflict_with_the_claim_itself_takes_its_lock_before_the_persons(reviewer: Any) -> None:
    """In the order of everybody else, or the two would wait for each other for ever."""
    claim, act = recorded(reviewer, None)
    with transaction.atomic():
        lock_claim(claim.pk)
        rival = Rival(partial(declare, reviewer, kind="claim", value="", claim=claim.pk)).until_it_waits_for_us()
        act()
    assert rival.finish().claim == claim


def test_two_tabs_that_declare_the_same_at_once_declare_it_once(reviewer: Any) -> None:
    with transaction.atomic():
        mine = declare(reviewer)
        rival = Rival(partial(declare, reviewer)).until_it_waits_for_us()
    assert rival.finish() == mine
    assert Conflict.objects.count() == 1


def test_two_who_end_a_conflict_at_once_end_it_once(reviewer: Any, editor: Any) -> None:
    mine = declare(reviewer)
    with transaction.atomic():
        conflicts.end(mine.pk, actor=reviewer)
        rival = Rival(partial(conflicts.end, mine.pk, actor=editor)).until_it_waits_for_us()
    with pytest.raises(AlreadyEnded):
        rival.finish()
    assert Conflict.objects.get().ended_by == reviewer
