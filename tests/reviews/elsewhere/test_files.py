"""Records in files of every kind, each with its own bytes; what cannot be read costs its place and no other."""

import json
from typing import Any

import pytest

from reviews.elsewhere import Found, Unreadable, found_in, read

ONE, TWO = ({"@type": "ClaimReview", "claimReviewed": text} for text in ("Exports grew.", "Imports “fell”."))


def records(content: bytes | str) -> list[Found]:
    raw = content.encode() if isinstance(content, str) else content
    return [one for one in found_in(raw) if isinstance(one, Found)]


def lost(content: bytes | str) -> list[Unreadable]:
    raw = content.encode() if isinstance(content, str) else content
    return [one for one in found_in(raw) if isinstance(one, Unreadable)]


def said(content: bytes | str) -> list[str]:
    return [read(one.node)[0].claim for one in records(content)]


BOTH = ["Exports grew.", "Imports “fell”."]
PAGE = '<html><head><link rel="canonical" href="https://a.example/1">{}</head><body>text</body></html>'
SCRIPT = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([ONE, TWO]),
        json.dumps([ONE, TWO], indent=2, ensure_ascii=False),
        f"{json.dumps(ONE)}\n\n{json.dumps(TWO)}\r\n",
        f"{json.dumps(ONE)}{json.dumps(TWO)}",
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, ONE, TWO]}),
        json.dumps({"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [ONE]}, {"item": TWO}]}),
        json.dumps([{"fixture": "one.json", "record": ONE}, {"kind": "x", "record": TWO}]),
        PAGE.format(SCRIPT.format(json.dumps([ONE, TWO]))),
        PAGE.format(
            SCRIPT.format(json.dumps({"@type": "WebPage"})) + SCRIPT.format(json.dumps({"@graph": [ONE, TWO]}))
        ),
        SCRIPT.replace("+json", "+json; charset=utf-8").format(f"\n{json.dumps(ONE)},\n{json.dumps(TWO)};\n"),
        f"callback({json.dumps([ONE, TWO])});",
    ],
    ids=["list", "pretty", "lines", "side by side", "graph", "feed", "wrapped", "page", "pages", "bad page", "jsonp"],
)
def test_records_are_found_wherever_they_stand_in_their_order(content: str) -> None:
    assert said(content) == BOTH
    assert lost(content) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_record_keeps_the_very_bytes_in_which_it_stood(encoding: str) -> None:
    spaced = '{ "@type" : "ClaimReview",\r\n  "claimReviewed":"Imports \\u201cfell” é." , "url": 1.50 }'
    content = f"[ {spaced} ,\n{json.dumps(ONE)}]".encode(encoding)
    first, _ = records(content)
    assert first.raw in content
    assert first.raw.decode("utf-16-le" if encoding == "utf-16" else "utf-8") == spaced


def test_a_page_keeps_the_bytes_too_and_gives_its_own_address() -> None:
    written = '{"@type":"ClaimReview",\r\n "claimReviewed":"a &lt; b", "url": "/1"}'
    [found] = records(PAGE.format(SCRIPT.format(written)))
    assert found.raw == written.encode()
    assert found.base == "https://a.example/1"
    assert read(found.node, found.base)[0].url == "https://a.example/1"


@pytest.mark.parametrize(
    "written",
    [
        '{"@type": "ClaimReview", "claimReviewed": "a", "url": "x,]",}',
        '{"@type": "ClaimReview", "claimReviewed": "a", "itemReviewed": {"x": [1, 2, ],},}',
    ],
)
def test_commas_too_many_are_overlooked_and_the_bytes_kept(written: str) -> None:
    [found] = records(f"[{written}]")
    assert found.raw == written.encode()
    assert found.forms == {"json_repaired"}
    assert found.node["claimReviewed"] == "a"


def test_line_ends_within_a_text_are_overlooked() -> None:
    assert said('{"@type": "ClaimReview", "claimReviewed": "Exports\ngrew."}') == ["Exports grew."]


def test_microdata_turned_into_json_is_read_all_the_way_down() -> None:
    item = {
        "type": ["http://schema.org/ClaimReview"],
        "properties": {
            "claimReviewed": ["Exports grew."],
            "reviewRating": [{"type": ["http://schema.org/Rating"], "properties": {"alternateName": ["Falso"]}}],
        },
    }
    [found] = records(json.dumps({"items": [item]}))
    fields, _ = read(found.node)
    assert (fields.claim, fields.rating, found.forms) == ("Exports grew.", "Falso", {"microdata"})
    assert json.loads(found.raw) == item


@pytest.mark.parametrize(
    "kind", ["ClaimReview", "claimreview", "http://schema.org/ClaimReview", ["Review", "ClaimReview"]]
)
def test_a_claim_review_is_known_by_its_type_however_that_is_written(kind: Any) -> None:
    assert len(records(json.dumps({"@type": kind, "claimReviewed": "x"}))) == 1


def test_one_without_any_type_is_known_by_its_claim_and_others_are_none_of_ours() -> None:
    assert len(records('{"claimReviewed": "x"}')) == 1
    assert records('{"@type": "Review", "claimReviewed": "x"}') == []


def test_what_stands_inside_a_claim_review_is_its_own() -> None:
    assert said(json.dumps(ONE | {"associatedClaimReview": TWO})) == ["Exports grew."]


@pytest.mark.parametrize(
    "content",
    [
        f'[{json.dumps(ONE)}, {{"@type": "ClaimReview", "claimReviewed": broken}}, {json.dumps(TWO)}]',
        f'{json.dumps(ONE)}\n{{"@type": "ClaimReview", "claimReviewed": "broken\n{json.dumps(TWO)}',
        f'{{"@type": "ClaimReview", "url": oops, "itemReviewed": {{}}}}\n{json.dumps(ONE)}\n{json.dumps(TWO)}',
        f'{{"dataFeedElement": [{json.dumps(ONE)}, {{"item": {{"@type": "ClaimReview" "x"}}}}, {json.dumps(TWO)}]',
    ],
    ids=["in a list", "in lines", "in the first line", "in a feed that is cut off"],
)
def test_a_broken_record_is_told_once_and_stops_no_other(content: str) -> None:
    assert said(content) == BOTH
    assert len(lost(content)) == 1


def test_the_line_of_a_broken_record_is_told() -> None:
    content = f'{json.dumps(ONE)}\n{{"@type": "ClaimReview", "url": \n{json.dumps(TWO)}'
    assert [one.where for one in lost(content)] == ["line 2"]


@pytest.mark.parametrize(
    "content",
    [b"", b" \n", b"\xff\xfe\xfa", b"\x80abc", b"not json", b"[" * 100_000, b'{"a":' * 100_000, b"<p>Nothing</p>"],
)
def test_what_holds_no_record_says_why_and_raises_nothing(content: bytes) -> None:
    assert records(content) == []
    assert lost(content)


@pytest.mark.parametrize("content", ["null", "7", '"ClaimReview"', "[]", "{}", '{"@type": "Article"}'])
def test_sound_json_without_a_record_holds_none(content: str) -> None:
    assert (records(content), lost(content)) == ([], [])
