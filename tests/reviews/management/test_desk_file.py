"""dump_desk and load_desk: the whole desk comes back, from either database in either, or nothing does."""

import gzip
import io
import json
import tarfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from reviews.management.desk_file import ABOUT, COPIES, ROWS
from tests import manage
from tests.rows import rows_of as rows_of_tables

COPY = b"<title>A page that was archived</title>"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The sample newsroom, with a copy of a page in its folder."""
    folder = manage.sample_desk(tmp_path_factory.mktemp("desk") / "data")
    digest = sha256(COPY).hexdigest()
    (folder / "archive" / digest[:2]).mkdir(parents=True)
    (folder / "archive" / digest[:2] / digest).write_bytes(COPY)
    desk = manage.environment(folder)
    stored = (
        "from reviews.models import ArchivedCopy as A; from claims import clock\n"
        f"A.objects.create(url='https://example.org/', seen_on=clock.now().date(), state='stored', sha256='{digest}',"
        " stored_at=clock.now(), content_type='text/html', size=39)"
    )
    manage.run(desk, "shell", "--no-imports", "-c", stored, check=True)
    return desk


@pytest.fixture(scope="module")
def dumped(desk: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("dump") / "desk.tar.gz"
    manage.run(desk, "dump_desk", str(file), check=True)
    return file


def inside(file: Path) -> dict[str, bytes]:
    with tarfile.open(file) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar.getmembers()}  # type: ignore[union-attr]


def packed(members: dict[str, bytes], file: Path) -> Path:
    with tarfile.open(file, "w:gz") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return file


def loaded(file: Path, desk: dict[str, str]) -> Any:
    return manage.run(desk, "load_desk", str(file))


def rows_of(desk: dict[str, str], folder: Path) -> bytes:
    file = folder / f"again-{len(list(folder.iterdir()))}.tar.gz"
    manage.run(desk, "dump_desk", str(file), check=True)
    return inside(file)[ROWS]


def test_the_file_holds_every_row_and_the_copies_of_pages(dumped: Path) -> None:
    members = inside(dumped)
    about = json.loads(members[ABOUT])
    rows = [json.loads(line)["in"] for line in members[ROWS].splitlines()]
    assert {label: rows.count(label) for label in about["rows"]} == about["rows"]
    for label in (
        "claims.Event",
        "claims.Claim",
        "reviews.Review",
        "reviews.VerdictVersion",
        "reviews.Source",
        "auth.User",
    ):
        assert about["rows"][label] > 5
    assert members[f"{COPIES}/{sha256(COPY).hexdigest()}"] == COPY


def test_it_comes_back_without_a_difference(dumped: Path, tmp_path: Path) -> None:
    new = manage.new_desk(tmp_path / "new")
    assert loaded(dumped, new).returncode == 0
    assert rows_of(new, tmp_path) == inside(dumped)[ROWS]
    digest = sha256(COPY).hexdigest()
    assert (tmp_path / "new" / "archive" / digest[:2] / digest).read_bytes() == COPY


def test_from_sqlite_to_postgresql_and_back_again(dumped: Path, tmp_path: Path, ready: str) -> None:
    there = manage.environment(tmp_path / "there", DATABASE_URL=ready)
    assert loaded(dumped, there).stderr == b""
    assert rows_of(there, tmp_path) == inside(dumped)[ROWS]
    # What is written next takes the next numbers, is found, and is history as before.
    text = tmp_path / "new.txt"
    text.write_text("Exports of Utopia grew by 4 percent in 2019, the ministry said on Monday.")
    ingested = manage.run(there, "ingest", str(text), "--json")
    assert json.loads(ingested.stdout)["article"]["created"] is True
    refused = manage.run(
        there, "shell", "--no-imports", "-c", "from claims.models import Event as E; E.objects.update(note='x')"
    )
    assert b"append" in refused.stderr or b"history" in refused.stderr


@pytest.mark.parametrize("what", ["a byte", "a row", "a copy", "the version", "the end", "no desk at all"])
def test_a_file_that_does_not_fit_loads_nothing(
    what: str, dumped: Path, tmp_path: Path, settings: Any, db: None
) -> None:
    settings.DATA_DIR = tmp_path / "data"
    before = rows_in_all_tables()
    with pytest.raises(CommandError) as refused:
        call_command("load_desk", str(spoilt(dumped, what, tmp_path / "wrong.tar.gz")), verbosity=0)
    assert ("another version" if what == "the version" else "Nothing was loaded.") in str(refused.value)
    assert rows_in_all_tables() == before


def test_who_loads_such_a_file_reads_one_sentence(dumped: Path, tmp_path: Path) -> None:
    ended = loaded(spoilt(dumped, "a row", tmp_path / "wrong.tar.gz"), manage.new_desk(tmp_path / "new"))
    assert ended.returncode == 1
    assert ended.stderr.count(b"\n") == 1
    assert b"Nothing was loaded." in ended.stderr


def spoilt(dumped: Path, what: str, file: Path) -> Path:
    """The file, with this wrong in it."""
    members = inside(dumped)
    if what == "a byte":
        members[ROWS] = members[ROWS].replace(b'"editor"', b'"editos"', 1)
    elif what == "a row":
        members[ROWS] = members[ROWS].rpartition(b"\n{")[0] + b"\n"
    elif what == "a copy":
        members = {name: content + b" " if name.startswith(COPIES) else content for name, content in members.items()}
    elif what == "the version":
        members[ABOUT] = members[ABOUT].replace(b"claims.0001_", b"claims.0000_")
    packed(members, file)
    if what == "the end":
        file.write_bytes(dumped.read_bytes()[:-4000])
    elif what == "no desk at all":
        file.write_bytes(gzip.compress(b"a text"))
    return file


def rows_in_all_tables() -> dict[str, list[dict[str, Any]]]:
    return rows_of_tables(apps.get_models(include_auto_created=True))


def test_a_desk_in_use_is_not_written_over(desk: dict[str, str], dumped: Path) -> None:
    ended = loaded(dumped, desk)
    assert (ended.returncode, b"This desk is in use." in ended.stderr) == (1, True)


def test_a_file_that_is_there_is_not_written_over(desk: dict[str, str], dumped: Path) -> None:
    before = dumped.read_bytes()
    ended = manage.run(desk, "dump_desk", str(dumped))
    assert (ended.returncode, b"is there already" in ended.stderr) == (1, True)
    assert dumped.read_bytes() == before
