"""The rules of a conflict of interest, one claim at a time. `reviews.suitability` says the same in SQL."""

import re
from collections.abc import Iterable
from typing import Any

from reviews.enums import ConflictKind
from reviews.matching import patterns


def is_own(person: Any, article: Any) -> bool:
    """Whether the article's byline names this person."""
    return _has(bylines_of(person), article.byline)


def against(claim: Any, conflicts: Iterable[Any]) -> list[Any]:
    """Those of these conflicts that hold today and are about this claim. Asks for topics where one names any."""
    holding = [conflict for conflict in conflicts if conflict.holds]
    named = any(conflict.kind == ConflictKind.TOPIC for conflict in holding)
    topics = {topic.pk for topic in claim.article.topics.all()} if named else set[int]()
    return [conflict for conflict in holding if concerns(conflict, claim, topics)]


def concerns(conflict: Any, claim: Any, topics: set[int]) -> bool:
    """Whether the claim, whose article is on these topics, is one that this conflict is about, whatever the day."""
    value, article = conflict.value, claim.article
    match conflict.kind:
        case ConflictKind.OUTLET:
            host = patterns.host_in(value)
            published_there = bool(host) and _has(patterns.is_under([host]), article.url)
            return published_there or _has(patterns.is_all_of([value]), article.outlet)
        case ConflictKind.CLAIMANT:
            either = patterns.stands_in([value]), patterns.is_made_of([value])
            return any(_has(pattern, claim.claimant) for pattern in either)
        case ConflictKind.ORGANISATION:
            named = patterns.stands_in([value])
            return any(_has(named, text) for text in (article.outlet, claim.claimant, claim.text))
        case ConflictKind.TOPIC:
            return conflict.topic_id in topics
        case _:
            return bool(conflict.claim_id == claim.pk)


def bylines_of(person: Any) -> str:
    """A pattern for bylines that name this person: alone by any of their names, among others by their full name."""
    names = [person.get_username(), person.get_full_name()]
    among_others = [name for name in names[1:] if len(patterns.words_of(name)) > 1]
    return f"{patterns.is_all_of(names)}|{patterns.stands_in(among_others)}"


def in_words(conflict: Any, who: str = "") -> str:
    """The conflict as a sentence to its own person; to others with the name of that person."""
    what = f"the {conflict.get_kind_display().lower()} {conflict.named}"
    if conflict.kind == ConflictKind.CLAIM:
        return f"{who or 'You'} stepped back from this claim."
    if conflict.declared_by_id != conflict.person_id:
        return f"An editor declared a conflict of {who or 'yours'} with {what}."
    return f"{who or 'You'} declared a conflict with {what}."


def _has(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None
