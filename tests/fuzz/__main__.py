"""`make fuzz`: every operation of docs/openapi.yaml, asked by everybody, through gunicorn and on PostgreSQL."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import yaml

from tests import servers
from tests.fuzz import absurd, figures
from tests.fuzz.callers import BY_SESSION, Headers
from tests.fuzz.desk import Newsroom
from tests.manage import ROOT

TOOL = str(Path(sys.executable).with_name("schemathesis"))
CONFIG = Path(__file__).with_name("schemathesis.toml")
DOCUMENT = ROOT / "docs" / "openapi.yaml"
BEGIN, END = "<!-- the last run of fuzz -->\n", "<!-- its end -->\n"


def main(arguments: list[str]) -> int:
    asked = _arguments(arguments)
    with _database(asked.sqlite) as database:
        folder = asked.keep or servers.private_folder()
        folder.mkdir(parents=True, exist_ok=True)
        desk = Newsroom(database, folder)
        callers = {name: who for name, who in desk.callers.items() if asked.caller in ("", name)}
        runs = [_run(desk, name, who, asked) for name, who in callers.items()]
        runs += [] if asked.caller else [_absurd(desk)]
        told = figures.table(runs)
        for run in runs:
            print(*(f"{run.caller}: {failure}" for failure in run.failures), sep="\n", end="\n" if run.failures else "")
        print(told, f"What the web server said: {desk.log}", sep="\n")
    if asked.write:
        _write(asked.write, f"{_occasion(asked, database)}\n\n{told}\n")
    return 0 if all(run.sound for run in runs) else 1


def _run(desk: Newsroom, name: str, who: Headers, asked: argparse.Namespace) -> figures.Run:
    """What schemathesis found as this caller; all it says goes to a file beside the report."""
    kept = desk.folder / name.replace(" ", "-")
    reports = {form: kept.with_suffix(f".{form}") for form in ("json", "ndjson")}
    print(f"== {name} ({kept.with_suffix('.txt')})", flush=True)
    with desk.open() as address, kept.with_suffix(".txt").open("w") as said:
        command = [TOOL, "--config-file", str(CONFIG), "run", str(DOCUMENT), "--url", address, "--no-color"]
        command += ["--seed", str(asked.seed), "--max-examples", str(asked.examples), "--phases", asked.phases]
        command += ["--report", ",".join(reports), *(f"--report-{form}-path={path}" for form, path in reports.items())]
        if (
            name == BY_SESSION
        ):  # a drawn cookie would take the place of ours, and beside ours a drawn password is nobody's
            command += ["--generation-with-security-parameters", "false", "--exclude-checks", "ignored_auth"]
        command += [word for header, value in who.items() for word in ("-H", f"{header}: {value}")]
        subprocess.run(command, cwd=desk.folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=said, stderr=said)
    return figures.read(name, **reports)


def _absurd(desk: Newsroom) -> figures.Run:
    """Asked by an editor, before whom most doors open."""
    print("== what no document allows", flush=True)
    with desk.open() as address:
        return absurd.run(address, desk.callers["an editor"], yaml.safe_load(DOCUMENT.read_text()))


@contextmanager
def _database(sqlite: bool) -> Iterator[str]:
    """PostgreSQL, which refuses more than SQLite does; where there is none, SQLite."""
    if sqlite:
        yield f"sqlite:///{servers.private_folder() / 'told.sqlite3'}"
        return
    with servers.shared_postgres() as server, servers.fresh_database(server) as database:
        yield database


def _occasion(asked: argparse.Namespace, database: str) -> str:
    version = subprocess.run([TOOL, "--version"], capture_output=True, text=True).stdout.split()[-1]
    kind = "SQLite" if database.startswith("sqlite") else "PostgreSQL"
    return f"{date.today():%-d %B %Y}, schemathesis {version}, {kind}, seed {asked.seed}, {asked.examples} examples."  # noqa: DTZ011


def _write(page: Path, told: str) -> None:
    before, _, rest = page.read_text().partition(BEGIN)
    page.write_text(before + BEGIN + told + END + rest.partition(END)[2])


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--examples", type=int, default=8, help="of each operation and phase")
    parser.add_argument("--phases", default="examples,coverage,fuzzing,stateful")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--caller", default="", help="one alone, such as “an editor”")
    parser.add_argument("--sqlite", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder for everything that was said")
    parser.add_argument("--write", type=Path, help="the page that the figures go to")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
