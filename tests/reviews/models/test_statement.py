"""Published statements are known again by their words, in the program as in the migration that began it."""

from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.apps import apps

from claims.enums import Status
from reviews import migrations
from reviews.models import PublishedStatement
from reviews.models.statement import fingerprint
from tests.factories import claim_at

PREVIOUS = "Exports grew by 5 percent."


@pytest.mark.parametrize(
    ("text", "language", "same"),
    [
        ("EXPORTS GREW BY 5 PERCENT.", "en", True),
        (" Exports\ngrew  by\u00a05 percent. ", "en-GB", True),
        ("Exports grew by 6 percent.", "en", False),
        (PREVIOUS, "es", False),
        (PREVIOUS, "", False),
    ],
)
def test_case_and_spaces_make_no_difference_words_and_language_do(text: str, language: str, same: bool) -> None:
    assert (fingerprint(text, language) == fingerprint(PREVIOUS, "en")) is same


@pytest.mark.django_db
def test_what_was_published_before_is_known_as_what_is_published_now() -> None:
    for status, language in ((Status.PUBLISHED, "en-GB"), (Status.WITHDRAWN, "es"), (Status.APPROVED, "en")):
        claim_at(status, language=language)
    now = list(PublishedStatement.objects.order_by("pk").values())
    assert len(now) == 2
    PublishedStatement.objects.all().delete()
    [name] = [found.name for found in iter_modules(migrations.__path__) if found.name.endswith("people_are_told")]
    migration = import_module(f"reviews.migrations.{name}")
    migration.remember_what_is_published(apps, None)
    assert list(PublishedStatement.objects.order_by("pk").values()) == now
