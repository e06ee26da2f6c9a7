"""Asking a web server for something, within limits: where to, how often on to elsewhere, how long, how much, of what.

The environment's HTTP_PROXY is not heeded: through a proxy nobody here sees which address is connected to. A proxy that
was named on purpose (`Limits.proxy`) is used, and has to keep the private networks to itself.
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import lru_cache
from ipaddress import ip_address
from ssl import SSLContext

import httpcore
import httpx

from claims.errors import (
    AddressNotAllowed,
    DomainError,
    PageRefused,
    TooManyRedirects,
    TooMuch,
    TooSlow,
    Unreachable,
    UnwantedType,
)
from claims.outside.addresses import Network, may_be_reached
from claims.outside.connections import CONNECT_SECONDS, Deadline, Guard

PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
PASSING = {408, 425, 429, 500, 502, 503, 504}  # statuses that may be others a little later
PACKED = {"gzip", "x-gzip", "deflate"}
HOST = re.compile(rb"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")  # a name in its plain form, or an address
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How far a request may go. `networks` are allowed although they are private; `types` empty: any type is taken."""

    size: int = 5_000_000  # bytes, unpacked
    cut: bool = False  # what is longer is cut off there, and no trouble
    seconds: float = 20.0  # for all of it, redirects included
    redirects: int = 5
    ports: frozenset[int] = frozenset(PORTS.values())
    networks: tuple[Network, ...] = ()
    types: frozenset[str] = frozenset()
    proxy: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back, unpacked; `url` is where it came from in the end."""

    url: str
    status: int
    headers: httpx.Headers = field(repr=False)
    content: bytes = field(default=b"", repr=False)

    @property
    def content_type(self) -> str:
        """Such as “text/html”; empty where the server names none."""
        return self._described.get_content_type() if "content-type" in self.headers else ""

    @property
    def charset(self) -> str:
        """As the server names it, in small letters; empty where it names none."""
        return self._described.get_content_charset() or ""

    @property
    def retry_after(self) -> timedelta:
        """How long the server asks to be left alone; an hour at most."""
        asked = self.headers.get("retry-after", "")
        if asked.isascii() and asked.isdigit():
            return min(timedelta(seconds=int(asked[:6])), LONGEST_WAIT)
        try:
            until = parsedate_to_datetime(asked)
            return max(timedelta(), min(until - datetime.now(UTC), LONGEST_WAIT))
        except (TypeError, ValueError):
            return timedelta()

    @property
    def _described(self) -> Message:
        described = Message()
        described["content-type"] = self.headers.get("content-type", "")
        return described


def fetch(url: str, limits: Limits | None = None) -> Answer:
    """What stands at this address, wherever it leads to. Raises what `ask` raises, and PageRefused for 4xx and 5xx,
    TooManyRedirects, UnwantedType."""
    limits = limits or Limits()
    deadline = Deadline(_host(url), limits.seconds)
    for _ in range(limits.redirects + 1):
        answer = _ask("GET", url, limits, deadline)
        if answer.status not in REDIRECTS or "location" not in answer.headers:
            return _wanted(answer, limits)
        url = _joined(url, answer.headers["location"])
    raise TooManyRedirects(host=_host(url), most=limits.redirects)


def ask(
    method: str,
    url: str,
    limits: Limits | None = None,
    *,
    content: bytes = b"",
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """One request, answered with whatever status; redirects are not followed.

    Raises AddressNotAllowed, Unreachable, TooSlow or TooMuch.
    """
    limits = limits or Limits()
    return _ask(method, url, limits, Deadline(_host(url), limits.seconds), content, headers)


def may_pass(error: DomainError) -> bool:
    """Whether the same request may succeed a little later. Of what is not from here nobody knows: it may."""
    if isinstance(error, PageRefused):
        return error.words["status"] in PASSING
    return not isinstance(error, AddressNotAllowed | TooManyRedirects | TooMuch | UnwantedType)


def _ask(
    method: str,
    url: str,
    limits: Limits,
    deadline: Deadline,
    content: bytes = b"",
    headers: Mapping[str, str] | None = None,
) -> Answer:
    target = sound(url, limits)
    said = {"Host": target.netloc.decode(), "User-Agent": "Factcheck", "Accept": "*/*", "Accept-Encoding": "gzip"}
    address = httpcore.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path)
    waits = dict.fromkeys(("connect", "read", "write", "pool"), CONNECT_SECONDS * 2)
    try:
        with (
            _pool(limits, deadline) as pool,
            pool.stream(
                method,
                address,
                headers=[*(said | dict(headers or {})).items()],
                content=content or None,
                extensions={"timeout": waits},
            ) as response,
        ):
            answer = Answer(url=str(target), status=response.status, headers=httpx.Headers(response.headers))
            return answer if answer.status in REDIRECTS else replace(answer, content=_body(response, answer, limits))
    except httpcore.TimeoutException:
        raise TooSlow(host=target.host, seconds=limits.seconds) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as wrong:
        raise Unreachable(host=target.host, why=str(wrong)[:200] or "the connection broke") from wrong


def _pool(limits: Limits, deadline: Deadline) -> httpcore.ConnectionPool:
    if limits.proxy:
        proxy = httpx.Proxy(limits.proxy)
        where = httpcore.URL(scheme=proxy.url.raw_scheme, host=proxy.url.raw_host, port=proxy.url.port, target=b"/")
        way, trusted = Guard(deadline, None), _trusted()
        return httpcore.HTTPProxy(where, proxy.raw_auth, ssl_context=trusted, network_backend=way)
    return httpcore.ConnectionPool(ssl_context=_trusted(), network_backend=Guard(deadline, limits.networks))


@lru_cache(1)
def _trusted() -> SSLContext:
    return httpx.create_ssl_context()


def sound(url: str, limits: Limits) -> httpx.URL:
    """The address, taken apart and checked as far as it shows: names are checked where they are connected to.

    Raises AddressNotAllowed.
    """
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise AddressNotAllowed(host=url[:200], why="it is no web address") from None
    if target.scheme not in PORTS:
        raise AddressNotAllowed(host=url[:200], why="only http:// and https:// are fetched")
    if not HOST.fullmatch(target.raw_host):
        raise AddressNotAllowed(host=url[:200], why="it names no server")
    if target.userinfo:
        raise AddressNotAllowed(host=target.host, why="a name or password in an address is not sent")
    port = PORTS[target.scheme] if target.port is None else target.port
    if port not in limits.ports:
        raise AddressNotAllowed(host=target.host, why=f"port {port} is not one of the web")
    try:
        shown = ip_address(target.raw_host.decode())
    except ValueError:
        return target  # a name
    if not may_be_reached(shown, limits.networks):
        raise AddressNotAllowed(host=target.host, why="it leads into a private network")
    return target


def _joined(url: str, location: str) -> str:
    try:
        return str(httpx.URL(url).join(location))
    except (httpx.InvalidURL, ValueError):
        raise AddressNotAllowed(host=location[:200], why="it is no web address") from None


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host
    except (httpx.InvalidURL, ValueError):
        return url[:200]


def _wanted(answer: Answer, limits: Limits) -> Answer:
    host = _host(answer.url)
    if answer.status >= 400 or answer.status in REDIRECTS:
        raise PageRefused(host=host, status=answer.status, retry_after=answer.retry_after)
    if limits.types and answer.content_type not in limits.types:
        raise UnwantedType(
            host=host, type=answer.content_type[:100] or "something unnamed", types=", ".join(sorted(limits.types))
        )
    return answer


def _body(response: httpcore.Response, answer: Answer, limits: Limits) -> bytes:
    """All of it, unpacked, never holding more than the limit: a small archive can hold a whole disk of zeros."""
    too_much = TooMuch(host=_host(answer.url), limit=limits.size)
    unpack = _unpacker(answer)
    body, came = bytearray(), 0
    for chunk in response.iter_stream():
        came += len(chunk)
        try:
            body += unpack.decompress(chunk, limits.size - len(body) + 1) if unpack else chunk
        except zlib.error:
            raise Unreachable(host=_host(answer.url), why="what it sends is damaged") from None
        if max(came, len(body)) > limits.size:
            if limits.cut:
                return bytes(body[: limits.size])
            raise too_much
    if unpack and came and not unpack.eof:
        raise Unreachable(host=_host(answer.url), why="what it sends breaks off")
    return bytes(body)


def _unpacker(answer: Answer) -> "zlib._Decompress | None":
    packed = answer.headers.get("content-encoding", "identity").strip().lower()
    if packed in PACKED:
        return zlib.decompressobj(zlib.MAX_WBITS | 32)
    if packed not in ("identity", ""):
        raise Unreachable(host=_host(answer.url), why="it packs what it sends in a way that nobody asked for")
    return None
