"""What no document allows and no generator thinks of: sent to every address as it stands, byte by byte."""

import http.client
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tests.fuzz.callers import Headers
from tests.fuzz.figures import Run

JSON = {"Content-Type": "application/json"}
HUGE = str(10**400)


class Absurd(NamedTuple):
    """`query` is added to the address; `ids` stands where a number should."""

    name: str
    method: str
    body: bytes = b""
    headers: Headers = {}
    query: str = ""
    ids: str = "1"


BODIES = {
    "half of JSON": b'{"note": "abc',
    "no JSON": b"\x00\x01\xff",
    "NaN": b'{"version": NaN}',
    "a giant number": b'{"version": ' + HUGE.encode() + b', "claim": ' + HUGE.encode() + b"}",
    "a number beyond a database's": b'{"version": 9223372036854775808, "person": 9223372036854775808, "review": -1}',
    "half a character": rb'{"note": "\ud800", "body": "\udfff", "url": "\ud800"}',
    "a NUL": rb'{"note": "a\u0000", "body": "a\u0000", "url": "http://a\u0000", "reviewer": "\u0000"}',
    "a list": b"[1, 2, 3]",
    "a word": b'"claim"',
    "nothing": b"",
    "null": b"null",
    "deep nesting": b"[" * 100_000,
    "deep objects": b'{"words":' * 5_000 + b"1" + b"}" * 5_000,
    "another encoding": '{"note": "é"}'.encode("utf-16"),
    "the same field twice": b'{"version": 1, "version": "x"}',
    "lists for everything": b'{"version": [], "note": {}, "claim": [1], "sources": {"a": 1}, "labels": [[]]}',
}
QUERIES = {
    "a cursor that is none": "cursor=%00%ff&after=%00",
    "a cursor of another list": "cursor=YWZ0ZXI6OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5&after=OTk5OTk5OTk5OTk5OTk5OTk5OTk=",
    "a giant page": f"page_size={HUGE}&limit={HUGE}&days={HUGE}",
    "bytes that are no text": "q=%ff%fe&language=%c3&status=%ed%a0%80",
    "NULs": "q=%00&status=%00&claim=%00&outlet=%00&reviewer=%00&person=%00&topic=%00&url=%00&pair=%00,%00",
    "numbers beyond a database's": "claim=9223372036854775808&article=-1&person=9223372036854775808&days=1e999",
    "moments beyond time": "created_after=9999-12-31T23:59:59-14:00&modified_after=0001-01-01T00:00:00%2B14:00",
    "the same thing a hundred times": "&".join(["status=new"] * 100),
    "a thousand parameters": "&".join(f"x{number}=1" for number in range(300)),
}
HEADERS: dict[str, Headers] = {
    "asks for a picture": {"Accept": "image/png"},
    "asks for nothing readable": {"Accept": ",;q=x"},
    "knows a tag that is none": {"If-None-Match": '"", W/"', "If-Match": 'W/W/"""'},
    "has a key of no kind": {"Authorization": "Bearer \xff\xfe"},
    "has half a password": {"Authorization": "Basic !!!"},
    "comes from elsewhere": {"Origin": "null", "X-Forwarded-For": "a, b", "X-Forwarded-Proto": "gopher"},
    "repeats itself oddly": {"Idempotency-Key": "é" * 300},
}
TYPES = (
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "application/x-www-form-urlencoded",
    "a",
    "",
)
IDS = ("0", "-1", "9223372036854775808", HUGE, "%00", "%ff", "1%2f2", "%F0%9F%98%80", "..")
METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "HEAD", "OPTIONS")


def all_of_it() -> Iterator[Absurd]:
    yield from (Absurd(name, "POST", body, JSON) for name, body in BODIES.items())
    yield from (Absurd(name, "PUT", body, JSON) for name, body in BODIES.items())
    yield from (Absurd(name, "GET", query=query) for name, query in QUERIES.items())
    yield from (Absurd(name, method, b"{}", sent) for name, sent in HEADERS.items() for method in ("GET", "POST"))
    yield from (Absurd(f"a body of type “{one}”", "POST", b"a=1&b=%00", {"Content-Type": one}) for one in TYPES)
    yield from (Absurd(f"the id {one[:30]}", method, b"{}", JSON, ids=one) for one in IDS for method in ("GET", "POST"))
    yield from (Absurd(f"the method {one}", one, b"{}", JSON) for one in METHODS)


def run(address: str, who: Headers, document: dict[str, Any]) -> Run:
    """Every absurdity at every address: nothing may fail here, and every refusal is a problem."""
    answers, failures, asked = Counter[str](), list[str](), 0
    paths = sorted(document["paths"])
    for path in paths:
        for absurd in all_of_it():
            status, wrong = _ask(address, path, absurd, who)
            answers[f"{status // 100}xx"] += 1
            asked += 1
            failures += [f"{absurd.name}: {absurd.method} {path}: {wrong}"] if wrong else []
    return Run("nobody in their right mind", len(paths), asked, answers, failures)


def _ask(address: str, path: str, absurd: Absurd, who: Headers) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        where = path.replace("{id}", absurd.ids).replace("{version}", absurd.ids).replace("{slug}", absurd.ids)
        target = f"{where}?{absurd.query}" if absurd.query else where
        connection.request(absurd.method, target, absurd.body or None, who | absurd.headers)
        answer = connection.getresponse()
        return answer.status, _wrong(absurd, answer, answer.read())
    except OSError as trouble:
        return 0, f"no answer: {trouble}"
    finally:
        connection.close()


def _wrong(absurd: Absurd, answer: http.client.HTTPResponse, body: bytes) -> str:
    if answer.status >= 500:
        return f"{answer.status}"
    if answer.status < 400 or absurd.method == "HEAD":
        return ""
    if answer.headers["Content-Type"] != "application/problem+json":
        return f"{answer.status} as {answer.headers['Content-Type']}: {body[:80]!r}"
    return "" if json.loads(body)["status"] == answer.status else "says another status than it has"
