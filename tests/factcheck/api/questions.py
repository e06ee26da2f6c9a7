"""What the OpenAPI document allows, asked by schemathesis. That takes seconds to load: only who asks imports this."""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from factcheck.wsgi import application
from tests.factcheck.api import document
from tests.fuzz import checks

DOCUMENT = schemathesis.openapi.from_dict(document.snapshot())
DOCUMENT.app = application
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance]
CHECKS += [checks.answers_are_as_the_document_says, checks.refusals_are_problems, checks.nothing_of_the_inside_is_told]
QUESTIONS = 2  # of each operation
ALIKE = settings(max_examples=QUESTIONS, database=None, deadline=None, phases=[Phase.generate])
ALIKE = settings(ALIKE, suppress_health_check=list(HealthCheck))


def operations() -> list[Any]:
    return [operation.ok() for operation in DOCUMENT.get_all_operations()]


def ask(operation: Any, headers: dict[str, str]) -> int:
    """How many questions it answered as it should."""
    answered = 0

    @seed(1)
    @ALIKE
    @given(case=operation.as_strategy())
    def try_it(case: Any) -> None:
        nonlocal answered
        case.validate_response(case.call(headers=headers), checks=CHECKS)
        answered += 1

    try_it()
    return answered
