"""The house rules that a program can hold: layers, sizes, names, first lines, migrations, machine paths."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
LINES_PER_FILE = 400
LINES_PER_FUNCTION = 50
SAYS_NOTHING = {"utils", "helpers", "common", "base", "misc", "mixins", "util", "helper", "stuff"}
# Where a machine keeps things; a name after the slash, so that a route such as "/work" in prose is still allowed.
PLACES = "|".join(("home", "root", "work", "farm", "tmp", "Users"))
MACHINE_PATH = re.compile(rf"(?<![\w.:/-])/(?:{PLACES})/[A-Za-z.]")
DOWNLOAD_ADDRESS = re.compile(r"https?://[^\s\"']*/(?:simple|packages)/|--(?:extra-)?index-url|\"resolved\": \"http")


def tracked() -> list[Path]:
    """What is committed, or about to be: what git does not ignore."""
    git = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


PYTHON = [path for path in tracked() if path.suffix == ".py"]
WRITTEN = [path for path in PYTHON if "migrations" not in path.parts]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path, content.decode()


def test_there_is_something_to_look_at() -> None:
    assert len(WRITTEN) > 50


def test_every_import_goes_down_the_layers() -> None:
    ended = subprocess.run([Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout


def test_no_file_is_longer_than_a_person_wants_to_read() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in WRITTEN}
    assert {path: lines for path, lines in lengths.items() if lines > LINES_PER_FILE} == {}


def test_every_function_fits_in_one_look() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{function.name}": lines
        for path in WRITTEN
        for function in functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LINES_PER_FUNCTION
    }
    assert long == {}


def test_every_file_is_named_for_what_it_holds() -> None:
    assert [path for path in PYTHON if SAYS_NOTHING & {path.stem, path.parent.name}] == []


def test_every_module_says_its_place_in_one_line() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in WRITTEN
        if path.read_text().strip() and not first_line(path).endswith((".", "?", "!"))
    ]
    assert silent == []


def first_line(path: Path) -> str:
    return (ast.get_docstring(parsed(path)) or "").partition("\n")[0]


@pytest.mark.django_db
def test_the_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_nothing_committed_names_a_place_on_somebodys_machine() -> None:
    found = [f"{path.relative_to(ROOT)}: {hit[0]}" for path, text in texts() if (hit := MACHINE_PATH.search(text))]
    assert found == []


def test_nothing_committed_names_a_download_address() -> None:
    locks = {".txt", ".toml", ".lock", ".json", ".yml", ".in", ""}
    assert [path for path, text in texts() if path.suffix in locks and DOWNLOAD_ADDRESS.search(text)] == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    # One database's own phrases may be left out on the other; everything else runs or is reported as missing.
    excuses = re.compile("pytest" + r"\.(?:mark\.)?(?:skip(?!if\(connection\.vendor)|xfail)|unittest\." + "skip")
    assert [path for path in PYTHON if "tests" in path.parts and excuses.search(path.read_text())] == []
