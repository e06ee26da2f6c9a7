"""Who pulls: clients that keep their connection open, and readers of the database; how often, how long each waits."""

import http.client
import threading
import time
from collections.abc import Callable
from contextlib import closing
from statistics import median, quantiles
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg

from tests.benchmarks.verdicts import bare

Ask = Callable[[], None]


class Pulled(NamedTuple):
    per_second: float
    ms: list[float]

    @property
    def p50(self) -> float:
        return median(self.ms)

    @property
    def p95(self) -> float:
        return quantiles(self.ms, n=20)[-1]


def over_http(url: str, path: str) -> Callable[[], Ask]:
    """Opens a connection; each call of what it returns reads one answer to the end."""

    def opened() -> Ask:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)

        def ask() -> None:
            connection.request("GET", path, headers={"Accept": "application/json"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                raise RuntimeError(f"{path}: HTTP {answer.status}")

        return ask

    return opened


def by_sql(url: str, statement: str, *given: int) -> Callable[[], Ask]:
    def opened() -> Ask:
        connection = psycopg.connect(url, autocommit=True)

        def ask() -> None:
            with closing(connection.cursor()) as cursor:
                bare.read(cursor, statement, *given)

        return ask

    return opened


def pull(opened: Callable[[], Ask], *, clients: int, seconds: float) -> Pulled:
    """So many at once, each asking again as soon as it has its answer."""
    ms: list[float] = []
    failed: list[Exception] = []

    def go_on(ask: Ask, end: float) -> None:
        try:
            while (began := time.perf_counter()) < end:
                ask()
                ms.append((time.perf_counter() - began) * 1000)
        except Exception as trouble:
            failed.append(trouble)

    asks = [opened() for _ in range(clients)]
    asks[0]()  # warms up
    began = time.perf_counter()
    threads = [threading.Thread(target=go_on, args=(ask, began + seconds)) for ask in asks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return Pulled(len(ms) / (time.perf_counter() - began), ms)


def lines_of(url: str, path: str, *, seconds: float) -> float:
    """How many lines of a stream come in a second, of its first ones."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.request("GET", path)
    answer, lines, began = connection.getresponse(), 0, time.perf_counter()
    while time.perf_counter() - began < seconds and answer.readline():
        lines += 1
    spent = time.perf_counter() - began
    connection.close()
    return lines / spent
