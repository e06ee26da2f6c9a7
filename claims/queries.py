"""Read shapes over articles and claims: the text with its claims lit up, the history as people read it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet

from claims import policy
from claims.enums import Status
from claims.errors import Change
from claims.models import Claim, Event

LATEST = 5  # changes that a refusal tells of


class Piece(NamedTuple):
    """A run of characters of a paragraph, with the claim that it is, if it is one."""

    text: str
    claim: Claim | None


class Paragraph(NamedTuple):
    start: int  # in the body, in code points
    pieces: list[Piece]


def paragraphs(body: str, claims: Iterable[Claim]) -> list[Paragraph]:
    """The body cut into its lines, each cut at the borders of the claims in it. Blank lines are left out.

    Claims may touch but not overlap, as the splitter makes them; one that overlaps an earlier one is not lit.
    """
    spans = sorted(claims, key=lambda claim: claim.start)
    lit, start = [], 0
    for line in body.split("\n"):
        end = start + len(line)
        if line.strip():
            here = [claim for claim in spans if claim.start < end and claim.end > start]
            lit.append(Paragraph(start, list(_pieces(body, start, end, here))))
        start = end + 1
    return lit


def _pieces(body: str, start: int, end: int, claims: list[Claim]) -> Iterator[Piece]:
    at = start
    for claim in claims:
        first, last = max(claim.start, at), min(claim.end, end)
        if first >= last:
            continue
        if first > at:
            yield Piece(body[at:first], None)
        yield Piece(body[first:last], claim)
        at = last
    if at < end:
        yield Piece(body[at:end], None)


def history_of(claim: Claim, actor: Any) -> QuerySet[Event]:
    """What happened to the claim as far as the actor may know, oldest first."""
    return Event.objects.visible_to(actor).filter(claim=claim).select_related("actor").order_by("id")


def changes_since(claim: Claim, version: int, actor: Any) -> list[Change]:
    """What was done to the claim after this version as far as the actor may know: the latest few, the newest last.

    Every act makes one event and one version, and finding the claim made the first: event n made version n.
    """
    if version >= claim.version:
        return []
    after = Event.objects.filter(claim=claim).order_by("id").values("id")[version:]
    known = Event.objects.visible_to(actor).filter(pk__in=after).select_related("actor").order_by("-id")
    latest: list[Event] = list(known[:LATEST])
    return [
        Change(event.actor.get_username(), event.act, event.did, event.note, event.at) for event in reversed(latest)
    ]


def progress_of(claims: Iterable[Claim], actor: Any) -> dict[str, int]:
    """How many of these claims stand where as far as the actor may know; every status is there, also at nought."""
    found = Counter(policy.status_shown_to(actor, claim) for claim in claims)
    return {status: found[status] for status in Status}
