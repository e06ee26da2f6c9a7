"""Refusals as Google's clients read them: `{"error": {"code", "message", "status"}}`."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

log = logging.getLogger(__name__)

CODES = {
    "INVALID_ARGUMENT": 400,
    "PERMISSION_DENIED": 403,
    "NOT_FOUND": 404,
    "UNIMPLEMENTED": 405,  # Google's own says 501, which would blame the server
    "INTERNAL": 500,
    "UNAVAILABLE": 503,
}
View = Callable[..., HttpResponse]


class Refusal(Exception):
    """What was asked for cannot be answered; `word` is one of Google's words."""

    def __init__(self, message: str, word: str = "INVALID_ARGUMENT") -> None:
        self.message, self.word = message, word
        super().__init__(message)


def answering(view: View) -> View:
    """A view for machines of Google's kind: no cookie says who they are, so no form of theirs can be forged."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
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

    return answered


def refused(refusal: Refusal) -> HttpResponse:
    code = CODES[refusal.word]
    answer = JsonResponse({"error": {"code": code, "message": refusal.message, "status": refusal.word}}, status=code)
    if refusal.word == "UNAVAILABLE":
        answer["Retry-After"] = "1"
    if refusal.word == "UNIMPLEMENTED":
        answer["Allow"] = "GET, HEAD, POST"
    return answer
