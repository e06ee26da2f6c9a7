"""Adjust, split, merge, clarify: the words change as long as nobody judged them, and history keeps what they were."""

from typing import Any

import pytest

from claims import policy
from claims.actions import learning, marking, reshaping, triage, wording
from claims.actions.spans import Place
from claims.enums import Act, Origin, Status
from claims.errors import (
    DomainError,
    IllegalAct,
    NotAllowed,
    NothingChanges,
    NotNeighbours,
    OtherWords,
    SpanTaken,
    StaleVersion,
    TooLong,
    WordsNotFound,
    WrongCut,
)
from claims.models import Claim
from reviews.actions import assignments, findings, verdicts, wanted
from reviews.actions.verdicts import Correction
from reviews.models import Assignment, Rules
from tests.factories import PersonFactory, claim_at, receive, record, split
from tests.over_http import nothing_changes

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = "📈 Exports grew by 5 percent.", "Imports fell.", "Wages rose by 2 percent."
BODY = f"{FIRST} {SECOND} It rained. {THIRD}"


@pytest.fixture
def claims() -> list[Claim]:
    return split(receive(BODY), {FIRST: 0.5, SECOND: 0.9, THIRD: 0.7})


def words_at(words: str) -> Place:
    return Place(words, BODY.index(words), BODY.index(words) + len(words))


def test_adjusting_moves_the_anchors_and_keeps_the_old_words_in_history(claims: list[Claim], reviewer: Any) -> None:
    claim = reshaping.adjust(claims[0].pk, actor=reviewer, place=words_at("Exports grew by 5 percent"))
    kept = Claim.objects.get(pk=claim.pk)
    assert (kept.text, kept.start, kept.end) == ("Exports grew by 5 percent", 2, 27)
    assert (kept.prefix, kept.suffix[:3], kept.version) == ("📈 ", ". I", 2)
    assert kept.events.latest("id").note == f"it was 0 to 28: “{FIRST}”"


def test_words_alone_are_looked_for_where_the_claim_stands() -> None:
    body = "It fell. Prices fell in May. It fell."
    [claim] = split(receive(body), {"Prices fell in May.": 0.9})
    reshaping.adjust(claim.pk, actor=PersonFactory(editor=True), place=Place("It fell."))
    assert Claim.objects.get(pk=claim.pk).start == 0
    reshaping.adjust(claim.pk, actor=PersonFactory(editor=True), place=Place("fell"))
    assert Claim.objects.get(pk=claim.pk).start == 3


@pytest.mark.parametrize(
    ("place", "refusal"),
    [
        (words_at(FIRST), NothingChanges),
        (words_at(f"{FIRST} Imports"), SpanTaken),
        (Place("Exports", 3, 10), OtherWords),
        (Place("Nothing of it"), WordsNotFound),
    ],
)
def test_an_adjustment_that_cannot_be_is_refused(
    place: Place, refusal: type[DomainError], claims: list[Claim], reviewer: Any
) -> None:
    with nothing_changes(), pytest.raises(refusal):
        reshaping.adjust(claims[0].pk, actor=reviewer, place=place)


def test_splitting_leaves_the_first_part_and_makes_a_claim_of_the_rest(claims: list[Claim], editor: Any) -> None:
    wording.clarify(claims[0].pk, actor=editor, wording="In 2019 exports grew.")
    triage.queue(claims[0].pk, actor=editor)
    first, rest = reshaping.split(claims[0].pk, actor=editor, at=BODY.index("by 5"), quote="by 5 percent.")
    assert (first.text, rest.text) == ("📈 Exports grew", "by 5 percent.")
    assert (first.status, rest.status, rest.origin) == (Status.QUEUED, Status.NEW, Origin.MARKED)
    assert (rest.check_worthiness, rest.reasons, rest.kind) == (0.5, ["number"], "check_worthy")
    assert Claim.objects.get(pk=first.pk).wording == rest.wording == ""
    assert rest.events.get().note == f"the rest of claim {first.pk}"


@pytest.mark.parametrize("at", [-1, 0, 2, 28, 40, 10**9])
def test_words_have_to_be_left_on_both_sides(at: int, claims: list[Claim], editor: Any) -> None:
    with nothing_changes(), pytest.raises(WrongCut):
        reshaping.split(claims[0].pk, actor=editor, at=at)


def test_a_cut_that_is_counted_otherwise_is_refused(claims: list[Claim], editor: Any) -> None:
    with nothing_changes(), pytest.raises(OtherWords):
        reshaping.split(claims[0].pk, actor=editor, at=BODY.index("by 5") + 1, quote="by 5 percent.")


