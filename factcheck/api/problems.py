"""Every refusal of the API as one shape: RFC 9457 problem details, `application/problem+json`.

This is the only place that turns an error into an HTTP status.
"""

import logging
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from claims.errors import Blame, DomainError, NotFound
from claims.errors.calls import StillBeingDone

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
STATUS_OF = {Blame.INPUT: 400, Blame.PERMISSION: 403, Blame.MISSING: 404, Blame.STATE: 409}
STATUS_OF |= {Blame.UNSEEN: 428, Blame.UNKNOWN: 401, Blame.PASSED: 412, Blame.ANOTHER: 422}


class Kind(NamedTuple):
    """What a code stands for, whatever the occasion."""

    code: str
    title: str
    status: int
    detail: str


# What is not the desk's own refusal; the desk's are read from their classes.
OF_HTTP = (
    Kind("invalid", "Invalid input", 400, "Some of what you sent cannot be used; `errors` says which field and why."),
    Kind("parse_error", "Malformed body", 400, "The body is not what its content type says."),
    Kind("bad_request", "Bad request", 400, "The request cannot be understood."),
    Kind(
        "not_authenticated",
        "Log-in needed",
        401,
        "Say who you are, by name and password or by a key.",
    ),
    Kind("authentication_failed", "Log-in failed", 401, "This name and password do not belong together."),
    Kind("permission_denied", "Not allowed", 403, "You may not do this."),
    Kind("method_not_allowed", "Method not allowed", 405, "`Allow` lists the methods that this address takes."),
    Kind("not_acceptable", "Not acceptable", 406, "The API answers in JSON."),
    Kind("length_required", "Length required", 411, "Send the body in one piece, with its `Content-Length`."),
    Kind("body_too_large", "Body too large", 413, "The body is larger than the server takes."),
    Kind("unsupported_media_type", "Unsupported media type", 415, "Send JSON, with `Content-Type: application/json`."),
    Kind("throttled", "Too many requests", 429, "You asked too much within a minute. Wait as `Retry-After` says."),
    Kind("server_error", "Server error", 500, "Something went wrong here. It has been noted."),
    Kind("unavailable", "Unavailable", 503, "The database cannot be used right now. Try again in a moment."),
)
BY_CODE = {kind.code: kind for kind in OF_HTTP}


# What to do about it, by status.
ADVICE = {
    400: "Change what you sent, then send it again: `errors` names the fields, where there are any.",
    401: "Send a name and password (HTTP Basic), a key (Bearer), or log in and send your session.",
    403: "Ask somebody who may; sending it again changes nothing.",
    404: "Look whether the address is right, and whether you may see what stands there.",
    405: "Use one of the methods that `Allow` names.",
    406: "Ask for `application/json` in `Accept`.",
    409: "Read it again: it is no longer as you saw it. Then decide anew.",
    411: "Send the body with its length, not in chunks.",
    412: "Read it again for its new `ETag`, then decide anew.",
    413: "Send less at once.",
    415: "Send `Content-Type: application/json`.",
    422: "Send another request under another `Idempotency-Key`.",
    428: "Read it first, and send the version that you saw: as `version`, or its `ETag` in `If-Match`.",
    429: "Wait as many seconds as `Retry-After` says, then go on.",
    500: "Send it again a little later; under the same `Idempotency-Key` it is done once at most.",
    503: "Send it again after as many seconds as `Retry-After` says.",
}


def advice(kind: Kind) -> str:
    return ADVICE[kind.status]


def kinds() -> list[Kind]:
    """Every code that the API can answer with, by status and name."""
    desk = (
        Kind(error.code, _title(error), STATUS_OF[error.blame], _sentence(error)) for error in _refusals(DomainError)
    )
    return sorted([*OF_HTTP, *desk], key=lambda kind: (kind.status, kind.code))


def handle(exc: Exception, context: dict[str, Any]) -> Response:
    """DRF's exception handler. Answers whatever was raised; what nobody foresaw is logged and told without details."""
    request = context["request"]
    # Pages of HTML have their own renderer; a problem is JSON for them too.
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), MEDIA_TYPE
    return answer(_problem(exc, context), instance=request.path, headers=_headers(exc))


