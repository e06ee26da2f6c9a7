"""Conflicts of interest over HTTP: who declares, ends and sees whose."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import clock
from reviews.models import Conflict
from tests.over_http import Caller, nothing_changes, problem
from tests.reviews.about import claim_about, conflict, topic

pytestmark = pytest.mark.django_db
OUTLET = {"kind": "outlet", "value": "Daily Example"}


def test_a_reviewer_declares_their_own(reviewer: Any) -> None:
    answer = Caller(reviewer).post("conflicts", OUTLET | {"note": "Worked there."})
    assert answer.status_code == 201, answer.content
    made = answer.json()
    me = {"id": reviewer.pk, "username": "first-reviewer"}
    assert made.items() >= (OUTLET | {"person": me, "declared_by": me, "topic": None, "claim": None}).items()
    assert made.items() >= {"holds": True, "ends_on": None, "ended_by": None, "ended_at": None}.items()
    assert made["starts_on"] == clock.today().isoformat()
    assert answer["Location"].endswith(f"/api/v1/conflicts/{made['id']}")
    assert Caller(reviewer).read(f"conflicts/{made['id']}") == made


def test_an_editor_declares_anybodys_by_name_or_id(editor: Any, reviewer: Any) -> None:
    health, claim = topic("health"), claim_about()
    on_topic = Caller(editor).post("conflicts", kind="topic", topic="health", person="first-reviewer").json()
    on_claim = Caller(editor).post("conflicts", kind="claim", claim=claim.pk, person=reviewer.pk).json()
    assert (on_topic["topic"], on_claim["claim"]) == (health.slug, claim.pk)
    assert {made["person"]["username"] for made in (on_topic, on_claim)} == {"first-reviewer"}
    assert {made["declared_by"]["username"] for made in (on_topic, on_claim)} == {"first-editor"}


def test_nobody_else_does(reviewer: Any, second_reviewer: Any, stranger: Any) -> None:
    with nothing_changes():
        problem(Caller(reviewer).post("conflicts", OUTLET | {"person": second_reviewer.pk}), 403, "not_allowed")
        problem(Caller(stranger).post("conflicts", OUTLET), 400, "not_in_the_newsroom", "person")
        problem(Caller().post("conflicts", OUTLET), 401, "not_authenticated")


@pytest.mark.parametrize(
    ("sent", "code", "field"),
    [
        ({}, "unknown_choice", "kind"),
        ({"kind": "friend"}, "unknown_choice", "kind"),
        ({"kind": "outlet"}, "conflict_incomplete", "value"),
        ({"kind": "outlet", "value": "..."}, "conflict_incomplete", "value"),
        ({"kind": "outlet", "value": 7}, "invalid", "value"),
        ({"kind": "outlet", "value": "a\0"}, "invalid", "value"),
        ({"kind": "topic", "topic": "gardening"}, "unknown_topic", "topic"),
        ({"kind": "claim", "claim": 10**30}, "conflict_incomplete", "claim"),
        ({"kind": "claim", "claim": "x"}, "invalid", "claim"),
        (OUTLET | {"ends_on": "2020-01-01"}, "wrong_period", "ends_on"),
        (OUTLET | {"starts_on": "soon"}, "invalid", "starts_on"),
        (OUTLET | {"person": "nobody"}, "not_in_the_newsroom", "person"),
        (OUTLET | {"person": 10**30}, "not_in_the_newsroom", "person"),
        (OUTLET | {"person": ["x"]}, "invalid", "person"),
        (OUTLET | {"until": "2020-01-01"}, "invalid", "until"),
    ],
)
def test_what_cannot_be_used_is_refused(editor: Any, sent: dict[str, Any], code: str, field: str) -> None:
    with nothing_changes():
        problem(Caller(editor).post("conflicts", sent), 400, code, field)


def test_everybody_sees_their_own_and_editors_all(
    reviewer: Any, second_reviewer: Any, editor: Any, stranger: Any
) -> None:
    mine, other = conflict(reviewer, "outlet", "X"), conflict(second_reviewer, "outlet", "Y")
    callers = [Caller(person) for person in (reviewer, second_reviewer, editor, stranger)]
    assert [caller.ids("conflicts") for caller in callers] == [[mine.pk], [other.pk], [other.pk, mine.pk], []]
    assert [caller.get(f"conflicts/{mine.pk}").status_code for caller in callers] == [200, 404, 200, 404]
    problem(Caller().get("conflicts"), 401, "not_authenticated")


def test_the_list_is_narrowed_to_a_person_and_to_what_holds(editor: Any, reviewer: Any) -> None:
    today = clock.today()
    over = conflict(reviewer, "outlet", "X", starts_on=today - timedelta(days=2), ends_on=today - timedelta(days=1))
    now, other = conflict(reviewer, "outlet", "X"), conflict(editor, "outlet", "X")
    caller = Caller(editor)
    assert caller.ids("conflicts", holds="true") == [other.pk, now.pk]
    assert caller.ids("conflicts", holds="false") == [over.pk]
    for who in ("first-reviewer", reviewer.pk):
        assert caller.ids("conflicts", person=who) == [now.pk, over.pk]
    problem(caller.get("conflicts", holds="perhaps"), 400, "invalid", "holds")


def test_the_list_costs_the_same_for_one_and_for_three(reviewer: Any) -> None:
    caller = Caller(reviewer)
    for kind, what in (("outlet", "X"), ("topic", topic("health")), ("claim", claim_about())):
        conflict(reviewer, kind, what)
        with CaptureQueriesContext(connection) as captured:
            caller.read("conflicts")
        assert len(captured) == 4  # the session and its user, their roles, the list


def test_ending_keeps_it_in_the_list(reviewer: Any, editor: Any) -> None:
    path = f"conflicts/{conflict(reviewer, 'outlet', 'X').pk}/end"
    ended = Caller(reviewer).post(path)
    assert ended.status_code == 200, ended.content
    assert ended.json()["ends_on"] == clock.today().isoformat()
    assert ended.json()["ended_by"]["username"] == "first-reviewer"
    assert Caller(reviewer).ids("conflicts") == [ended.json()["id"]]
    with nothing_changes():
        problem(Caller(editor).post(path), 409, "already_ended")


def test_who_may_end_and_how(reviewer: Any, second_reviewer: Any, editor: Any, stranger: Any) -> None:
    path = f"conflicts/{conflict(reviewer, 'outlet', 'X', by=editor).pk}/end"
    with nothing_changes():
        problem(Caller(reviewer).post(path), 403, "not_allowed")
        for person in (second_reviewer, stranger):
            problem(Caller(person).post(path), 404, "not_found")
        problem(Caller(editor).post(path, ends_on="2020-01-01"), 400, "wrong_period", "ends_on")
        problem(Caller(editor).post(path, ends_on="soon"), 400, "invalid", "ends_on")
    assert Caller(editor).post(path).status_code == 200
    assert not Conflict.objects.get().is_over
