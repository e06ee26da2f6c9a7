"""`make test` and `make check`: gets what the tests need, runs them, and says at the end what ran on what."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests import servers

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
CHECKS = {
    "lint": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "imports": [str(Path(PYTHON).with_name("lint-imports"))],
}
PYTEST = [PYTHON, "-m", "pytest", "-q", "-n", "2"]  # three on two cores take as long, or longer
FAST = "not (browser or faults or postgres or slow)"
ON_BOTH_DATABASES = ("claims", "reviews", "seeds", "concurrency")
# Hundreds of processes import the same modules. Where machines are told to keep no bytecode, each would compile them.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@dataclass
class Report:
    """What ran, and what could not be had."""

    lines: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)

    def run(self, name: str, command: list[str], **environment: str) -> None:
        print(f"\n== {name}", flush=True)
        started = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=os.environ | {"DEBUG": "true"} | environment).returncode
        self.lines.append(f"{'passed' if code == 0 else 'FAILED'}: {name} ({time.monotonic() - started:.0f} s)")
        if code:
            self.failed.append(name)

    def exit_code(self) -> int:
        """Prints the last lines. In CI a missing part is a failure."""
        print("\n== What ran", *self.lines, sep="\n")
        for what, why in self.missing.items():
            print(f"MISSING, and its tests were not run: {what} ({why})")
        return 1 if self.failed or (self.missing and os.environ.get("CI") == "true") else 0


def main(arguments: list[str]) -> int:
    report = Report()
    for name, command in CHECKS.items():
        report.run(name, command)
    if "--fast" in arguments:
        chosen = [argument for argument in arguments if argument != "--fast"]
        report.run("unit tests on SQLite", [*PYTEST, "-m", FAST, *chosen])
        return report.exit_code()
    with ExitStack() as stack:
        run_everything(report, get_servers(report, stack))
    return report.exit_code()


def get_servers(report: Report, stack: ExitStack) -> dict[str, str]:
    """Starts what all tests share and notes what cannot be had. The environment that tells the tests about it."""
    environment = {}
    try:
        environment["TEST_DATABASE_URL"] = stack.enter_context(servers.shared_postgres())
    except servers.Unavailable as why:
        report.missing["postgres"] = str(why)
    try:  # only to know that it can be had, and which: each test process starts its own in 0.1 s
        with servers.shared_redis() as url:
            report.lines.append(f"broker: {servers.redis_version(url)}")
    except servers.Unavailable as why:
        report.missing["redis"] = str(why)
    if browser := get_chromium():
        version = subprocess.run([browser, "--version"], capture_output=True, text=True).stdout.strip()
        report.lines.append(f"browser: {version}")
    else:
        report.missing["browser"] = "no Chromium; on Debian: apt-get install chromium"
    return environment


def run_everything(report: Report, environment: dict[str, str]) -> None:
    had = " and ".join(f"not {what}" for what in report.missing)
    report.run(f"all tests, on SQLite {sqlite3.sqlite_version}", [*PYTEST, "-m", had], **environment)
    if server := environment.get("TEST_DATABASE_URL"):
        folders = [str(folder) for name in ON_BOTH_DATABASES if (folder := ROOT / "tests" / name).is_dir()]
        # What starts or fills a PostgreSQL of its own did so a moment ago.
        marked = " and ".join(["database", "not postgres", "not either", *([had] if had else [])])
        name = f"what touches the database, on {servers.postgres_version(server)}"
        report.run(name, [*PYTEST, "-m", marked, *folders], DATABASE_URL=server, **environment)


def get_chromium() -> str | None:
    if not find_chromium() and os.geteuid() == 0 and shutil.which("apt-get"):
        print("\n== Installing Debian's Chromium for the browser tests", flush=True)
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", "--quiet", *command], env=quiet, stdout=subprocess.DEVNULL)
    return find_chromium()


def find_chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