def test_merging_keeps_the_older_claim_with_all_words_between(claims: list[Claim], editor: Any) -> None:
    Claim.objects.filter(pk=claims[2].pk).update(claimant="The ministry")
    triage.prioritise(claims[2].pk, actor=editor, priority=3)
    triage.queue(claims[1].pk, actor=editor)
    before = Claim.objects.get(pk=claims[1].pk)
    kept = reshaping.merge(claims[2].pk, actor=editor, other=claims[1].pk)
    stored, gone = Claim.objects.get(pk=claims[1].pk), Claim.objects.get(pk=claims[2].pk)
    assert kept == stored
    assert stored.text == BODY[stored.start : stored.end] == f"{SECOND} It rained. {THIRD}"
    assert (stored.status, stored.check_worthiness, stored.claimant) == (Status.QUEUED, 0.9, "The ministry")
    assert stored.rank_at < before.rank_at  # as urgent as the more urgent one
    assert gone.status == Status.DISMISSED
    assert gone.events.latest("id").note == f"it is a part of claim {stored.pk}"
    assert stored.events.latest("id").act == gone.events.latest("id").act == Act.MERGE
    assert (stored.version, gone.version) == (stored.events.count(), gone.events.count())


def test_what_was_merged_can_be_split_again_at_the_same_place(claims: list[Claim], editor: Any) -> None:
    reshaping.merge(claims[0].pk, actor=editor, other=claims[1].pk)
    first, rest = reshaping.split(claims[0].pk, actor=editor, at=claims[1].start)
    assert (first.text, rest.text) == (FIRST, SECOND)
    with nothing_changes(), pytest.raises(SpanTaken):
        triage.restore(claims[1].pk, actor=editor)


def test_a_third_claim_between_two_is_in_the_way(claims: list[Claim], editor: Any) -> None:
    with nothing_changes(), pytest.raises(SpanTaken, match=f"Claim {claims[1].pk} "):
        reshaping.merge(claims[0].pk, actor=editor, other=claims[2].pk)


def test_what_cannot_be_one_is_refused(claims: list[Claim], editor: Any) -> None:
    [elsewhere] = split(receive("Another text."), {"Another text.": 0.9})
    triage.queue(claims[1].pk, actor=editor)
    for other, why in (
        (claims[0], "the same one twice"),
        (elsewhere, "different texts"),
        (claims[1], "stands at “Waiting for a reviewer”"),
    ):
        with nothing_changes(), pytest.raises(NotNeighbours, match=why):
            reshaping.merge(claims[0].pk, actor=editor, other=other.pk)
    with nothing_changes(), pytest.raises(StaleVersion):
        reshaping.merge(claims[1].pk, actor=editor, other=claims[2].pk, other_seen=7)


def test_two_long_claims_do_not_become_an_essay(editor: Any) -> None:
    one, other = f"One {'word ' * 250}ends.", f"Two {'word ' * 250}ends."
    first, second = split(receive(f"{one} {other}"), {one: 0.9, other: 0.9})
    with nothing_changes(), pytest.raises(TooLong):
        reshaping.merge(first.pk, actor=editor, other=second.pk)


def test_a_merged_claim_teaches_nobody_that_it_was_not_worth_a_check(claims: list[Claim], editor: Any) -> None:
    reshaping.merge(claims[0].pk, actor=editor, other=claims[1].pk)
    triage.dismiss(claims[2].pk, actor=editor, note="An opinion.")
    assert [decision.worthy for _, decision in learning._decisions()] == [False]


# --- who may, as long as nobody else is at work --------------------------------------------------------------

CHANGES = {Act.ADJUST, Act.SPLIT, Act.MERGE}


def open_to(actor: Any, claim: Claim) -> set[Act]:
    return CHANGES & set(policy.acts_open_to(actor, Claim.objects.get(pk=claim.pk)))