def answer(problem: dict[str, Any], *, instance: str, headers: dict[str, str] | None = None) -> Response:
    whole = problem | {"instance": quote(instance)}
    return Response(whole, status=problem["status"], headers=headers, content_type=MEDIA_TYPE)


def problem_of(kind: Kind, detail: str = "", errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    return {
        "type": f"/api/problems/{kind.code}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail or kind.detail,
        "code": kind.code,
        "errors": errors or [],
    }


def _problem(exc: Exception, context: dict[str, Any]) -> dict[str, Any]:
    if isinstance(exc, Http404):
        exc = NotFound(thing=_thing(context))
    if isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if isinstance(exc.__cause__, DomainError):
        exc = exc.__cause__  # DRF's own error stands for it, where DRF looks for its own
    if isinstance(exc, DomainError):
        return _refusal(exc)
    if isinstance(exc, exceptions.ValidationError):
        return problem_of(BY_CODE["invalid"], errors=list(_flat(exc.detail)))
    if isinstance(exc, exceptions.APIException):
        return _of_http(exc)
    if isinstance(exc, SuspiciousOperation):
        return problem_of(BY_CODE["body_too_large" if isinstance(exc, RequestDataTooBig) else "bad_request"])
    return _unforeseen(exc, context)


def _refusal(exc: DomainError) -> dict[str, Any]:
    kind = Kind(exc.code, _title(type(exc)), STATUS_OF[exc.blame], "")
    errors = [{"field": exc.about, "code": exc.code, "detail": exc.message}] if exc.about else []
    return problem_of(kind, exc.message, errors) | exc.more


def _of_http(exc: exceptions.APIException) -> dict[str, Any]:
    kind = BY_CODE.get(exc.default_code, BY_CODE["server_error"])
    if isinstance(exc, exceptions.Throttled):
        return problem_of(kind)
    return problem_of(kind, str(exc.detail) if exc.detail != exc.default_detail else "")


def _unforeseen(exc: Exception, context: dict[str, Any]) -> dict[str, Any]:
    request = context["request"]._request
    log.error("%s %s failed", request.method, request.path, exc_info=exc)
    got_request_exception.send(sender=None, request=request)
    unavailable = isinstance(exc, OperationalError | InterfaceError)
    return problem_of(BY_CODE["unavailable" if unavailable else "server_error"])


def _headers(exc: Exception) -> dict[str, str]:
    if challenge := getattr(exc, "auth_header", None):
        return {"WWW-Authenticate": challenge}
    if isinstance(exc, exceptions.Throttled):
        return {"Retry-After": str(getattr(exc, "wait", None) or 1)}
    return {"Retry-After": "1"} if isinstance(exc, OperationalError | InterfaceError | StillBeingDone) else {}


def _flat(detail: Any, field: str = "") -> Iterator[dict[str, str]]:
    """DRF's nested errors, one by one. Items of a list count from 1, as in the sentences."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            part = name + 1 if isinstance(name, int) else name
            yield from _flat(inner, field if name == "non_field_errors" else f"{field}.{part}".lstrip("."))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _flat(inner, field)
    else:
        yield {"field": field, "code": getattr(detail, "code", "") or "invalid", "detail": str(detail)}


def _thing(context: dict[str, Any]) -> str:
    queryset = getattr(context.get("view"), "queryset", None)
    return str(queryset.model._meta.verbose_name) if queryset is not None else "thing"


def _refusals(error: type[DomainError]) -> Iterator[type[DomainError]]:
    for below in error.__subclasses__():
        yield below
        yield from _refusals(below)


def _title(error: type[DomainError]) -> str:
    return " ".join(re.findall("[A-Z][a-z]*", error.__name__)).capitalize()


def _sentence(error: type[DomainError]) -> str:
    """What the refusal says, without the words of an occasion."""
    return re.sub(r"\{\w+[^}]*\}", "…", " ".join((error.__doc__ or "").split()))
