"""One ClaimReview into typed fields. Nothing is refused: what cannot be read is left unknown, and its form is named."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reviews.elsewhere.values import Seen, address, day, is_address, number, text

Node = dict[str, Any]
LONG_CLAIM, LONG_LABEL = 75, 40  # characters
PERSON, BODY = "Person", "Organization"


@dataclass(frozen=True)
class Fields:
    """What is known of another publisher's check. Empty and None: unknown. Numbers are on the publisher's own scale,
    and mean nothing beside another's."""

    record_id: str = ""  # an absolute IRI of its publisher
    url: str = ""
    claim: str = ""
    title: str = ""
    language: str = ""
    publisher: str = ""
    publisher_url: str = ""
    reviewers: tuple[str, ...] = ()
    published_on: date | None = None
    published_at: datetime | None = None
    rating: str = ""  # the label
    rating_value: float | None = None
    best_rating: float | None = None
    worst_rating: float | None = None
    rating_explanation: str = ""
    claimant: str = ""
    claimant_kind: str = ""  # as the publisher says, which may be wrong: crowds are called persons
    claimant_url: str = ""
    claimed_on: date | None = None
    appearances: tuple[str, ...] = ()
    first_appearance: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it says neither what was checked nor where that can be read."""
        return not (self.claim or self.url)


def read(node: Node, base: str = "") -> tuple[Fields, frozenset[str]]:
    """The fields, and the codes of the malformed forms; `base` is the address of the page it stood in."""
    seen: Seen = set()
    _look_at_frame(node, seen)
    published_on, published_at = day(node.get("datePublished"), seen)
    seen.update([] if node.get("datePublished") else ["date_missing"])
    fields = Fields(
        record_id=_record_id(node),
        url=_url(node, seen, base),
        title=text(node.get("name") or node.get("headline") or node.get("title"), set()),
        language=text(node.get("inLanguage"), set())[:35],
        published_on=published_on,
        published_at=published_at,
        **_publisher(node, seen),
        **_rating(node.get("reviewRating"), seen),
        **_claim(node, seen),
    )
    return fields, frozenset(seen)


def type_names(node: Node) -> list[str]:
    """Its types without the address of the vocabulary, as they are written."""
    given = node.get("@type", node.get("type"))
    listed = given if isinstance(given, list) else [given]
    return [re.split(r"[/#:]", name)[-1] for name in listed if isinstance(name, str)]


def _look_at_frame(node: Node, seen: Seen) -> None:
    context = node.get("@context")
    if context is None:
        seen.add("no_context")
    elif isinstance(context, str) and context.startswith("http:"):
        seen.add("http_context")
    if isinstance(node.get("@type"), list):
        seen.add("type_list")
    if "ClaimReview" not in type_names(node) and any(name.lower() == "claimreview" for name in type_names(node)):
        seen.add("type_case")


def _record_id(node: Node) -> str:
    for name in ("@id", "identifier"):
        given = text(node.get(name), set())
        if is_address(given) or re.fullmatch(r"urn:[a-z0-9-]+:\S+", given, re.IGNORECASE):
            return given
    return ""


def _url(node: Node, seen: Seen, base: str) -> str:
    given = node.get("url")
    if not given:
        seen.add("url_missing")
    return address(given.get("@id") if isinstance(given, dict) and "@id" in given else given, seen, base)


def _rating(given: Any, seen: Seen) -> Node:
    if isinstance(given, list):
        seen.add("rating_list")
        given = given[0] if given else None
    if isinstance(given, str):
        seen.add("rating_bare")
        given = {"alternateName": given}
    if not isinstance(given, dict) or not given:
        seen.update(["rating_missing", "rating_no_number", "label_missing"])
        return {}
    found = {field: number(given.get(name), seen) for field, name in NUMBERS.items()}
    if list(found.values()) == [-1.0, -1.0, -1.0]:
        seen.add("number_minus_one")
        found = dict.fromkeys(found)
    _look_at_numbers(found["rating_value"], found["best_rating"], found["worst_rating"], seen)
    label = text(given.get("alternateName"), seen)
    _look_at_label(label, seen)
    return {**found, "rating": label, "rating_explanation": text(given.get("ratingExplanation"), seen)}


NUMBERS = {"rating_value": "ratingValue", "best_rating": "bestRating", "worst_rating": "worstRating"}


def _look_at_numbers(value: float | None, best: float | None, worst: float | None, seen: Seen) -> None:
    if value is None:
        seen.add("rating_no_number")
        return
    if best is None or worst is None:
        seen.add("rating_ends_missing")
    if worst is not None and worst < 1:
        seen.add("rating_worst_below_one")
    if (best is not None and value > best) or (worst is not None and value < worst):
        seen.add("rating_out_of_range")


def _look_at_label(label: str, seen: Seen) -> None:
    holds = {
        "label_missing": not label,
        "label_sentence": len(label) > LONG_LABEL,
        "label_slug": "_" in label,
        "label_full_stop": label.endswith("."),
    }
    seen.update(code for code, held in holds.items() if held)


def _publisher(node: Node, seen: Seen) -> Node:
    """The body among the authors, or the publisher; persons among them are reviewers."""
    authors = _listed(node.get("author"))
    if not authors:
        seen.add("author_missing")
    if len(authors) > 1:
        seen.add("author_list")
    if any(isinstance(author, str) for author in authors):
        seen.add("author_bare")
    people = [author for author in authors if _is_person(author)]
    if people:
        seen.add("author_person")
    bodies = [author for author in authors if author not in people] or _listed(node.get("publisher"))
    body = bodies[0] if bodies else {}
    return {
        "publisher": _name(body, seen),
        "publisher_url": _first_address(body, ("url", "@id"), set()),
        "reviewers": tuple(name for person in people if (name := _name(person, seen))),
    }


def _claim(node: Node, seen: Seen) -> Node:
    item = _item(node.get("itemReviewed"), seen)
    said = text(node.get("claimReviewed"), seen)
    if not said:
        seen.add("claim_missing")
        said = text(item.get("text"), seen)
    if len(said) > LONG_CLAIM:
        seen.add("claim_long")
    shown = _appearances(item, seen)
    first = _addresses(item.get("firstAppearance"), seen)
    if not shown and not first:
        seen.add("appearance_missing")
    return {
        "claim": said,
        "claimed_on": day(item.get("datePublished"), seen)[0],
        "appearances": shown,
        "first_appearance": first[0] if first else "",
        **_claimant(item.get("author"), seen),
    }


def _item(given: Any, seen: Seen) -> Node:
    if isinstance(given, list):
        seen.add("item_list")
        given = given[0] if given else None
    if isinstance(given, str):
        seen.add("item_bare")
        return {"text": given}
    if not isinstance(given, dict):
        seen.add("item_missing")
        return {}
    names = type_names(given)
    if any(name not in KNOWN_ITEMS and name.lower() in KNOWN_ITEMS.values() for name in names):
        seen.add("type_case")
    if any(name.lower() == "creativework" for name in names):
        seen.add("item_creative_work")
    return given


KNOWN_ITEMS = {"Claim": "claim", "CreativeWork": "creativework"}


def _claimant(given: Any, seen: Seen) -> Node:
    authors = _listed(given)
    if not authors:
        seen.add("claimant_missing")
        return {}
    if len(authors) > 1:
        seen.add("claimant_list")
    if any(isinstance(author, str) for author in authors):
        seen.add("claimant_bare")
    if any(isinstance(author, dict) and isinstance(author.get("name"), list) for author in authors):
        seen.add("claimant_names")
    name = ", ".join(name for author in authors if (name := _name(author, seen)))
    if not name:
        seen.add("claimant_nameless")
    return {
        "claimant": name,
        "claimant_kind": _kind(authors[0]) if name else "",
        "claimant_url": next((url for a in authors if (url := _first_address(a, ("sameAs", "url"), seen))), ""),
    }


def _appearances(item: Node, seen: Seen) -> tuple[str, ...]:
    """Where the claim appeared; in the old pattern the reviewed work is that place itself."""
    found = _addresses(item.get("appearance"), seen)
    if not found and item.get("url"):
        seen.add("link_in_url")
        found = _addresses({"url": item["url"]}, seen)
    return tuple(dict.fromkeys(found))


def _addresses(given: Any, seen: Seen) -> list[str]:
    found: list[str] = []
    for one in _listed(given):
        if isinstance(one, str):
            seen.add("appearance_bare")
        written = text(one if isinstance(one, str) else one.get("url") or one.get("@id"), seen)
        parts = re.split(r"(?:\s*[,;]\s*|\s+and\s+|\s+)(?=https?://)", written)
        if len(parts) > 1:
            seen.add("appearance_joined")
        found += [url for part in parts if (url := address(part.strip(" ,;"), seen))]
    return found


def _first_address(given: Any, names: tuple[str, ...], seen: Seen) -> str:
    if not isinstance(given, dict):
        return ""
    for name in names:
        for one in _listed(given.get(name)):
            written = text(one, set())
            if is_address(written):
                return written
            if name == "sameAs" and written:
                seen.add("same_as_no_address")
    return ""


def _name(given: Any, seen: Seen) -> str:
    return text(given.get("name") if isinstance(given, dict) else given, seen, between=", ")


def _is_person(author: Any) -> bool:
    return _kind(author) == PERSON


def _kind(author: Any) -> str:
    names = [name.lower() for name in type_names(author)] if isinstance(author, dict) else []
    if "person" in names:
        return PERSON
    return BODY if any(name.endswith("organization") for name in names) else ""


def _listed(given: Any) -> list[Any]:
    """What is there, one or several: texts and objects that are not empty."""
    several = given if isinstance(given, list) else [given]
    return [one for one in several if isinstance(one, str | dict) and one]
