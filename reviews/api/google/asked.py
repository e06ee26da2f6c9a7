"""What a request asks for, checked: from the address, or from the form that a long one was turned into."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, QueryDict

from claims import clock
from reviews.api.google.refusals import Refusal

USUAL, MOST = 10, 100  # results of a page
INT32 = 2**31 - 1
LONG_AGO = 365 * 1000  # days; whatever is younger than that is any age
OVERRIDE = "X-HTTP-Method-Override"
READ_IT_SO = f"This is read with GET, or with POST and {OVERRIDE}: GET."
_SALT = "factcheck.google.page"


class Paging(NamedTuple):
    size: int
    below: int | None  # from the page token
    skip: int  # looked at only without one


def given(request: HttpRequest) -> QueryDict:
    """The parameters. Google's clients send what would be a too long address as a POST that says it is a GET."""
    if request.method != "POST":
        return request.GET
    if request.headers.get(OVERRIDE, "").upper() != "GET":
        raise Refusal(READ_IT_SO, "UNIMPLEMENTED")
    if request.content_type != "application/x-www-form-urlencoded":
        raise Refusal("Send the parameters as application/x-www-form-urlencoded.")
    found = request.GET.copy()
    for name, values in request.POST.lists():
        found.setlist(name, values)
    return found


def text(asked: QueryDict, name: str) -> str:
    return (asked.get(name) or "").strip()


def number(asked: QueryDict, name: str, usual: int = 0) -> int:
    """An int32 that is not negative; nothing and 0 mean the usual. Raises Refusal."""
    typed = text(asked, name)
    if not typed:
        return usual
    if not (typed.isascii() and typed.isdecimal() and int(typed[:11]) <= INT32):
        raise Refusal(f"{name} is a whole number from 0 to {INT32}.")
    return int(typed) or usual


def paging(asked: QueryDict, *bound: str) -> Paging:
    """`bound` is what a token holds for: it is of no use with another question. Raises Refusal."""
    size = min(number(asked, "pageSize", USUAL), MOST)
    skip = number(asked, "offset")
    token = text(asked, "pageToken")
    return Paging(size, _below(token, bound), 0) if token else Paging(size, None, skip)


def token_for(below: int, *bound: str) -> str:
    return signing.dumps([below, _digest(bound)], salt=_SALT)


def is_ours(site: str) -> bool:
    """Whether this names the desk's site: its host or one above it, with or without scheme and `www.`."""
    named = _host(site)
    return bool(named) and f".{host()}".endswith(f".{named}")


def host() -> str:
    """Of the desk's own site, as Google writes a publisher's."""
    return _host(settings.SITE_URL)


def since(asked: QueryDict) -> datetime | None:
    """From which moment on, for a greatest age in days; None: any."""
    days = number(asked, "maxAgeDays")
    return clock.now() - timedelta(days=days) if 0 < days < LONG_AGO else None


def _below(token: str, bound: tuple[str, ...]) -> int:
    try:
        below, question = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError):
        raise Refusal("This pageToken is not one of ours. Begin without it.") from None
    if question != _digest(bound):
        raise Refusal("This pageToken belongs to another question: all other fields must stay as they were.")
    return int(below)


def _digest(bound: tuple[str, ...]) -> str:
    """A question may be a whole article, a token should not be."""
    return hashlib.sha256(json.dumps(bound).encode()).hexdigest()[:32]


def _host(site: str) -> str:
    try:
        found = urlsplit(site if "//" in site else f"//{site}").hostname or ""
    except ValueError:  # what nobody could call a host, such as a bracket without its other half
        return ""
    return found.removeprefix("www.")
