"""Asks each page of one database, in a process of its own, and prints what it measured as JSON."""

import json
import logging
import sys
import time

import django
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.pages.listed import PAGES, Page


def measured(page: Page, rounds: int) -> tuple[float, int, int]:
    """Milliseconds of the quickest round, queries, HTTP status. The first answer warms up and does not count."""
    client = Client(headers={"host": "localhost"})
    client.force_login(get_user_model().objects.get(username=page.user))
    with CaptureQueriesContext(connection) as asked:
        status = client.get(page.address).status_code
    queries = len(asked)  # now: the next request begins to count anew
    best = min(timed(client, page.address) for _ in range(rounds))
    return best, queries, status


def timed(client: Client, address: str) -> float:
    began = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    django.setup()
    json.dump({page.name: measured(page, int(sys.argv[1])) for page in PAGES}, sys.stdout)
