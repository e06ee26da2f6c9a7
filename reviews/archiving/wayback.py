"""Asks an archive on the web to keep the page: the Wayback Machine's “save page now”, or whatever speaks like it.

Such an archive answers a GET of `<WAYBACK_URL>/<address>` with the copy's address in a header: Content-Location,
Location, or a Link of type memento (RFC 7089). The copy's time stands in that address, its bytes behind `id_`.
"""

import re
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from claims import outside
from claims.errors import DomainError, PageRefused
from claims.outside import Answer
from reviews.archiving import Stored, limits
from reviews.errors import NotArchived

SAVING_SECONDS = 120.0  # the archive loads the page itself before it answers; below Celery's time limit
MEMENTO = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/(?=https?:)")
LINKED = re.compile(r'<([^>]+)>[^<]*?\brel="?[^"<]*\bmemento\b')
LONGEST = 2500  # characters of an address


class Wayback:
    def store(self, url: str) -> Stored:
        answer = outside.ask("GET", f"{settings.WAYBACK_URL.rstrip('/')}/{url}", limits(seconds=SAVING_SECONDS))
        if answer.status >= 400:
            host = urlsplit(answer.url).hostname or ""
            raise PageRefused(host=host, status=answer.status, retry_after=answer.retry_after)
        address, at = _memento(answer)
        digest, content_type, size = _content(address)
        return Stored(address=address, sha256=digest, content_type=content_type, size=size, at=at)


def _memento(answer: Answer) -> tuple[str, datetime]:
    """The copy's address and its time. Raises NotArchived."""
    named = [answer.headers.get("content-location", ""), answer.headers.get("location", "")]
    named += LINKED.findall(answer.headers.get("link", ""))
    for name in named:
        found = MEMENTO.search(name)
        if found and len(address := urljoin(answer.url, name)) <= LONGEST:
            try:
                return address, datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            except ValueError:
                continue  # fourteen digits that are no moment
    raise NotArchived


def _content(address: str) -> tuple[str, str, int | None]:
    """Hash, type and size of the page's own bytes; nothing where the archive does not give them (yet)."""
    try:
        page = outside.fetch(MEMENTO.sub(r"/\1id_/", address, count=1), limits())
    except DomainError:
        return "", "", None
    return sha256(page.content).hexdigest(), page.content_type, len(page.content)
