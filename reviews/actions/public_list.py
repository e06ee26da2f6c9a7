"""Keeping the public list: what the newest version of a verdict says, where readers look for it."""

from django.utils import timezone

from claims.models import Article
from reviews.enums import Edition
from reviews.models import PublishedCheck, Verdict, VerdictVersion


def show(version: VerdictVersion) -> None:
    """Put it on the public list, in place of the version before. Assumes the transaction that wrote it."""
    claim = version.verdict.claim
    article = claim.article
    said = (claim.text, version.wording, claim.claimant, version.summary, article.title)
    row = {
        "shown": version,
        "withdrawn": version.edition == Edition.WITHDRAWAL,
        "rating": version.rating.slug,
        "language": _first_subtag(article),
        "outlet": article.outlet.casefold()[:200],
        "said": "\n".join(said),
    }
    first = {"year": timezone.localdate(version.published_at).year}  # as the page dates it
    PublishedCheck.objects.update_or_create(verdict=version.verdict, defaults=row, create_defaults=row | first)


def name_language(article: Article) -> list[Verdict]:
    """Write the language, recognised only now, into the rows that lack it. Returns their verdicts."""
    nameless = PublishedCheck.objects.filter(language="", verdict__claim__article=article).order_by("verdict")
    verdicts = [row.verdict for row in nameless.select_related("verdict")]
    PublishedCheck.objects.filter(verdict__in=verdicts).update(language=_first_subtag(article))
    return verdicts


def _first_subtag(article: Article) -> str:
    return article.language.partition("-")[0].lower()
