"""The archiver that keeps pages in the desk's own folder."""

from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from claims.errors import AddressNotAllowed, TooMuch
from reviews.archiving import Stored
from reviews.archiving.local import Local, place_of
from tests.web import Web, page, serving

TABLE = b"<h1>Exports by year</h1>"
DIGEST = sha256(TABLE).hexdigest()


@pytest.fixture
def web(settings: Any, tmp_path: Path) -> Any:
    with serving({"/table": page(TABLE, content_type="text/html; charset=utf-8"), "/same": page(TABLE)}) as web:
        settings.DATA_DIR, settings.OUTSIDE = tmp_path, web.outside
        yield web


def test_it_keeps_the_bytes_under_their_hash(web: Web, tmp_path: Path) -> None:
    stored = Local().store(f"{web.address}/table")
    assert stored == Stored(sha256=DIGEST, content_type="text/html", size=len(TABLE))
    place = tmp_path / "archive" / DIGEST[:2] / DIGEST
    assert place == place_of(DIGEST)
    assert place.read_bytes() == TABLE
    assert (place.stat().st_mode & 0o077, place.parent.stat().st_mode & 0o077) == (0, 0)


def test_the_same_bytes_are_kept_once(web: Web, tmp_path: Path) -> None:
    assert Local().store(f"{web.address}/table") == Local().store(f"{web.address}/same")
    assert len([path for path in (tmp_path / "archive").rglob("*") if path.is_file()]) == 1


def test_a_disk_that_is_full_leaves_nothing_half_written(web: Web, tmp_path: Path) -> None:
    with patch("os.fsync", side_effect=OSError("No space left")), pytest.raises(OSError, match="No space"):
        Local().store(f"{web.address}/table")
    assert [path for path in (tmp_path / "archive").rglob("*") if path.is_file()] == []


def test_a_page_longer_than_the_limit_is_not_kept(web: Web, settings: Any) -> None:
    settings.ARCHIVE_MAX_BYTES = 10
    with pytest.raises(TooMuch):
        Local().store(f"{web.address}/table")


def test_without_an_allowance_nothing_of_this_machine_is_kept(web: Web, settings: Any) -> None:
    settings.OUTSIDE = settings.OUTSIDE | {"networks": ()}
    with pytest.raises(AddressNotAllowed):
        Local().store(f"{web.address}/table")
    assert web.asked == []
