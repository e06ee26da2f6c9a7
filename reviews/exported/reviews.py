"""Findings, those that were taken or sent back included."""

from typing import Any

from django.db.models import QuerySet

from claims.models import Claim
from reviews import policy
from reviews.exported import addresses
from reviews.exported.rated import OF_RATING
from reviews.exported.table import Column, Table
from reviews.models import Review


def rows(actor: Any, claims: QuerySet[Claim] | None) -> QuerySet[Review]:
    found = Review.objects.visible_to(actor)
    if claims is not None:
        found = found.filter(claim__in=claims)
    return found.select_related("claim__article", "reviewer", "assignment", "rating__scale").defer(
        "claim__words", "claim__reasons", "claim__article__words"
    )


def _whose(review: Review, actor: Any) -> str | None:
    return review.reviewer.get_username() if policy.may_know_whose(actor, review) else None


TABLE = Table(
    (
        Column("review", "pk", "its id"),
        Column("claim", "claim_id", "id of the claim"),
        Column("address", lambda review, _: addresses.of_claim(review.claim_id), "the claim's page on the desk"),
        Column("claim_text", "claim.text", "the claim's words"),
        Column("reviewer", _whose, "user name; empty while reviewers disagree, but for your own"),
        Column("role", "assignment.role", "`review` or `adjudication`"),
        Column("standing", "assignment.is_standing", "`false`: it was taken back or sent back"),
        *OF_RATING,
        Column("summary", "summary", "the finding in a sentence or two"),
        Column("reasoning", "reasoning", "how it was reached"),
        Column("recorded_at", "created_at", "when it was recorded"),
        Column("article", "claim.article_id", "id of the claim's article"),
        Column("outlet", "claim.article.outlet", "who published the article"),
        Column("language", "claim.article.language", "of the article, BCP 47"),
    ),
    rows,
)
