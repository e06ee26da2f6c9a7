"""Refusals as Google's clients read them: `{"error": {"code", "message", "status"}}`; and what every answer has."""

import logging
from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.settings import api_settings

from claims.api.manners import OPEN_TO_ALL

log = logging.getLogger(__name__)

CODES = {
    "INVALID_ARGUMENT": 400,
    "PERMISSION_DENIED": 403,
    "NOT_FOUND": 404,
    "UNIMPLEMENTED": 405,  # Google's own says 501, which would blame the server
    "RESOURCE_EXHAUSTED": 429,
    "INTERNAL": 500,
    "UNAVAILABLE": 503,
}
# Pages of any site may read here, as in the rest of the API, with what Google's own scripts send along.
CORS = {
    **OPEN_TO_ALL,
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "X-HTTP-Method-Override, X-Goog-Api-Key, X-Goog-Api-Client",
    "Access-Control-Expose-Headers": "Retry-After",
}
View = Callable[..., HttpResponse]


class Refusal(Exception):
    """What was asked for cannot be answered; `word` is one of Google's words."""

    def __init__(self, message: str, word: str = "INVALID_ARGUMENT", *, seconds: float = 1) -> None:
        self.message, self.word, self.seconds = message, word, seconds
        super().__init__(message)


def answering(view: View) -> View:
    """A view for machines of Google's kind: no cookie says who they are, so no form of theirs can be forged."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = HttpResponse(status=204) if request.method == "OPTIONS" else _answer(view, request, *args, **kwargs)
        for name, value in CORS.items():
            answer[name] = value
        return answer

    return answered


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        _keep_the_pace(request)
        return view(request, *args, **kwargs)
    except Refusal as refusal:
        return refused(refusal)
    except RequestDataTooBig:
        return refused(Refusal("The request is larger than this server takes."))
    except SuspiciousOperation:
        return refused(Refusal("The request cannot be read."))
    except (OperationalError, InterfaceError) as trouble:
        log.error("%s %s failed", request.method, request.path, exc_info=trouble)
        return refused(Refusal("The database cannot be used right now. Try again in a moment.", "UNAVAILABLE"))
    except Exception as unforeseen:
        log.error("%s %s failed", request.method, request.path, exc_info=unforeseen)
        return refused(Refusal("Something went wrong here. It has been noted.", "INTERNAL"))


def _keep_the_pace(request: HttpRequest) -> None:
    """That of the whole API, which its settings name; whoever asks here is known by their address. Raises Refusal."""
    throttles: Any = api_settings.DEFAULT_THROTTLE_CLASSES
    for pace in (throttle() for throttle in throttles):
        if not pace.allow_request(Request(request), None):
            message = "You asked too much within a minute. Wait as Retry-After says."
            raise Refusal(message, "RESOURCE_EXHAUSTED", seconds=pace.wait() or 1)


def refused(refusal: Refusal) -> HttpResponse:
    code = CODES[refusal.word]
    answer = JsonResponse({"error": {"code": code, "message": refusal.message, "status": refusal.word}}, status=code)
    if refusal.word in ("UNAVAILABLE", "RESOURCE_EXHAUSTED"):
        answer["Retry-After"] = str(ceil(refusal.seconds))
    if refusal.word == "UNIMPLEMENTED":
        answer["Allow"] = "GET, HEAD, POST"
    return answer
