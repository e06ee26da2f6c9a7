"""The acts of triage over HTTP: who may, who may not, who must not even know."""

from typing import Any

import pytest

from claims.enums import Status
from tests import factories
from tests.over_http import Caller, nothing_changes, problem

ACTS = [
    ("queueing", Status.NEW, {}, "queued"),
    ("dismissal", Status.NEW, {"note": "An opinion."}, "dismissed"),
    ("restoration", Status.DISMISSED, {}, "new"),
]
each_act = pytest.mark.parametrize(("name", "before", "sent", "after"), ACTS)


@each_act
def test_an_editor_may(editor: Any, name: str, before: Status, sent: dict[str, Any], after: str) -> None:
    claim = factories.claim_at(before)
    answer = Caller(editor).post(f"claims/{claim.pk}/{name}", sent | {"version": claim.version})
    assert answer.status_code == 200, answer.content
    assert (answer.json()["status"], answer.json()["version"]) == (after, claim.version + 1)
    event = claim.events.latest("id")
    assert (event.actor, event.note, event.after) == (editor, sent.get("note", ""), after)
    assert answer.json() == Caller(editor).read(f"claims/{claim.pk}")


@each_act
def test_nobody_else_may(
    reviewer: Any, stranger: Any, name: str, before: Status, sent: dict[str, Any], after: str
) -> None:
    claim = factories.claim_at(before)
    with nothing_changes():
        problem(Caller(reviewer).post(f"claims/{claim.pk}/{name}", sent), 403, "not_allowed")
        problem(Caller(stranger).post(f"claims/{claim.pk}/{name}", sent), 404, "not_found")
        problem(Caller().post(f"claims/{claim.pk}/{name}", sent), 401, "not_authenticated")


@each_act
def test_a_decision_on_an_old_version_is_refused(
    editor: Any, name: str, before: Status, sent: dict[str, Any], after: str
) -> None:
    claim = factories.claim_at(before)
    with nothing_changes():
        for version in (claim.version + 1, 10**30):
            answer = Caller(editor).post(f"claims/{claim.pk}/{name}", sent | {"version": version})
            problem(answer, 409, "stale_version")


@each_act
def test_an_act_that_does_not_start_here_is_refused(
    editor: Any, name: str, before: Status, sent: dict[str, Any], after: str
) -> None:
    claim = factories.claim_at(Status.PUBLISHED)
    with nothing_changes():
        problem(Caller(editor).post(f"claims/{claim.pk}/{name}", sent), 409, "illegal_act")


@each_act
@pytest.mark.parametrize("version", ["new", 0, -1, 1.5, [1], {}, "1e999"])
def test_a_version_that_is_no_number_is_refused(
    editor: Any, name: str, before: Status, sent: dict[str, Any], after: str, version: Any
) -> None:
    claim = factories.claim_at(before)
    with nothing_changes():
        answer = Caller(editor).post(f"claims/{claim.pk}/{name}", sent | {"version": version})
        problem(answer, 400, "invalid", "version")


@pytest.mark.parametrize("sent", [{}, {"note": ""}, {"note": " \n "}])
def test_a_dismissal_says_why(editor: Any, sent: dict[str, Any]) -> None:
    [claim] = factories.new_claims(0.9)
    with nothing_changes():
        problem(Caller(editor).post(f"claims/{claim.pk}/dismissal", sent), 400, "note_needed", "note")


@pytest.mark.parametrize(
    ("note", "code"), [("x" * 2_001, "too_long"), ("a\x1bb", "not_text"), ("a\x00b", "invalid"), (7, "invalid")]
)
def test_a_note_that_cannot_be_kept_is_refused(editor: Any, note: Any, code: str) -> None:
    [claim] = factories.new_claims(0.9)
    with nothing_changes():
        problem(Caller(editor).post(f"claims/{claim.pk}/dismissal", note=note), 400, code, "note")


def test_a_misspelt_field_is_refused_so_that_no_version_is_overlooked(editor: Any) -> None:
    [claim] = factories.new_claims(0.9)
    with nothing_changes():
        answer = Caller(editor).post(f"claims/{claim.pk}/queueing", verison=1)
        body = problem(answer, 400, "invalid", "verison")
    assert "version" in body["errors"][0]["detail"]


def test_an_act_that_needs_nothing_takes_no_body_at_all(editor: Any) -> None:
    [claim] = factories.new_claims(0.9)
    assert Caller(editor).send(f"claims/{claim.pk}/queueing", b"", "").status_code == 200


def test_a_body_in_chunks_is_refused_since_it_would_be_overlooked(editor: Any) -> None:
    [claim] = factories.new_claims(0.9)
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
    with nothing_changes():
        answer = Caller(editor).client.post(f"/api/v1/claims/{claim.pk}/queueing", **chunked)
        problem(answer, 411, "length_required")


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_an_act_takes_post_alone(editor: Any, method: str) -> None:
    [claim] = factories.new_claims(0.9)
    with nothing_changes():
        answer = getattr(Caller(editor).client, method)(f"/api/v1/claims/{claim.pk}/queueing")
        problem(answer, 405, "method_not_allowed")
    assert answer["Allow"] == "POST, OPTIONS"
    assert Caller(editor).client.options(f"/api/v1/claims/{claim.pk}/queueing").json() == {
        "methods": ["POST", "OPTIONS"]
    }
