"""Deciding in public: signed off by somebody else, published in versions, taken back in the open."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from claims import clock as desk_clock
from claims import policy
from claims.enums import Status
from claims.errors import NotAllowed, NoteNeeded
from claims.models import Claim
from reviews.actions import findings, verdicts
from reviews.actions.evidence import SourceDraft
from reviews.actions.verdicts import Correction
from reviews.enums import Edition, HandedOut
from reviews.errors import NoSources, NothingCorrected, ReasoningNeeded, UnknownChoice
from reviews.models import Verdict, VerdictVersion
from tests.factories import PersonFactory, claim_at
from tests.reviews.actions.acts import everything

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = ("rating", "summary", "reasoning")


def corrected(claim: Claim, actor: Any, **changes: Any) -> VerdictVersion:
    return verdicts.correct(
        claim.pk, actor=actor, correction=Correction(**{"note": "The table was revised."} | changes)
    )


def words_of(version: VerdictVersion) -> tuple[Any, ...]:
    return tuple(getattr(version, name) for name in WORDS)


def sources_of(owner: Any) -> list[tuple[Any, ...]]:
    return list(owner.sources.values_list("position", "url", "title", "quote", "stance", "kind"))


# --- approve -------------------------------------------------------------------------------------


def test_approving_names_who_and_when(editor: Any) -> None:
    claim = claim_at(Status.REVIEWED)
    with desk_clock.set_to(NOON):
        verdict = verdicts.approve(claim.pk, actor=editor)
    verdict.refresh_from_db()
    assert (verdict.approved_by, verdict.approved_at) == (editor, NOON)


def test_nobody_approves_their_own_review() -> None:
    both = PersonFactory(roles=[policy.REVIEWER, policy.EDITOR])
    claim = claim_at(Status.REVIEWED, reviewer=both)
    before = everything()
    with pytest.raises(NotAllowed, match="somebody who reviewed nothing of it"):
        verdicts.approve(claim.pk, actor=both)
    assert everything() == before


def test_the_database_knows_as_well_that_nobody_approves_their_own_review(reviewer: Any) -> None:
    verdict = claim_at(Status.REVIEWED, reviewer=reviewer).verdict
    verdict.approved_by, verdict.approved_at = reviewer, NOON
    with pytest.raises(IntegrityError, match="verdict_needs_a_second_pair_of_eyes"), transaction.atomic():
        verdict.save()
    with pytest.raises(IntegrityError, match="verdict_needs_a_second_pair_of_eyes"), transaction.atomic():
        Verdict.objects.filter(pk=verdict.pk).update(approved_by=reviewer, approved_at=NOON)
    assert Verdict.objects.get(pk=verdict.pk).approved_by is None


# --- send_back -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.REVIEWED, Status.APPROVED])
def test_sending_back_hands_the_claim_to_its_author_with_the_note(status: Status, reviewer: Any, editor: Any) -> None:
    claim = claim_at(status, reviewer=reviewer, editor=editor)
    assignment = findings.send_back(claim.pk, actor=editor, note="Add the year.")
    assert (assignment.claim, assignment.reviewer, assignment.is_open) == (claim, reviewer, True)
    assert (assignment.reason, assignment.note) == (HandedOut.SENT_BACK, "Add the year.")
    verdict = Verdict.objects.get(claim=claim)
    assert (verdict.approved_by, verdict.approved_at) == (None, None)


def test_sending_back_keeps_the_finding(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    findings.send_back(claim.pk, actor=editor, note="Add the year.")
    assert claim.reviews.count() == 1


# --- publish -------------------------------------------------------------------------------------


def test_what_is_published_is_the_finding_word_for_word_with_sources_of_its_own(editor: Any) -> None:
    claim = claim_at(Status.APPROVED)
    with desk_clock.set_to(NOON):
        version = verdicts.publish(claim.pk, actor=editor)
    review = claim.reviews.get()
    assert (version.sequence, version.edition, version.note) == (1, Edition.ORIGINAL, "")
    assert (version.published_by, version.published_at) == (editor, NOON)
    assert words_of(version) == words_of(review)
    assert sources_of(version) == sources_of(review) != []
    assert not set(version.sources.values_list("pk")) & set(review.sources.values_list("pk"))


# --- correct -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"rating": "mostly_false"},
        {"summary": "It was 3.9 percent in 2019."},
        {"summary": ""},
        {"reasoning": "The revised table says 3.8."},
        {"sources": [SourceDraft(url="https://example.org/revised")]},
    ],
    ids=["rating", "summary", "no summary", "reasoning", "sources"],
)
def test_a_correction_changes_what_it_names_and_nothing_else(changes: dict[str, Any], editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    first = claim.verdict.versions.get()
    second = corrected(claim, editor, **changes)
    assert (second.sequence, second.edition, second.note) == (2, Edition.CORRECTION, "The table was revised.")
    for name in WORDS:
        now = getattr(second, name)
        assert (now.slug if name == "rating" else now) == changes.get(
            name, getattr(first, name).slug if name == "rating" else getattr(first, name)
        )
    kept = [(1, "https://example.org/revised", "", "", "context", "secondary")]
    assert sources_of(second) == (kept if "sources" in changes else sources_of(first))


def test_the_earlier_version_stays_as_it_was_shown(editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    before = (list(claim.verdict.versions.values()), sources_of(claim.verdict.versions.get()))
    corrected(claim, editor, rating="true", sources=[SourceDraft(title="Another")])
    first = claim.verdict.versions.get(sequence=1)
    assert (list(claim.verdict.versions.filter(sequence=1).values()), sources_of(first)) == before


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"rating": "false"},
        {"summary": " It was 3.9 percent. "},
        {"reasoning": "The table says 3.9.\r\n"},
        {
            "sources": [
                SourceDraft(url="https://example.org/table", title="The  table", stance="refutes", quote="3.9 percent")
            ]
        },
    ],
    ids=["nothing", "same rating", "same summary", "same reasoning", "same sources"],
)
def test_a_correction_that_changes_nothing_is_refused_and_leaves_nothing(changes: dict[str, Any], editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    before = everything()
    with pytest.raises(NothingCorrected):
        corrected(claim, editor, **changes)
    assert everything() == before


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"rating": "perhaps"}, UnknownChoice),
        ({"edition": "original"}, UnknownChoice),
        ({"edition": "withdrawal"}, UnknownChoice),
        ({"sources": []}, NoSources),
        ({"reasoning": " "}, ReasoningNeeded),
        ({"note": " ", "rating": "true"}, NoteNeeded),
    ],
)
def test_a_wrong_correction_is_refused_and_leaves_nothing(
    changes: dict[str, Any], error: type[Exception], editor: Any
) -> None:
    claim = claim_at(Status.PUBLISHED)
    before = everything()
    with pytest.raises(error):
        corrected(claim, editor, **changes)
    assert everything() == before


@pytest.mark.parametrize("edition", ["correction", "update", "clarification"])
def test_readers_are_told_what_kind_of_change_it_is(edition: str, editor: Any) -> None:
    assert corrected(claim_at(Status.PUBLISHED), editor, rating="true", edition=edition).edition == edition


def test_versions_are_in_sequence_and_the_last_one_is_shown(editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    for rating in ("true", "mostly_true", "false"):
        corrected(claim, editor, rating=rating)
    verdict = Verdict.objects.get(claim=claim)
    assert list(verdict.versions.values_list("sequence", flat=True)) == [1, 2, 3, 4]
    assert verdict.shown == verdict.versions.get(sequence=4)


def test_who_wrote_the_review_does_not_correct_it() -> None:
    both = PersonFactory(roles=[policy.REVIEWER, policy.EDITOR])
    claim = claim_at(Status.PUBLISHED, reviewer=both)
    with pytest.raises(NotAllowed):
        corrected(claim, both, rating="true")


# --- withdraw ------------------------------------------------------------------------------------


def test_a_withdrawal_leaves_a_tombstone_that_says_why(editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    corrected(claim, editor, rating="mostly_false")
    tombstone = verdicts.withdraw(claim.pk, actor=editor, note="The table was a forgery.")
    assert (tombstone.sequence, tombstone.edition, tombstone.note) == (
        3,
        Edition.WITHDRAWAL,
        "The table was a forgery.",
    )
    assert (tombstone.rating.slug, tombstone.summary, tombstone.sources.count()) == ("mostly_false", "", 0)
    assert Verdict.objects.get(claim=claim).shown == tombstone
    assert claim.verdict.versions.count() == 3


def test_what_was_withdrawn_is_still_public() -> None:
    verdict = claim_at(Status.WITHDRAWN).verdict
    assert list(Verdict.objects.public()) == [verdict]
