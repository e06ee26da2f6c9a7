"""How much one caller may ask for in a minute: each machine, each person, each address of whoever does not log in.

This keeps one caller from taking the room of all others; it is no lock. Counted in the cache, and where that cannot be
reached nobody is held up.
"""

import logging
import time
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from claims import policy

log = logging.getLogger(__name__)

MINUTE = 60
PATIENCE = 10  # seconds without asking a cache that did not answer

_blind_until = 0.0


class Pace(BaseThrottle):
    """Counts by the minute of the clock: after a 429, the next minute begins anew."""

    def allow_request(self, request: Request, view: Any) -> bool:
        kind, who = _caller(request)
        self.seconds = too_much(f"{kind}:{who}", settings.REQUESTS_PER_MINUTE[kind])
        return self.seconds is None

    def wait(self) -> float | None:
        return self.seconds


def admit_log_in(request: Request) -> None:
    """Raise Throttled where too many log-ins from this address have failed within the minute."""
    most = settings.REQUESTS_PER_MINUTE["failed_log_in"]
    if (seconds := too_much(f"failed_log_in:{_address(request)}", most, count=0)) is not None:
        raise Throttled(seconds)


def note_failed_log_in(request: Request) -> None:
    too_much(f"failed_log_in:{_address(request)}", settings.REQUESTS_PER_MINUTE["failed_log_in"])


def too_much(who: str, most: int, *, count: int = 1) -> float | None:
    """Count this one; the seconds until the minute is over where it was one too many. 0 at most: there is no limit.

    With a `count` of 0 it is asked whether one more would be.
    """
    global _blind_until  # noqa: PLW0603
    now = time.time()
    if not most or now < _blind_until:
        return None
    key = f"pace:{who}:{int(now // MINUTE)}"
    try:
        cache.add(key, 0, 2 * MINUTE)
        found = cache.incr(key, count) if count else cache.get(key, 0) + 1
    except ValueError:  # it made room for another between the two
        return None
    except Exception as trouble:
        _blind_until = now + PATIENCE
        log.warning("the cache cannot be used, so nobody is held up: %s", trouble)
        return None
    return None if found <= most else MINUTE - now % MINUTE


def _caller(request: Request) -> tuple[str, str]:
    if not request.user.is_authenticated:
        return "address", _address(request)
    return "machine" if policy.machine_of(request.user) else "person", str(request.user.pk)


def _address(request: Request) -> str:
    """Of IPv6 the network that one household has: with its addresses alone nobody would ever be counted twice."""
    told = BaseThrottle().get_ident(request)
    try:
        address = ip_address(told)
    except ValueError:
        return "unknown"
    return str(ip_network(f"{address}/64", strict=False)) if address.version == 6 else str(address)
