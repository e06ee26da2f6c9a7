"""Fetching from the web: what comes back, how far it goes, and when it stops."""

import gzip
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from claims.errors import PageRefused, TooManyRedirects, TooMuch, TooSlow, Unreachable, UnwantedType
from claims.outside import Limits, ask, fetch, may_pass
from tests.web import THIS_MACHINE, Web, leading_to, names, page, serving


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    _drip(handler, b"x")


def dripping_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _drip(handler, b"x")


def _drip(handler: BaseHTTPRequestHandler, drop: bytes) -> None:
    for _ in range(200):
        handler.wfile.write(drop)
        handler.wfile.flush()
        time.sleep(0.05)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65536)


def endless_and_empty(handler: BaseHTTPRequestHandler) -> None:
    """Packed nothing after nothing: it never grows, and never ends."""
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    packer = zlib.compressobj(wbits=31)
    while True:
        handler.wfile.write(packer.flush(zlib.Z_FULL_FLUSH) or b"")
        handler.wfile.write(packer.compress(b""))


def breaking_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"Only this")


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Hangs up without a word."""
    handler.close_connection = True


def babbling(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"I am no web server\r\n\r\n")


PACKED = gzip.compress(b"Exports grew.")
PAGES = {
    "/": page("Über Ausfuhren".encode("latin-1"), content_type="text/html; charset=ISO-8859-1"),
    "/plain": page(b"x", content_type="text/plain"),
    "/picture": page(b"\x89PNG", content_type="image/png"),
    "/packed": page(PACKED, Content_Encoding="gzip"),
    "/deflated": page(zlib.compress(b"Exports grew."), Content_Encoding="deflate"),
    "/cut": page(PACKED[:-9], Content_Encoding="gzip"),
    "/damaged": page(b"This is no gzip.", Content_Encoding="gzip"),
    "/brotli": page(b"?", Content_Encoding="br"),
    "/bomb": page(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"),
    "/moved": leading_to("/"),
    "/moved/twice": leading_to("../moved", 308),
    "/loop": leading_to("/loop"),
    "/nowhere": page(b"", 302),
    "/busy": page(b"Later.", 503, Retry_After="120"),
    "/drip": dripping,
    "/drip/headers": dripping_headers,
    "/endless": endless,
    "/endless/empty": endless_and_empty,
    "/cut/short": breaking_off,
    "/silent": silent,
    "/babble": babbling,
    "/nothing": page(b"", 204),
}


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serving(PAGES) as web:
        yield web


def fetched(web: Web, path: str, **limits: Any) -> Any:
    return fetch(web.address + path, web.limits(**limits))


def test_a_page_comes_with_its_type_and_charset(web: Web) -> None:
    answer = fetched(web, "/")
    assert (answer.status, answer.content_type, answer.charset) == (200, "text/html", "iso-8859-1")
    assert answer.content.decode(answer.charset) == "Über Ausfuhren"
    assert fetched(web, "/plain").charset == ""


def test_the_server_is_told_its_name_and_nothing_about_us(web: Web) -> None:
    fetched(web, "/plain")
    *_, (method, path, headers, _) = web.asked
    assert (method, path, headers["Host"]) == ("GET", "/plain", f"127.0.0.1:{web.port}")
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}


@pytest.mark.parametrize("path", ["/packed", "/deflated"])
def test_what_is_packed_is_unpacked(web: Web, path: str) -> None:
    assert fetched(web, path).content == b"Exports grew."


@pytest.mark.parametrize("path", ["/moved", "/moved/twice"])
def test_redirects_are_followed_to_where_they_end(web: Web, path: str) -> None:
    answer = fetched(web, path)
    assert (answer.url, answer.status) == (f"{web.address}/", 200)


def test_redirects_that_never_end_are_left_after_five(web: Web) -> None:
    before = len(web.asked)
    with pytest.raises(TooManyRedirects):
        fetched(web, "/loop")
    assert len(web.asked) - before == 6


@pytest.mark.parametrize(("path", "status"), [("/none", 404), ("/busy", 503), ("/nowhere", 302)])
def test_a_page_that_is_not_given_is_refused_with_its_status(web: Web, path: str, status: int) -> None:
    with pytest.raises(PageRefused, match=f"it answered {status}") as refused:
        fetched(web, path)
    assert may_pass(refused.value) is (status == 503)
    assert refused.value.retry_after == timedelta(seconds=120 if status == 503 else 0)


@pytest.mark.parametrize("path", ["/drip", "/drip/headers", "/endless/empty"])
def test_the_time_limit_holds_for_all_of_it_however_slowly_it_drips(web: Web, path: str) -> None:
    began = time.monotonic()
    with pytest.raises(TooSlow) as slow:
        fetched(web, path, seconds=0.4, size=10**9)
    assert time.monotonic() - began < 2
    assert may_pass(slow.value)


@pytest.mark.parametrize("path", ["/endless", "/bomb", "/endless/empty"])
def test_more_than_the_limit_is_not_taken(web: Web, path: str) -> None:
    with pytest.raises(TooMuch, match="more than the 100,000 bytes") as much:
        fetched(web, path, size=100_000)
    assert not may_pass(much.value)


def test_exactly_the_limit_is_taken(web: Web) -> None:
    assert len(fetched(web, "/packed", size=len(PACKED)).content) == 13
    assert fetched(web, "/plain", size=1).content == b"x"


@pytest.mark.parametrize("path", ["/cut", "/damaged", "/brotli", "/cut/short", "/silent", "/babble"])
def test_what_does_not_come_whole_counts_as_not_come(web: Web, path: str) -> None:
    with pytest.raises(Unreachable) as failed:
        fetched(web, path)
    assert may_pass(failed.value)


def test_only_the_wanted_types_are_taken(web: Web) -> None:
    pages = frozenset({"text/html", "text/plain"})
    assert fetched(web, "/plain", types=pages).content == b"x"
    with pytest.raises(UnwantedType, match="sends image/png; what is taken is text/html, text/plain"):
        fetched(web, "/picture", types=pages)


def test_a_closed_port_and_an_unknown_name_are_said(web: Web) -> None:
    with pytest.raises(Unreachable):
        fetch("http://127.0.0.1:9/", web.limits(ports=frozenset({9})))
    with pytest.raises(Unreachable, match="its name has no address"):
        fetch("http://no-such-name.invalid/")


def test_a_name_in_any_script_is_asked_for_in_its_plain_form(web: Web) -> None:
    with names(**{"xn--bcher-kva_example": ["127.0.0.1"]}) as asked:
        fetch(f"http://bücher.example:{web.port}/", web.limits())
    assert asked == ["xn--bcher-kva.example"]
    assert web.asked[-1][2]["Host"] == f"xn--bcher-kva.example:{web.port}"


def test_an_ipv6_address_is_reached_when_it_is_allowed() -> None:
    with serving({"/": page(b"six")}, host="::1") as web:
        limits = Limits(ports=frozenset({web.port}), networks=THIS_MACHINE)
        assert fetch(f"http://[::1]:{web.port}/", limits).content == b"six"
        assert web.asked[-1][2]["Host"] == f"[::1]:{web.port}"


def test_asking_answers_with_whatever_status_and_follows_nothing(web: Web) -> None:
    answer = ask("GET", f"{web.address}/moved", web.limits())
    assert (answer.status, answer.headers["location"]) == (302, "/")
    assert ask("GET", f"{web.address}/nothing", web.limits()).status == 204
    assert ask("GET", f"{web.address}/none", web.limits()).content == b"Nothing here."
    sent = ask("POST", f"{web.address}/plain", web.limits(), content=b"{}", headers={"X-Signed": "yes"})
    assert sent.status == 200
    *_, (method, _, headers, content) = web.asked
    assert (method, headers["X-Signed"], content) == ("POST", "yes", b"{}")


@pytest.mark.parametrize(("header", "wait"), [("120", 120), ("999999999", 3600), ("", 0), ("soon", 0), ("-5", 0)])
def test_a_server_may_ask_to_be_left_alone_for_an_hour_at_most(header: str, wait: int) -> None:
    with serving({"/": page(b"", 429)}) as web:
        answer = ask("GET", web.address, web.limits())
        answer.headers["retry-after"] = header
        assert answer.retry_after == timedelta(seconds=wait)


def test_a_server_may_name_the_moment_from_which_to_try_again() -> None:
    with serving({"/": page(b"", 429)}) as web:
        answer = ask("GET", web.address, web.limits())
        answer.headers["retry-after"] = format_datetime(datetime.now(UTC) + timedelta(minutes=5), usegmt=True)
        assert timedelta(minutes=4) < answer.retry_after <= timedelta(minutes=5)
