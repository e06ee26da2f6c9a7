"""Our own checks, beside those of schemathesis: which it loads by the name of this module."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import schemathesis

# What a schema could have said: who kept to the document is never told one of these.
SAYABLE = {
    *("required", "null", "blank", "invalid", "empty", "unknown_field", "not_a_dict", "not_a_list", "invalid_choice"),
    *("min_value", "max_value", "min_length", "max_length", "max_string_length", "parse_error", "unknown_filter"),
}
PROBLEM = "application/problem+json"


@schemathesis.check
def valid_data_is_refused_by_rules_alone(ctx: Any, response: Any, case: Any) -> None:
    """400 for a request that fits the document names a rule of the desk, never the form of what was sent."""
    kept_to_it = case.meta is not None and case.meta.generation.mode.is_positive
    if response.status_code != 400 or not kept_to_it:
        return
    problem = response.json()
    told = {error["code"] for error in problem["errors"]} or {problem["code"]}
    assert not told & SAYABLE, f"The document allows this, and it was refused as {', '.join(sorted(told & SAYABLE))}."


@schemathesis.check
def answers_are_as_the_document_says(ctx: Any, response: Any, case: Any) -> None:
    """In place of schemathesis's own: what was asked for in part (`fields`) has no more than the parts, or is whole."""
    if response.request.method != case.operation.method.upper():
        return  # OPTIONS, which answers what it likes
    asked = parse_qs(urlsplit(response.request.url).query, keep_blank_values=True).get("fields", [""])[0]
    if response.status_code != 200 or not asked.strip(","):
        case.operation.validate_response(response, case=case)
        return
    told = response.json()
    several = told.get("results", [told]) if isinstance(told, dict) else told
    wrong = [row for row in several if set(row) != set(asked.split(",")) - {""}]
    assert not wrong, f"Asked for {asked}, and was told of {', '.join(wrong[0])}."


@schemathesis.check
def refusals_are_problems(ctx: Any, response: Any, case: Any) -> None:
    """Whatever was refused, and by whom: RFC 9457, with a code of ours and the status of the answer."""
    if response.status_code < 400 or response.request.method == "HEAD":
        return
    if response.status_code == 414:
        return  # gunicorn's own, to an address that the API is never shown
    assert response.headers["content-type"] == [PROBLEM], f"A refusal as {response.headers['content-type']}."
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["type"] == f"/api/problems/{problem['code']}"
    assert problem["detail"]


@schemathesis.check
def nothing_of_the_inside_is_told(ctx: Any, response: Any, case: Any) -> None:
    """No traceback, no SQL and no path of this machine, whatever came in."""
    said = response.content
    assert not [word for word in (b"Traceback (most recent", b"site-packages", b"psycopg", b"SELECT ") if word in said]
