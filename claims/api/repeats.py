"""Idempotency-Key: whoever is not told how a POST ended sends it again, and it is done once.

After draft-ietf-httpapi-idempotency-key-header; the keys of one caller say nothing to another.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.once import Answer, Asked, once
from claims.errors import DomainError
from claims.errors.calls import WrongIdempotencyKey

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
KEY = re.compile(r'"?([\x21\x23-\x7e]{1,255})"?')  # the draft puts it in quotation marks, most callers do not
TOLD_AGAIN = ("Location",)
REFUSALS = (DomainError, APIException, Http404, PermissionDenied)


def asked_for(request: Request) -> bool:
    """Whether it may come again. Whoever does not say who they are has no keys of their own."""
    return request.method == "POST" and HEADER in request.headers and request.user.is_authenticated


def answer_once(request: Request, do: Callable[[], Response]) -> Response:
    """What `do` answers, or what it answered when this request first came. Raises what it is refused with."""
    key = KEY.fullmatch(request.headers[HEADER].strip())
    if key is None:
        raise WrongIdempotencyKey
    refused: list[Exception] = []

    def try_it() -> Answer | None:
        try:
            return _kept(do())
        except REFUSALS as refusal:
            # Raised only afterwards: what a refusal keeps (the finding as a draft) is to stay.
            refused.append(refusal)
            return None

    answer = once(Asked(request.user, key[1], _hash(request)), try_it)
    if answer is None:
        raise refused[0]
    again = {REPLAYED: "true"} if answer.again else {}
    return Response(json.loads(answer.body), status=answer.status, headers=answer.headers | again)


def _kept(response: Response) -> Answer:
    headers = {name: response[name] for name in TOLD_AGAIN if name in response}
    return Answer(response.status_code, JSONRenderer().render(response.data).decode(), headers)


def _hash(request: Request) -> str:
    """Of what was asked, read as we read it: neither the order of fields nor the boundary of a form makes another."""
    asked = [request.method, request.get_full_path(), request.headers.get("If-Match", ""), _plain(request.data)]
    return hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _plain(sent: Any) -> Any:
    if isinstance(sent, UploadedFile):
        digest = hashlib.sha256(b"".join(sent.chunks())).hexdigest()
        sent.seek(0)
        return ["file", sent.name, digest]
    if hasattr(sent, "lists"):  # a form
        return {name: _plain(values) for name, values in sent.lists()}
    if isinstance(sent, Mapping):
        return {str(name): _plain(value) for name, value in sent.items()}
    return [_plain(value) for value in sent] if isinstance(sent, list) else sent
