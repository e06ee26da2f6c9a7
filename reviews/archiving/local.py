"""Keeps the page as it came, named by its hash, in the desk's own folder. For the newsroom only, never for readers."""

import os
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from claims import outside
from reviews.archiving import Stored, limits


class Local:
    def store(self, url: str) -> Stored:
        page = outside.fetch(url, limits())
        digest = sha256(page.content).hexdigest()
        write(page.content, place_of(digest))
        return Stored(sha256=digest, content_type=page.content_type, size=len(page.content))


def place_of(digest: str) -> Path:
    """Where the bytes with this hash are kept."""
    return Path(settings.DATA_DIR) / "archive" / digest[:2] / digest


def write(content: bytes, place: Path) -> None:
    """Whole or not at all: a file under its name has the bytes that it is named after."""
    if place.exists():
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(place)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
