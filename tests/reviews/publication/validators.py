"""Two opinions on a ClaimReview: shapes of ours, and schema.org's own vocabulary as strict types, by somebody else.

Nothing is fetched. pyld asks for the context of schema.org, and is given a small one that is as true of the words we
use; the address of any other context is refused, for whoever writes a record would otherwise choose what we visit.
"""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pyshacl
import schema_org
from pydantic import ValidationError
from pyld import jsonld
from rdflib import Graph
from rdflib.namespace import SH

SHAPES = Path(__file__).with_name("claimreview.ttl")
ADDRESSES = ("url", "archivedAt", "license", "publishingPrinciples", "correctionsPolicy")
CONTEXT = {"@vocab": "http://schema.org/", **{name: {"@type": "@id"} for name in ADDRESSES}}
DATES = ("datePublished", "dateModified", "dateCreated", "dateDeleted")


class ForeignContext(Exception):
    """A record named a context that is not schema.org's."""


def by_shapes(record: dict[str, Any]) -> list[str]:
    """What is wrong by our shapes, as property and rule."""
    _, found, _ = pyshacl.validate(graph_of(record), shacl_graph=_shapes())
    return sorted(
        f"{_last(found.value(result, SH.resultPath))} {_last(found.value(result, SH.sourceConstraintComponent))}"
        for result in found.subjects(SH.resultSeverity, None)
    )


def by_vocabulary(record: dict[str, Any]) -> list[str]:
    """What is wrong by schema.org's types: unknown words, and values that are out of a property's range."""
    wrong: list[str] = []
    _typed(record, wrong)
    return sorted(set(wrong))


def graph_of(record: dict[str, Any]) -> Graph:
    """The record as statements, as a reader of JSON-LD understands it."""
    how = {"format": "application/n-quads", "documentLoader": _offline, "base": "relative://to-where-it-was-found/"}
    quads = jsonld.to_rdf(record, how)
    return Graph().parse(data=quads, format="nt")  # without named graphs these are triples


def _typed(value: Any, wrong: list[str], name: str = "") -> Any:
    """The value as an instance of its type, its parts first; the library takes no dictionaries for them."""
    if isinstance(value, list):
        return [_typed(one, wrong, name) for one in value]
    if name in DATES and isinstance(value, str):
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if not isinstance(value, dict):
        return value
    if set(value) == {"@id"}:
        return schema_org.Thing()  # a name of something that is told elsewhere
    known = {key: _typed(part, wrong, key) for key, part in value.items() if not key.startswith("@")}
    try:
        return getattr(schema_org, value["@type"]).model_validate(known)
    except ValidationError as refusal:
        wrong += [f"{value['@type']}.{error['loc'][0]}: {error['type']}" for error in refusal.errors()]
        return getattr(schema_org, value["@type"])()


def _offline(address: str, options: Any = None) -> dict[str, Any]:
    if address.rstrip("/") not in ("https://schema.org", "http://schema.org"):
        raise ForeignContext(address)
    found = {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address}
    return found | {"document": {"@context": CONTEXT}}


@cache
def _shapes() -> Graph:
    return Graph().parse(SHAPES, format="turtle")


def _last(name: Any) -> str:
    return str(name or "").replace("#", "/").rpartition("/")[2]
