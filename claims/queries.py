"""Read shapes over articles and claims: the text with its claims lit up, the history as people read it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import QuerySet

from claims import alike, matching, policy
from claims.enums import Act, Status
from claims.errors import Change
from claims.models import Claim, Event, Revision

LATEST = 5  # changes that a refusal tells of

# What reads alike has a file of its own; whoever asks about claims asks here.
similar_to = alike.similar_to


class Piece(NamedTuple):
    """A run of characters of a paragraph, with the claim that it is, if it is one."""

    text: str
    claim: Claim | None
    begins: bool = False  # the claim does here; where it goes on in another line, not


class Paragraph(NamedTuple):
    start: int  # in the body, in code points
    pieces: list[Piece]


class Standing(NamedTuple):
    """A claim, and where it stands in a text: its own, or a later one that still has its words."""

    claim: Claim
    start: int
    end: int


def standing_in(revision: Revision, claims: Iterable[Claim]) -> list[Standing]:
    """Those of the article's claims that stand in this revision of it, in the order of the text."""
    found = []
    for claim in claims:
        own = claim.revision_id == revision.pk
        start = claim.start if own else _again(claim, revision)
        if start is not None:
            found.append(Standing(claim, start, start + claim.end - claim.start))
    return sorted(found, key=itemgetter(1, 2))


def _again(claim: Claim, revision: Revision) -> int | None:
    return matching.place_again(claim.text, claim.prefix, claim.suffix, revision.body)


def live_claims_of(article_id: int) -> QuerySet[Claim]:
    """Whose words are taken: all that are not dismissed."""
    return Claim.objects.filter(article=article_id).exclude(status=Status.DISMISSED)


def dismissed_by_editors(article_id: int) -> QuerySet[Claim]:
    """What was found not worth a check. What was merged into a neighbour is dismissed too, but nobody thought so."""
    return Claim.objects.filter(article=article_id, status=Status.DISMISSED).exclude(pk__in=merged_away())


def merged_away() -> QuerySet[Event, Any]:
    """The ids of claims that became a part of another."""
    return Event.objects.filter(act=Act.MERGE, after=Status.DISMISSED).values("claim")


def paragraphs(body: str, claims: Iterable[Claim | Standing]) -> list[Paragraph]:
    """The body cut into its lines, each cut at the borders of the claims in it. Blank lines are left out.

    Live claims never overlap; a dismissed one is lit where nothing else is. Both sides are in order of place, so that
    each line looks at its own claims alone.
    """
    spans = _lit(claims)
    lines, start, first = [], 0, 0
    for line in body.split("\n"):
        end = start + len(line)
        while first < len(spans) and spans[first].end <= start:
            first += 1
        if line.strip():
            lines.append(Paragraph(start, list(_pieces(body, start, end, islice(spans, first, None)))))
        start = end + 1
    return lines


def _lit(claims: Iterable[Claim | Standing]) -> list[Standing]:
    """What is to be lit, free of each other and in order."""
    spans = [one if isinstance(one, Standing) else Standing(one, one.start, one.end) for one in claims]
    lit: list[Standing] = []
    for span in sorted(spans, key=lambda span: (span.claim.status == Status.DISMISSED, span.start)):
        at = bisect_right(lit, span.start, key=itemgetter(1))
        if (at == 0 or lit[at - 1].end <= span.start) and (at == len(lit) or span.end <= lit[at].start):
            lit.insert(at, span)
    return lit


def _pieces(body: str, start: int, end: int, spans: Iterable[Standing]) -> Iterator[Piece]:
    at = start
    for claim, from_here, to_there in spans:
        if from_here >= end:
            break
        first, last = max(from_here, at), min(to_there, end)
        if first > at:
            yield Piece(body[at:first], None)
        yield Piece(body[first:last], claim, begins=first == from_here)
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
