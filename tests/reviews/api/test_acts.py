"""The desk's acts on claims over HTTP: assign, approve, return, publish, correct, withdraw."""

from typing import Any

import pytest

from claims.enums import Act, Status
from claims.models import Claim
from claims.policy import PERMITS, is_editor, is_reviewer
from reviews.models import Assignment, VerdictVersion
from tests import factories
from tests.factories import PersonFactory
from tests.over_http import Caller, nothing_changes, problem

ACTS = [
    ("assignment", Status.QUEUED, {"reviewer": "second-reviewer"}, 201, Status.IN_REVIEW),
    ("adjudication", Status.DISPUTED, {"person": "second-reviewer"}, 201, Status.DISPUTED),
    ("priority", Status.QUEUED, {"priority": 3}, 200, Status.QUEUED),
    ("reviews-wanted", Status.REVIEWED, {"reviews": 2}, 200, Status.QUEUED),
    ("approval", Status.REVIEWED, {}, 200, Status.APPROVED),
    ("return", Status.REVIEWED, {"note": "One source more."}, 200, Status.IN_REVIEW),
    ("publication", Status.APPROVED, {}, 200, Status.PUBLISHED),
    ("correction", Status.PUBLISHED, {"note": "A typing error.", "summary": "It was 4.0."}, 200, Status.PUBLISHED),
    ("withdrawal", Status.PUBLISHED, {"note": "The table was wrong."}, 200, Status.WITHDRAWN),
]
each_act = pytest.mark.parametrize(("name", "before", "sent", "code", "after"), ACTS)

# Which endpoint is each act's. What only the clock does has none.
ENDPOINTS = {
    Act.RECEIVE: "articles",
    Act.REVISE: "article-revisions",
    Act.RETRY: "article-retry",
    Act.MARK: "article-claims",
    Act.ADJUST: "claim-adjustment",
    Act.SPLIT: "claim-division",
    Act.MERGE: "claim-merger",
    Act.CLARIFY: "claim-wording",
    Act.QUEUE: "claim-queueing",
    Act.DISMISS: "claim-dismissal",
    Act.RESTORE: "claim-restoration",
    Act.TAKE: "assignments",
    Act.ASSIGN: "claim-assignment",
    Act.RELEASE: "assignment-release",
    Act.POSTPONE: "assignment-postponement",
    Act.HAND_OVER: "assignment-hand-over",
    Act.ESCALATE: "assignment-escalation",
    Act.RECUSE: "assignment-recusal",
    Act.REVIEW: "assignment-review",
    Act.RETRACT: "review-retraction",
    Act.APPOINT: "claim-adjudication",
    Act.ADJUDICATE: "assignment-review",
    Act.PRIORITISE: "claim-priority",
    Act.WANT: "claim-reviews-wanted",
    Act.SEND_BACK: "claim-return",
    Act.APPROVE: "claim-approval",
    Act.PUBLISH: "claim-publication",
    Act.CORRECT: "claim-correction",
    Act.WITHDRAW: "claim-withdrawal",
}


@pytest.mark.parametrize("act", Act)
def test_every_act_of_a_person_has_an_endpoint_and_no_act_of_the_clock(act: Act) -> None:
    from claims.api import urls as of_claims
    from reviews.api import urls as of_reviews

    for_people = any(is_editor in way or is_reviewer in way for way in PERMITS[act])
    assert (act in ENDPOINTS) == for_people
    if for_people:
        [found] = [p for p in (*of_claims.urlpatterns, *of_reviews.urlpatterns) if p.name == ENDPOINTS[act]]
        assert hasattr(found.callback.cls, "post")


@each_act
def test_an_editor_may(
    editor: Any, second_reviewer: Any, name: str, before: Status, sent: dict[str, Any], code: int, after: Status
) -> None:
    claim = factories.claim_at(before)
    answer = Caller(editor).post(f"claims/{claim.pk}/{name}", sent | {"version": claim.version})
    assert answer.status_code == code, answer.content
    claim.refresh_from_db()
    assert claim.status == after
    assert claim.events.latest("id").actor == editor


