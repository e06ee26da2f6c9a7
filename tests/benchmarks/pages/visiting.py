"""Somebody who is logged in and looks at pages: how long each takes, and how often it asks the database."""

import gc
import time
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Count, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.enums import Act, Status
from claims.models import Article, Claim, Event
from reviews.models import Assignment, Verdict
from reviews.publication.addresses import path_of
from tests.benchmarks.pages.listed import Page

Measured = tuple[float, int, int, int]  # milliseconds, queries, HTTP status, bytes


USUAL = (18, 22)  # claims of an article
LATELY = 200  # checks: a period in which so many were published


class Visitor:
    def __init__(self) -> None:
        self.words = found_here()
        self.clients: dict[str, Client] = {}

    def count(self, page: Page) -> Measured:
        """After a first answer, which warms up."""
        self._ask(page)
        with CaptureQueriesContext(connection) as asked:
            status, size = self._ask(page)
        return 0.0, len(asked), status, size

    def time(self, page: Page) -> Measured:
        client, address = self._client(page), self._address(page)
        gc.collect()
        began = time.perf_counter()
        status, size = ask(client, address, page)
        return (time.perf_counter() - began) * 1000, 0, status, size

    def _ask(self, page: Page) -> tuple[int, int]:
        return ask(self._client(page), self._address(page), page)

    def _address(self, page: Page) -> str:
        return page.address.format(**self.words)

    def _client(self, page: Page) -> Client:
        name = page.user.format(**self.words)
        if name not in self.clients:
            self.clients[name] = Client(headers={"host": "localhost"})
            if name:
                self.clients[name].force_login(get_user_model().objects.get(username=name))
        return self.clients[name]


def ask(client: Client, address: str, page: Page) -> tuple[int, int]:
    """The answer's status and size, once all of it has come. What is posted is undone."""
    if not page.act:
        return _read(client.get(address))
    with transaction.atomic():
        found = _read(client.post(address, {}, content_type="application/json"))
        transaction.set_rollback(True)
    return found


def _read(answer: Any) -> tuple[int, int]:
    parts = answer.streaming_content if answer.streaming else (answer.content,)
    return int(answer.status_code), sum(map(len, parts))


def found_here() -> dict[str, Any]:
    """What addresses name, as it is called in this database."""
    claims = Claim.objects.order_by("-pk")
    busiest = Assignment.objects.open().values("reviewer", "reviewer__username").annotate(number=Count("pk"))
    holder = busiest.order_by("-number", "reviewer")[0]
    held = Assignment.objects.open().filter(reviewer=holder["reviewer"]).order_by("pk")[0]
    counted = Article.objects.annotate(number=Count("claims"))
    longest = counted.order_by("-number", "pk")[0]
    usual = counted.filter(number__range=USUAL, pk__in=Article.topics.through.objects.values("article")).latest("pk")
    corrected = Verdict.objects.filter(
        Q(claim__status=Status.PUBLISHED) & Q(versions__sequence=2), claim__article__topics__isnull=False
    )
    published = Event.objects.filter(act=Act.PUBLISH).order_by("-at")
    return {
        "article": usual.pk,
        "long_article": longest.pk,
        "lately": timezone.localdate(published[min(LATELY, published.count()) - 1].at),
        "day": timezone.localdate(claims.filter(status=Status.PUBLISHED)[0].moved_at),
        "long_ago": timezone.localdate() - timedelta(days=300),
        "published": claims.filter(status=Status.PUBLISHED)[0].pk,
        "reviewed": claims.filter(status=Status.REVIEWED)[0].pk,
        "waiting": claims.filter(status=Status.QUEUED)[0].pk,
        "check_page": path_of(corrected.order_by("-pk")[0]),
        "check": corrected.order_by("-pk")[0].pk,
        "withdrawn": path_of(Verdict.objects.filter(claim__status=Status.WITHDRAWN).order_by("-pk")[0]),
        "held": held.pk,
        "holder": holder["reviewer__username"],
    }
