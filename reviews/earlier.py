"""What other publishers found on earlier claims, ready to be compared with a claim of ours. Reads only."""

from datetime import date
from typing import NamedTuple

from claims import alike
from claims.matching.differences import Difference
from claims.matching.likeness import compared
from claims.models import Claim
from reviews.models import ImportedReview

LINE = ("pk", "claim", "publisher", "rating", "published_on", "url", "title", "claimant")


class Earlier(NamedTuple):
    """Whose words these are is the publisher's business: the rating is a label of theirs, no figure of ours."""

    id: int
    text: str
    publisher: str
    rating: str
    date: date | None
    url: str
    title: str  # of the page
    claimant: str


class Similar(NamedTuple):
    """A check of another publisher beside a claim of ours."""

    check: Earlier
    same: bool
    differ_in: list[Difference]


def similar_to(claim: Claim, limit: int) -> list[Similar]:
    """Checks of what reads like this claim: the same first, then the most alike. Three queries, however many there are.

    They were published by others, so they tell nobody what anybody here found.
    """
    known = ImportedReview.objects.current().exclude(claim="")
    near = [hit.key for hit in alike.nearest_to(claim, known)[: alike.LOOKED_AT]]
    there = {row[0]: Earlier(*row) for row in known.filter(pk__in=near).values_list(*LINE)}
    here, language = alike.statement(claim), alike.language_of(claim)
    found = [Similar(there[key], *compared(there[key].text, here, language)) for key in near if key in there]
    return sorted(found, key=lambda one: not one.same)[:limit]
