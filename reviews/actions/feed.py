"""Writing into the change feed, in the transaction of what changed.

Numbers are given under the lock of one row, which is held until the commit: so they come in the order of the commits,
without a gap, and nobody who sees one can have missed the one before. The lock has to be the last one that a
transaction takes; what is looked for in order to write, is looked for under it, so that of two who do not see each
other's rows the later one does.
"""

from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from claims.enums import Status
from claims.models import Article
from reviews.actions import public_list
from reviews.enums import Edition, News
from reviews.models import ArchivedCopy, Feed, FeedEntry, RatingScale, Verdict, VerdictVersion
from reviews.signals import feed_grew

AT_ONCE = 1000
OF_EDITION = {Edition.ORIGINAL: News.PUBLISHED, Edition.WITHDRAWAL: News.WITHDRAWN}  # all others correct


def tell_of_version(version: VerdictVersion) -> None:
    _add(_locked(), _kind_of(version), verdict=version.verdict, version=version)


def tell_of_scale(scale: RatingScale, kind: News) -> None:
    _add(_locked(), kind, scale=scale)


def tell_of_copy(copy: ArchivedCopy) -> None:
    """Of every verdict that cites the page in what readers see now."""
    feed = _locked()
    citing = Verdict.objects.filter(published__withdrawn=False, published__shown__sources__archived_copy=copy)
    for verdict in citing.distinct().order_by("pk"):
        _add(feed, News.REFRESHED, verdict=verdict)


def tell_of_language(article: Article) -> None:
    """Of every verdict that was published before the language of its article was known."""
    if article.language and article.claims.exclude(status=Status.NEW).exists():
        feed = _locked()
        for verdict in public_list.name_language(article):
            _add(feed, News.REFRESHED, verdict=verdict)


def catch_up() -> int:
    """Tell of versions that nobody told of, where a desk was filled past the actions. Returns how many.

    Nobody who listens hears of it: it is not news.
    """
    told = FeedEntry.objects.filter(version=OuterRef("pk"))
    with transaction.atomic():
        feed = _locked()
        untold = VerdictVersion.objects.filter(~Exists(told)).order_by("published_at", "pk")
        entries = (
            FeedEntry(
                pk=number,
                kind=_kind_of(version),
                verdict_id=version.verdict_id,
                version_id=version.pk,
                at=version.published_at,
            )
            for number, version in enumerate(untold.iterator(chunk_size=AT_ONCE), start=feed.last + 1)
        )
        before = feed.last
        while chunk := list(islice(entries, AT_ONCE)):
            FeedEntry.objects.bulk_create(chunk)
            feed.last = chunk[-1].pk
        feed.save(update_fields=["last"])
    return feed.last - before


def _kind_of(version: VerdictVersion) -> News:
    return OF_EDITION.get(Edition(version.edition), News.CORRECTED)


def _locked() -> Feed:
    return Feed.objects.select_for_update().get()


def _add(feed: Feed, kind: News, **about: Any) -> None:
    feed.last += 1
    feed.save(update_fields=["last"])
    entry = FeedEntry.objects.create(pk=feed.last, kind=kind, **about)
    feed_grew.send(FeedEntry, entry=entry)
