"""Keeping the public list: what the newest version of a verdict says, where readers look for it."""

from django.utils import timezone

from reviews.enums import Edition
from reviews.models import PublishedCheck, VerdictVersion


def show(version: VerdictVersion) -> None:
    """Put it on the public list, in place of the version before. Assumes the transaction that wrote it."""
    claim = version.verdict.claim
    article = claim.article
    said = (claim.text, version.wording, claim.claimant, version.summary, article.title)
    row = {
        "shown": version,
        "withdrawn": version.edition == Edition.WITHDRAWAL,
        "rating": version.rating.slug,
        "language": article.language.partition("-")[0].lower(),
        "outlet": article.outlet.casefold()[:200],
        "said": "\n".join(said),
    }
    first = {"year": timezone.localdate(version.published_at).year}  # as the page dates it
    PublishedCheck.objects.update_or_create(verdict=version.verdict, defaults=row, create_defaults=row | first)
