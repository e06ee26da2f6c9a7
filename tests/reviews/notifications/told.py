"""What somebody was told, in short: for tests to compare."""

from typing import Any

from reviews.models import Notification


def told(person: Any, *kinds: str) -> list[str]:
    """The kinds of what this person was told, oldest first; with `kinds`, only those."""
    found = Notification.objects.filter(person=person).order_by("pk").values_list("kind", flat=True)
    return [kind for kind in found if not kinds or kind in kinds]


def sentences(person: Any, kind: str) -> list[str]:
    found = Notification.objects.filter(person=person, kind=kind).order_by("pk")
    return list(found.values_list("sentence", flat=True))
