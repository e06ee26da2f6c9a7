"""Many claims at once: each is done or refused by itself, and says so."""

from typing import Any

import pytest

from claims.actions import triage
from claims.enums import Act, Priority, Status
from claims.models import Claim, Event
from reviews.actions import bulk
from reviews.actions.bulk import Chosen
from reviews.errors import NothingChosen, TooManyAtOnce, UnknownChoice
from reviews.models import Assignment
from tests.factories import claim_at, new_claims, queued_claims

pytestmark = pytest.mark.django_db


def chosen(*claims: Claim) -> list[Chosen]:
    return [Chosen(claim.pk, claim.version) for claim in claims]


def test_what_has_moved_on_is_refused_and_stops_none_of_the_others(editor: Any, second_editor: Any) -> None:
    first, moved, last = queued_claims(0.9, 0.8, 0.7)
    seen = chosen(first, moved, last)
    triage.prioritise(moved.pk, actor=second_editor, priority=Priority.LOW)
    outcomes = bulk.act_on(seen, Act.PRIORITISE, Priority.URGENT, actor=editor)
    assert [(one.claim_id, one.code) for one in outcomes] == [
        (first.pk, ""),
        (moved.pk, "stale_version"),
        (last.pk, ""),
    ]
    assert "second-editor set its priority" in outcomes[1].refused
    assert list(Claim.objects.order_by("pk").values_list("priority", flat=True)) == [3, 0, 3]


def test_each_act_is_the_one_that_the_claims_own_page_does(editor: Any, reviewer: Any) -> None:
    new, queued, wanted, dismissed = *new_claims(0.9), *queued_claims(0.9, 0.8, 0.7)
    done = [
        (bulk.act_on(chosen(new), Act.QUEUE, actor=editor), new, Act.QUEUE),
        (bulk.act_on(chosen(queued), Act.ASSIGN, reviewer.pk, actor=editor), queued, Act.ASSIGN),
        (bulk.act_on(chosen(wanted), Act.WANT, 3, actor=editor), wanted, Act.WANT),
        (bulk.act_on(chosen(dismissed), Act.DISMISS, "An opinion.", actor=editor), dismissed, Act.DISMISS),
    ]
    for outcomes, claim, act in done:
        assert [one.refused for one in outcomes] == [""]
        assert Event.objects.filter(claim=claim).latest("id").act == act
    assert Assignment.objects.get(closed_at=None).reviewer == reviewer


def test_a_reason_is_asked_for_each_claim(editor: Any) -> None:
    outcomes = bulk.act_on(chosen(*queued_claims(0.9, 0.8)), Act.DISMISS, " ", actor=editor)
    assert {one.code for one in outcomes} == {"note_needed"}
    assert set(Claim.objects.values_list("status", flat=True)) == {Status.QUEUED}


def test_what_does_not_wait_is_not_assigned(editor: Any, reviewer: Any) -> None:
    queued, published = queued_claims(0.9)[0], claim_at(Status.PUBLISHED)
    outcomes = bulk.act_on(chosen(queued, published), Act.ASSIGN, reviewer.pk, actor=editor)
    assert [one.code for one in outcomes] == ["", "illegal_act"]


def test_who_may_not_is_refused_everything(reviewer: Any) -> None:
    claims = queued_claims(0.9, 0.8)
    outcomes = bulk.act_on(chosen(*claims), Act.PRIORITISE, Priority.URGENT, actor=reviewer)
    assert {one.code for one in outcomes} == {"not_allowed"}


def test_what_is_not_there_is_refused_by_itself(editor: Any) -> None:
    [claim] = queued_claims(0.9)
    outcomes = bulk.act_on([Chosen(0, 0), *chosen(claim, claim)], Act.PRIORITISE, Priority.HIGH, actor=editor)
    assert [one.code for one in outcomes] == ["not_found", ""]


def test_nothing_too_many_and_other_acts_are_refused_before_anything_is_done(editor: Any) -> None:
    [claim] = queued_claims(0.9)
    with pytest.raises(NothingChosen):
        bulk.act_on([], Act.QUEUE, actor=editor)
    with pytest.raises(TooManyAtOnce, match="201 claims"):
        bulk.act_on([*chosen(claim), *(Chosen(-n, 1) for n in range(200))], Act.DISMISS, "No.", actor=editor)
    with pytest.raises(UnknownChoice):
        bulk.act_on(chosen(claim), Act.PUBLISH, actor=editor)
    claim.refresh_from_db()
    assert claim.status == Status.QUEUED