@each_act
def test_nobody_else_may(
    reviewer: Any,
    second_reviewer: Any,
    stranger: Any,
    name: str,
    before: Status,
    sent: dict[str, Any],
    code: int,
    after: Status,
) -> None:
    claim = factories.claim_at(before)
    sent = sent | {"version": claim.version}
    with nothing_changes():
        problem(Caller(reviewer).post(f"claims/{claim.pk}/{name}", sent), 403, "not_allowed")
        problem(Caller(stranger).post(f"claims/{claim.pk}/{name}", sent), 404, "not_found")
        problem(Caller().post(f"claims/{claim.pk}/{name}", sent), 401, "not_authenticated")


@each_act
def test_an_editor_who_looks_away_is_told(
    editor: Any, second_reviewer: Any, name: str, before: Status, sent: dict[str, Any], code: int, after: Status
) -> None:
    claim = factories.claim_at(before)
    elsewhere = factories.claim_at(Status.WITHDRAWN)
    with nothing_changes():
        stale = Caller(editor).post(f"claims/{claim.pk}/{name}", sent | {"version": claim.version - 1})
        problem(stale, 409, "stale_version")
        seen = {"version": elsewhere.version}
        problem(Caller(editor).post(f"claims/{elsewhere.pk}/{name}", sent | seen), 409, "illegal_act")
        problem(Caller(editor).post(f"claims/{claim.pk}/{name}", sent | {"vresion": 1}), 400, "invalid", "vresion")


@pytest.mark.parametrize("name", ["approval", "return", "publication", "correction", "withdrawal"])
def test_what_readers_will_see_is_never_decided_blindly(editor: Any, name: str) -> None:
    [(before, sent)] = [(before, sent) for act, before, sent, _, _ in ACTS if act == name]
    claim = factories.claim_at(before)
    with nothing_changes():
        problem(Caller(editor).post(f"claims/{claim.pk}/{name}", sent), 428, "version_needed", "version")
        problem(
            Caller(editor).post(f"claims/{claim.pk}/{name}", sent | {"version": None}), 428, "version_needed", "version"
        )


def test_a_reviewer_is_chosen_by_id_or_by_name(editor: Any, reviewer: Any) -> None:
    for choice in (reviewer.pk, "first-reviewer"):
        [claim] = factories.queued_claims(0.9)
        answer = Caller(editor).post(f"claims/{claim.pk}/assignment", reviewer=choice)
        assert answer.status_code == 201, answer.content
        assignment = answer.json()
        assert assignment["reviewer"]["username"] == "first-reviewer"
        assert (assignment["reason"], assignment["token"]) == ("chosen", None)
        assert Assignment.objects.get(pk=assignment["id"]).claim == claim


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ("stranger", "not_a_reviewer"),
        ("nobody", "not_a_reviewer"),
        (10**30, "not_a_reviewer"),
        (2**63, "not_a_reviewer"),
        (-1, "not_a_reviewer"),
        ("", "not_a_reviewer"),
        (True, "invalid"),
        (1.5, "invalid"),
        (None, "invalid"),
        ([], "invalid"),
        ("a\x00b", "invalid"),
    ],
)
def test_who_is_no_reviewer_cannot_be_chosen(editor: Any, stranger: Any, choice: Any, code: str) -> None:
    [claim] = factories.queued_claims(0.9)
    with nothing_changes():
        problem(Caller(editor).post(f"claims/{claim.pk}/assignment", reviewer=choice), 400, code, "reviewer")


@pytest.mark.parametrize("name", ["approval", "correction"])
def test_nobody_signs_off_or_corrects_their_own_finding(db: None, name: str) -> None:
    both = PersonFactory(roles=["Reviewer", "Editor"])
    before = Status.REVIEWED if name == "approval" else Status.PUBLISHED
    claim = factories.claim_at(before, reviewer=both)
    sent = {} if name == "approval" else {"note": "A typing error.", "summary": "It was 4.0."}
    sent = sent | {"version": claim.version}
    assert Caller(both).read(f"claims/{claim.pk}")["acts"]
    with nothing_changes():
        body = problem(Caller(both).post(f"claims/{claim.pk}/{name}", sent), 403, "not_allowed")
    assert "reviewed nothing of it" in body["detail"]


