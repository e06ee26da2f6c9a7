"""`make bench-pages`: fills two databases, and tells of each page its server time and queries on both."""

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests import servers
from tests.benchmarks.pages import tables
from tests.benchmarks.pages.asking import Asker
from tests.benchmarks.pages.databases import crowded
from tests.benchmarks.pages.listed import PAGES, Page

GOAL = 2.0  # times as long, at most
ROUNDS = 7  # of each page, on both databases in turns, so that both have the same neighbours
PATIENCE = 20.0  # seconds for the turns of one page, after the first
SMALL = 1_000  # claims
FINE = (200, 201, 302)
MARKS = tables.Marks("<!-- the last run of bench-pages -->\n", "<!-- its end -->\n")


class Measured(NamedTuple):
    page: Page
    ms: list[float]  # medians, small and large
    queries: Sequence[int]
    statuses: Sequence[int]
    sizes: Sequence[int]  # bytes

    @property
    def ratio(self) -> float:
        return self.ms[1] / self.ms[0]

    @property
    def more(self) -> float:
        """How much more is shown."""
        return self.sizes[1] / max(1, self.sizes[0])

    @property
    def sound(self) -> bool:
        return len(set(self.queries)) == 1 and self.statuses[0] == self.statuses[1] in FINE

    def __str__(self) -> str:
        queries = " / ".join(map(str, dict.fromkeys(self.queries)))
        wrong = "" if set(self.statuses) <= set(FINE) else f" (HTTP {self.statuses[0]}, {self.statuses[1]})"
        ms = " | ".join(f"{one:.0f}" for one in self.ms)
        return f"| {self.page.name}{wrong} | {queries} | {ms} | {self.ratio:.1f} | {self.more:.1f} |"


def main(arguments: list[str]) -> int:
    asked = options(arguments)
    pages = [page for page in PAGES if asked.only in page.name]
    with crowded([SMALL, asked.claims], asked.keep) as urls, ExitStack() as stack:
        about = described(urls[1], asked.claims)
        askers = [stack.enter_context(closing(Asker(url))) for url in urls]
        found = [told(measured(page, askers)) for page in pages]
    report = "\n".join([about, "", *HEADER, *map(str, found), "", summary(found), ""])
    print(f"\n{summary(found)}")
    if asked.write:
        tables.write(asked.write, MARKS, report)
    return 0 if all(one.sound for one in found) else 1


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pages", description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000, help="in the large database (default: a million)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the databases there, for the next run")
    parser.add_argument("--only", default="", metavar="WORDS", help="pages that have this in their name")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table there, in place of the last one")
    return parser.parse_args(arguments)


def measured(page: Page, askers: list[Asker]) -> Measured:
    counted = [asker.count(page) for asker in askers]
    turns: list[list[float]] = []
    while len(turns) < ROUNDS and sum(map(sum, turns)) < PATIENCE * 1000:
        turns.append([asker.time(page) for asker in askers])
    ms = [median(times) for times in zip(*turns, strict=True)]
    return Measured(page, ms, *zip(*((one.queries, one.status, one.size) for one in counted), strict=True))


def told(one: Measured) -> Measured:
    """At once: who waits for a million wants to see something."""
    print(one, flush=True)
    return one


HEADER = (
    "| page | queries | ms, small | ms, large | ratio | times as much to read |",
    "| --- | --- | --- | --- | --- | --- |",
)


def described(url: str, claims: int) -> str:
    version, load = servers.postgres_version(url), os.getloadavg()[0]
    return (
        f"Measured on {date.today():%-d %B %Y} with {SMALL:,} and {claims:,} claims: {version}, "  # noqa: DTZ011
        f"Python {platform.python_version()}, {os.cpu_count()} cores ({tables.processor()}), load {load:.1f}."
    )


def summary(found: list[Measured]) -> str:
    slow, wrong = [one for one in found if one.ratio >= GOAL], [one.page.name for one in found if not one.sound]
    named = ", ".join(f"{one.page.name} ({one.ratio:.1f}; {one.more:.1f} times as much to read)" for one in slow)
    said = (
        f"{len(found) - len(slow)} of {len(found)} pages keep below {GOAL:g} times{f'; not: {named}' if slow else ''}."
    )
    return f"{said} Not as they should be: {', '.join(wrong)}." if wrong else f"{said} Queries are equal on all."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
