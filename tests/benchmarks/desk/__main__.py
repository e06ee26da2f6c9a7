"""`python -m tests.benchmarks.desk`: fifty reviewers empty a queue over HTTP; the next claim of a million."""

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

os.environ |= {"DJANGO_SETTINGS_MODULE": "factcheck.settings", "DEBUG": "true", "ENV_FILE": os.devnull}

import django

django.setup()

from django.core.management import call_command

from tests import servers
from tests.benchmarks.desk import nexts, shift
from tests.concurrency.second_connection import database


def main() -> int:
    wishes = argparse.ArgumentParser(prog="python -m tests.benchmarks.desk", description=__doc__)
    wishes.add_argument("--claims", type=int, default=2000, help="that the reviewers find waiting; 0: no shift")
    wishes.add_argument("--reviewers", type=int, default=50, help="who come at once")
    wishes.add_argument("--many", type=int, default=1_000_000, help="that wait beside 100; 0: nothing is compared")
    chosen = wishes.parse_args()
    sound = True
    with servers.shared_postgres() as server:
        print(f"{servers.postgres_version(server)}, Python {platform.python_version()}, {os.cpu_count()} cores")
        if chosen.claims:
            sound = work(server, chosen.claims, chosen.reviewers)
        if chosen.many:
            few, many = nexts.compare(server, 100, chosen.many)
            print(few, many, f"ratio of the medians: {many.p50 / few.p50:.2f}", sep="\n")
    return 0 if sound else 1


def work(server: str, claims: int, reviewers: int) -> bool:
    with servers.fresh_database(server) as url, tempfile.TemporaryDirectory() as folder, database(url):
        call_command("migrate", verbosity=0)
        report = shift.work(url, Path(folder), claims=claims, reviewers=reviewers, seconds=3600)
    print(f"{reviewers} reviewers, {claims} claims that want two reviews each", report, sep="\n", flush=True)
    return not (report.wrong or report.surprises)


if __name__ == "__main__":
    sys.exit(main())
