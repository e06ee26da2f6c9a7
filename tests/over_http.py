"""Asking the API as somebody: what comes back, what a problem looks like, and that a refusal changed nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.test import Client

from tests.rows import rows_of

PROBLEM = {"type", "title", "status", "detail", "instance", "code", "errors"}

MORE = {"stale_version": {"changes"}, "span_taken": {"claim"}, "span_dismissed": {"claim"}}
MORE["version_passed"] = {"changes"}


class Caller:
    """Somebody who is logged in, a machine with its key, or nobody."""

    def __init__(self, user: Any = None, *, key: str = "") -> None:
        self.client = Client(headers={"Authorization": f"Bearer {key}"} if key else None)
        if user is not None:
            self.client.force_login(user)

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query)

    def read(self, path: str, **query: Any) -> Any:
        """What a GET that has to work answers."""
        response = self.get(path, **query)
        assert response.status_code == 200, response.content
        return response.json()

    def ids(self, path: str, **query: Any) -> list[int]:
        return [row["id"] for row in self.read(path, **query)["results"]]

    def post(self, path: str, sent: Any = None, /, headers: Any = None, **words: Any) -> Any:
        body = words if sent is None else sent
        return self.client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)

    def send(self, path: str, raw: bytes, content_type: str = "application/json") -> Any:
        return self.client.generic("POST", f"/api/v1/{path}", raw, content_type)


def problem(response: Any, status: int, code: str, *fields: str) -> dict[str, Any]:
    """The problem in this answer: of this status, code and about these fields."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert set(body) == PROBLEM | MORE.get(code, set())
    assert (body["status"], body["code"], body["type"]) == (status, code, f"/api/problems/{code}")
    assert body["detail"]
    assert body["title"]
    assert [error["field"] for error in body["errors"]] == list(fields)
    assert all(error["code"] and error["detail"] for error in body["errors"])
    return body


@contextmanager
def nothing_changes() -> Iterator[None]:
    """No row of the desk comes, goes or differs: events and jobs included. Drafts of what was refused are kept."""
    before = _rows()
    yield
    assert _rows() == before


def _rows() -> dict[str, list[dict[str, Any]]]:
    models = [*apps.get_app_config("claims").get_models(), *apps.get_app_config("reviews").get_models()]
    return rows_of(model for model in models if model.__name__ != "Draft")
