"""ETags: what was read is told apart by its content, and what was decided on by its version.

A tag of a versioned thing looks like "claim-7.12.9f86d081884c7d65": which it is, its version, a hash of what this one
caller was shown. Reading compares all of it; a write (`If-Match`) looks at thing and version alone, since what else is
shown beside them may change without it. Servers in front make tags weak when they compress (W/"..."): both are taken.
"""

import hashlib
import re
from typing import Any

from django.http import HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims.errors.calls import VersionPassed

TAG = re.compile(r'(?:W/)?"([^"]*)"')
GONE = ("Content-Type", "Content-Length", "Content-Language")  # what an answer without a body does not have


def tagged(request: Request, response: Response, mark: str = "") -> Any:
    """The rendered answer with its tag; 304 in its place when the caller has it already."""
    tag = f"{mark}.{hashlib.sha256(response.content).hexdigest()[:16]}".lstrip(".")
    response["ETag"] = f'"{tag}"'
    known = request.headers.get("If-None-Match", "")
    if request.method not in ("GET", "HEAD") or (tag not in _marks(known) and known.strip() != "*"):
        return response
    unchanged = HttpResponseNotModified(headers={n: v for n, v in response.items() if n not in GONE})
    unchanged.cookies = response.cookies
    return unchanged


def seen(request: Request, thing: str, number: int | str) -> int | None:
    """The version that `If-Match` names of this thing; None without one. Raises VersionPassed for what never was its.

    Versions only go up, so of several the newest alone can be the one that is there.
    """
    sent = request.headers.get("If-Match")
    if sent is None or sent.strip() == "*":
        return None
    starts = f"{thing}-{number}."
    versions = [mark.removeprefix(starts).partition(".")[0] for mark in _marks(sent) if mark.startswith(starts)]
    known = [int(version) for version in versions if version.isascii() and version.isdecimal() and len(version) < 10]
    if not known:
        raise VersionPassed
    return max(known)


def with_version(request: Request, thing: str, number: int | str) -> Any:
    """What was sent, with the version that `If-Match` names. Raises ValidationError where both are said and differ."""
    version = seen(request, thing, number)
    if version is None or not isinstance(request.data, dict):
        return request.data
    if request.data.get("version") not in (None, version):
        raise ValidationError({"version": "It is not the version that If-Match names. Send one of the two."})
    return {**request.data, "version": version}


def vary(response: Response, *, public: bool) -> None:
    """Nobody else's copy for anybody, and no copy that is not asked about again."""
    patch_vary_headers(response, ("Authorization", "Cookie"))
    if "Cache-Control" not in response:
        response["Cache-Control"] = "no-cache" if public else "private, no-cache"


def _marks(header: str) -> set[str]:
    return set(TAG.findall(header))