@pytest.mark.parametrize(("name", "before"), [(name, before) for name, before, sent, *_ in ACTS if "note" in sent])
def test_a_decision_that_history_must_understand_says_why(editor: Any, name: str, before: Status) -> None:
    claim = factories.claim_at(before)
    with nothing_changes():
        for sent in ({}, {"note": " "}):
            words = sent | {"version": claim.version}
            problem(Caller(editor).post(f"claims/{claim.pk}/{name}", words), 400, "note_needed", "note")


def test_what_was_sent_back_is_in_the_reviewers_hands_again_with_the_note(editor: Any, reviewer: Any) -> None:
    claim = factories.claim_at(Status.REVIEWED, reviewer=reviewer)
    answer = Caller(editor).post(f"claims/{claim.pk}/return", note="One source more.", version=claim.version)
    assert answer.json().items() >= {"id": claim.pk, "status": "in_review"}.items()
    [held] = Caller(reviewer).read("assignments", open="true")["results"]
    assert (held["reason"], held["note"]) == ("sent_back", "One source more.")


def test_publishing_answers_with_what_readers_see(editor: Any) -> None:
    claim = factories.claim_at(Status.APPROVED)
    answer = Caller(editor).post(f"claims/{claim.pk}/publication", version=claim.version)
    assert answer.status_code == 200, answer.content
    assert answer.json() == Caller().client.get(answer.json()["links"]["self"]).json()
    assert answer.json().items() >= {"status": "published", "version": 1, "summary": "It was 3.9 percent."}.items()


def test_a_correction_changes_what_it_says_and_leaves_the_rest(editor: Any) -> None:
    claim = factories.claim_at(Status.PUBLISHED)
    sources = [{"title": "The revised table", "url": "https://example.org/revised"}]
    sent = {"note": "The table was revised.", "edition": "update", "rating": "half_true", "sources": sources}
    sent["version"] = claim.version
    answer = Caller(editor).post(f"claims/{claim.pk}/correction", sent)
    assert answer.status_code == 200, answer.content
    shown = answer.json()
    assert shown["rating"]["slug"] == "half_true"
    assert shown.items() >= {"version": 2, "note": "The table was revised.", "summary": "It was 3.9 percent."}.items()
    assert [source["title"] for source in shown["sources"]] == ["The revised table"]
    assert [version["edition"] for version in shown["versions"]] == ["original", "update"]


@pytest.mark.parametrize(
    ("changes", "code", "fields"),
    [
        ({}, "nothing_corrected", []),
        ({"rating": None, "summary": None, "sources": None}, "nothing_corrected", []),
        ({"rating": "false"}, "nothing_corrected", []),
        ({"rating": "purple"}, "unknown_choice", ["rating"]),
        ({"edition": "withdrawal", "summary": "x"}, "unknown_choice", ["edition"]),
        ({"edition": "original", "summary": "x"}, "unknown_choice", ["edition"]),
        ({"reasoning": ""}, "reasoning_needed", ["reasoning"]),
        ({"summary": "x" * 501}, "too_long", ["summary"]),
        ({"sources": []}, "source_needed", ["sources"]),
        ({"sources": [{"note": "x"}]}, "source_incomplete", ["sources.1"]),
        ({"sources": [{"url": "no address"}]}, "wrong_url", ["sources.1.url"]),
        ({"sources": {}}, "invalid", ["sources"]),
        ({"claimant": "Somebody"}, "invalid", ["claimant"]),
    ],
)
def test_a_correction_that_cannot_be_used_is_refused(
    editor: Any, changes: dict[str, Any], code: str, fields: list[str]
) -> None:
    claim = factories.claim_at(Status.PUBLISHED)
    with nothing_changes():
        answer = Caller(editor).post(
            f"claims/{claim.pk}/correction", {"note": "Why.", "version": claim.version} | changes
        )
        problem(answer, 400, code, *fields)


def test_a_withdrawal_leaves_a_tombstone(editor: Any) -> None:
    claim = factories.claim_at(Status.PUBLISHED)
    answer = Caller(editor).post(f"claims/{claim.pk}/withdrawal", note="The table was wrong.", version=claim.version)
    assert answer.status_code == 200, answer.content
    assert answer.json().items() >= {"status": "withdrawn", "note": "The table was wrong.", "rating": None}.items()
    assert VerdictVersion.objects.count() == 2
    assert Claim.objects.get(pk=claim.pk).status == Status.WITHDRAWN
