"""Looking everywhere for what another reviewer found: every address of the API, every page, with every number there is.

What is looked for is a word that stands in the other's review alone, their name, and whether the two agree.
"""

import itertools
import re
from typing import Any

from django.apps import apps
from django.test import Client
from django.urls import get_resolver

from claims.models import Claim
from reviews.actions import assignments, wanted
from reviews.actions.evidence import SourceDraft
from reviews.models import Assignment, Notification, Review, Verdict
from tests.factories import PersonFactory, queued_claims, record

SECRET = "Zwetschgenkuchen"
PART = "zwetschgen"  # to ask for: pages say again what they were asked
OTHER = "other-colleague"
SECRETS = re.compile(rf'{SECRET}|{OTHER}|is-disputed|"disputed"', re.IGNORECASE)
# Words that stand on every page whatever happened: what a label of the scale or of a list is called.
# So is the board's column of a status; it says itself that nothing stands in it.
LABELS = re.compile(r"<option[^>]*>[^<]*</option>|column is-disputed empty|name=\"status\" value=\"disputed\"")


def reviewed_by_both(me: Any, other: Any, mine: str, theirs: str) -> Claim:
    """A claim that I and another reviewed, with these ratings."""
    [claim] = queued_claims(0.9)
    wanted.want(claim.pk, actor=PersonFactory(editor=True), reviews=2)
    for person, rating in ((me, mine), (other, theirs)):
        words = (
            {}
            if person == me
            else {
                "reasoning": f"The {SECRET} says so.",
                "summary": f"{SECRET}.",
                "sources": [SourceDraft(url=f"https://{SECRET}.example/", title=SECRET, quote=SECRET)],
            }
        )
        record(
            assignments.assign(claim.pk, reviewer_id=person.pk, actor=PersonFactory(editor=True)),
            rating=rating,
            **words,
        )
    return Claim.objects.get(pk=claim.pk)


def ids(claim: Claim) -> dict[str, set[str]]:
    """Every value that an address with this part may be asked with: whatever a reviewer could guess."""
    known = {
        "article_id": {claim.article_id},
        "assignment_id": set(Assignment.objects.values_list("pk", flat=True)),
        "claim_id": {claim.pk},
        "conflict_id": {1},
        "copy_id": {1},
        "notification_id": set(Notification.objects.values_list("pk", flat=True)),
        "version": {1, 2},
        "slug": {"truth"},
        "table": {"figures", "reviewers", "pairs", "drift"},
    }
    numbers = {claim.pk, claim.article_id, *Review.objects.values_list("pk", flat=True)}
    known["pk"] = numbers | known["assignment_id"] | set(Verdict.objects.values_list("pk", flat=True))
    return {name: {str(value) for value in values} for name, values in known.items()}


def addresses(under: str, claim: Claim) -> list[str]:
    """Every address that there is below this part of the site, with every id that there is."""
    found, known = [], ids(claim)
    for parts in _routes(get_resolver().url_patterns):
        route = "".join(parts)
        if route.startswith(under) and "(?P" not in route:
            names = re.findall(r"<(?:\w+:)?(\w+)>", route)
            values = known | {"object_id": rows_behind(route)}
            if any(name not in values for name in names):
                continue
            for chosen in itertools.product(*(sorted(values[name]) for name in names)):
                filled = iter(chosen)
                found.append("/" + re.sub(r"<[^>]+>", lambda _: next(filled), route))  # noqa: B023
    return found


def rows_behind(route: str) -> set[str]:
    """All that an address of the admin's own for one row may be asked with, and one that is not there."""
    named = re.match(r"admin/(\w+)/(\w+)/<path:object_id>", route)
    if named is None:
        return set()
    rows = apps.get_model(*named.groups())._default_manager.values_list("pk", flat=True)
    return {str(pk) for pk in (*rows, max(rows, default=0) + 1)}


def _routes(patterns: Any, before: tuple[str, ...] = ()) -> Any:
    for pattern in patterns:
        here = (*before, str(pattern.pattern))
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, here)
        else:
            yield here


def told(client: Client, address: str, **query: str) -> str:
    """What one address says, without the words that stand there whatever happened."""
    answer = client.get(address, query)
    assert answer.status_code < 500, address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return LABELS.sub("", body.decode(errors="replace")) + str(answer.headers)
