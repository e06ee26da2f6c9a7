"""`make bench-pages`: fills two databases, and tells of each page its server time and queries on both."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests import servers
from tests.manage import ROOT

GOAL = 2.0  # times as long, at most
ROUNDS, TURNS = 3, 2  # of each page; of the two databases, one after the other, so that both have the same neighbours

Measured = dict[str, tuple[float, int, int]]


def main(arguments: list[str]) -> int:
    asked = options(arguments)
    with ExitStack() as stack:
        databases = [asked.small, asked.large]
        if None in databases:
            server = stack.enter_context(servers.shared_postgres())
            databases = [filled(stack, server, claims) for claims in (1_000, asked.claims)]
        small, large = measured(databases)
    slow = report(small, large)
    print(f"\n{len(small) - len(slow)} of {len(small)} pages keep below {GOAL:g} times.")
    return 0


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pages", description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000, help="in the large database (default: a million)")
    parser.add_argument("--small", help="the address of a database with a small crowd, instead of a new one")
    parser.add_argument("--large", help="the address of one with a large crowd")
    return parser.parse_args(arguments)


def filled(stack: ExitStack, server: str, claims: int) -> str:
    """A new database with a crowd of so many claims."""
    url = stack.enter_context(servers.fresh_database(server))
    for command in (["migrate", "--verbosity", "0"], ["crowd", "--claims", str(claims)]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment(url), check=True)
    return url


def measured(databases: list[str]) -> tuple[Measured, Measured]:
    best: list[Measured] = [{}, {}]
    for _ in range(TURNS):
        for found, url in zip(best, databases, strict=True):
            for name, (ms, queries, status) in asked_of(url).items():
                found[name] = (min(ms, found.get(name, (ms,))[0]), queries, status)
    return best[0], best[1]


def asked_of(url: str) -> Measured:
    command = [sys.executable, "-m", "tests.benchmarks.pages.asking", str(ROUNDS)]
    said = subprocess.run(command, cwd=ROOT, env=environment(url), check=True, stdout=subprocess.PIPE, text=True)
    found: Measured = json.loads(said.stdout)
    return found


def environment(url: str) -> dict[str, str]:
    data = Path(tempfile.gettempdir()) / "factcheck-bench"
    own = {"DATABASE_URL": url, "DEBUG": "true", "ENV_FILE": os.devnull, "DATA_DIR": str(data)}
    return os.environ | own | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"}


def report(small: Measured, large: Measured) -> list[str]:
    """Prints the table. Returns the pages that miss the goal."""
    print("| page | queries | ms, small | ms, large | ratio |\n| --- | --- | --- | --- | --- |")
    for name, (ms, queries, status) in small.items():
        more, then, _ = large[name]
        count = str(queries) if queries == then else f"{queries}, {then}"
        wrong = "" if status == 200 else f" (HTTP {status})"
        print(f"| {name}{wrong} | {count} | {ms:.0f} | {more:.0f} | {more / ms:.1f} |")
    return [name for name in small if large[name][0] / small[name][0] >= GOAL]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
