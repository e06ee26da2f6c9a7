"""Exports over HTTP: asked for once however often it is sent, watched, fetched, tried again, and by whom."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from claims.actions import jobs, machines
from claims.enums import Scope, Status
from claims.models import Job
from claims.tasks import WORK
from reviews.actions import exporting
from reviews.enums import ExportState
from reviews.models import Export
from tests.factories import PersonFactory, claim_at, queued_claims
from tests.over_http import Caller, nothing_changes, problem

pytestmark = pytest.mark.django_db

ASKED = {"kind": "claims", "format": "csv"}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def reader(editor: Any) -> Caller:
    """A machine that may read the desk."""
    machine = machines.make("reader", owner_id=editor.pk, scopes=[Scope.READ], actor=editor)
    return Caller(key=machines.issue(machine.pk, days=1, actor=editor)[1])


def make(number: int = 1) -> None:
    for job in Job.objects.filter(kind="make_export").order_by("-pk")[:number]:
        assert jobs.execute(job.pk, WORK)


def rows(caller: Caller, export: dict[str, Any]) -> list[dict[str, str]]:
    answer = caller.client.get(export["links"]["file"])
    assert answer.status_code == 200, answer.content
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_an_export_is_asked_for_watched_and_fetched(editor: Any) -> None:
    claim = claim_at(Status.QUEUED, language="en")
    queued_claims(0.9, language="de")
    caller = Caller(editor)
    asked = caller.post("exports", ASKED | {"filters": {"language": "en", "status": ["queued", "new"]}})
    assert asked.status_code == 202, asked.content
    watched = caller.client.get(asked["Location"]).json()
    assert watched == asked.json()
    assert (watched["state"], watched["links"]["file"], watched["rows_expected"]) == ("wanted", None, None)
    assert watched["filters"] == {"status": ["queued", "new"], "language": ["en"]}
    make()
    ready = caller.client.get(asked["Location"]).json()
    assert (ready["state"], ready["rows"], ready["asked_by"]) == ("ready", 1, "first-editor")
    assert [row["claim"] for row in rows(caller, ready)] == [str(claim.pk)]
    assert ready["expires_at"] > ready["made_at"]


def test_the_same_request_under_the_same_key_is_one_export(editor: Any) -> None:
    answers = [Caller(editor).post("exports", ASKED, headers={"Idempotency-Key": "one"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].json() == answers[1].json()
    assert answers[1]["Location"] == answers[0]["Location"]
    assert Export.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "code", "field"),
    [
        ({}, "unknown_choice", "kind"),
        (ASKED | {"kind": "people"}, "unknown_choice", "kind"),
        (ASKED | {"format": "pdf"}, "unknown_choice", "format"),
        (ASKED | {"filters": {"staus": "x"}}, "wrong_filters", "filters"),
        (ASKED | {"filters": {"status": "lost"}}, "wrong_filters", "filters"),
        (ASKED | {"filters": {"q": {"a": 1}}}, "invalid", "filters"),
        (ASKED | {"filters": "status=new"}, "invalid", "filters"),
        (ASKED | {"filters": {"q": ["a\0b"]}}, "wrong_filters", "filters"),
        (ASKED | {"filters": {"outlet": "ü" * 200, "claimant": "é" * 200}}, "too_many_filters", "filters"),
        (ASKED | {"what": 1}, "invalid", "what"),
    ],
)
def test_what_cannot_be_exported_is_refused_where_it_stands(
    editor: Any, sent: dict[str, Any], code: str, field: str
) -> None:
    with nothing_changes():
        body = problem_of(Caller(editor).post("exports", sent), code)
    assert field in {error["field"] for error in body["errors"]}


def problem_of(answer: Any, code: str) -> dict[str, Any]:
    assert (answer.status_code, answer.json()["code"]) == (400, code), answer.content
    return dict(answer.json())


def test_numbers_and_yes_are_filters_too(editor: Any) -> None:
    [claim] = queued_claims(0.9)
    filters = {"article": claim.article_id, "worth_from": 0.5, "overdue": False}
    answer = Caller(editor).post("exports", ASKED | {"filters": filters})
    assert answer.json()["filters"] == {"article": [str(claim.article_id)], "worth_from": ["0.5"]}


def test_exports_are_for_editors_and_machines_that_read(editor: Any, reviewer: Any, stranger: Any) -> None:
    export = exporting.ask("claims", "csv", "", actor=editor)
    with nothing_changes():
        for person in (reviewer, stranger):
            problem(Caller(person).post("exports", ASKED), 403, "not_allowed")
            assert Caller(person).ids("exports") == []
            for path in (f"exports/{export.pk}", f"exports/{export.pk}/file"):
                problem(Caller(person).get(path), 404, "not_found")
        problem(Caller().get("exports"), 401, "not_authenticated")


def test_a_machine_exports_what_it_is_told_and_sees_its_own(reader: Caller, editor: Any) -> None:
    claim = claim_at(Status.DISPUTED)
    exporting.ask("claims", "csv", "", actor=editor)
    asked = reader.post("exports", ASKED).json()
    make()
    assert reader.ids("exports") == [asked["id"]]
    [row] = rows(reader, reader.read(f"exports/{asked['id']}"))
    assert (row["claim"], row["status"]) == (str(claim.pk), "in_review")
    problem(reader.post("exports", ASKED | {"kind": "reviews"}), 403, "not_allowed")
    problem(reader.post("exports", ASKED | {"filters": {"lease": "over"}}), 400, "wrong_filters", "filters")


def test_there_is_no_file_before_it_is_made_nor_once_it_is_over(editor: Any) -> None:
    caller = Caller(editor)
    export = caller.post("exports", ASKED).json()
    problem(caller.get(f"exports/{export['id']}/file"), 409, "export_not_ready")
    problem(caller.post(f"exports/{export['id']}/retry", {}), 409, "illegal_act")
    Export.objects.update(state=ExportState.EXPIRED)
    problem(caller.get(f"exports/{export['id']}/file"), 409, "export_over")
    again = caller.post(f"exports/{export['id']}/retry", {})
    assert (again.status_code, again.json()["state"], again["Location"]) == (202, "wanted", export["links"]["self"])


def test_an_editor_who_judges_a_claim_is_refused_what_another_exported(editor: Any) -> None:
    both = PersonFactory(roles=["Reviewer", "Editor"])
    claim_at(Status.IN_REVIEW, reviewer=both)
    export = exporting.ask("claims", "csv", "", actor=editor)
    make()
    problem(Caller(both).get(f"exports/{export.pk}/file"), 403, "export_would_tell")
    shown = Caller(both).read(f"exports/{export.pk}")
    assert (shown["rows"], shown["rows_expected"], shown["size"]) == (None, None, None)


@pytest.mark.parametrize("accept", ["*/*", "text/csv", "application/json"])
def test_a_file_is_sent_whatever_is_accepted(editor: Any, accept: str) -> None:
    export = exporting.ask("claims", "csv", "", actor=editor)
    make()
    answer = Caller(editor).client.get(f"/api/v1/exports/{export.pk}/file", headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer["Cache-Control"] == "private, no-cache"
    answer.close()


@pytest.mark.parametrize("accept", ["text/csv", "application/json", "*/*"])
def test_which_methods_there_are_is_said_in_json_whatever_is_accepted(editor: Any, accept: str) -> None:
    answer = Caller(editor).client.options("/api/v1/exports/1/file", headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == {"methods": ["GET", "HEAD", "OPTIONS"]}


def test_a_list_costs_the_same_for_one_row_and_for_three(editor: Any, django_assert_num_queries: Any) -> None:
    caller = Caller(editor)
    for number in (1, 3):
        while Export.objects.count() < number:
            exporting.ask("claims", "csv", "", actor=PersonFactory(editor=True))
        with django_assert_num_queries(4):  # the log-in, its roles, the exports
            caller.read("exports")
