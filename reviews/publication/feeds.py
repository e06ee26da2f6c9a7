"""RSS and Atom: what the desk published and changed, the last change first. A correction is an update of its entry."""

import re
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from reviews.models import PublishedCheck
from reviews.publication import checks
from reviews.publication.addresses import in_full, path_of, title_of
from reviews.publication.serving import public

ENTRIES = 50
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Rss(Rss201rev2Feed):
    content_type = "application/rss+xml; charset=utf-8"


class Atom(Atom1Feed):
    content_type = "application/atom+xml; charset=utf-8"


class RssOfChecks(Feed):
    """Readers of RSS show nothing twice under one name, so each version has a name of its own."""

    feed_type: type[SyndicationFeed] = Rss
    address = "feed-rss"

    def title(self) -> str:
        return f"{settings.SITE_NAME}: fact checks"

    def description(self) -> str:
        return f"What {settings.SITE_NAME} has checked, and every correction of it."

    subtitle = description

    def link(self) -> str:
        return in_full(reverse("home"))

    def feed_url(self) -> str:
        return in_full(reverse(self.address))

    @property
    def language(self) -> str:  # type: ignore[override]  # Django reads this one, and calls it not
        return settings.SITE_LANGUAGE

    def author_name(self) -> str:
        return settings.SITE_NAME

    def feed_copyright(self) -> str:
        return settings.SITE_LICENSE

    def items(self) -> list[PublishedCheck]:
        return checks.last_changed(ENTRIES)

    def item_title(self, item: PublishedCheck) -> str:
        return _clean(title_of(item.shown))

    def item_description(self, item: PublishedCheck) -> str:
        shown = item.shown
        return _clean(" ".join(filter(None, (shown.note, "" if item.withdrawn else shown.summary))))

    def item_link(self, item: PublishedCheck) -> str:
        return in_full(path_of(item.verdict))

    def item_guid(self, item: PublishedCheck) -> str:
        return f"{_name(item)}#version-{item.shown.sequence}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: PublishedCheck) -> datetime:
        return item.shown.published_at

    def item_updateddate(self, item: PublishedCheck) -> datetime:
        return item.shown.published_at

    def item_categories(self, item: PublishedCheck) -> list[str]:
        return [] if item.withdrawn else [item.shown.rating.label]


class AtomOfChecks(RssOfChecks):
    """An entry keeps its name and the day on which it was first published, whatever is changed."""

    feed_type = Atom
    address = "feed-atom"

    def item_guid(self, item: PublishedCheck) -> str:
        return _name(item)

    def item_pubdate(self, item: PublishedCheck) -> datetime:
        first: datetime = item.verdict.versions.all()[0].published_at
        return first


def _name(item: PublishedCheck) -> str:
    return in_full(reverse("check", args=[item.verdict_id]))


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("", text)


rss, atom = public(RssOfChecks()), public(AtomOfChecks())
