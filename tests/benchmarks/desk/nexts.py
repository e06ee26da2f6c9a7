"""Taking the next claim where few wait and where a great many do, measured in turns in one process."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction

from reviews.actions import assignments
from seeds.crowd.filling import Wish, fill
from tests import servers
from tests.concurrency.second_connection import database

ROUNDS, TAKES = 20, 20  # in turns, so that both meet the same noise of the machine


@dataclass
class Times:
    waiting: int
    seconds: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return median(self.seconds) * 1000

    @property
    def p95(self) -> float:
        return quantiles(self.seconds, n=100)[94] * 1000

    def __str__(self) -> str:
        return f"{self.waiting:>9,} waiting: p50 {self.p50:.1f} ms, p95 {self.p95:.1f} ms ({len(self.seconds)} takes)"


def compare(server_url: str, *numbers: int) -> list[Times]:
    """Fill a database for each number of waiting claims, and take the next in each of them in turns."""
    with ExitStack() as stack:
        urls = [stack.enter_context(servers.fresh_database(server_url)) for _ in numbers]
        for url, number in zip(urls, numbers, strict=True):
            with database(url):
                call_command("migrate", verbosity=0)
                fill(Wish(claims=number, waiting=1))
        return measure(dict(zip(numbers, urls, strict=True)))


def measure(urls: dict[int, str]) -> list[Times]:
    """The same in databases that are filled already: number waiting -> address."""
    times = {number: Times(number) for number in urls}
    for round_ in range(ROUNDS):
        for number, url in urls.items():
            with database(url):
                times[number].seconds += _takes(round_)
    return list(times.values())


def _takes(round_: int) -> list[float]:
    """Each by another reviewer, and undone: the next round finds the same queue."""
    people = get_user_model().objects.filter(username__startswith="crowd-reviewer").order_by("pk")
    chosen = [people[(round_ * TAKES + number) % people.count()] for number in range(TAKES)]
    return [_timed(lambda person=person: assignments.take_next(actor=person)) for person in chosen]


def _timed(act: Callable[[], Any]) -> float:
    connection.ensure_connection()
    with transaction.atomic():
        began = time.perf_counter()
        act()
        took = time.perf_counter() - began
        transaction.set_rollback(True)
    return took
