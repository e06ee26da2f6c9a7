"""What is known before a reviewer begins, shown above the rating (`desk/_known.html`): never chosen for them."""

from datetime import datetime
from typing import NamedTuple

from claims.models import Claim
from reviews import queries
from reviews.models import Rating

MOST = 3  # more is a list to read, and the claim still has to be checked


class Known(NamedTuple):
    """An earlier verdict, and how its claim is related to the one in question, in a word or two."""

    claim: Claim
    rating: Rating
    summary: str
    decided_at: datetime
    relation: str


def known_about(claim: Claim) -> list[Known]:
    """The box's only source: whoever finds better ones, finds them here."""
    found = [(verdict.claim, verdict.shown) for verdict in queries.known_about(claim)[:MOST]]
    return [
        Known(other, shown.rating, shown.summary, shown.published_at, "same article") for other, shown in found if shown
    ]