def test_who_holds_a_claim_alone_may_change_its_words_and_nobody_else(
    reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    assert open_to(reviewer, claim) == CHANGES
    assert open_to(second_reviewer, claim) == open_to(editor, claim) == set()


def test_two_who_hold_it_change_nothing_under_each_others_hands(
    reviewer: Any, second_reviewer: Any, editor: Any
) -> None:
    [claim] = split(receive("Exports grew."), {"Exports grew.": 0.9})
    wanted.want(claim.pk, actor=editor, reviews=2)
    triage.queue(claim.pk, actor=editor)
    assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
    assert open_to(reviewer, claim) == CHANGES
    assignments.assign(claim.pk, reviewer_id=second_reviewer.pk, actor=editor)
    assert open_to(reviewer, claim) == open_to(second_reviewer, claim) == set()


def test_no_finding_ever_loses_the_words_that_it_was_about(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    findings.retract(claim.reviews.get().pk, actor=reviewer)
    assert Claim.objects.get(pk=claim.pk).status == Status.IN_REVIEW
    assert open_to(reviewer, claim) == open_to(editor, claim) == set()
    with nothing_changes(), pytest.raises(NotAllowed, match="alone with it"):
        reshaping.adjust(claim.pk, actor=reviewer, place=Place("Statement"))


def test_who_holds_both_hands_one_in_when_they_are_merged(reviewer: Any, editor: Any) -> None:
    first, second = split(receive(f"{FIRST} {SECOND}"), {FIRST: 0.9, SECOND: 0.8})
    for claim in (first, second):
        triage.queue(claim.pk, actor=editor)
        assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
    reshaping.merge(first.pk, actor=reviewer, other=second.pk)
    assert list(Assignment.objects.open().values_list("claim", flat=True)) == [first.pk]


# --- the wording ---------------------------------------------------------------------------------------------


def test_a_clarified_wording_stands_beside_the_quotation_and_can_be_taken_away(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.NEW)
    wording.clarify(claim.pk, actor=reviewer, wording="  In 2019 the ministry made a statement. ")
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.wording, stored.text) == ("In 2019 the ministry made a statement.", claim.text)
    assert stored.events.latest("id").note == stored.wording
    with nothing_changes(), pytest.raises(NothingChanges):
        wording.clarify(claim.pk, actor=editor, wording=stored.wording)
    wording.clarify(claim.pk, actor=editor, wording=" ")
    assert Claim.objects.get(pk=claim.pk).wording == ""


def test_a_wording_has_an_end(reviewer: Any) -> None:
    claim = claim_at(Status.NEW)
    with nothing_changes(), pytest.raises(TooLong, match="at most 1,000"):
        wording.clarify(claim.pk, actor=reviewer, wording="x" * 1_001)


@pytest.mark.parametrize("status", [Status.APPROVED, Status.PUBLISHED, Status.WITHDRAWN, Status.DISMISSED])
def test_what_was_signed_off_keeps_its_wording(status: Status, editor: Any) -> None:
    claim = claim_at(status)
    with nothing_changes(), pytest.raises(IllegalAct if status == Status.DISMISSED else NotAllowed):
        wording.clarify(claim.pk, actor=editor, wording="Other words.")


def test_a_signature_is_for_the_wording_that_was_seen(editor: Any, second_editor: Any) -> None:
    Rules.objects.update_or_create(pk=Rules.current().pk, defaults={"approvals_wanted": 2})
    claim = claim_at(Status.REVIEWED)
    verdicts.approve(claim.pk, actor=editor)
    with nothing_changes(), pytest.raises(NotAllowed, match="before anybody has signed"):
        wording.clarify(claim.pk, actor=second_editor, wording="Other words.")


def test_a_published_version_owns_its_wording_and_a_correction_changes_it(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    wording.clarify(claim.pk, actor=editor, wording="What was checked.")
    verdicts.approve(claim.pk, actor=editor)
    verdicts.publish(claim.pk, actor=editor)
    verdicts.correct(claim.pk, actor=editor, correction=Correction(note="Clearer.", wording="What we checked."))
    assert list(claim.verdict.versions.values_list("wording", flat=True)) == ["What was checked.", "What we checked."]
    assert Claim.objects.get(pk=claim.pk).wording == "What we checked."
    verdicts.correct(claim.pk, actor=editor, correction=Correction(note="The summary.", summary="It was 4."))
    assert claim.verdict.versions.latest("sequence").wording == "What we checked."


def test_changed_words_do_not_tell_others_who_is_at_work(reviewer: Any, second_reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    reshaping.adjust(claim.pk, actor=reviewer, place=Place("Statement"))
    for person, sees in ((reviewer, True), (second_reviewer, False), (editor, True)):
        assert claim.events.visible_to(person).filter(act=Act.ADJUST).exists() is sees
    record(claim.assignments.get(closed_at=None))


def test_marking_beside_it_is_nothing_that_waits_for(claims: list[Claim], editor: Any) -> None:
    made = marking.mark(claims[0].article_id, actor=editor, place=words_at("It rained."))
    assert made.status == Status.NEW
