"""ClaimReviews in a file, whatever it is: JSON, one record to a line, a DataFeed, a graph, a page with JSON-LD in it.

Each comes with the very bytes in which it stood. What cannot be read costs that place alone: the rest is read on.
"""

import codecs
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from json.decoder import JSONObject  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from reviews.elsewhere.record import type_names
from reviews.elsewhere.values import is_address

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
FIRST = 5  # lines among which one tells that each is a value of its own
WORK = 30_000_000  # characters that are looked at, some many times, in a text that is no JSON
NAMED = re.compile(r'claimreview(?!ed)"', re.IGNORECASE)
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])', re.DOTALL)


class Found(NamedTuple):
    node: dict[str, Any]
    raw: bytes  # as it stood there
    forms: frozenset[str]  # of the file around it
    base: str  # the address of the page that it stood in; empty where that is not known


class Unreadable(NamedTuple):
    where: str
    why: str


Result = Found | Unreadable


def found_in(content: bytes) -> Iterator[Result]:
    """All records in the order in which they stand, and the places that could not be read."""
    try:
        text, encoding = _decoded(content)
    except UnicodeDecodeError as wrong:
        yield Unreadable(f"byte {wrong.start + 1}", "it is not UTF-8")
        return
    if not text.strip():
        yield Unreadable("the whole file", "there is nothing in it")
    elif text.lstrip().startswith("<"):
        yield from _in_page(text, encoding)
    else:
        yield from _in_json(text, encoding)


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding), encoding
    return content.decode(), "utf-8"


class _Page(HTMLParser):
    """The JSON-LD in a page, to the letter, and the page's own address where it says it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.base = ""
        self._inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside = tag == "script" and "ld+json" in given.get("type", "").lower()
        if self._inside:
            self.blocks.append("")
        if tag == "base" or (tag == "link" and given.get("rel", "").lower() == "canonical"):
            self.base = self.base or (given.get("href", "") if is_address(given.get("href", "")) else "")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.blocks[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def _in_page(text: str, encoding: str) -> Iterator[Result]:
    page = _Page(text)
    for number, block in enumerate(page.blocks, start=1):
        for result in _in_json(block, encoding):
            if isinstance(result, Found):
                yield result._replace(base=page.base)
            elif NAMED.search(block):  # a page says much else in JSON-LD, which is none of our business
                yield result._replace(where=f"block {number}, {result.where}")
    if not page.blocks:
        yield Unreadable("the whole file", "it is a page without JSON-LD")


def _in_json(text: str, encoding: str) -> Iterator[Result]:
    """As one value, then as one to a line, then whatever object in it can be read."""
    whole = _read(text)
    if whole is not None:
        yield from _walked(whole, text, encoding, frozenset())
        return
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and any(_read(line) is not None for line in lines[:FIRST]):
        yield from _in_lines(text, encoding)
        return
    yield from _in_pieces(text, encoding)


def _in_lines(text: str, encoding: str) -> Iterator[Result]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        bare = line.rstrip("\r")
        value = _read(bare)
        results = _walked(value, bare, encoding, frozenset()) if value is not None else _in_pieces(bare, encoding)
        for result in results:
            yield result if isinstance(result, Found) else result._replace(where=f"line {number}")


def _in_pieces(text: str, encoding: str) -> Iterator[Result]:
    """Objects cut out of what is no JSON. Commas that should not be there are blanked: no place moves by that."""
    tidy = _STRING_OR_COMMA.sub(lambda part: part[0] if part[0] != "," else " ", text)
    repaired, place, work, told = frozenset(["json_repaired"]), 0, 0, False
    while (begins := tidy.find("{", place)) >= 0 and work < WORK:
        value, ends = _read_at(tidy, begins)
        work += ends - begins
        if value is None:
            place = begins + 1
            continue
        if lost := NAMED.search(tidy, place, begins):
            told = True
            yield Unreadable(f"character {lost.start() + 1}", "a ClaimReview there is no JSON")
        for result in _walked(value, text, encoding, repaired):
            told = True
            yield result
        place = ends
    if (lost := NAMED.search(tidy, place)) or not told:
        where = f"character {lost.start() + 1}" if lost else "the whole file"
        yield Unreadable(where, "it is no JSON that holds a ClaimReview")


class _Value(NamedTuple):
    """A value, and where in the text each of its objects begins and ends."""

    found: Any
    spans: dict[int, tuple[int, int]]  # by the id of the object, which lives as long as `found`


class _Spanning(json.JSONDecoder):
    """Notes where objects stand. Takes line ends within texts, which some publishers leave there."""

    def __init__(self) -> None:
        super().__init__(strict=False)
        self.spans: dict[int, tuple[int, int]] = {}
        self.parse_object = self._object
        self.scan_once = py_make_scanner(self)

    def _object(self, begins: Any, *args: Any) -> Any:
        found, end = JSONObject(begins, *args)
        self.spans[id(found)] = (begins[1] - 1, end)
        return found, end


def _read(text: str) -> _Value | None:
    decoder = _Spanning()
    try:
        return _Value(decoder.decode(text), decoder.spans)
    except (ValueError, RecursionError):
        return None


def _read_at(text: str, place: int) -> tuple[_Value | None, int]:
    """The object there, if it is one, and how far that was looked at."""
    decoder = _Spanning()
    try:
        found, ends = decoder.raw_decode(text, place)
    except json.JSONDecodeError as wrong:
        return None, wrong.pos
    except (ValueError, RecursionError):
        return None, place + WORK // 100  # a number too long, or nesting too deep: few of these are enough
    return _Value(found, decoder.spans), ends


def _walked(value: _Value, text: str, encoding: str, forms: frozenset[str]) -> Iterator[Found]:
    """The ClaimReviews in a value, however deep; what stands inside of one is its own."""
    waiting = [value.found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict) and _is_claim_review(one):
            begins, ends = value.spans[id(one)]
            raw = text[begins:ends].encode(encoding, "surrogatepass")
            node, nested = _unnested(one)
            yield Found(node, raw, forms | nested, "")
        elif isinstance(one, dict):
            waiting += reversed(list(one.values()))


def _is_claim_review(node: dict[str, Any]) -> bool:
    names = [name.lower() for name in type_names(node)]
    return "claimreview" in names or (not names and "claimReviewed" in node)


def _unnested(node: dict[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """Microdata as JSON has `type` and `properties`, all the way down; here they become JSON-LD."""
    if not isinstance(node.get("properties"), dict):
        return node, frozenset()
    found: dict[str, Any] = _as_linked_data(node)
    return found, frozenset(["microdata"])


def _as_linked_data(value: Any) -> Any:
    if isinstance(value, list):
        several = [_as_linked_data(one) for one in value]
        return several[0] if len(several) == 1 else several
    if isinstance(value, dict) and isinstance(value.get("properties"), dict):
        kind = value.get("type", value.get("@type"))
        inner = {name: _as_linked_data(part) for name, part in value["properties"].items()}
        return {"@type": kind[0] if isinstance(kind, list) and len(kind) == 1 else kind, **inner}
    return value
