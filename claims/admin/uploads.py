"""Files that people bring in: how many and which, and what became of each."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from claims import intake
from claims.actions.articles import Receipt
from claims.errors import ArticleTooLarge, DomainError, UnreadableFile
from claims.intake import Details
from claims.models import Article, WantedPage

MOST_FILES = 20
PAGES = (".html", ".htm")
READABLE = (".txt", ".md", *PAGES)
MARKUP = 8  # how much larger than its text a page may be


class Arrival(NamedTuple):
    """What became of one file or address: an article, new or known, a page to be fetched, or why it was refused."""

    name: str
    article: Article | None = None
    known: bool = False
    why: str = ""
    page: WantedPage | None = None


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files up to `MOST_FILES`; cleaned, a list of them."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(given) > MOST_FILES:
            raise ValidationError(f"These are {len(given)} files; bring at most {MOST_FILES} at once.")
        return [super(FilesField, self).clean(file, initial) for file in given]


def text_of(upload: UploadedFile, details: Details) -> tuple[str, Details]:
    """Text and details of a file. Raises UnreadableFile, ArticleTooLarge or the refusals of `claims.intake`."""
    name = (upload.name or "").lower()
    if not name.endswith(READABLE):
        raise UnreadableFile(name=upload.name or "", kinds=", ".join(READABLE))
    is_page = name.endswith(PAGES)
    limit = settings.ARTICLE_MAX_BYTES * (MARKUP if is_page else 1)
    if (size := upload.size or 0) > limit:  # looked at before anything is read
        raise ArticleTooLarge(size=size, limit=limit)
    text = intake.decode(upload.read())
    return intake.read_page(text, details) if is_page else (text, details)


def bring_in_each(
    uploads: list[UploadedFile], details: Details, take: Callable[[str, Details], Receipt]
) -> list[Arrival]:
    """Take in each file by itself: what is wrong with one keeps no other out."""
    return [_arrive(upload, details, take) for upload in uploads]


def _arrive(upload: UploadedFile, details: Details, take: Callable[[str, Details], Receipt]) -> Arrival:
    name = upload.name or "A file without a name"
    try:
        receipt = take(*text_of(upload, details))
    except DomainError as error:
        return Arrival(name, why=error.message)
    return Arrival(name, receipt.article, known=not receipt.created)
