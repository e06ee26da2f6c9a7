"""Each operation keeps to the document, for a few questions that are alike in every run; `make fuzz` asks thousands."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from claims.enums import Status
from tests.factories import claim_at


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
    from tests.factcheck.api import questions

    claim_at(Status.PUBLISHED)
    headers = {} if who == "nobody" else _by_password(request.getfixturevalue(who))
    asked = [questions.ask(operation, headers) for operation in questions.operations()]
    assert sum(asked) > len(asked) > 70


def _by_password(person: Any) -> dict[str, str]:
    person.set_password("out of the way")
    person.save()
    sent = b64encode(f"{person.username}:out of the way".encode()).decode()
    return {"Authorization": f"Basic {sent}"}
