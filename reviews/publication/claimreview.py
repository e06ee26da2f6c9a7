"""A published check as schema.org's ClaimReview: for search engines, fact-check explorers and whoever collects checks.

After schema.org 30 and Google's page on fact-check markup. What the desk does not know is left out: no author of a
claim without a speaker, no number where the scale has none, no first appearance, for we know only where we met it.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from claims.detection import names
from claims.models import Article
from reviews.enums import ArchiveState, Edition
from reviews.models import Rating, Source, Verdict, VerdictVersion
from reviews.publication.addresses import claim_as_shown, in_full, path_of

# Inside a script element nothing may look like the end of it.
_HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
Node = dict[str, Any]
CONTEXT = "https://schema.org"


def claim_review(verdict: Verdict) -> Node | None:
    """The whole record, of the newest version; None when the check was withdrawn. Reads what is prefetched."""
    versions = list(verdict.versions.all())
    first, shown = versions[0], versions[-1]
    if shown.edition == Edition.WITHDRAWAL:
        return None
    return _known(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "@id": _id_of(verdict),
            "url": in_full(path_of(verdict)),
            "claimReviewed": claim_as_shown(verdict.claim),
            "datePublished": first.published_at.isoformat(),
            "dateModified": shown.published_at.isoformat(),
            "version": shown.sequence,
            "inLanguage": settings.SITE_LANGUAGE,
            "license": settings.SITE_LICENSE,
            "author": _desk(),
            "reviewRating": _rating(shown.rating, shown.summary),
            "itemReviewed": _claim(verdict),
            "correction": [_correction(version) for version in versions[1:]],
            "citation": [_citation(source) for source in shown.sources.all() if not source.withheld_reason],
        }
    )


def data_feed(verdicts: Iterable[Verdict]) -> Node:
    """Checks as elements of a feed. What was withdrawn has but its name left, and when it was."""
    return _known(
        {
            "@context": CONTEXT,
            "@type": "DataFeed",
            "@id": in_full(reverse("claimreviews-feed")),
            "name": f"Fact checks of {settings.SITE_NAME}",
            "url": f"{settings.SITE_URL}/",
            "license": settings.SITE_LICENSE,
            "dataFeedElement": [_element(verdict) for verdict in verdicts],
        }
    )


def in_page(record: Node) -> str:
    """As it may stand in a page, between the tags of a script that no browser runs."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).translate(_HARMLESS)


def _element(verdict: Verdict) -> Node:
    versions = list(verdict.versions.all())
    first, shown, record = versions[0], versions[-1], claim_review(verdict)
    changed = shown.published_at.isoformat()
    element: Node = {"@type": "DataFeedItem", "dateCreated": first.published_at.isoformat(), "dateModified": changed}
    if record is None:
        return element | {"dateDeleted": changed, "item": {"@id": _id_of(verdict)}}
    return element | {"item": {name: value for name, value in record.items() if name != "@context"}}


def _id_of(verdict: Verdict) -> str:
    """The same whatever the slug."""
    return f"{in_full(reverse('check', args=[verdict.pk]))}#claimreview"


def _desk() -> Node:
    return {
        "@type": "Organization",
        "@id": f"{settings.SITE_URL}/#desk",
        "name": settings.SITE_NAME,
        "url": f"{settings.SITE_URL}/",
        "publishingPrinciples": in_full(reverse("methodology")),
        "correctionsPolicy": in_full(reverse("corrections")),
    }


def _rating(rating: Rating, summary: str) -> Node:
    found: Node = {"@type": "Rating", "alternateName": rating.label, "ratingExplanation": summary or rating.definition}
    line = [label.value for label in rating.scale.ratings.all() if label.value is not None]
    # A scale that begins at nought is none for readers of ClaimReview, who want the worst to be 1 at least.
    if rating.value is not None and 1 <= min(line) < max(line):
        found |= {"ratingValue": rating.value, "bestRating": max(line), "worstRating": min(line)}
    return found


def _claim(verdict: Verdict) -> Node:
    claim, article = verdict.claim, verdict.claim.article
    return _known(
        {
            "@type": "Claim",
            "text": claim.text,
            "inLanguage": article.language,
            "author": _speaker(claim.claimant),
            "datePublished": article.published_on and article.published_on.isoformat(),
            "appearance": _appearance(article),
        }
    )


def _speaker(name: str) -> Node:
    """schema.org knows no speaker who may be either: a person needs two names, all others are taken for a body."""
    if not name:
        return {}
    person = names.is_person(name) and len(name.split()) > 1
    return {"@type": "Person" if person else "Organization", "name": name}


def _appearance(article: Article) -> Node:
    if not is_web(article.url):
        return {}
    return _known(
        {
            "@type": "CreativeWork",
            "url": article.url,
            "name": article.title,
            "datePublished": article.published_on and article.published_on.isoformat(),
            "publisher": _organization(article.outlet),
        }
    )


def _correction(version: VerdictVersion) -> Node:
    return {"@type": "CorrectionComment", "text": version.note, "datePublished": version.published_at.isoformat()}


def _citation(source: Source) -> Node:
    copy = source.archived_copy
    stored = copy is not None and copy.state == ArchiveState.STORED
    return _known(
        {
            "@type": "CreativeWork",
            "url": source.url if is_web(source.url) else "",
            "name": source.title,
            "creditText": source.author,
            "publisher": _organization(source.publisher),
            "datePublished": source.published_on and source.published_on.isoformat(),
            "archivedAt": copy.address if stored and copy else "",
        }
    )


def _organization(name: str) -> Node:
    return {"@type": "Organization", "name": name} if name else {}


def _known(node: Node) -> Node:
    """Without what is empty: an unknown author is no author, never an author without a name."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))
