"""Every act on a claim over HTTP: somebody may, somebody at the desk may not, and a stranger finds nothing there."""

from collections.abc import Iterator
from typing import Any

import pytest

from claims import workflow
from claims.enums import Act
from claims.models import Claim
from tests.factories import PersonFactory, claim_at
from tests.over_http import Caller, nothing_changes, problem
from tests.reviews.actions.acts import EXAMPLES, Example, tomorrow
from tests.reviews.api.test_acts import ENDPOINTS
from tests.reviews.api.test_assignments import FINDING

NOTE = {"note": "The table has been revised."}
# Where each act is done, and what it is sent besides the version or the token.
PATHS: dict[Act, tuple[str, dict[str, Any]]] = {
    Act.QUEUE: ("claims/{claim}/queueing", {}),
    Act.DISMISS: ("claims/{claim}/dismissal", NOTE),
    Act.RESTORE: ("claims/{claim}/restoration", {}),
    Act.TAKE: ("assignments", {}),
    Act.ASSIGN: ("claims/{claim}/assignment", {"reviewer": "first-reviewer"}),
    Act.RELEASE: ("assignments/{held}/release", NOTE),
    Act.POSTPONE: ("assignments/{held}/postponement", NOTE | {"until": tomorrow()}),
    Act.HAND_OVER: ("assignments/{held}/hand-over", NOTE | {"reviewer": "second-reviewer"}),
    Act.ESCALATE: ("assignments/{held}/escalation", NOTE),
    Act.RECUSE: ("assignments/{held}/recusal", NOTE),
    Act.REVIEW: ("assignments/{held}/review", FINDING),
    Act.RETRACT: ("reviews/{review}/retraction", {}),
    Act.APPOINT: ("claims/{claim}/adjudication", {"person": "second-reviewer"}),
    Act.ADJUDICATE: ("assignments/{held}/review", FINDING),
    Act.SEND_BACK: ("claims/{claim}/return", NOTE),
    Act.APPROVE: ("claims/{claim}/approval", {}),
    Act.PUBLISH: ("claims/{claim}/publication", {}),
    Act.CORRECT: ("claims/{claim}/correction", NOTE | {"summary": "It was 4.0."}),
    Act.WITHDRAW: ("claims/{claim}/withdrawal", NOTE),
    Act.PRIORITISE: ("claims/{claim}/priority", {"priority": 3}),
    Act.WANT: ("claims/{claim}/reviews-wanted", {"reviews": 2}),
}
NOTHING_TO_HIDE = (Act.TAKE,)  # there is no such thing as somebody else's queue

# tests/claims/api/test_words.py tries these, as all else about them.
OF_WORDS = {Act.MARK, Act.ADJUST, Act.SPLIT, Act.MERGE, Act.CLARIFY}
TRIED = [example for example in EXAMPLES if example.act not in OF_WORDS]

every_act = pytest.mark.parametrize("example", TRIED, ids=lambda example: example.act.value, scope="module")
Call = tuple[str, dict[str, Any], dict[str, Any]]


@pytest.fixture(scope="module")
def call(example: Example, lasting: Any) -> Iterator[Call]:
    """Path and words of the act on a claim where it can be done, and the cast."""
    with lasting():
        people = {
            "editor": PersonFactory(editor=True, username="first-editor"),
            "reviewer": PersonFactory(reviewer=True, username="first-reviewer"),
            "second_reviewer": PersonFactory(reviewer=True, username="second-reviewer"),
        }
        claim = claim_at(example.before, reviewer=people["reviewer"], editor=people["editor"])
        example.prepare(claim, people[example.by])
        yield *_call(example.act, Claim.objects.get(pk=claim.pk)), people


def _call(act: Act, claim: Claim) -> tuple[str, dict[str, Any]]:
    path, words = PATHS[act]
    held, review = claim.assignments.order_by("id").last(), claim.reviews.order_by("id").last()
    if "{claim}" in path:
        words = words | {"version": claim.version}
    if path.endswith("/review") and held:
        words = words | {"token": str(held.token)}
    return path.format(claim=claim.pk, held=held and held.pk, review=review and review.pk), words


def test_every_act_of_a_person_on_a_claim_is_tried_here() -> None:
    of_claims = set(ENDPOINTS) & set(workflow.CLAIM_ARROWS) - OF_WORDS
    assert set(PATHS) == {example.act for example in TRIED} == of_claims


@every_act
def test_who_may_does_it(example: Example, call: Call) -> None:
    path, words, people = call
    person = people[example.by]
    answer = Caller(person).post(path, words)
    assert answer.status_code in (200, 201), answer.content
    last = Claim.objects.latest("moved_at").events.latest("id")
    assert (last.act, last.actor) == (example.act, person)


@every_act
def test_who_may_not_is_refused(example: Example, call: Call) -> None:
    """With 403 where they may see it; somebody else's assignment is not even there."""
    path, words, people = call
    with nothing_changes():
        answer = Caller(people[example.not_by]).post(path, words)
        hidden = path.startswith("assignments/") and example.not_by == "second_reviewer"
        problem(answer, *((404, "not_found") if hidden else (403, "not_allowed")))


@every_act
def test_a_stranger_finds_nothing_there(example: Example, call: Call, stranger: Any) -> None:
    path, words, _ = call
    with nothing_changes():
        known = example.act in NOTHING_TO_HIDE
        problem(Caller(stranger).post(path, words), *((403, "not_allowed") if known else (404, "not_found")))
        problem(Caller().post(path, words), 401, "not_authenticated")
