"""`make bench-verdicts`: requests a second and how long they take, ours beside a bare view and plain SQL."""

import argparse
import base64
import json
import os
import platform
import sys
import time
import urllib.request
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

import django
import psycopg

from tests import servers
from tests.benchmarks.pages import databases, tables
from tests.benchmarks.verdicts import bare, million
from tests.benchmarks.verdicts.pulling import Ask, Pulled, by_sql, lines_of, over_http, pull
from tests.benchmarks.verdicts.serving import BARE, OURS, served

CLIENTS, SECONDS, ROUNDS = 8, 4.0, 3  # at once; of each contestant in each round
TURNS = 60  # of the first and the last page
LARGEST = 1.5  # times as long for the last page, at most
MARKS = tables.Marks("<!-- the last run of bench-verdicts -->\n", "<!-- the end of bench-verdicts -->\n")


def main(arguments: list[str]) -> int:
    asked = options(arguments)
    with databases.kept(asked.keep, f"verdicts_{asked.verdicts}", lambda url: fill(url, asked)) as database:
        lines, ratio = compared(database)
    print("\n".join(lines))
    if asked.write:
        tables.write(asked.write, MARKS, "\n".join(lines))
    return 0 if ratio < LARGEST else 1


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.verdicts", description=__doc__)
    parser.add_argument("--verdicts", type=int, default=1_000_000, help="that are published (default: a million)")
    parser.add_argument("--claims", type=int, default=1_000_000, help="of the desk that they are grown from")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the database there, for the next run")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables there, in place of the last ones")
    return parser.parse_args(arguments)


def fill(url: str, asked: argparse.Namespace) -> None:
    databases.fill(url, asked.claims)
    million.grow(url, asked.verdicts)


def compared(database: str) -> tuple[list[str], float]:
    one = newest(database)
    with served(database, OURS) as ours, served(database, BARE) as plain:
        api = f"{ours}/api/v1"
        page = {
            "ours": over_http(ours, "/api/v1/verdicts?page_size=100"),
            "bare": over_http(plain, "/page"),
            "SQL": by_sql(database, bare.PAGE, bare.ALL, 100),
        }
        single = {
            "ours": over_http(ours, f"/api/v1/verdicts/{one}"),
            "bare": over_http(plain, f"/one/{one}"),
            "SQL": by_sql(database, bare.ONE, one, 1),
        }
        feed = {"ours": over_http(ours, f"/api/v1/changes?limit=100&after={late_cursor(api)}")}
        asked = {"page of 100": page, "one verdict": single, "100 changes": feed}
        rows = [row for name, asks in asked.items() for row in rows_of(name, in_turns(asks))]
        first, last = ends(ours, database)
        stream = lines_of(ours, "/api/v1/claimreviews.ndjson", seconds=SECONDS)
    ratio = last / first
    ends_said = (
        f"The first page of 100 takes {first:.1f} ms and the last one {last:.1f} ms, one client, in turns, medians of "
        f"{TURNS}: {ratio:.2f} times. ClaimReviews stream at {stream:,.0f} a second."
    )
    return [
        described(database),
        "",
        "| what | who | requests a second | p50, ms | p95, ms | times as long as the bare view |",
        "| --- | --- | --- | --- | --- | --- |",
        *rows,
        "",
        ends_said,
        "",
    ], ratio


def in_turns(asks: dict[str, Callable[[], Ask]]) -> dict[str, Pulled]:
    found: dict[str, list[Pulled]] = {name: [] for name in asks}
    for _ in range(ROUNDS):
        for name, opened in asks.items():
            found[name].append(pull(opened, clients=CLIENTS, seconds=SECONDS))
    return {
        name: Pulled(median(one.per_second for one in rounds), [ms for one in rounds for ms in one.ms])
        for name, rounds in found.items()
    }


def rows_of(name: str, found: dict[str, Pulled]) -> list[str]:
    base = found.get("bare")
    return [
        f"| {name} | {who} | {one.per_second:,.0f} | {one.p50:.1f} | {one.p95:.1f} | "
        f"{f'{one.p50 / base.p50:.1f}' if base else '–'} |"
        for who, one in found.items()
    ]


def ends(ours: str, database: str) -> tuple[float, float]:
    """Milliseconds of the first and of the last page, asked for in turns by one client."""
    with psycopg.connect(database) as connection:
        found = connection.execute(
            "SELECT verdict_id FROM reviews_publishedcheck WHERE NOT withdrawn ORDER BY verdict_id OFFSET 100 LIMIT 1"
        ).fetchone()
    cursor = base64.urlsafe_b64encode(f"after:{found[0]}".encode()).decode()
    asks = [over_http(ours, f"/api/v1/verdicts?page_size=100{more}")() for more in ("", f"&cursor={cursor}")]
    times: list[list[float]] = [[], []]
    for _ in range(TURNS):
        for ask, taken in zip(asks, times, strict=True):
            began = time.perf_counter()
            ask()
            taken.append((time.perf_counter() - began) * 1000)
    return median(times[0]), median(times[1])


def newest(database: str) -> int:
    with psycopg.connect(database) as connection:
        found = connection.execute("SELECT max(verdict_id) FROM reviews_publishedcheck WHERE NOT withdrawn").fetchone()
    return int(found[0])


def late_cursor(api: str) -> str:
    """The cursor of a client that has seen the first hundred changes."""
    with urllib.request.urlopen(f"{api}/changes?limit=100", timeout=60) as answer:
        return str(json.load(answer)["cursor"])


def described(database: str) -> str:
    import gunicorn

    with psycopg.connect(database) as connection:
        number = connection.execute("SELECT count(*) FROM reviews_publishedcheck WHERE NOT withdrawn").fetchone()[0]
    made_of = f"{servers.postgres_version(database)}, Django {django.__version__}, gunicorn {gunicorn.__version__}"
    return (
        f"Measured on {date.today():%-d %B %Y} with {number:,} published verdicts: {made_of} (two processes of four "  # noqa: DTZ011
        f"threads), Python {platform.python_version()}, {CLIENTS} clients that keep their connections, on the same "
        f"{os.cpu_count()} cores ({tables.processor()}), load {os.getloadavg()[0]:.1f}."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
