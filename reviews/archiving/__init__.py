"""Where copies of cited pages go. The setting ARCHIVER names a class whose objects can `store` a page; no models."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from claims.outside import Limits

OFF = "none"
BUILT_IN = {"local": "reviews.archiving.local.Local", "wayback": "reviews.archiving.wayback.Wayback"}


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What an archiver kept. `address` is where anybody can read it; empty: it is kept here. `at` None: just now."""

    address: str = ""
    sha256: str = ""  # of the page's bytes; empty where the archive shows none
    content_type: str = ""
    size: int | None = None
    at: datetime | None = None


class Archiver(Protocol):
    def store(self, url: str) -> Stored:
        """Keep the page that stands there now. Raises a DomainError; those that `outside.may_pass` are tried again."""


def is_on() -> bool:
    return bool(settings.ARCHIVER != OFF)


def archiver() -> Archiver | None:
    """The one in use; None where nothing is archived. Raises ImportError when the setting names none."""
    if not is_on():
        return None
    made: Archiver = import_string(BUILT_IN.get(settings.ARCHIVER, settings.ARCHIVER))()
    return made


def limits(**more: Any) -> Limits:
    return Limits(**settings.OUTSIDE, size=settings.ARCHIVE_MAX_BYTES, **more)
