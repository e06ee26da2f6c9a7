"""Claims, with where they stand as far as the maker may know."""

from operator import attrgetter
from typing import Any

from django.db.models import Prefetch, QuerySet

from claims import policy
from claims.enums import Priority
from claims.models import Claim
from reviews.exported import addresses
from reviews.exported.table import Column, Table
from reviews.models import Assignment


def rows(actor: Any, claims: QuerySet[Claim] | None) -> QuerySet[Claim]:
    held = Assignment.objects.visible_to(actor).open().select_related("reviewer").order_by("place", "id")
    found = Claim.objects.visible_to(actor) if claims is None else claims
    return (
        found.select_related("article", "revision", "verdict__published__shown__rating")
        .defer("words", "prefix", "suffix", "reasons", "revision__body", "article__words")
        .defer("verdict__published__said", "verdict__published__words", "verdict__published__shown__reasoning")
        .prefetch_related(Prefetch("assignments", held, to_attr="held"), "article__topics")
    )


def _shown(claim: Claim, path: str) -> Any:
    """Of the version that readers see now, where they see a rating."""
    verdict = getattr(claim, "verdict", None)
    published = getattr(verdict, "published", None)
    if published is None or published.withdrawn:
        return None
    return attrgetter(path)(published.shown)


def _holders(claim: Any, actor: Any) -> list[str]:
    return [assignment.reviewer.get_username() for assignment in claim.held]


def _topics(claim: Claim, actor: Any) -> list[str]:
    return sorted(topic.slug for topic in claim.article.topics.all())


TABLE = Table(
    (
        Column("claim", "pk", "its id, which joins the four tables"),
        Column("address", lambda claim, _: addresses.of_claim(claim.pk), "its page on the desk"),
        Column("status", lambda claim, actor: policy.status_shown_to(actor, claim).value, "where it stands"),
        Column("status_since", "moved_at", "since when"),
        Column("text", "text", "its words, as they stand in the article"),
        Column("wording", "wording", "the same for readers; empty: it needs no other words"),
        Column("claimant", "claimant", "who said it; empty: not known"),
        Column("kind", "kind", "which kind of sentence it is"),
        Column("origin", "origin", "`detected` or `marked`"),
        Column("check_worthiness", "check_worthiness", "0 to 1"),
        Column("priority", lambda claim, _: Priority(claim.priority).name.lower(), "`low`, `normal`, `high`, `urgent`"),
        Column("reviews_wanted", "reviews_wanted", "how many; empty until it is queued"),
        Column("held_by", _holders, "user names of who is at work on it"),
        Column("verdict", lambda claim, _: _shown(claim, "verdict_id"), "id of what readers see; empty: nothing"),
        Column("rating", lambda claim, _: _shown(claim, "rating.slug"), "short name of the rating that readers see"),
        Column("rating_label", lambda claim, _: _shown(claim, "rating.label"), "the same, as readers read it"),
        Column("article", "article_id", "id of its article"),
        Column("article_title", "article.title", "the article's title"),
        Column("article_url", "article.url", "where it was published; empty: not known"),
        Column("outlet", "article.outlet", "who published it"),
        Column("byline", "article.byline", "who wrote it"),
        Column("language", "article.language", "BCP 47"),
        Column("published_on", "article.published_on", "the article's day"),
        Column("topics", _topics, "short names of what the article is about"),
        Column("revision", "revision.number", "the article's text that it is anchored in"),
        Column("start", "start", "its first character there, in Unicode code points from 0"),
        Column("end", "end", "behind its last character"),
        Column("queued_at", "queued_at", "when it was first queued"),
        Column("created_at", "created_at", "when it was found or marked"),
        Column("version", "version", "goes up with every act"),
    ),
    rows,
)
