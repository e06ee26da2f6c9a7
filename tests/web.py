"""The web as the tests know it: servers on this machine, and names that lead to them."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any
from unittest.mock import patch

from claims.outside import Limits

THIS_MACHINE = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
Page = Callable[[BaseHTTPRequestHandler], None]


def page(
    content: bytes = b"<h1>Exports</h1>", status: int = 200, content_type: str = "text/html", **headers: str
) -> Page:
    """A page that is answered at once; `headers` with underscores for dashes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        given = {"Content-Type": content_type, "Content-Length": str(len(content))}
        for name, value in (given | {name.replace("_", "-"): value for name, value in headers.items()}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def leading_to(location: str, status: int = 302) -> Page:
    return page(b"", status, Location=location)


class Web:
    """A running server: `asked` is what it was asked for, in order."""

    def __init__(self, pages: Mapping[str, Page], server: ThreadingHTTPServer) -> None:
        self.pages, self.asked = dict(pages), list[Any]()
        self.port = server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def limits(self, **more: Any) -> Limits:
        """With this server, and this machine, allowed."""
        return Limits(**{"ports": frozenset({80, 443, self.port}), "networks": THIS_MACHINE, "seconds": 5.0} | more)

    @property
    def outside(self) -> dict[str, Any]:
        """The same as the setting OUTSIDE."""
        return {"ports": frozenset({80, 443, self.port}), "networks": THIS_MACHINE, "proxy": ""}


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who asked hangs up in the middle: that is what the tests are about."""


class ServerV6(Server):
    address_family = socket.AF_INET6


@contextmanager
def serving(pages: Mapping[str, Page], host: str = "127.0.0.1") -> Iterator[Web]:
    """A server with these pages; a path that is not among them is a 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append((self.command, self.path, self.headers, b""))
            web.pages.get(self.path, page(b"Nothing here.", 404))(self)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            web.asked.append((self.command, self.path, self.headers, sent))
            web.pages.get(self.path, page(b"Nothing here.", 404))(self)

        def log_message(self, *words: Any) -> None:
            pass

    server = (ServerV6 if ":" in host else Server)((host, 0), Handler)
    web = Web(pages, server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def names(**addresses: list[str]) -> Iterator[list[str]]:
    """A resolver of our own: `names(desk_example=["127.0.0.1"])`, dots written as underscores. Says what it was asked.

    A name with several addresses answers with the first when first asked, then with the next, as who rebinds does.
    """
    known = {name.replace("_", "."): list(found) for name, found in addresses.items()}
    asked: list[str] = []
    plain = socket.getaddrinfo

    def getaddrinfo(host: Any, port: Any, *args: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in known:
            return plain(host, port, *args, **more)
        asked.append(name)
        address = known[name].pop(0) if len(known[name]) > 1 else known[name][0]
        return plain(address, port, *args, **more)

    with patch("socket.getaddrinfo", getaddrinfo):
        yield asked
