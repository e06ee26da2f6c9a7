"""What other publishers found on earlier claims, ready to be compared with a claim of ours. Reads only."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reviews.models import ImportedReview

AT_ONCE = 1_000
LINE = ("pk", "claim", "publisher", "rating", "published_on", "url")


class Earlier(NamedTuple):
    """Whose words these are is the publisher's business: the rating is a label of theirs, no figure of ours."""

    id: int
    text: str
    publisher: str
    rating: str
    date: date | None
    url: str


def with_words(words: str, *, limit: int) -> list[Earlier]:
    """Checks whose claim, title or claimant has all of these words, the last imported first. One query."""
    found = ImportedReview.objects.current().filter(words__matching=words).exclude(claim="")
    return [Earlier(*row) for row in found.order_by("-pk").values_list(*LINE)[:limit]]


def every() -> Iterator[Earlier]:
    """All of them in the order of their import, to be put into whatever finds the similar ones. A query for each
    thousand."""
    after = 0
    known = ImportedReview.objects.current().exclude(claim="").order_by("pk")
    while rows := list(known.filter(pk__gt=after).values_list(*LINE)[:AT_ONCE]):
        yield from (Earlier(*row) for row in rows)
        after = rows[-1][0]
