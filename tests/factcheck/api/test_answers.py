"""Answers are what the OpenAPI document promises, field by field and nothing besides."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.test import override_settings
from jsonschema import Draft202012Validator

from claims.actions import fetching, jobs
from claims.enums import Status
from claims.models import Job
from claims.tasks import WORK
from reviews.actions import adjudication, assignments, drafts, exporting, verdicts
from reviews.enums import AssignmentRole
from reviews.models import Assignment, Draft, Verdict
from tests import factories
from tests.factcheck.api import document
from tests.factories import PersonFactory
from tests.over_http import Caller
from tests.reviews.about import conflict, topic

DOCUMENT = document.snapshot()


def strict(schema: Any) -> Any:
    """OpenAPI 3.0's dialect as JSON Schema; an object that lists its properties has no others."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: strict(part) for name, part in schema.items() if name not in ("nullable", "discriminator")}
    if "properties" in found and "additionalProperties" not in found:
        found["additionalProperties"] = False
    return {"anyOf": [found, {"type": "null"}]} if schema.get("nullable") is True else found


def faults(answer: Any, path: str, method: str = "get") -> list[str]:
    """Where this answer is not what the document says of the operation."""
    media = answer["Content-Type"].partition(";")[0]
    told_of = DOCUMENT["paths"][path][method]["responses"][str(answer.status_code)]
    if "$ref" in told_of:  # a problem: each is written once
        told_of = DOCUMENT["components"]["responses"][told_of["$ref"].rpartition("/")[2]]
    whole = strict(told_of["content"][media]["schema"]) | components()
    told = answer.getvalue().decode() if answer.streaming else answer.json()
    found = Draft202012Validator(whole).iter_errors(told)
    return [f"{error.json_path}: {error.message}" for error in found]


@cache
def components() -> dict[str, Any]:
    return {"components": strict(DOCUMENT["components"])}


@pytest.fixture(scope="module")
def newsroom(lasting: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The editor of a desk that has something of everything, made once for all that only read."""
    with lasting(), override_settings(DATA_DIR=tmp_path_factory.mktemp("desk")):
        yield something_of_everything(PersonFactory(editor=True), PersonFactory(reviewer=True))


def something_of_everything(editor: Any, reviewer: Any) -> Any:
    """A verdict as published, one corrected, one withdrawn, one claim held, one disputed."""
    for status in (Status.PUBLISHED, Status.WITHDRAWN):
        factories.claim_at(status, reviewer=PersonFactory(reviewer=True), url=f"https://example.org/{status}")
    people = {"reviewer": PersonFactory(reviewer=True), "editor": editor}
    last = factories.claim_at(Status.PUBLISHED, **people, published_on="2020-01-07")
    correction = verdicts.Correction(note="The table was revised.", rating="unproven")
    verdicts.correct(last.pk, actor=PersonFactory(editor=True), correction=correction)  # of which the editor is told
    [held] = factories.queued_claims(0.9)
    in_hand = assignments.assign(held.pk, reviewer_id=reviewer.pk, actor=editor)
    drafts.keep(in_hand.pk, actor=reviewer, words={"reasoning": "The table says"})
    held.article.topics.set([topic("health", reviews_wanted=2)])
    conflict(reviewer, "topic", topic("health"), by=editor)
    disputed = factories.claim_at(Status.DISPUTED, reviewer=PersonFactory(reviewer=True))
    adjudication.appoint(disputed.pk, person_id=editor.pk, actor=editor)
    fetching.ask("https://example.org/article", actor=editor)
    exporting.ask("claims", "csv", "", actor=editor)
    assert jobs.execute(Job.objects.get(kind="make_export").pk, WORK)
    return editor


@pytest.mark.parametrize("path", [path for path, methods in DOCUMENT["paths"].items() if "get" in methods])
@pytest.mark.django_db
def test_what_is_read_is_what_was_promised(newsroom: Any, path: str) -> None:
    caller = Caller(newsroom)
    collection = path.removeprefix("/api/v1/").partition("/")[0]
    withdrawn_too = collection == "verdicts" and not path.endswith("/claimreview")  # of which there is none then
    query = {"status": "any"} if withdrawn_too else {}
    ids = caller.ids(collection, **query) if "{id}" in path else [0]
    assert ids
    if path.endswith("/proposal"):
        ids = [verdict.claim_id for verdict in Verdict.objects.all()]
    if path.endswith("/findings"):  # for who adjudicates alone
        ids = [Assignment.objects.get(role=AssignmentRole.ADJUDICATION).pk]
    if path.endswith("/draft"):  # its author's alone
        typed = Draft.objects.get()
        caller, ids = Caller(typed.person), [typed.claim.assignments.get().pk]
    for number in ids:
        whole = path.removeprefix("/api/v1/").replace("{slug}", "truth")
        answer = caller.get(re.sub("{.*?}", "{}", whole.replace("{version}", "1")).format(number))
        assert answer.status_code == 200
        assert faults(answer, path) == []


def test_what_is_answered_to_acts_is_what_was_promised(editor: Any, reviewer: Any) -> None:
    [claim] = factories.queued_claims(0.9)
    taken = Caller(reviewer).post("assignments", {})
    assert faults(taken, "/api/v1/assignments", "post") == []
    finding = {
        "token": taken.json()["token"],
        "rating": "false",
        "reasoning": "So.",
        "sources": [{"title": "The table"}],
    }
    recorded = Caller(reviewer).post(f"assignments/{taken.json()['id']}/review", finding)
    assert faults(recorded, "/api/v1/assignments/{id}/review", "post") == []
    for act in ("approval", "publication"):
        assert faults(Caller(editor).post(f"claims/{claim.pk}/{act}", {}), f"/api/v1/claims/{{id}}/{act}", "post") == []
    received = Caller(editor).post("articles", body="Exports grew by 5 percent.")
    assert faults(received, "/api/v1/articles", "post") == []


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/api/v1/articles", {"body": ""}, 400),
        ("/api/v1/claims/{id}/dismissal", {"note": 7}, 400),
        ("/api/v1/claims/{id}/publication", {"version": 1}, 409),
        ("/api/v1/claims/{id}/queueing", {"version": 7}, 409),
        ("/api/v1/assignments", {}, 403),
    ],
)
def test_refusals_are_what_was_promised(editor: Any, path: str, sent: Any, status: int) -> None:
    [claim] = factories.new_claims(0.9)
    answer = Caller(editor).post(path.removeprefix("/api/v1/").format(id=claim.pk), sent)
    assert answer.status_code == status
    assert faults(answer, path, "post") == []
