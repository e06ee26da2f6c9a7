"""`manage.py ingest` through a shell, where no broker answers: streams, locales, and databases that are not there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import manage

TEXT = "Exports rose by 31 percent in 2019.\nImports fell by 4 percent in 2020.\n"


def test_it_works_without_a_broker_and_says_it_twice(tmp_path: Path) -> None:
    desk = manage.new_desk(tmp_path / "desk")
    first = manage.run(desk, "ingest", "-", "--json", input=TEXT.encode())
    second = manage.run(desk, "ingest", "-", "--json", input=TEXT.encode())
    assert (first.returncode, second.returncode) == (0, 0)
    assert b"Traceback" not in first.stderr
    known = json.loads(first.stdout)
    assert known["article"]["created"] is True
    assert json.loads(second.stdout) == known | {"article": known["article"] | {"created": False}}


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["table", "json"])
def test_it_speaks_through_a_locale_that_knows_no_letters(tmp_path: Path, options: tuple[str, ...]) -> None:
    plain = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    desk = manage.new_desk(tmp_path / "desk", **plain)
    said = manage.run(desk, "ingest", "-", *options, input="Café 😀 exports rose by 31 percent in 2019.".encode())
    assert said.returncode == 0, said.stderr
    assert b"31 percent" in said.stdout
    assert said.stdout.isascii()


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    text = "\n".join(f"Exports of region {n} rose by {n} percent in 2019." for n in range(600))
    process = manage.start(
        manage.new_desk(tmp_path / "desk"),
        *("ingest", "-", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(text.encode())
    process.stdin.close()
    assert process.stdout.read(10) == b'{"article"'
    process.stdout.close()
    errors = process.stderr.read()
    assert process.wait(30) == 0, errors
    assert b"Error" not in errors.replace(b"no broker (Error 2", b"")


@pytest.mark.parametrize("arguments", [("ingest", "-"), ("seed",)], ids=lambda arguments: arguments[0])
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, b"The database is not ready for this version: run `make run` or `manage.py migrate` first."),
        ({"DATABASE_URL": "postgres://a:b@127.0.0.1:1/c"}, b"The database cannot be used now: connection failed"),
    ],
    ids=["unmigrated", "unreachable"],
)
def test_a_database_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], given: dict[str, str], sentence: bytes
) -> None:
    said = manage.run(manage.environment(tmp_path, **given), *arguments, input=TEXT.encode())
    assert said.returncode == 1
    assert said.stdout == b""
    assert said.stderr.startswith(b"CommandError: " + sentence)
    assert said.stderr.count(b"\n") == 1


def test_standard_input_that_is_closed_is_one_sentence(tmp_path: Path) -> None:
    said = manage.run(manage.environment(tmp_path), "ingest", "-", preexec_fn=lambda: os.close(0))
    assert said.returncode == 1
    assert said.stderr == b"CommandError: Standard input cannot be read: it is closed.\n"


def test_moves_a_bar_on_a_terminal_and_takes_it_away() -> None:
    code = (
        "import time; from claims.management import patience; patience.SHORT = 0.1\n"
        "with patience.patience('Splitting'): time.sleep(0.6)"
    )
    ours, theirs = os.openpty()
    desk = os.environ | {"TERM": "xterm", "COLUMNS": "80"}
    subprocess.run([sys.executable, "-c", code], stderr=theirs, env=desk, cwd=manage.ROOT, check=True)
    shown = os.read(ours, 100_000).decode()
    os.close(theirs)
    os.close(ours)
    assert "Splitting ━" in shown.replace("\x1b[0m", "").replace("\x1b[35m", "").replace("\x1b[32m", "") or "━" in shown
    assert shown.endswith(("\x1b[2K", "\x1b[?25h", "\r"))
