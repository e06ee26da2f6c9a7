"""Two who hand out, at once: one holds the lock, the other comes on a second connection. Nobody sleeps and hopes."""

from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from claims.actions.advance import lock_article, lock_claim
from claims.enums import Status
from claims.errors import IllegalAct
from claims.models import Claim
from reviews import queries
from reviews.actions import assignments, letting_go, wanted
from reviews.errors import AlreadyOnIt, AssignmentClosed, AtCapacity, NothingToTake, ReviewsOutOfRange
from reviews.models import Assignment, Verdict
from tests.concurrency.second_connection import Rival, at_once, locked_out
from tests.factories import PersonFactory, queued_claims, record

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]


def taken(person: Any) -> Any:
    return partial(assignments.take_next, actor=person)


def test_take_next_steps_over_a_claim_that_is_being_taken(reviewer: Any, second_reviewer: Any) -> None:
    best, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        assert assignments.take_next(actor=reviewer).claim == best
        assert at_once(taken(second_reviewer)).claim == second
    assert {a.claim_id: a.reviewer for a in Assignment.objects.all()} == {best.pk: reviewer, second.pk: second_reviewer}


def test_take_next_steps_over_a_claim_that_somebody_merely_looks_at_closely(reviewer: Any) -> None:
    best, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        lock_claim(best.pk)
        assert at_once(taken(reviewer)).claim == second


def test_when_all_that_waits_is_being_taken_it_says_so_and_does_not_wait(reviewer: Any, second_reviewer: Any) -> None:
    queued_claims(0.9)
    with transaction.atomic():
        assignments.take_next(actor=reviewer)
        with pytest.raises(NothingToTake, match="being taken by others right now"):
            at_once(taken(second_reviewer))
    with pytest.raises(NothingToTake, match="The queue is empty"):
        at_once(taken(second_reviewer))


def test_two_tabs_of_one_person_take_no_more_than_the_capacity(desk: None) -> None:
    small = PersonFactory(reviewer=True, profile={"capacity": 1})
    queued_claims(0.9, 0.8)
    with transaction.atomic():
        assignments.take_next(actor=small)
        second_tab = Rival(taken(small)).until_it_waits_for_us()
    with pytest.raises(AtCapacity):
        second_tab.finish()
    assert Assignment.objects.count() == 1


