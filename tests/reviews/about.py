"""Claims about something: the words and topics that interests and expertise are matched with."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from claims.models import Claim, Topic
from reviews.models import Conflict
from tests.factories import new_claims

ARTICLE = {"outlet", "byline", "url"}


def topic(slug: str, **set_: Any) -> Topic:
    return Topic.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize(), **set_})[0]


def claim_about(*topics: Topic, **words: str) -> Claim:
    """A claim whose article and statement say this."""
    [claim] = new_claims(0.9, **{name: said for name, said in words.items() if name in ARTICLE})
    claim.article.topics.set(topics)
    Claim.objects.filter(pk=claim.pk).update(**{name: said for name, said in words.items() if name not in ARTICLE})
    return Claim.objects.get(pk=claim.pk)


def conflict(person: Any, kind: str, what: Any, *, by: Any = None, **dates: date | None) -> Conflict:
    """A conflict of interest as it stands in the database."""
    column = "value" if isinstance(what, str) else kind
    return Conflict.objects.create(person=person, kind=kind, declared_by=by or person, **{column: what}, **dates)


def all_of(claims: Iterable[Claim]) -> Any:
    return Claim.objects.filter(pk__in=[claim.pk for claim in claims])
