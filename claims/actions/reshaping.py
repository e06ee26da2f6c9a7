"""Changing which words a claim is about, as long as nobody has judged them: adjust, split, merge.

History keeps the words that it had. What a finding was written on is never moved: the arrows and the permits see to it.
"""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from claims import matching, policy, workflow
from claims.actions import marking, spans
from claims.actions.advance import advance, lock_claim, lock_claim_in_article
from claims.actions.spans import Place
from claims.enums import Act, Status
from claims.errors import NothingChanges, NotNeighbours, OtherWords, TooLong, WrongCut
from claims.models import Claim
from claims.ranking import rank_at

SPAN = ("start", "end", "text", "prefix", "suffix", "words")
SPEAKER = ("claimant", "claimant_start", "claimant_end")
# What the detector said of a sentence holds of each part of it.
OF_THE_SENTENCE = ("kind", "check_worthiness", "shipped_score", "by_encoder", "reasons", *SPEAKER, "priority")


def adjust(claim_id: int, *, actor: Any, place: Place, seen: int | None = None) -> Claim:
    """Let the claim be about these words of its revision. Words alone are looked for next to where it stands.

    Raises the refusals of `spans.settle`, SpanTaken or NothingChanges.
    """
    with transaction.atomic():
        claim = lock_claim_in_article(claim_id, seen=seen, actor=actor)

        def write() -> str:
            start, end = spans.settle(claim.revision.body, place, near=claim.start)
            if (start, end) == (claim.start, claim.end):
                raise NothingChanges(what="these are its words")
            _move(claim, start, end, but=[claim])
            return claim.status

        advance(claim, Act.ADJUST, actor=actor, note=_as_it_was(claim), write=write)
        return claim


def split(
    claim_id: int, *, actor: Any, at: int, quote: str | None = None, seen: int | None = None
) -> tuple[Claim, Claim]:
    """Cut the claim in two: it keeps what stands before `at`, a new claim gets the rest. Returns both.

    `at` counts code points of the revision; `quote` proves it, as the words of the rest. What the wording clarified was
    the whole, so it goes. Raises WrongCut, OtherWords.
    """
    with transaction.atomic():
        claim = lock_claim_in_article(claim_id, seen=seen, actor=actor)
        policy.require(Act.SPLIT, actor, claim)
        workflow.require(Act.SPLIT, claim.status)
        body, was = claim.revision.body, _as_it_was(claim)
        parts = _cut(body, claim, at)
        if quote is not None and not matching.same_words(body[slice(*parts[1])], quote):
            raise OtherWords(start=at, end=claim.end, found=body[at : claim.end], quote=quote)
        known = {name: getattr(claim, name) for name in OF_THE_SENTENCE}
        rest = marking.born(claim.revision, *parts[1], actor=actor, note=f"the rest of claim {claim.pk}", **known)

        def write() -> str:
            claim.wording = ""
            claim.save(update_fields=["wording"])
            _move(claim, *parts[0], but=[claim, rest])
            return claim.status

        advance(claim, Act.SPLIT, actor=actor, note=f"the rest is claim {rest.pk}; {was}", write=write)
        return claim, rest


def merge(claim_id: int, *, actor: Any, other: int, seen: int | None = None, other_seen: int | None = None) -> Claim:
    """Let two claims of one revision be one, with all that stands between them. The older one stays and is returned.

    Raises NotNeighbours, SpanTaken where a third stands between them, TooLong.
    """
    with transaction.atomic():
        kept, gone = _both(claim_id, other, actor, {claim_id: seen, other: other_seen})
        for claim in (kept, gone):
            policy.require(Act.MERGE, actor, claim)
            workflow.require(Act.MERGE, claim.status)
        _must_fit(kept, gone)
        was = _as_it_was(kept)
        advance(gone, Act.MERGE, actor=actor, note=f"it is a part of claim {kept.pk}", write=lambda: Status.DISMISSED)

        def write() -> str:
            _take_in(kept, gone)
            return kept.status

        advance(kept, Act.MERGE, actor=actor, note=f"claim {gone.pk} is a part of it; {was}", write=write)
        return kept


def _as_it_was(claim: Claim) -> str:
    return f"it was {claim.start} to {claim.end}: “{claim.text}”"


def _move(claim: Claim, start: int, end: int, but: Collection[Claim]) -> None:
    spans.require_free(claim.revision, start, end, but=but)
    spans.move(claim, start, end)
    claim.save(update_fields=SPAN)


def _cut(body: str, claim: Claim, at: int) -> tuple[tuple[int, int], tuple[int, int]]:
    parts = matching.trimmed(body, claim.start, at), matching.trimmed(body, at, claim.end)
    inside = claim.start < at < claim.end
    if not inside or not all(any(sign.isalnum() for sign in body[start:end]) for start, end in parts):
        raise WrongCut(at=at)
    return parts


def _both(one: int, other: int, actor: Any, seen: dict[int, int | None]) -> tuple[Claim, Claim]:
    first, second = sorted((one, other))
    if first == second:
        raise NotNeighbours(claim=one, other=other, why="that is the same one twice")
    kept = lock_claim_in_article(first, seen=seen[first], actor=actor)
    return kept, lock_claim(second, seen=seen[second], actor=actor)


def _must_fit(kept: Claim, gone: Claim) -> None:
    why = ""
    if kept.revision_id != gone.revision_id:
        why = "they stand in different texts"
    elif gone.status not in (kept.status, Status.NEW):
        why = f"the younger one stands at “{gone.get_status_display()}”, the older one not"
    if why:
        raise NotNeighbours(claim=kept.pk, other=gone.pk, why=why)


def _take_in(kept: Claim, gone: Claim) -> None:
    start, end = min(kept.start, gone.start), max(kept.end, gone.end)
    if end - start > spans.MOST:
        raise TooLong(field="claim", what="The claim", length=end - start, limit=spans.MOST)
    of_the_worthier = ("kind", "check_worthiness", "shipped_score", "by_encoder")
    fields = (*of_the_worthier, "reasons", *SPEAKER, "priority", "wording", "rank_at")
    worthier = max(kept, gone, key=lambda claim: claim.check_worthiness)
    speaker = kept if kept.claimant else gone
    for name in of_the_worthier:
        setattr(kept, name, getattr(worthier, name))
    for name in SPEAKER:
        setattr(kept, name, getattr(speaker, name))
    kept.reasons = list(dict.fromkeys([*kept.reasons, *gone.reasons]))
    kept.priority, kept.wording = max(kept.priority, gone.priority), ""
    if kept.queued_at:
        kept.rank_at = rank_at(kept.queued_at, kept.priority, kept.check_worthiness)
    kept.save(update_fields=fields)
    _move(kept, start, end, but=[kept, gone])
