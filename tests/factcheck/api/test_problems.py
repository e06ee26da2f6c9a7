"""Whatever goes wrong under /api/ is a problem in JSON: never a page, never what the program looks like inside."""

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from claims.errors import Blame, DomainError
from factcheck import failures
from factcheck.api import views
from factcheck.api.problems import kinds
from tests.over_http import Caller, problem


@pytest.mark.parametrize("path", ["nope", "v1/nope", "v1/claims/", "v1/verdicts/1/", "v2/claims", "v1//claims", "v1/٣"])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
def test_an_unknown_address_is_a_problem_for_every_method(db: None, path: str, method: str) -> None:
    problem(getattr(Client(), method)(f"/api/{path}"), 404, "not_found")


def test_an_instance_is_a_uri_reference(db: None) -> None:
    assert problem(Client().get("/api/v1/٣"), 404, "not_found")["instance"] == "/api/v1/%D9%A3"


def test_nobody_is_asked_who_they_are(db: None) -> None:
    answer = Caller().get("claims")
    problem(answer, 401, "not_authenticated")
    assert answer["WWW-Authenticate"] == 'Basic realm="Factcheck", Bearer realm="Factcheck"'


def test_the_api_answers_in_json_alone(db: None) -> None:
    problem(Client().get("/api/v1/verdicts", headers={"accept": "text/html"}), 406, "not_acceptable")
    browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    assert Client().get("/api/v1/verdicts", headers=browser)["Content-Type"] == "application/json"


def test_a_page_refuses_in_json_too(db: None) -> None:
    problem(Client().post("/api/docs/"), 405, "method_not_allowed")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (RuntimeError("the secret is 42"), 500, "server_error"),
        (OperationalError("host db-7 is gone"), 503, "unavailable"),
    ],
)
def test_what_nobody_foresaw_is_logged_and_told_without_details(
    db: None, monkeypatch: Any, caplog: Any, error: Exception, status: int, code: str
) -> None:
    def fails(*args: Any) -> Any:
        raise error

    monkeypatch.setattr("reviews.api.views.public_verdicts", fails)
    answer = Client(raise_request_exception=False).get("/api/v1/verdicts")
    problem(answer, status, code)
    assert str(error) not in answer.content.decode()
    assert str(error) in caplog.text


def test_what_fails_outside_the_views_speaks_the_same_language() -> None:
    ask = RequestFactory().get
    problem_answers = {
        (500, "server_error"): failures.server_error(ask("/api/v1/claims")),
        (400, "bad_request"): failures.bad_request(ask("/api/v1/claims"), ValueError()),
    }
    for (status, code), answer in problem_answers.items():
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
        assert json.loads(answer.content).items() >= {"code": code, "instance": "/api/v1/claims"}.items()
    assert failures.server_error(ask("/admin/"))["Content-Type"].startswith("text/html")
    assert failures.bad_request(ask("/admin/"), ValueError())["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_every_code_has_a_page_that_says_what_it_means(db: None, kind: Any) -> None:
    told = Client().get(f"/api/problems/{kind.code}").json()
    assert told.pop("advice")
    assert told == kind._asdict()


def test_people_are_shown_a_page_that_says_what_to_do(db: None) -> None:
    page = Client().get("/api/problems/key_of_another_request", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page["Content-Type"].startswith("text/html")
    assert "Send another request under another <code>Idempotency-Key</code>." in page.content.decode()
    assert "noindex" in page.content.decode()


def test_an_unknown_code_has_none(db: None) -> None:
    problem(Client().get("/api/problems/purple"), 404, "not_found")


def test_every_blame_has_a_status() -> None:
    statuses = {kind.code: kind.status for kind in kinds()}
    assert statuses["empty_article"] == 400
    assert statuses["not_allowed"] == 403
    assert statuses["not_found"] == 404
    assert statuses["stale_version"] == 409
    assert {error.blame for error in DomainError.__subclasses__()} == set(Blame)


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in kinds()]
    assert sorted(set(codes)) == sorted(codes)


def test_the_root_lists_the_collections(db: None) -> None:
    found = Client().get("/api/v1/").json()
    assert found["claims"] == "http://testserver/api/v1/claims"
    assert set(found) == {*views.COLLECTIONS, "docs", "schema"}
    assert Client().get(found["verdicts"]).status_code == 200


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/api", "/api/docs/"),
        ("/api/", "/api/docs/"),
        ("/api/docs", "/api/docs/"),
        ("/api/v1", "/api/v1/"),
    ],
)
def test_people_who_type_an_address_get_somewhere(path: str, leads_to: str) -> None:
    assert Client().get(path)["Location"] == leads_to
