"""Each operation keeps to the document, for a few questions that are alike in every run; `make fuzz` asks thousands."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from claims.enums import Status
from factcheck.wsgi import application
from tests.factories import claim_at
from tests.fuzz import checks

DOCUMENT = schemathesis.openapi.from_path(Path(__file__).resolve().parents[3] / "docs" / "openapi.yaml")
DOCUMENT.app = application
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance]
CHECKS += [checks.answers_are_as_the_document_says, checks.refusals_are_problems, checks.nothing_of_the_inside_is_told]
QUESTIONS = 2  # of each operation
ALIKE = settings(max_examples=QUESTIONS, database=None, deadline=None, phases=[Phase.generate])
ALIKE = settings(ALIKE, suppress_health_check=list(HealthCheck))


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """As Django's own test client has it: no request ends the connection that the test's transaction is in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("who", ["nobody", "editor"])
def test_every_operation_answers_as_its_document_says(who: str, request: Any, one_connection: None) -> None:
    claim_at(Status.PUBLISHED)
    headers = {} if who == "nobody" else _by_password(request.getfixturevalue(who))
    asked = [_ask(operation.ok(), headers) for operation in DOCUMENT.get_all_operations()]
    assert sum(asked) > len(asked) > 70


def _ask(operation: Any, headers: dict[str, str]) -> int:
    """How many questions it answered as it should."""
    answered = 0

    @seed(1)
    @ALIKE
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        nonlocal answered
        case.validate_response(case.call(headers=headers), checks=CHECKS)
        answered += 1

    ask()
    return answered


def _by_password(person: Any) -> dict[str, str]:
    person.set_password("out of the way")
    person.save()
    sent = b64encode(f"{person.username}:out of the way".encode()).decode()
    return {"Authorization": f"Basic {sent}"}
