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
PYTEST = [PYTHON, "-m", "pytest", "-q", "-n", "2"]
SLOW_ONES = "not (browser or faults or postgres or slow)"
ON_BOTH_DATABASES = ("claims", "reviews", "seeds", "concurrency")


@dataclass
class Report:
    """What ran and what could not be had."""

    lines: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

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
        for what in self.missing:
            print(f"MISSING: {what}")
        return 1 if self.failed or (self.missing and os.environ.get("CI") == "true") else 0


def main(arguments: list[str]) -> int:
    report = Report()
    for name, command in CHECKS.items():
        report.run(name, command)
    if "--fast" in arguments:
        report.run("unit tests on SQLite", [*PYTEST, "-m", SLOW_ONES])
        return report.exit_code()
    get_chromium(report)
    with ExitStack() as stack:
        run_everything(report, get_servers(report, stack))
    return report.exit_code()


def run_everything(report: Report, environment: dict[str, str]) -> None:
    report.run(f"all tests, on SQLite {sqlite3.sqlite_version}", [*PYTEST], **environment)
    if server := environment.get("TEST_DATABASE_URL"):
        folders = [str(folder) for name in ON_BOTH_DATABASES if (folder := ROOT / "tests" / name).is_dir()]
        name = f"what touches the database, on {servers.postgres_version(server)}"
        report.run(name, [*PYTEST, "-m", "database", *folders], DATABASE_URL=server, **environment)


def get_servers(report: Report, stack: ExitStack) -> dict[str, str]:
    environment = {}
    for name, server in (("TEST_DATABASE_URL", servers.shared_postgres), ("TEST_REDIS_URL", servers.shared_redis)):
        try:
            environment[name] = stack.enter_context(server())
        except servers.Unavailable as why:
            report.missing.append(f"{name.split('_')[1].title()}: {why}")
    if redis := environment.pop("TEST_REDIS_URL", None):
        # Only to know that it can be had, and which: each test process starts its own, which takes 0.1 s.
        report.lines.append(f"broker of the tests: {servers.redis_version(redis)}")
    return environment


def get_chromium(report: Report) -> None:
    if not find_chromium() and os.geteuid() == 0 and shutil.which("apt-get"):
        print("\n== Installing Debian's Chromium for the browser tests", flush=True)
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "--quiet", *command], **quiet)
    if not find_chromium():
        report.missing.append("Chromium for the browser tests; on Debian: apt-get install chromium")


def find_chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