def test_an_editor_who_assigns_waits_for_who_takes_and_then_is_too_late(
    reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    [claim] = queued_claims(0.9)
    assign = partial(assignments.assign, claim.pk, reviewer_id=second_reviewer.pk, actor=editor)
    with transaction.atomic():
        assignments.take_next(actor=reviewer)
        with locked_out:
            at_once(assign)
        rival = Rival(assign).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    assert claim.assignments.get().reviewer == reviewer


def test_who_takes_steps_over_what_an_editor_assigns(reviewer: Any, second_reviewer: Any, editor: Any) -> None:
    best, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        assignments.assign(best.pk, reviewer_id=second_reviewer.pk, actor=editor)
        assert at_once(taken(reviewer)).claim == second


def test_the_clock_that_assigns_waits_for_who_takes_and_then_leaves_it(reviewer: Any, second_reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    with transaction.atomic():
        assignments.take_next(actor=reviewer)
        rival = Rival(partial(assignments.assign_automatically, claim.pk)).until_it_waits_for_us()
    assert rival.finish() is None
    assert claim.assignments.get().reviewer == reviewer


def test_two_workers_that_assign_at_once_keep_to_the_capacity(desk: None) -> None:
    small = PersonFactory(reviewer=True, profile={"capacity": 1})
    first, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        assert assignments.assign_automatically(first.pk)
        rival = Rival(partial(assignments.assign_automatically, second.pk)).until_it_waits_for_us()
    assert rival.finish() is None
    assert queries.held_by(small).count() == 1


def test_two_workers_that_assign_at_once_spread_what_there_is(reviewer: Any, second_reviewer: Any) -> None:
    first, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        assert assignments.assign_automatically(first.pk)
        rival = Rival(partial(assignments.assign_automatically, second.pk)).until_it_waits_for_us()
    rival.finish()
    assert [queries.held_by(person).count() for person in (reviewer, second_reviewer)] == [1, 1]


def test_the_clock_that_assigns_keeps_to_what_its_reviewer_takes_at_this_moment(desk: None) -> None:
    small = PersonFactory(reviewer=True, profile={"capacity": 1})
    _, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        assignments.take_next(actor=small)
        rival = Rival(partial(assignments.assign_automatically, second.pk)).until_it_waits_for_us()
    assert rival.finish() is None
    assert queries.held_by(small).count() == 1


def test_who_holds_an_article_does_not_keep_others_from_acting_on_its_claims(reviewer: Any) -> None:
    """An event names its article: a lock that forbade that would let two who wait for each other wait for ever."""
    [claim] = queued_claims(0.9)
    with transaction.atomic():
        lock_article(claim.article_id)
        assert at_once(taken(reviewer)).claim == claim


def test_these_tests_run_on_postgresql(desk: None) -> None:
    assert connection.vendor == "postgresql"


# --- several places --------------------------------------------------------------------------------


def twice_wanted(editor: Any) -> Claim:
    [claim] = queued_claims(0.9)
    return wanted.want(claim.pk, actor=editor, reviews=2)


def assigned(claim: Claim, person: Any, editor: Any) -> Any:
    return partial(assignments.assign, claim.pk, reviewer_id=person.pk, actor=editor)


def places_of(claim: Claim) -> dict[int, Any]:
    return {a.place: a.reviewer for a in claim.assignments.select_related("reviewer") if a.is_standing}


def test_two_who_are_assigned_at_once_sit_on_places_of_their_own(
    reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    claim = twice_wanted(editor)
    with transaction.atomic():
        assigned(claim, reviewer, editor)()
        rival = Rival(assigned(claim, second_reviewer, editor)).until_it_waits_for_us()
    rival.finish()
    claim.refresh_from_db()
    assert (places_of(claim), claim.status) == ({1: reviewer, 2: second_reviewer}, Status.IN_REVIEW)


def test_two_who_are_assigned_the_last_place_at_once_are_one(reviewer: Any, second_reviewer: Any, editor: Any) -> None:
    claim = twice_wanted(editor)
    assigned(claim, PersonFactory(reviewer=True), editor)()
    with transaction.atomic():
        assigned(claim, reviewer, editor)()
        rival = Rival(assigned(claim, second_reviewer, editor)).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    assert places_of(claim)[2] == reviewer


def test_one_person_assigned_twice_at_once_sits_on_one_place(reviewer: Any, editor: Any) -> None:
    claim = twice_wanted(editor)
    with transaction.atomic():
        assigned(claim, reviewer, editor)()
        rival = Rival(assigned(claim, reviewer, editor)).until_it_waits_for_us()
    with pytest.raises(AlreadyOnIt):
        rival.finish()
    assert places_of(claim) == {1: reviewer}


def test_the_second_place_of_what_is_being_taken_is_taken_a_moment_later(
    reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    claim = twice_wanted(editor)
    with transaction.atomic():
        assignments.take_next(actor=reviewer)
        with pytest.raises(NothingToTake, match="right now"):
            at_once(taken(second_reviewer))
    assert at_once(taken(second_reviewer)).place == 2
    assert places_of(claim) == {1: reviewer, 2: second_reviewer}


def test_the_clock_that_assigns_both_places_at_once_finds_two_people(
    reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    claim = twice_wanted(editor)
    with transaction.atomic():
        assert assignments.assign_automatically(claim.pk)
        rival = Rival(partial(assignments.assign_automatically, claim.pk)).until_it_waits_for_us()
    assert rival.finish().place == 2
    assert set(places_of(claim).values()) == {reviewer, second_reviewer}


def test_fewer_reviews_are_not_wanted_while_somebody_takes_the_last_place(
    reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    claim = twice_wanted(editor)
    assigned(claim, reviewer, editor)()
    with transaction.atomic():
        assignments.take_next(actor=second_reviewer)
        rival = Rival(partial(wanted.want, claim.pk, actor=editor, reviews=1)).until_it_waits_for_us()
    with pytest.raises(ReviewsOutOfRange):
        rival.finish()
    assert Claim.objects.get(pk=claim.pk).reviews_wanted == 2


def test_a_place_that_is_wanted_no_more_is_not_given_away(reviewer: Any, second_reviewer: Any, editor: Any) -> None:
    claim = twice_wanted(editor)
    assigned(claim, reviewer, editor)()
    with transaction.atomic():
        wanted.want(claim.pk, actor=editor, reviews=1)
        rival = Rival(assigned(claim, second_reviewer, editor)).until_it_waits_for_us()
        with pytest.raises(NothingToTake):
            at_once(taken(second_reviewer))
    with pytest.raises(IllegalAct):
        rival.finish()
    assert places_of(claim) == {1: reviewer}


# --- from hand to hand -----------------------------------------------------------------------------


def handed(mine: Assignment, colleague: Any) -> Any:
    return partial(
        letting_go.hand_over, mine.pk, actor=mine.reviewer, reviewer_id=colleague.pk, note="You know the ministry."
    )


def test_handing_over_keeps_to_what_the_colleague_takes_at_this_moment(reviewer: Any) -> None:
    small = PersonFactory(reviewer=True, profile={"capacity": 1})
    queued_claims(0.9, 0.8)
    mine = assignments.take_next(actor=reviewer)
    with transaction.atomic():
        assignments.take_next(actor=small)
        rival = Rival(handed(mine, small)).until_it_waits_for_us()
    with pytest.raises(AtCapacity):
        rival.finish()
    assert queries.held_by(small).count() == queries.held_by(reviewer).count() == 1


def test_two_tabs_that_hand_over_to_two_colleagues_reach_one(reviewer: Any, second_reviewer: Any) -> None:
    third = PersonFactory(reviewer=True)
    queued_claims(0.9)
    mine = assignments.take_next(actor=reviewer)
    with transaction.atomic():
        handed(mine, second_reviewer)()
        rival = Rival(handed(mine, third)).until_it_waits_for_us()
    with pytest.raises(AssignmentClosed, match="handed over"):
        rival.finish()
    assert places_of(mine.claim) == {1: second_reviewer}


def test_a_finding_that_comes_while_the_claim_is_handed_over_is_too_late(reviewer: Any, second_reviewer: Any) -> None:
    queued_claims(0.9)
    mine = assignments.take_next(actor=reviewer)
    with transaction.atomic():
        theirs = handed(mine, second_reviewer)()
        rival = Rival(partial(record, mine)).until_it_waits_for_us()
    with pytest.raises(AssignmentClosed, match="handed over"):
        rival.finish()
    assert record(theirs).reviewer == second_reviewer


def test_handing_over_knows_what_was_wanted_and_found_while_it_waited(
    reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    """On the claim as it was before, the other's finding would be all there is, and would be proposed."""
    [claim] = queued_claims(0.9)
    mine, third = assigned(claim, reviewer, editor)(), PersonFactory(reviewer=True)
    with transaction.atomic():
        wanted.want(claim.pk, actor=editor, reviews=2)
        record(assigned(claim, second_reviewer, editor)())
        rival = Rival(handed(mine, third)).until_it_waits_for_us()
    rival.finish()
    assert places_of(claim) == {1: third, 2: second_reviewer}
    assert not Verdict.objects.filter(claim=claim).exists()


def test_who_would_take_back_waits_for_who_takes_and_is_told_who_has_it(reviewer: Any, second_reviewer: Any) -> None:
    queued_claims(0.9)
    mine = assignments.take_next(actor=reviewer)
    letting_go.release(mine.pk, actor=reviewer, note="Not now.")
    with transaction.atomic():
        assignments.take_next(actor=second_reviewer)
        rival = Rival(partial(assignments.take_back, mine.pk, actor=reviewer)).until_it_waits_for_us()
    with pytest.raises(AssignmentClosed, match=f"Now {second_reviewer} holds it"):
        rival.finish()
    assert places_of(mine.claim) == {1: second_reviewer}
