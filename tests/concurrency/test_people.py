"""Who comes and goes while others are at work: nobody is handed anything any more, and somebody can still decide."""

from functools import partial
from typing import Any

import pytest
from django.db import transaction

from claims import policy
from claims.errors import ChangedMeanwhile
from reviews import newsroom
from reviews.actions import access, assignments, people, rules
from reviews.enums import Closed
from reviews.errors import LastEditor, NotAReviewer
from reviews.models import Assignment, Profile, Rules
from tests.concurrency.second_connection import Rival
from tests.factories import PersonFactory, queued_claims

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]


def lone_editors() -> tuple[Any, Any]:
    """Two, and no others: those who queued a claim for the test have left."""
    newsroom.people().update(is_active=False)
    return PersonFactory(editor=True), PersonFactory(editor=True)


def test_two_editors_who_shut_each_other_out_at_once_leave_one() -> None:
    one, other = lone_editors()
    with transaction.atomic():
        access.deactivate(other.pk, actor=one)
        rival = Rival(partial(access.deactivate, one.pk, actor=other)).until_it_waits_for_us()
    with pytest.raises(LastEditor):
        rival.finish()
    assert list(newsroom.editors_who_can_come_in()) == [one]


def test_two_editors_who_step_down_at_once_leave_one() -> None:
    one, other = lone_editors()
    with transaction.atomic():
        people.change(one.pk, {"role": "reviewer"}, actor=one)
        rival = Rival(partial(people.change, other.pk, {"role": "none"}, actor=other)).until_it_waits_for_us()
    with pytest.raises(LastEditor):
        rival.finish()
    assert list(newsroom.editors_who_can_come_in()) == [other]


def test_who_assigns_waits_for_who_lets_the_reviewer_go_and_is_then_refused(editor: Any, reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    with transaction.atomic():
        access.deactivate(reviewer.pk, actor=editor)
        assign = partial(assignments.assign, claim.pk, reviewer_id=reviewer.pk, actor=editor)
        rival = Rival(assign).until_it_waits_for_us()
    with pytest.raises(NotAReviewer):
        rival.finish()
    assert not Assignment.objects.exists()


def test_who_lets_a_reviewer_go_waits_for_who_assigns_and_takes_it_back(editor: Any, reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    with transaction.atomic():
        assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
        rival = Rival(partial(access.deactivate, reviewer.pk, actor=editor)).until_it_waits_for_us()
    assert str(rival.finish()) == "1 claim went back to the queue."
    assert Assignment.objects.get().closed_as == Closed.RELEASED


def test_two_who_change_a_person_at_once_do_not_overwrite_each_other(editor: Any, reviewer: Any) -> None:
    change = partial(people.change, reviewer.pk, {"capacity": 9}, actor=PersonFactory(editor=True), seen=0)
    with transaction.atomic():
        people.change(reviewer.pk, {"capacity": 2}, actor=editor, seen=0)
        rival = Rival(change).until_it_waits_for_us()
    with pytest.raises(ChangedMeanwhile):
        rival.finish()
    assert Profile.objects.get(user=reviewer).capacity == 2


@pytest.mark.parametrize("there_are_some", [False, True], ids=["the first", "later ones"])
def test_two_who_change_the_rules_at_once_do_not_overwrite_each_other(editor: Any, there_are_some: bool) -> None:
    if there_are_some:
        Rules.objects.create()
    with transaction.atomic():
        rules.change({"tolerance": 1}, actor=editor, seen=0)
        rival = Rival(partial(rules.change, {"overdue_hours": 2}, actor=editor, seen=0)).until_it_waits_for_us()
    with pytest.raises(ChangedMeanwhile):
        rival.finish()
    assert (Rules.current().tolerance, Rules.current().overdue_hours) == (1, 48)


def test_an_editor_who_reviews_loses_one_role_and_keeps_the_other(editor: Any) -> None:
    both = PersonFactory(roles=[policy.REVIEWER, policy.EDITOR])
    with transaction.atomic():
        people.change(both.pk, {"role": "editor"}, actor=editor)
        rival = Rival(partial(people.change, both.pk, {"role": "reviewer"}, actor=editor)).until_it_waits_for_us()
    rival.finish()
    assert set(both.groups.values_list("name", flat=True)) == {policy.REVIEWER}
