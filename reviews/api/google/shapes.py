"""Our ClaimReview in Google's words; which field becomes which, its discovery document says."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from reviews.api.google.asked import host
from reviews.models import Verdict
from reviews.publication.addresses import in_full, path_of
from reviews.publication.claimreview import claim_review

Shape = dict[str, Any]


def claim(verdict: Verdict) -> Shape:
    """Of a check that stands. A claim of ours has one review: our own."""
    record = claim_review(verdict) or {}
    said = record["itemReviewed"]
    review = {
        "publisher": {"name": record["author"]["name"], "site": host()},
        "url": address_of(verdict),
        "title": f"{record['reviewRating']['alternateName']}: {record['claimReviewed']}",
        "reviewDate": _moment(record["datePublished"]),
        "textualRating": record["reviewRating"]["alternateName"],
        "languageCode": record["inLanguage"],
    }
    return _known(
        text=record["claimReviewed"],
        claimant=said.get("author", {}).get("name"),
        claimDate=_day(said.get("datePublished")),
        claimReview=[review],
    )


def markup_page(verdict: Verdict) -> Shape:
    """The page of a check that stands, with its one markup. Its version counts the versions of the verdict."""
    record = claim_review(verdict) or {}
    return {
        "name": f"pages/{verdict.pk}",
        "pageUrl": address_of(verdict),
        "publishDate": record["datePublished"][:10],
        "claimReviewAuthor": {"name": record["author"]["name"]},
        "claimReviewMarkups": [_markup(record, address_of(verdict))],
        "versionId": str(record["version"]),
    }


def address_of(verdict: Verdict) -> str:
    """Where it can be read: at a desk without public pages, in the API."""
    return in_full(path_of(verdict) if settings.PUBLIC_PAGES else reverse("verdict", args=[verdict.pk]))


def _markup(record: Shape, url: str) -> Shape:
    said, rating = record["itemReviewed"], record["reviewRating"]
    where = said.get("appearance", {}).get("url")
    return _known(
        url=url,
        claimReviewed=record["claimReviewed"],
        claimDate=said.get("datePublished"),
        claimAppearances=[where] if where else None,
        claimAuthor=_known(name=said.get("author", {}).get("name")),
        rating=_known(
            ratingValue=rating.get("ratingValue"),
            bestRating=rating.get("bestRating"),
            worstRating=rating.get("worstRating"),
            textualRating=rating["alternateName"],
            ratingExplanation=rating.get("ratingExplanation"),
        ),
    )


def _known(**fields: Any) -> Shape:
    return {name: value for name, value in fields.items() if value not in (None, "", {})}


def _day(date: str | None) -> str | None:
    return date and f"{date}T00:00:00Z"


def _moment(written: str) -> str:
    """UTC as Google writes it."""
    return written.replace("+00:00", "Z")
