"""The evidence that findings and published versions rest on. Who a withheld source is stands nowhere, so not here."""

from typing import Any

from django.db.models import Q, QuerySet

from claims import policy
from claims.enums import DECIDED, Status
from claims.models import Claim
from reviews.exported import addresses
from reviews.exported.table import Column, Table
from reviews.models import Review, Source


def rows(actor: Any, claims: QuerySet[Claim] | None) -> QuerySet[Source]:
    of_reviews = Q(review__in=Review.objects.visible_to(actor))
    decided = DECIDED if policy.is_editor(actor) else (Status.PUBLISHED,)
    found = Source.objects.filter(of_reviews | Q(version__verdict__claim__status__in=decided))
    if claims is not None:
        found = found.filter(Q(review__claim__in=claims) | Q(version__verdict__claim__in=claims))
    return found.select_related("review", "version__verdict", "archived_copy").defer(
        "review__reasoning", "version__reasoning"
    )


def _claim(source: Source) -> int:
    return source.review.claim_id if source.review else source.version.verdict.claim_id  # type: ignore[union-attr]


TABLE = Table(
    (
        Column("source", "pk", "its id"),
        Column("claim", lambda source, _: _claim(source), "id of the claim"),
        Column("address", lambda source, _: addresses.of_claim(_claim(source)), "the claim's page on the desk"),
        Column("review", "review_id", "id of the finding that it belongs to; empty: it belongs to a version"),
        Column("verdict", "version.verdict_id", "id of the verdict that shows it"),
        Column("version", "version.sequence", "number of the version that shows it"),
        Column("position", "position", "its place among its neighbours, from 1"),
        Column("url", "url", "empty: the title says where to find it"),
        Column("title", "title", "what it is called"),
        Column("publisher", "publisher", "who published it"),
        Column("author", "author", "who wrote it"),
        Column("published_on", "published_on", "its day"),
        Column("accessed_on", "accessed_on", "when it was looked at"),
        Column("quote", "quote", "the passage that counts"),
        Column("kind", "kind", "`primary`, `secondary`, `data` or `expert`"),
        Column("stance", "stance", "`supports`, `refutes` or `context`"),
        Column("note", "note", "what its reviewer says of it"),
        Column("withheld_reason", "withheld_reason", "why nobody is told who it is; empty: nothing is withheld"),
        Column("archived", "archived_copy.state", "the copy of its page: `wanted`, `stored` or `failed`; empty: none"),
        Column("archived_url", "archived_copy.address", "where everybody can read the copy; empty: nowhere"),
        Column("archived_at", "archived_copy.stored_at", "when the page looked like this"),
        Column("archived_sha256", "archived_copy.sha256", "of the copy's bytes"),
    ),
    rows,
)
