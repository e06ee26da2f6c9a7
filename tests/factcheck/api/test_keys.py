"""Machines call with a key: let in where their scopes open, told so where they do not, and never to judge."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from claims.actions import machines
from claims.enums import Scope, Status
from claims.models import Event
from tests import factories
from tests.over_http import Caller, nothing_changes, problem

TEXT = "Exports grew by 5 percent in 2019, the minister said."
KEY = 2  # the key with its machine and user, and that it was used


@pytest.fixture
def key_of(editor: Any) -> Any:
    def make(*scopes: str) -> str:
        machine = machines.make(f"m{len(scopes)}", owner_id=editor.pk, scopes=scopes, actor=editor)
        return machines.issue(machine.pk, days=1, actor=editor)[1]

    return make


def test_a_machine_brings_in_an_article_and_watches_it(key_of: Any) -> None:
    wire = Caller(key=key_of(Scope.SUBMIT))
    answer = wire.post("articles", body=TEXT)
    assert answer.status_code == 201, answer.content
    article = answer.json()["article"]
    assert article["brought_by"] == "m1 (machine)"
    assert Event.objects.get().actor.username == "m1 (machine)"
    assert wire.read(f"articles/{article['id']}")["status"] == "received"
    assert wire.post(f"articles/{article['id']}/revisions", body=TEXT + " It was 6.").status_code == 201


def test_who_only_brings_in_finds_nothing_of_others(key_of: Any) -> None:
    others = factories.receive()
    wire = Caller(key=key_of(Scope.SUBMIT))
    assert wire.ids("articles") == []
    problem(wire.get(f"articles/{others.pk}"), 404, "not_found")
    problem(wire.post(f"articles/{others.pk}/revisions", body=TEXT), 404, "not_found")
    problem(wire.get("claims"), 403, "scope_needed")


def test_who_reads_along_is_told_what_a_reviewer_is_told(key_of: Any) -> None:
    claim = factories.claim_at(Status.DISPUTED)
    reader = Caller(key=key_of(Scope.READ))
    assert reader.read(f"claims/{claim.pk}")["status"] == "in_review"
    assert reader.read(f"claims/{claim.pk}")["acts"] == []
    acts = {event["act"] for event in reader.read(f"claims/{claim.pk}/events")["results"]}
    assert "review" not in acts
    problem(reader.post("articles", body=TEXT), 403, "scope_needed")


def test_a_machine_may_ask_which_methods_there_are(key_of: Any) -> None:
    client = Caller(key=key_of(Scope.SUBMIT)).client
    assert set(client.options("/api/v1/articles").json()["methods"]) == {"GET", "POST", "HEAD", "OPTIONS"}
    problem(client.options("/api/v1/assignments"), 403, "people_only")


def test_who_marks_claims_reads_too(key_of: Any) -> None:
    article = factories.receive(TEXT)
    marker = Caller(key=key_of(Scope.MARK))
    made = marker.post(f"articles/{article.pk}/claims", start=0, end=7, quote="Exports")
    assert made.status_code == 201, made.content
    assert marker.read(f"claims/{made.json()['id']}")["origin"] == "marked"


def test_no_key_opens_what_is_for_people(key_of: Any, editor: Any) -> None:
    """Every address and method that says nothing of machines, with every scope there is."""
    claim = factories.claim_at(Status.REVIEWED)
    caller = Caller(key=key_of(*Scope))
    held = claim.assignments.get()
    caller.read("claims")  # notes that the key was used
    with nothing_changes():
        for path in ("claims/{c}/approval", "claims/{c}/queueing", "claims/{c}/dismissal", "claims/{c}/wording"):
            problem(caller.post(path.format(c=claim.pk), {"version": claim.version}), 403, "people_only")
        for path in ("assignments", f"assignments/{held.pk}/review", "conflicts", "notifications/read", "scales"):
            problem(caller.post(path, {}), 403, "people_only")
        for path in ("assignments", "reviews", "notifications", "conflicts", "statistics/agreement", "statistics/desk"):
            problem(caller.get(path), 403, "people_only")


def test_addresses_that_keys_open_are_these_and_no_others() -> None:
    opened = {
        (str(pattern.pattern), method): {str(scope) for scope in scopes}
        for part in get_resolver().url_patterns
        if str(part.pattern) == "api/v1/" and hasattr(part, "url_patterns")
        for pattern in part.url_patterns
        for method, scopes in getattr(pattern.callback.cls, "machines", {}).items()
        if method.lower() in pattern.callback.cls.http_method_names
    }
    every, readers = {"submit", "read", "mark"}, {"read", "mark"}
    assert opened == {
        ("claims/<int:pk>/similar", "GET"): readers,
        ("articles", "GET"): every,
        ("articles", "POST"): {"submit"},
        ("articles/<int:pk>", "GET"): every,
        ("articles/<int:pk>/revisions", "POST"): {"submit"},
        ("articles/<int:pk>/claims", "POST"): {"mark"},
        ("articles/bulk", "POST"): {"submit"},
        ("wanted-pages", "GET"): {"submit"},
        ("wanted-pages", "POST"): {"submit"},
        ("wanted-pages/<int:pk>", "GET"): {"submit"},
        ("wanted-pages/<int:pk>/retry", "POST"): {"submit"},
        ("topics", "GET"): every,
        ("claims", "GET"): readers,
        ("claims/bulk", "POST"): {"mark"},
        ("claims/<int:pk>", "GET"): readers,
        ("claims/<int:pk>/events", "GET"): readers,
        ("exports", "GET"): readers,
        ("exports", "POST"): readers,
        ("exports/<int:pk>", "GET"): readers,
        ("exports/<int:pk>/file", "GET"): readers,
        ("exports/<int:pk>/retry", "POST"): readers,
    }


@pytest.mark.parametrize("header", ["Bearer", "Bearer fact_x", "bearer \xff", "Bearer fact_aaaaaaaa_" + "a" * 40])
def test_a_key_that_opens_nothing_is_refused_even_where_nobody_needs_one(db: None, header: str) -> None:
    answer = Caller().client.get("/api/v1/verdicts", headers={"Authorization": header})
    problem(answer, 401, "key_refused")
    assert answer["WWW-Authenticate"] == 'Bearer realm="Factcheck", error="invalid_token"'


def test_a_key_is_taken_away_at_once(key_of: Any, editor: Any) -> None:
    told = key_of(Scope.READ)
    caller = Caller(key=told)
    assert caller.get("claims").status_code == 200
    machines.revoke(machines.recognise(told).pk, actor=editor)
    assert "it was revoked" in problem(caller.get("claims"), 401, "key_refused")["detail"]


def test_a_key_needs_no_csrf_token_and_a_session_beside_it_does_not_count(key_of: Any, editor: Any) -> None:
    caller = Caller(editor, key=key_of(Scope.SUBMIT))
    assert caller.post("articles", body=TEXT).json()["article"]["brought_by"] == "m1 (machine)"


def test_a_list_costs_a_machine_the_same_for_one_row_and_for_three(key_of: Any) -> None:
    caller = Caller(key=key_of(Scope.READ))
    for rows in (1, 3):
        while len(caller.ids("claims")) < rows:
            factories.new_claims(0.9)
        with CaptureQueriesContext(connection) as captured:
            caller.read("claims")
        assert len(captured) == KEY - 1 + 1  # its use was noted before
