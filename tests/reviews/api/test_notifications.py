"""What one was told, over HTTP: one's own, read and unread."""

from typing import Any

import pytest
from django.test import Client

from claims.enums import Status
from reviews.models import Notification
from tests.factories import PersonFactory, claim_at
from tests.over_http import Caller, nothing_changes, problem
from tests.reviews.admin.test_bell import note
from tests.reviews.api.test_query_counts import LOG_IN, ROLES, queries_of

pytestmark = pytest.mark.django_db


def test_everybody_reads_their_own_newest_first(reviewer: Any, editor: Any) -> None:
    rows, _ = note(reviewer, 3), note(editor, 2)
    assert Caller(reviewer).ids("notifications") == [row.pk for row in reversed(rows)]


def test_a_notification_says_what_and_where(reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    [row] = Caller(reviewer).read("notifications")["results"]
    told = Notification.objects.get()
    assert row["links"] == {
        "self": f"http://testserver/api/v1/notifications/{told.pk}",
        "claim": f"http://testserver/api/v1/claims/{claim.pk}",
        "article": None,
    }
    assert (row["kind"], row["sentence"], row["claim"], row["article"], row["read_at"]) == (
        *("assigned", f"“{claim.text}” was assigned to you."),
        *(claim.pk, None, None),
    )


def test_the_list_can_be_narrowed_to_what_is_unread(reviewer: Any) -> None:
    first, second = note(reviewer, 2)
    caller = Caller(reviewer)
    caller.post(f"notifications/{first.pk}/read", {})
    assert caller.ids("notifications", unread="true") == [second.pk]
    assert caller.ids("notifications", unread="false") == [first.pk]
    problem(caller.get("notifications", unread="perhaps"), 400, "invalid", "unread")


def test_pages_are_those_of_every_list(reviewer: Any) -> None:
    note(reviewer, 3)
    page = Caller(reviewer).read("notifications", page_size=2)
    assert (len(page["results"]), page["previous"]) == (2, None)
    assert "cursor=" in page["next"]


def test_one_is_marked_once_and_again_is_fine(reviewer: Any) -> None:
    [row] = note(reviewer)
    caller = Caller(reviewer)
    answers = [caller.post(f"notifications/{row.pk}/read", {}).json() for _ in range(2)]
    assert answers[0]["read_at"] is not None
    assert answers[0] == answers[1] == caller.read(f"notifications/{row.pk}")


def test_all_are_marked_or_those_that_one_saw(reviewer: Any, editor: Any) -> None:
    rows, others = note(reviewer, 3), note(editor, 1)
    caller = Caller(reviewer)
    assert caller.post("notifications/read", {"until": rows[1].pk}).json() == {"marked": 2}
    assert caller.ids("notifications", unread="true") == [rows[2].pk]
    assert caller.post("notifications/read", {}).json() == {"marked": 1}
    assert caller.post("notifications/read", {"until": None}).json() == {"marked": 0}
    assert list(Notification.objects.unread()) == others


def test_somebody_elses_is_not_there(reviewer: Any, editor: Any, stranger: Any) -> None:
    [row] = note(reviewer)
    for caller in (Caller(editor), Caller(stranger)):
        with nothing_changes():
            problem(caller.get(f"notifications/{row.pk}"), 404, "not_found")
            problem(caller.post(f"notifications/{row.pk}/read", {}), 404, "not_found")


def test_who_has_lost_the_role_reads_and_marks_nothing(stranger: Any) -> None:
    note(stranger, 2)
    caller = Caller(stranger)
    with nothing_changes():
        assert caller.ids("notifications") == []
        assert caller.post("notifications/read", {}).json() == {"marked": 0}


def test_nobody_is_asked_to_log_in() -> None:
    for method, path in (("GET", ""), ("GET", "/1"), ("POST", "/1/read"), ("POST", "/read")):
        problem(Client().generic(method, f"/api/v1/notifications{path}"), 401, "not_authenticated")


@pytest.mark.parametrize("sent", [{"until": "soon"}, {"until": 0}, {"until": 10**30}, {"untill": 3}, [1]])
def test_what_cannot_be_used_is_refused_and_nothing_marked(reviewer: Any, sent: Any) -> None:
    note(reviewer, 2)
    with nothing_changes():
        assert Caller(reviewer).post("notifications/read", sent).status_code == 400


def test_the_list_costs_the_same_for_one_row_and_for_three(editor: Any) -> None:
    caller = Caller(editor)
    note(editor, 1)
    assert queries_of(caller, "notifications") == (LOG_IN + ROLES + 1, 1)
    note(editor, 2)
    assert queries_of(caller, "notifications") == (LOG_IN + ROLES + 1, 3)


def test_a_new_colleague_was_told_nothing() -> None:
    assert Caller(PersonFactory(editor=True)).ids("notifications") == []
