"""Nothing of the network that we stand in is ever reached, whatever an address looks like or leads to."""

import socket
import threading
import time
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any
from unittest.mock import patch

import pytest

from claims.errors import AddressNotAllowed, DomainError, TooSlow, Unreachable
from claims.outside import Limits, fetch, may_pass
from tests.web import THIS_MACHINE, Web, leading_to, names, page, serving

PUBLIC = "93.184.216.34"


@pytest.fixture
def inside() -> Iterator[Web]:
    """A server that nobody outside should ever reach."""
    with serving({"/": page(b"secret")}) as web:
        yield web


@pytest.fixture
def strict(inside: Web) -> Limits:
    """Its port is open to us; its address is not."""
    return Limits(ports=frozenset({80, 443, inside.port}), seconds=3)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "localhost.", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"),
        *("0177.0.0.1", "127.1", "[::]", "①②⑦.⓪.⓪.①", "[0:0:0:0:0:ffff:7f00:1]", "127.0.0.1."),
    ],
)
def test_this_machine_is_not_reached_in_any_spelling(host: str, inside: Web, strict: Limits) -> None:
    with pytest.raises((AddressNotAllowed, Unreachable)):
        fetch(f"http://{host}:{inside.port}/", strict)
    assert inside.asked == []


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "fd00::1", "::ffff:10.0.0.1"]
)
def test_a_name_that_leads_into_a_private_network_is_refused(address: str) -> None:
    with names(innocent_example=[address]), pytest.raises(AddressNotAllowed, match="into a private network") as refused:
        fetch("http://innocent.example/")
    assert not may_pass(refused.value)


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    mixed = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in (PUBLIC, "127.0.0.1")]
    with patch("socket.getaddrinfo", return_value=mixed), pytest.raises(AddressNotAllowed):
        fetch("http://mixed.example/")


def test_a_name_is_asked_once_so_a_second_answer_cannot_differ_from_the_checked_one(
    inside: Web, strict: Limits
) -> None:
    connected: list[Any] = []

    def refuse(address: Any, *args: Any, **more: Any) -> Any:
        connected.append(address)
        raise ConnectionRefusedError

    with (
        names(rebinding_example=[PUBLIC, "127.0.0.1"]) as asked,
        patch("socket.create_connection", refuse),
        pytest.raises(Unreachable),
    ):
        fetch(f"http://rebinding.example:{inside.port}/", strict)
    assert asked == ["rebinding.example"]
    assert connected == [(PUBLIC, inside.port)]
    assert inside.asked == []


def test_a_name_that_answers_privately_the_second_time_is_refused_the_second_time(inside: Web, strict: Limits) -> None:
    """As it happens over a redirect to the same name."""
    allowed = Limits(ports=strict.ports, networks=(THIS_MACHINE[0],), seconds=3)
    inside.pages["/again"] = leading_to("/")
    with names(rebinding_example=["127.0.0.1", "10.0.0.1"]) as asked, pytest.raises(AddressNotAllowed):
        fetch(f"http://rebinding.example:{inside.port}/again", allowed)
    assert asked == ["rebinding.example"] * 2
    assert [path for _, path, *_ in inside.asked] == ["/again"]


@pytest.mark.parametrize(
    "location",
    [
        *(
            "http://127.0.0.2:{port}/",
            "//127.0.0.2:{port}/",
            "http://[::1]:{port}/",
            "http://localhost6.example:{port}/",
        ),
        *("file:///etc/passwd", "gopher://127.0.0.1/", "javascript:alert(1)", "http://a@127.0.0.1:{port}/", "http://["),
        *("http://127.0.0.1:22/", "http://\x01/"),
    ],
)
def test_a_redirect_is_checked_like_an_address_of_its_own(location: str) -> None:
    with serving({"/": page(b"secret")}) as web, names(localhost6_example=["127.0.0.2"]):
        web.pages["/go"] = leading_to(location.format(port=web.port))
        only_this = Limits(ports=frozenset({web.port}), networks=(ip_network("127.0.0.1/32"),), seconds=3)
        with pytest.raises(AddressNotAllowed):
            fetch(f"{web.address}/go", only_this)
        assert [path for _, path, *_ in web.asked] == ["/go"]


@pytest.mark.parametrize(
    "url",
    [
        *("", "example.org", "ftp://example.org/", "file:///etc/passwd", "data:text/html,x", "http://", "http:///x"),
        *("https://user:word@example.org/", "http://good.example\\@127.0.0.1/", "http://example.org:6379/"),
        *("http://example.org:0/", "http://example.org:99999/", "http://example.org:x/", "http://exa mple.org/"),
        *("http://example.org/\r\nX-Evil: 1", "http://example.org/\0", "http://[::1", "\ud800"),
        *("http://" + "x" * 70_000, "javascript:alert(1)", "http://-.example:22/"),
    ],
)
def test_an_address_that_is_none_of_the_web_is_refused_before_anybody_is_asked(url: str) -> None:
    with patch("socket.getaddrinfo", side_effect=AssertionError), pytest.raises(AddressNotAllowed):
        fetch(url)


@pytest.mark.parametrize("url", ["http://" + "a" * 300 + ".example/", "http://" + "a." * 200 + "example/"])
def test_a_name_that_cannot_be_one_is_a_refusal(url: str) -> None:
    with pytest.raises(DomainError):
        fetch(url)


def test_a_resolver_that_hangs_is_not_waited_for() -> None:
    over = threading.Event()

    def hang(*args: Any, **more: Any) -> list[Any]:
        over.wait(5)
        return []

    began = time.monotonic()
    with patch("socket.getaddrinfo", hang), pytest.raises(TooSlow):
        fetch("http://slow.example/", Limits(seconds=0.3))
    over.set()
    assert time.monotonic() - began < 2


def test_the_environments_proxy_is_not_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({}) as proxy, serving({"/": page(b"direct")}) as web:
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        monkeypatch.setenv("http_proxy", proxy.address)
        assert fetch(web.address, web.limits()).content == b"direct"
        assert proxy.asked == []


def test_a_proxy_named_on_purpose_is_asked_by_name_and_for_public_addresses_only() -> None:
    with serving({"http://far.example/page": page(b"through")}) as proxy:
        limits = Limits(proxy=proxy.address, seconds=3)
        with names() as asked:
            assert fetch("http://far.example/page", limits).content == b"through"
        assert asked == []  # by the proxy, not by us
        with pytest.raises(AddressNotAllowed):
            fetch("http://169.254.169.254/latest/", limits)
        assert len(proxy.asked) == 1


def test_over_tls_the_name_is_still_what_is_asked_for_and_checked() -> None:
    """The connection goes to an address; the certificate has to be the name's."""
    heard: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def listen() -> None:
        connection, _ = listener.accept()
        heard.append(connection.recv(4096))
        connection.close()

    thread = threading.Thread(target=listen)
    thread.start()
    limits = Limits(ports=frozenset({port}), networks=THIS_MACHINE, seconds=3)
    with names(secure_example=["127.0.0.1"]), pytest.raises(Unreachable):
        fetch(f"https://secure.example:{port}/", limits)
    thread.join()
    listener.close()
    assert b"secure.example" in heard[0]
