"""Assignments over HTTP: taking the next claim, keeping it, giving it back, recording what was found."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from claims import clock
from claims.enums import Status
from reviews.actions import assignments
from reviews.models import Assignment, Review
from tests import factories
from tests.factories import PersonFactory
from tests.over_http import Caller, nothing_changes, problem

SOURCE = {"url": "https://example.org/table", "title": "The table", "stance": "refutes", "published_on": "2020-01-07"}
FINDING = {"rating": "false", "reasoning": "The table says 3.9.", "summary": "It was 3.9.", "sources": [SOURCE]}


def taken(reviewer: Any) -> dict[str, Any]:
    """A claim that this reviewer just took."""
    factories.queued_claims(0.9)
    answer = Caller(reviewer).post("assignments", {})
    assert answer.status_code == 201, answer.content
    assignment: dict[str, Any] = answer.json()
    return assignment


def finding(assignment: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return FINDING | {"token": assignment["token"]} | changes


def test_a_reviewer_takes_the_claim_that_deserves_it_most(reviewer: Any) -> None:
    _, best = factories.queued_claims(0.6, 0.9)
    answer = Caller(reviewer).post("assignments", {})
    assert answer.status_code == 201, answer.content
    assignment = answer.json()
    assert assignment["claim"].items() >= {"id": best.pk, "text": best.text, "status": "in_review"}.items()
    assert assignment["reviewer"] == {"id": reviewer.pk, "username": "first-reviewer"}
    assert assignment.items() >= {"role": "review", "reason": "taken", "open": True, "closed_as": None}.items()
    assert assignment["token"] == str(Assignment.objects.get().token)
    assert Caller(reviewer).client.get(answer["Location"]).json() == assignment


def test_taking_needs_no_body_but_refuses_an_unknown_one(reviewer: Any) -> None:
    factories.queued_claims(0.9)
    with nothing_changes():
        problem(Caller(reviewer).post("assignments", claim=1), 400, "invalid", "claim")
    assert Caller(reviewer).send("assignments", b"", "").status_code == 201


def test_taking_is_for_reviewers_with_room_when_something_waits(reviewer: Any, editor: Any, stranger: Any) -> None:
    with nothing_changes():
        problem(Caller(reviewer).post("assignments", {}), 409, "nothing_to_take")
    factories.queued_claims(0.9)
    busy = PersonFactory(reviewer=True, profile={"capacity": 1})
    taken(busy)
    factories.queued_claims(0.9)
    with nothing_changes():
        problem(Caller(busy).post("assignments", {}), 409, "at_capacity")
        problem(Caller(editor).post("assignments", {}), 403, "not_allowed")
        problem(Caller(stranger).post("assignments", {}), 403, "not_allowed")
        problem(Caller().post("assignments", {}), 401, "not_authenticated")


def test_only_the_holder_sees_the_token(reviewer: Any, editor: Any, second_reviewer: Any, stranger: Any) -> None:
    path = f"assignments/{taken(reviewer)['id']}"
    assert Caller(reviewer).read(path)["token"]
    assert Caller(editor).read(path)["token"] is None
    problem(Caller(second_reviewer).get(path), 404, "not_found")
    problem(Caller(stranger).get(path), 404, "not_found")
    problem(Caller().get(path), 401, "not_authenticated")


def test_a_closed_assignment_has_no_token(reviewer: Any) -> None:
    assignment = taken(reviewer)
    Caller(reviewer).post(f"assignments/{assignment['id']}/release", note="Not my field.")
    closed = Caller(reviewer).read(f"assignments/{assignment['id']}")
    assert (closed["token"], closed["open"], closed["closed_as"]) == (None, False, "released")


def test_reviewers_list_their_own_assignments_and_editors_all(
    reviewer: Any, second_reviewer: Any, editor: Any, stranger: Any
) -> None:
    first, second = taken(reviewer), taken(second_reviewer)
    Caller(reviewer).post(f"assignments/{first['id']}/release", note="Not my field.")
    ask = Caller(editor).ids
    assert Caller(reviewer).ids("assignments") == [first["id"]]
    assert Caller(stranger).ids("assignments") == []
    problem(Caller().get("assignments"), 401, "not_authenticated")
    assert ask("assignments") == [second["id"], first["id"]]
    assert ask("assignments", open="true") == [second["id"]]
    assert ask("assignments", open="false") == [first["id"]]
    assert ask("assignments", reviewer="second-reviewer") == [second["id"]]
    assert ask("assignments", reviewer=reviewer.pk) == [first["id"]]
    assert ask("assignments", claim=second["claim"]["id"]) == [second["id"]]


@pytest.mark.parametrize(
    ("name", "value"),
    [("open", "maybe"), ("claim", "x"), ("reviewer", "a\x00b"), ("reviewer", "x" * 151), ("who", "x")],
)
def test_a_bad_filter_of_assignments_is_refused_by_name(editor: Any, name: str, value: str) -> None:
    problem(Caller(editor).get("assignments", **{name: value}), 400, "invalid", name)


def test_a_claim_is_given_back_with_a_reason(reviewer: Any) -> None:
    assignment = taken(reviewer)
    answer = Caller(reviewer).post(f"assignments/{assignment['id']}/release", note="Not my field.")
    assert answer.status_code == 200, answer.content
    assert answer.json()["claim"]["status"] == "queued"


def test_giving_back_is_for_the_holder_and_editors(reviewer: Any, second_reviewer: Any, stranger: Any) -> None:
    path = f"assignments/{taken(reviewer)['id']}/release"
    with nothing_changes():
        problem(Caller(reviewer).post(path, note=" "), 400, "note_needed", "note")
        problem(Caller(reviewer).post(path, {}), 400, "note_needed", "note")
        problem(Caller(second_reviewer).post(path, note="Mine now."), 404, "not_found")
        problem(Caller(stranger).post(path, note="Mine now."), 404, "not_found")
        problem(Caller().post(path, note="Mine now."), 401, "not_authenticated")
    assert Caller(PersonFactory(editor=True)).post(path, note="She is away.").status_code == 200
    with nothing_changes():
        problem(Caller(reviewer).post(path, note="Not my field."), 409, "assignment_closed")


def test_the_holder_renews_the_lease(reviewer: Any) -> None:
    assignment = taken(reviewer)
    with clock.set_to(clock.now() + timedelta(minutes=30)):
        answer = Caller(reviewer).post(f"assignments/{assignment['id']}/renewal", token=assignment["token"])
    assert answer.status_code == 200, answer.content
    assert answer.json()["leased_until"] > assignment["leased_until"]


def test_renewing_needs_the_token_of_an_open_assignment(reviewer: Any, second_reviewer: Any, editor: Any) -> None:
    assignment = taken(reviewer)
    path = f"assignments/{assignment['id']}/renewal"
    with nothing_changes():
        problem(Caller(reviewer).post(path, token=str(uuid.uuid4())), 409, "wrong_token", "token")
        problem(Caller(editor).post(path, token=assignment["token"]), 409, "wrong_token", "token")
        problem(Caller(reviewer).post(path, token="no token"), 400, "invalid", "token")
        problem(Caller(reviewer).post(path, {}), 400, "invalid", "token")
        problem(Caller(second_reviewer).post(path, token=assignment["token"]), 404, "not_found")
        problem(Caller().post(path, token=assignment["token"]), 401, "not_authenticated")
    Caller(reviewer).post(f"assignments/{assignment['id']}/release", note="Not my field.")
    with nothing_changes():
        problem(Caller(reviewer).post(path, token=assignment["token"]), 409, "assignment_closed")


def test_a_finding_is_recorded_with_its_sources(reviewer: Any) -> None:
    assignment = taken(reviewer)
    answer = Caller(reviewer).post(f"assignments/{assignment['id']}/review", finding(assignment))
    assert answer.status_code == 201, answer.content
    review = answer.json()
    assert review["rating"].items() >= {"slug": "false", "value": 1, "best": 5, "worst": 1, "scale": "truth"}.items()
    assert review.items() >= {"reasoning": "The table says 3.9.", "summary": "It was 3.9."}.items()
    [source] = review["sources"]
    assert source.items() >= (SOURCE | {"position": 1, "kind": "secondary", "quote": ""}).items()
    assert review["claim"]["status"] == "reviewed"
    assert Caller(reviewer).client.get(answer["Location"]).json() == review
    assert Review.objects.get().pk == review["id"]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"sources": []}, "source_needed", "sources"),
        ({"sources": [{}]}, "source_incomplete", "sources.1"),
        ({"sources": [SOURCE, {"url": "file:///etc/passwd"}]}, "wrong_url", "sources.2.url"),
        ({"sources": [{"title": "x" * 301}]}, "too_long", "sources.1.title"),
        ({"sources": [{"title": "x", "published_on": "2020-02-30"}]}, "wrong_date", "sources.1.published_on"),
        ({"sources": [{"title": "x", "kind": "rumour"}]}, "unknown_choice", "sources.1.kind"),
        ({"sources": [{"title": "x", "stance": "\x1b"}]}, "unknown_choice", "sources.1.stance"),
        ({"sources": [SOURCE, {"title": 5}]}, "invalid", "sources.2.title"),
        ({"sources": [SOURCE, {"addres": "x"}]}, "invalid", "sources.2.addres"),
        ({"sources": [SOURCE, 7]}, "invalid", "sources.2"),
        ({"sources": [{"title": "x"}] * 201}, "invalid", "sources"),
        ({"sources": "https://example.org"}, "invalid", "sources"),
        ({"sources": None}, "invalid", "sources"),
        ({"rating": "purple"}, "unknown_choice", "rating"),
        ({"rating": ""}, "unknown_choice", "rating"),
        ({"rating": 1}, "invalid", "rating"),
        ({"reasoning": " "}, "reasoning_needed", "reasoning"),
        ({"reasoning": "x" * 20_001}, "too_long", "reasoning"),
        ({"reasoning": "a\x00b"}, "invalid", "reasoning"),
        ({"summary": "x" * 501}, "too_long", "summary"),
        ({"token": "x"}, "invalid", "token"),
        ({"token": str(uuid.UUID(int=0))}, "wrong_token", "token"),
        ({"verdict": "false"}, "invalid", "verdict"),
    ],
)
def test_a_finding_that_is_incomplete_is_refused_and_changes_nothing(
    reviewer: Any, changes: dict[str, Any], code: str, field: str
) -> None:
    assignment = taken(reviewer)
    with nothing_changes():
        answer = Caller(reviewer).post(f"assignments/{assignment['id']}/review", finding(assignment, **changes))
        problem(answer, 409 if code == "wrong_token" else 400, code, field)


@pytest.mark.parametrize(
    ("missing", "code"), [("sources", "source_needed"), ("rating", "unknown_choice"), ("reasoning", "reasoning_needed")]
)
def test_what_a_finding_lacks_is_said_in_the_desks_words(reviewer: Any, missing: str, code: str) -> None:
    assignment = taken(reviewer)
    sent = {name: value for name, value in finding(assignment).items() if name != missing}
    with nothing_changes():
        problem(Caller(reviewer).post(f"assignments/{assignment['id']}/review", sent), 400, code, missing)


@pytest.mark.parametrize("changes", [{"token": "x"}, {"verdict": "false"}, {"rating": "purple"}, {"summary": 7}])
def test_what_is_refused_is_kept_as_a_draft_even_when_nobody_else_has_the_text(
    reviewer: Any, changes: dict[str, Any]
) -> None:
    assignment = taken(reviewer)
    answer = Caller(reviewer).post(f"assignments/{assignment['id']}/review", finding(assignment, **changes))
    problem(answer, 400, answer.json()["code"], next(iter(changes)))
    kept = Caller(reviewer).read(f"assignments/{assignment['id']}/draft")["words"]
    assert kept["reasoning"] == "The table says 3.9."
    assert kept["sources"][0]["url"] == "https://example.org/table"


def test_a_finding_without_a_live_lease_is_kept_and_offered_when_the_claim_comes_back(
    reviewer: Any, second_reviewer: Any
) -> None:
    old = taken(reviewer)
    Assignment.objects.update(leased_until=clock.now() - timedelta(days=1))
    assert assignments.expire_overdue() == 1
    theirs = Caller(second_reviewer).post("assignments", {}).json()
    gone = problem(Caller(reviewer).post(f"assignments/{old['id']}/review", finding(old)), 409, "assignment_closed")
    assert "Now second-reviewer holds it. Your text was not recorded; it is kept as your draft." in gone["detail"]
    Caller(second_reviewer).post(f"assignments/{theirs['id']}/release", note="Not my field.")
    again = Caller(reviewer).post("assignments", {}).json()
    assert Caller(reviewer).read(f"assignments/{again['id']}/draft")["words"]["summary"] == "It was 3.9."
    problem(Caller(second_reviewer).get(f"assignments/{again['id']}/draft"), 404, "not_found")


def test_a_strangers_claim_is_not_there(reviewer: Any, second_reviewer: Any, stranger: Any, editor: Any) -> None:
    assignment = taken(reviewer)
    path = f"assignments/{assignment['id']}/review"
    with nothing_changes():
        problem(Caller(second_reviewer).post(path, finding(assignment)), 404, "not_found")
        problem(Caller(stranger).post(path, finding(assignment)), 404, "not_found")
        problem(Caller(editor).post(path, finding(assignment)), 403, "not_allowed")
        problem(Caller().post(path, finding(assignment)), 401, "not_authenticated")


def test_a_finding_comes_too_late_when_the_claim_was_dismissed(reviewer: Any, editor: Any) -> None:
    assignment = taken(reviewer)
    Caller(editor).post(f"claims/{assignment['claim']['id']}/dismissal", note="Overtaken.")
    with nothing_changes():
        answer = Caller(reviewer).post(f"assignments/{assignment['id']}/review", finding(assignment))
        problem(answer, 409, "assignment_closed")


def test_reviews_are_blind_until_the_claim_is_decided(
    reviewer: Any, second_reviewer: Any, editor: Any, stranger: Any
) -> None:
    hidden = factories.claim_at(Status.REVIEWED, reviewer=reviewer).reviews.get().pk
    shown = factories.claim_at(Status.PUBLISHED, reviewer=reviewer).reviews.get().pk
    assert Caller(reviewer).ids("reviews") == [shown, hidden]
    assert Caller(editor).ids("reviews") == [shown, hidden]
    assert Caller(second_reviewer).ids("reviews") == [shown]
    assert Caller(stranger).ids("reviews") == []
    problem(Caller(second_reviewer).get(f"reviews/{hidden}"), 404, "not_found")
    problem(Caller(stranger).get(f"reviews/{shown}"), 404, "not_found")
    problem(Caller().get(f"reviews/{shown}"), 401, "not_authenticated")
    problem(Caller().get("reviews"), 401, "not_authenticated")
    assert Caller(second_reviewer).read(f"reviews/{shown}")["rating"]["slug"] == "false"


def test_the_history_does_not_tell_a_finding_before_the_claim_is_decided(reviewer: Any, second_reviewer: Any) -> None:
    claim = factories.claim_at(Status.REVIEWED, reviewer=reviewer)
    history = Caller(second_reviewer).get(f"claims/{claim.pk}/events").content.decode()
    assert '"queue"' in history
    for told in ('"review"', "False", "first-reviewer"):
        assert told not in history
    assert '"review"' in Caller(reviewer).get(f"claims/{claim.pk}/events").content.decode()


def test_reviews_can_be_narrowed(reviewer: Any, second_reviewer: Any, editor: Any) -> None:
    first = factories.claim_at(Status.REVIEWED, reviewer=reviewer).reviews.get()
    second = factories.claim_at(Status.REVIEWED, reviewer=second_reviewer).reviews.get()
    ask = Caller(editor).ids
    assert ask("reviews", reviewer="first-reviewer") == [first.pk]
    assert ask("reviews", reviewer=second_reviewer.pk) == [second.pk]
    assert ask("reviews", claim=second.claim_id) == [second.pk]
    problem(Caller(editor).get("reviews", claim="x"), 400, "invalid", "claim")
