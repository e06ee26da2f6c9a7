"""What is known of evidence before anybody types it: the sources that somebody may see anyway. Reads only."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from claims.enums import DECIDED
from claims.models import Article
from reviews.models import Source

DETAILS = ("title", "publisher", "author", "published_on")
LATEST, SHOWN = 60, 8  # sources that are looked through, pages that are offered


def sources_seen_by(actor: Any) -> QuerySet[Source]:
    """Their own, those of decided claims and those that readers see: of others' work on open claims nothing is told."""
    mine, decided = Q(review__reviewer=actor), Q(review__claim__status__in=DECIDED)
    return Source.objects.filter(mine | decided | Q(version__verdict__claim__status__in=DECIDED)).exclude(url="")


def details_of(url: str, actor: Any) -> dict[str, Any]:
    """As they were last written down for this very address; dates as text. Empty where the actor knows of none."""
    found = sources_seen_by(actor).filter(url=url).exclude(title="").order_by("-id").values(*DETAILS).first()
    return {name: str(value or "") for name, value in found.items()} if found else {}


def pages_cited_about(article: Article, actor: Any) -> list[Source]:
    """The latest pages that claims of this article rest on, each once, as far as the actor may see them."""
    found = Source.objects.filter(review__claim__article=article).filter(
        Q(review__reviewer=actor) | Q(review__claim__status__in=DECIDED)
    )
    shown = Source.objects.filter(version__verdict__claim__article=article)
    latest = sorted(
        (source for rows in (found, shown) for source in rows.exclude(url="").order_by("-id")[:LATEST]),
        key=lambda source: -source.pk,
    )
    return _each_once(latest)[:SHOWN]


def _each_once(sources: Iterable[Source]) -> list[Source]:
    by_url: dict[str, Source] = {}
    for source in sources:
        by_url.setdefault(source.url, source)
    return list(by_url.values())
