"""Published verdicts, a row for each version that readers were shown. What is only proposed stands in the reviews."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from claims import policy
from claims.models import Claim
from reviews.exported import addresses
from reviews.exported.rated import OF_RATING
from reviews.exported.table import Column, Table
from reviews.models import Review, VerdictVersion


def rows(actor: Any, claims: QuerySet[Claim] | None) -> QuerySet[VerdictVersion]:
    found = VerdictVersion.objects.all()  # there is none that readers were not shown
    if claims is not None:
        found = found.filter(verdict__claim__in=claims)
    return (
        found.select_related("verdict__claim__article", "verdict__published", "rating__scale", "published_by")
        .defer("verdict__claim__words", "verdict__claim__reasons", "verdict__claim__article__words")
        .defer("verdict__published__said", "verdict__published__words")
        .prefetch_related(Prefetch("verdict__rests_on", Review.objects.only("pk").order_by()))
    )


def _is_shown(version: VerdictVersion, actor: Any) -> bool:
    return version.verdict.published.shown_id == version.pk


def _reviews(version: VerdictVersion, actor: Any) -> list[int]:
    return sorted(review.pk for review in version.verdict.rests_on.all())


def _unless_withdrawn(column: Column) -> Column:
    """To machines as the API: of a withdrawn verdict only that it is, and why. Editors read all versions."""

    def told(version: VerdictVersion, actor: Any) -> Any:
        hidden = version.verdict.published.withdrawn and not policy.is_editor(actor)
        return None if hidden else column.value(version, actor)

    return column._replace(of=told)


TABLE = Table(
    (
        Column("verdict", "verdict_id", "its id"),
        Column("version", "sequence", "its number, from 1"),
        Column("claim", "verdict.claim_id", "id of the claim"),
        Column("address", lambda row, _: addresses.of_claim(row.verdict.claim_id), "the claim's page on the desk"),
        Column("public_address", lambda row, _: addresses.of_check(row.verdict_id), "the check, for readers"),
        Column("shown", _is_shown, "`true`: it is the version that readers see now"),
        Column("edition", "edition", "`original`, `correction`, `update`, `clarification` or `withdrawal`"),
        Column("claim_text", "verdict.claim.text", "the claim's words"),
        Column("wording", "wording", "as readers were shown it; empty: in its own words"),
        Column("claimant", "verdict.claim.claimant", "who said it; empty: not known"),
        *map(_unless_withdrawn, OF_RATING),
        _unless_withdrawn(Column("summary", "summary", "the verdict in a sentence or two")),
        _unless_withdrawn(Column("reasoning", "reasoning", "how it was reached")),
        Column("note", "note", "public: what changed and why"),
        Column("published_at", "published_at", "when readers were first shown this version"),
        Column("published_by", "published_by.username", "user name"),
        Column("reviews", _reviews, "ids of the findings that the verdict rests on"),
        Column("article", "verdict.claim.article_id", "id of the claim's article"),
        Column("article_url", "verdict.claim.article.url", "where it was published; empty: not known"),
        Column("outlet", "verdict.claim.article.outlet", "who published the article"),
        Column("language", "verdict.claim.article.language", "of the article, BCP 47"),
    ),
    rows,
)
