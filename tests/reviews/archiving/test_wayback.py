"""The archiver that asks an archive on the web, as far as one on this machine can speak for it."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from claims.errors import PageRefused, Unreachable
from claims.outside import may_pass
from reviews.archiving import Stored
from reviews.archiving.wayback import Wayback
from reviews.errors import NotArchived
from tests.web import Web, page, serving

CITED = "https://example.org/table?year=2019"
MEMENTO = f"/web/20261123081500/{CITED}"
RAW = MEMENTO.replace("081500/", "081500id_/")
TABLE = b"<h1>Exports by year</h1>"
AT = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)


@pytest.fixture
def web(settings: Any) -> Any:
    with serving({RAW: page(TABLE)}) as web:
        settings.OUTSIDE, settings.WAYBACK_URL = web.outside, f"{web.address}/save/"
        yield web


def answering(web: Web, content: bytes = b"", status: int = 200, **headers: str) -> None:
    web.pages[f"/save/{CITED}"] = page(content, status, **headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content_Location": MEMENTO},
        {"Location": MEMENTO, "status": 302},
        {"Location": "{web}" + MEMENTO, "status": 302},
        {"Link": '<https://example.org/table>; rel="original", <{web}' + MEMENTO + '>; rel="first last memento"'},
        {"Content_Location": "/somewhere", "Location": MEMENTO},
    ],
)
def test_the_copys_address_stands_in_a_header(web: Web, headers: dict[str, Any]) -> None:
    given = {
        name: words.replace("{web}", web.address) if isinstance(words, str) else words
        for name, words in headers.items()
    }
    answering(web, **given)
    assert Wayback().store(CITED) == Stored(
        address=web.address + MEMENTO,
        at=AT,
        sha256=sha256(TABLE).hexdigest(),
        content_type="text/html",
        size=len(TABLE),
    )
    assert [path for _, path, *_ in web.asked] == [f"/save/{CITED}", RAW]


def test_where_the_bytes_cannot_be_had_the_copy_counts_all_the_same(web: Web) -> None:
    del web.pages[RAW]
    answering(web, Content_Location=MEMENTO)
    assert Wayback().store(CITED) == Stored(address=web.address + MEMENTO, at=AT)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Location": "/login"},
        {"Content_Location": "/web/99999999999999/https://example.org/"},
        {"Content_Location": f"/web/20261123081500/https://example.org/{'x' * 3000}"},
        {"Link": "<" * 5000},
    ],
)
def test_an_archive_that_names_no_copy_has_made_none(web: Web, headers: dict[str, str]) -> None:
    answering(web, **headers)
    with pytest.raises(NotArchived) as failed:
        Wayback().store(CITED)
    assert may_pass(failed.value)


def test_an_archive_that_is_asked_too_often_says_for_how_long_to_leave_it(web: Web) -> None:
    answering(web, status=429, Retry_After="90")
    with pytest.raises(PageRefused, match="it answered 429") as refused:
        Wayback().store(CITED)
    assert may_pass(refused.value)
    assert refused.value.retry_after == timedelta(seconds=90)


def test_an_archive_that_is_away_may_be_back_later(settings: Any) -> None:
    settings.OUTSIDE = {"networks": (), "ports": frozenset({80, 443}), "proxy": ""}
    settings.WAYBACK_URL = "https://archive.invalid/save"
    with pytest.raises(Unreachable) as failed:
        Wayback().store(CITED)
    assert may_pass(failed.value)
