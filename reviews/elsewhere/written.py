"""Typed fields as a ClaimReview again: what is read out of it is what went in."""

from typing import Any

from reviews.elsewhere.record import BODY, PERSON, Fields

Node = dict[str, Any]


def claim_review(fields: Fields) -> Node:
    """As schema.org has it, with what is known and nothing else."""
    moment = fields.published_at or fields.published_on
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "@id": fields.record_id,
            "url": fields.url,
            "name": fields.title,
            "claimReviewed": fields.claim,
            "inLanguage": fields.language,
            "datePublished": moment and moment.isoformat(),
            "author": _authors(fields),
            "reviewRating": _rating(fields),
            "itemReviewed": _claim(fields),
        }
    )


def _authors(fields: Fields) -> list[Node] | Node:
    body = _known({"name": fields.publisher, "url": fields.publisher_url})
    people = [{"@type": PERSON, "name": name} for name in fields.reviewers]
    found = [*([{"@type": BODY, **body}] if body else []), *people]
    return found[0] if len(found) == 1 else found


def _rating(fields: Fields) -> Node:
    found = _known(
        {
            "alternateName": fields.rating,
            "ratingValue": _plain(fields.rating_value),
            "bestRating": _plain(fields.best_rating),
            "worstRating": _plain(fields.worst_rating),
            "ratingExplanation": fields.rating_explanation,
        }
    )
    return {"@type": "Rating", **found} if found else {}


def _claim(fields: Fields) -> Node:
    claimant = _known({"@type": fields.claimant_kind, "name": fields.claimant, "sameAs": fields.claimant_url})
    found = _known(
        {
            "author": claimant,
            "datePublished": fields.claimed_on and fields.claimed_on.isoformat(),
            "appearance": [{"@type": "CreativeWork", "url": url} for url in fields.appearances],
            "firstAppearance": _known({"url": fields.first_appearance}),
        }
    )
    return {"@type": "Claim", **found} if found else {}


def _plain(value: float | None) -> float | int | None:
    """Without a decimal point where there is nothing behind it."""
    return int(value) if value is not None and value.is_integer() else value


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}
