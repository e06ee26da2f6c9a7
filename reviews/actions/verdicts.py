"""Deciding in public: approve, publish, correct, withdraw. Nothing published is ever edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from claims import clock
from claims.actions.advance import advance, lock_claim, needed
from claims.actions.wording import checked_wording
from claims.enums import Act, Status
from claims.models import Claim
from reviews.actions import evidence
from reviews.actions.assignments import unbiased
from reviews.actions.evidence import SourceDraft
from reviews.actions.findings import checked_words, rating_named
from reviews.enums import PUBLIC_CHANGES, Edition
from reviews.errors import AlreadyApproved, NothingCorrected, UnknownChoice
from reviews.models import Rules, Verdict, VerdictVersion
from reviews.signals import shown


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What a correction makes of the published version. None leaves as it is; `note` is public and says why."""

    note: str
    edition: str = Edition.CORRECTION
    wording: str | None = None
    rating: str | None = None
    summary: str | None = None
    reasoning: str | None = None
    sources: Sequence[SourceDraft] | None = None


def approve(claim_id: int, *, actor: Any, seen: int | None = None) -> Verdict:
    """Sign the proposal off, as somebody who reviewed nothing of this claim. Raises AlreadyApproved."""

    def write() -> Status:
        if verdict.approvals.filter(proposal=verdict.proposal, person=actor).exists():
            raise AlreadyApproved
        verdict.approvals.create(proposal=verdict.proposal, person=actor, seen=claim.version)
        given = verdict.approvals.filter(proposal=verdict.proposal).count()
        if given < Rules.current().approvals_wanted:
            return Status.REVIEWED
        verdict.approved_by, verdict.approved_at = actor, clock.now()
        verdict.save(update_fields=["approved_by", "approved_at"])
        return Status.APPROVED

    with transaction.atomic():
        claim = lock_claim(claim_id, seen=seen, actor=actor)
        unbiased(actor, claim, told_to=actor)
        verdict: Verdict = Verdict.objects.filter(claim=claim).first() or Verdict()  # then there is no arrow either
        advance(claim, Act.APPROVE, actor=actor, write=write)
        return verdict


def publish(claim_id: int, *, actor: Any, seen: int | None = None) -> VerdictVersion:
    """Show the approved verdict to the world, as its first version."""
    with transaction.atomic():
        claim = lock_claim(claim_id, seen=seen, actor=actor)
        advance(claim, Act.PUBLISH, actor=actor)
        return _announced(_show(*first_version(claim.verdict), actor))


def correct(claim_id: int, *, actor: Any, correction: Correction, seen: int | None = None) -> VerdictVersion:
    """Publish a new version with a public note. Raises NothingCorrected when it says what is said already."""
    note = _why(correction)
    with transaction.atomic():
        claim = lock_claim(claim_id, seen=seen, actor=actor)
        unbiased(actor, claim, told_to=actor)
        advance(claim, Act.CORRECT, actor=actor, note=note)
        version = _show(*next_version(_shown(claim), correction), actor)
        claim.wording = version.wording
        claim.save(update_fields=["wording"])
        return _announced(version)


def withdraw(claim_id: int, *, actor: Any, note: str, seen: int | None = None) -> VerdictVersion:
    """Take the verdict back, publicly: what stays is a last version that says why."""
    note = needed(note)
    with transaction.atomic():
        claim = lock_claim(claim_id, seen=seen, actor=actor)
        advance(claim, Act.WITHDRAW, actor=actor, note=note)
        last = _shown(claim)
        version = VerdictVersion.objects.create(
            verdict=last.verdict,
            sequence=last.sequence + 1,
            edition=Edition.WITHDRAWAL,
            rating=last.rating,
            reasoning=last.reasoning,
            note=note,
            published_by=actor,
        )
        return _announced(version)


def first_version(verdict: Verdict) -> tuple[VerdictVersion, list[SourceDraft]]:
    """What readers will be shown first, not written yet, and its sources."""
    review = verdict.review
    version = VerdictVersion(
        verdict=verdict,
        sequence=1,
        edition=Edition.ORIGINAL,
        wording=verdict.claim.wording,
        rating=review.rating,
        summary=review.summary,
        reasoning=review.reasoning,
    )
    return version, evidence.merged(verdict)


def next_version(last: VerdictVersion, correction: Correction) -> tuple[VerdictVersion, list[SourceDraft]]:
    """What a correction makes of the version that readers see, not written yet, and its sources.

    Raises whatever is wrong with it, and NothingCorrected when it says what is said already.
    """
    note = _why(correction)
    # The same label stays that of the version it was given on, with the definition that readers were shown.
    rating = last.rating if correction.rating in (None, last.rating.slug) else rating_named(correction.rating)
    reasoning, summary = checked_words(
        last.reasoning if correction.reasoning is None else correction.reasoning,
        last.summary if correction.summary is None else correction.summary,
    )
    wording = last.wording if correction.wording is None else checked_wording(correction.wording)
    before = evidence.as_drafts(last.sources.all())
    sources = before if correction.sources is None else evidence.checked(correction.sources)
    if (rating, sources) != (last.rating, before):  # a slip can be corrected whatever the rules want by now
        evidence.require_enough(sources, rating)
    shown = (last.wording, last.rating, last.reasoning, last.summary, before)
    if (wording, rating, reasoning, summary, sources) == shown:
        raise NothingCorrected
    version = VerdictVersion(
        verdict=last.verdict,
        sequence=last.sequence + 1,
        edition=correction.edition,
        wording=wording,
        rating=rating,
        summary=summary,
        reasoning=reasoning,
        note=note,
    )
    return version, sources


def _why(correction: Correction) -> str:
    """The public note of a change that may be published at all."""
    if correction.edition not in PUBLIC_CHANGES:
        choices = ", ".join(PUBLIC_CHANGES)
        raise UnknownChoice(field="edition", value=correction.edition, what="kind of change", choices=choices)
    return needed(correction.note)


def _show(version: VerdictVersion, sources: list[SourceDraft], actor: Any) -> VerdictVersion:
    version.published_by, version.published_at = actor, clock.now()
    version.save(force_insert=True)
    evidence.attach(sources, version=version)
    return version


def _announced(version: VerdictVersion) -> VerdictVersion:
    """Say that readers see it. Last of all: who hears this takes the feed's lock, and holds it until we commit."""
    shown.send(VerdictVersion, version=version)
    return version


def _shown(claim: Claim) -> VerdictVersion:
    return VerdictVersion.objects.filter(verdict__claim=claim).select_related("verdict", "rating").latest("sequence")
