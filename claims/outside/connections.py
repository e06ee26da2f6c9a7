"""Connections that are guarded where they are made: the address that is checked is the address that is connected to.

Whoever checks a name first and connects to it afterwards asks the name twice, and may be told something else the
second time. Every wait on the way is cut at the same deadline, however slowly the other side drips.
"""

import socket
import ssl
from collections.abc import Iterable
from ipaddress import ip_address
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import Any

import httpcore

from claims.errors import AddressNotAllowed, TooSlow, Unreachable
from claims.outside.addresses import Network, may_be_reached

CONNECT_SECONDS = 5.0  # per address, and for asking the name: a network that swallows packets must not hold a worker


class Deadline:
    """When everything has to be over."""

    def __init__(self, host: str, seconds: float) -> None:
        self.host, self.seconds = host, seconds
        self._end = monotonic() + seconds

    def left(self, at_most: float | None = None) -> float:
        """Seconds that may still be waited. Raises TooSlow when there are none."""
        left = self._end - monotonic()
        if left <= 0:
            raise TooSlow(host=self.host, seconds=self.seconds)
        return left if at_most is None else min(left, at_most)


class Guard(httpcore.NetworkBackend):
    """Connects to public addresses and to `networks` only. A name with one forbidden address is forbidden."""

    def __init__(self, deadline: Deadline, networks: Iterable[Network] | None) -> None:
        self._deadline, self._plain = deadline, httpcore.SyncBackend()
        self._networks = None if networks is None else tuple(networks)  # None: the way to a proxy, which does the rest

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        addresses = resolve(host, port, self._deadline.left(CONNECT_SECONDS))
        for address in addresses:
            if self._networks is not None and not may_be_reached(ip_address(address), self._networks):
                raise AddressNotAllowed(host=host, why="it leads into a private network")
        failure: Exception = httpcore.ConnectError("it has no address")
        for address in addresses:
            patience = self._deadline.left(CONNECT_SECONDS)
            try:
                stream = self._plain.connect_tcp(address, port, patience, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                failure = failed
            else:
                return Timed(stream, self._deadline)
        raise failure


class Timed(httpcore.NetworkStream):
    """A connection on which no wait goes beyond the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return Timed(secure, self._deadline)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a name, in the system's order. Raises Unreachable or TooSlow."""
    answers: Queue[list[str] | Exception] = Queue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(address[0]) for *_, address in found])
        except (OSError, UnicodeError) as wrong:
            answers.put(wrong)

    # The system's resolver knows no time limit; a daemon thread that still waits for it holds up nothing.
    Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise TooSlow(host=host, seconds=seconds) from None
    if isinstance(answer, Exception):
        raise Unreachable(host=host, why="its name has no address") from answer
    return answer
