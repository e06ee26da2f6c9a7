"""Two who record, renew, let run out or settle, at once: exactly one of them decides what the claim becomes."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from claims import clock as desk_clock
from claims.actions import triage
from claims.actions.advance import lock_claim
from claims.enums import Status
from claims.errors import IllegalAct, NotAllowed
from claims.models import Claim
from reviews.actions import adjudication, archive, assignments, drafts, findings, letting_go, wanted
from reviews.errors import AdjudicatorAtWork, AlreadyActedOn, AssignmentClosed, StaleDraft
from reviews.models import ArchivedCopy, Assignment, Draft, Verdict
from tests.concurrency.second_connection import Rival, at_once
from tests.factories import PersonFactory, claim_at, queued_claims, record

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]

LONG_AGO = "2020-01-01T00:00Z"


def test_a_finding_waits_for_who_dismisses_and_is_then_told(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    mine = claim.assignments.select_related("reviewer").get()
    with transaction.atomic():
        triage.dismiss(claim.pk, actor=editor, note="An opinion.")
        rival = Rival(partial(record, mine)).until_it_waits_for_us()
    with pytest.raises(AssignmentClosed, match="claim dismissed"):
        rival.finish()
    assert not claim.reviews.exists()


def test_a_heartbeat_that_comes_with_the_clock_does_not_bring_the_assignment_back(reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    mine = claim.assignments.get()
    Assignment.objects.update(leased_until=LONG_AGO)
    with transaction.atomic():
        assert assignments.expire_overdue() == 1
        renew = partial(assignments.renew, mine.pk, actor=reviewer, token=mine.token)
        rival = Rival(renew).until_it_waits_for_us()
    with pytest.raises(AssignmentClosed, match="lease ran out"):
        rival.finish()
    assert not Assignment.objects.get().is_open


def test_the_clock_waits_for_a_heartbeat_and_then_leaves_the_assignment(reviewer: Any) -> None:
    mine = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.get()
    Assignment.objects.update(leased_until=LONG_AGO)
    with transaction.atomic():
        assignments.renew(mine.pk, actor=reviewer, token=mine.token)
        rival = Rival(assignments.expire_overdue).until_it_waits_for_us()
    assert rival.finish() == 0
    assert Assignment.objects.get().is_open


def test_a_heartbeat_that_comes_between_the_two_looks_of_the_clock_is_kept(reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    mine = claim.assignments.select_related("reviewer").get()
    Assignment.objects.update(leased_until=LONG_AGO)
    with transaction.atomic():
        lock_claim(claim.pk)
        rival = Rival(assignments.expire_overdue).until_it_waits_for_us()  # it has found the lease over
        renewed = at_once(partial(assignments.renew, mine.pk, actor=reviewer, token=mine.token))
    assert rival.finish() == 0
    assert Assignment.objects.get().leased_until == renewed.leased_until
    record(mine)
    assert state_of(claim) == (Status.REVIEWED, [1])


def test_a_finding_that_comes_with_the_heartbeat_for_it_is_not_told_that_the_lease_is_over(reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    mine = claim.assignments.select_related("reviewer").get()
    Assignment.objects.update(leased_until=LONG_AGO)
    with transaction.atomic():
        assignments.renew(mine.pk, actor=reviewer, token=mine.token)
        rival = Rival(partial(record, mine)).until_it_waits_for_us()
    rival.finish()
    assert state_of(claim) == (Status.REVIEWED, [1])


def test_two_clocks_that_find_a_lease_over_at_once_let_it_run_out_once(reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    Assignment.objects.update(leased_until=LONG_AGO)
    with transaction.atomic():
        assert assignments.expire_overdue() == 1
        rival = Rival(assignments.expire_overdue).until_it_waits_for_us()
    assert rival.finish() == 0
    assert claim.events.filter(act="expire").count() == 1


def test_a_finding_waits_for_the_clock_that_ends_its_lease_and_is_then_told(reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    mine = claim.assignments.select_related("reviewer").get()
    Assignment.objects.update(leased_until=LONG_AGO)
    with transaction.atomic():
        assert assignments.expire_overdue() == 1
        rival = Rival(partial(record, mine)).until_it_waits_for_us()
    with pytest.raises(AssignmentClosed, match="lease ran out"):
        rival.finish()
    assert not claim.reviews.exists()


def test_the_clock_waits_for_who_records_and_then_leaves_the_finding(reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    mine = claim.assignments.select_related("reviewer").get()

    def expire() -> int:
        with desk_clock.set_to(mine.leased_until + timedelta(days=1)):
            return assignments.expire_overdue()

    with transaction.atomic():
        record(mine)
        rival = Rival(expire).until_it_waits_for_us()
    assert rival.finish() == 0
    assert state_of(claim) == (Status.REVIEWED, [1])


def test_a_heartbeat_that_comes_while_the_finding_is_recorded_is_told(reviewer: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    mine = claim.assignments.select_related("reviewer").get()
    with transaction.atomic():
        record(mine)
        renew = partial(assignments.renew, mine.pk, actor=reviewer, token=mine.token)
        rival = Rival(renew).until_it_waits_for_us()
    with pytest.raises(AssignmentClosed, match="reviewed"):
        rival.finish()


# --- the last finding ------------------------------------------------------------------------------


@pytest.fixture
def pair(reviewer: Any, second_reviewer: Any, editor: Any) -> tuple[Assignment, Assignment]:
    """Both places of a claim that wants two reviews."""
    [claim] = queued_claims(0.9)
    wanted.want(claim.pk, actor=editor, reviews=2)
    one, other = (
        assignments.assign(claim.pk, reviewer_id=person.pk, actor=editor) for person in (reviewer, second_reviewer)
    )
    return one, other


def state_of(claim: Claim) -> tuple[str, list[int]]:
    """Where it stands, and how many findings each proposed verdict rests on."""
    claim.refresh_from_db()
    return claim.status, [verdict.rests_on.count() for verdict in Verdict.objects.filter(claim=claim)]


@pytest.mark.parametrize(
    ("ratings", "state"),
    [(("false", "false"), (Status.REVIEWED, [2])), (("false", "true"), (Status.DISPUTED, []))],
)
def test_of_two_last_findings_at_once_the_second_settles_it(
    pair: tuple[Assignment, Assignment], ratings: tuple[str, str], state: Any
) -> None:
    one, other = pair
    with transaction.atomic():
        record(one, rating=ratings[0])
        rival = Rival(partial(record, other, rating=ratings[1])).until_it_waits_for_us()
    rival.finish()
    assert state_of(one.claim) == state
    assert one.claim.events.filter(act="review").count() == 2


def test_the_last_finding_waits_for_who_wants_one_more_and_settles_nothing(
    pair: tuple[Assignment, Assignment], editor: Any
) -> None:
    one, other = pair
    record(one)
    with transaction.atomic():
        wanted.want(one.claim_id, actor=editor, reviews=3)
        rival = Rival(partial(record, other)).until_it_waits_for_us()
    rival.finish()
    assert state_of(one.claim) == (Status.QUEUED, [])


def test_who_wants_one_more_waits_for_the_last_finding_and_opens_a_place(
    pair: tuple[Assignment, Assignment], editor: Any
) -> None:
    one, other = pair
    record(one)
    with transaction.atomic():
        record(other)
        more = partial(wanted.want, one.claim_id, actor=editor, reviews=3)
        rival = Rival(more).until_it_waits_for_us()
    rival.finish()
    assert state_of(one.claim)[0] == Status.QUEUED


def test_the_last_finding_waits_for_who_takes_theirs_back_and_settles_nothing(
    pair: tuple[Assignment, Assignment],
) -> None:
    one, other = pair
    review = record(one)
    with transaction.atomic():
        findings.retract(review.pk, actor=one.reviewer)
        rival = Rival(partial(record, other)).until_it_waits_for_us()
    rival.finish()
    assert state_of(one.claim) == (Status.IN_REVIEW, [])


def test_taking_a_finding_back_waits_for_the_last_one_and_is_still_in_time(pair: tuple[Assignment, Assignment]) -> None:
    one, other = pair
    review = record(one)
    with transaction.atomic():
        record(other, rating="true")
        rival = Rival(partial(findings.retract, review.pk, actor=one.reviewer)).until_it_waits_for_us()
    assert rival.finish().place == 1
    assert state_of(one.claim) == (Status.IN_REVIEW, [])


def test_the_clock_waits_for_who_escalates_and_leaves_the_claim_to_the_editor(
    pair: tuple[Assignment, Assignment],
) -> None:
    one, other = pair
    Assignment.objects.filter(pk=one.pk).update(leased_until=LONG_AGO)
    with transaction.atomic():
        letting_go.escalate(other.pk, actor=other.reviewer, note="A lawyer should look at this.")
        rival = Rival(assignments.expire_overdue).until_it_waits_for_us()
    assert rival.finish() == 1
    assert state_of(one.claim) == (Status.ESCALATED, [])


# --- settling --------------------------------------------------------------------------------------


def appointed(claim: Claim, person: Any, editor: Any) -> Callable[[], Assignment]:
    return partial(adjudication.appoint, claim.pk, person_id=person.pk, actor=editor)


def test_two_who_appoint_adjudicators_at_once_appoint_one(editor: Any) -> None:
    claim, one, other = claim_at(Status.DISPUTED), PersonFactory(editor=True), PersonFactory(editor=True)
    with transaction.atomic():
        appointed(claim, one, editor)()
        rival = Rival(appointed(claim, other, editor)).until_it_waits_for_us()
    with pytest.raises(AdjudicatorAtWork):
        rival.finish()
    assert claim.assignments.get(role="adjudication").reviewer == one


def test_appointing_waits_for_who_takes_a_finding_back_and_is_then_refused(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.DISPUTED, reviewer=reviewer)
    with transaction.atomic():
        findings.retract(claim.reviews.get(reviewer=reviewer).pk, actor=reviewer)
        rival = Rival(appointed(claim, editor, editor)).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    assert not claim.assignments.filter(role="adjudication").exists()


def test_taking_a_finding_back_waits_for_who_appoints_and_is_then_refused(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.DISPUTED, reviewer=reviewer)
    retract = partial(findings.retract, claim.reviews.get(reviewer=reviewer).pk, actor=reviewer)
    with transaction.atomic():
        appointed(claim, editor, editor)()
        rival = Rival(retract).until_it_waits_for_us()
    with pytest.raises(AlreadyActedOn):
        rival.finish()
    assert state_of(claim) == (Status.DISPUTED, [])


def test_taking_back_what_is_sent_back_at_this_moment_is_too_late(reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    retract = partial(findings.retract, claim.reviews.get().pk, actor=reviewer)
    with transaction.atomic():
        again = findings.send_back(claim.pk, actor=editor, note="Add the year.")
        letting_go.release(again.pk, actor=reviewer, note="I am away.")
        rival = Rival(retract).until_it_waits_for_us()
    with pytest.raises(NotAllowed, match="whose finding on it stands"):
        rival.finish()
    assert state_of(claim)[0] == Status.QUEUED


# --- what is typed ---------------------------------------------------------------------------------


def saved(mine: Assignment, words: str, seen: int | None = None) -> Callable[[], Draft]:
    return partial(drafts.keep, mine.pk, actor=mine.reviewer, words={"reasoning": words}, seen=seen)


def test_two_tabs_that_save_the_first_draft_at_once_keep_one_and_the_later_words(reviewer: Any) -> None:
    mine = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.select_related("reviewer").get()
    with transaction.atomic():
        saved(mine, "Early.")()
        rival = Rival(saved(mine, "Late.")).until_it_waits_for_us()
    rival.finish()
    assert [(draft.words, draft.version) for draft in Draft.objects.all()] == [({"reasoning": "Late."}, 2)]


def test_two_tabs_that_typed_on_the_same_draft_notice_each_other(reviewer: Any) -> None:
    mine = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.select_related("reviewer").get()
    saved(mine, "Both started here.")()
    with transaction.atomic():
        saved(mine, "One.", seen=1)()
        rival = Rival(saved(mine, "Two.", seen=1)).until_it_waits_for_us()
    with pytest.raises(StaleDraft):
        rival.finish()
    assert Draft.objects.get().words == {"reasoning": "One."}


def test_two_old_tabs_that_are_refused_at_once_lose_neither_text(reviewer: Any) -> None:
    mine = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.select_related("reviewer").get()
    for words in ("Both started here.", "Later."):
        saved(mine, words)()

    def refused(words: str) -> Callable[[], Draft]:
        return partial(drafts.keep_refused, mine.pk, actor=mine.reviewer, words={"reasoning": words}, seen=1)

    with transaction.atomic():
        refused("One.")()
        rival = Rival(refused("Two.")).until_it_waits_for_us()
    rival.finish()
    assert Draft.objects.get().words["reasoning"] == "Later.\n\nOne.\n\nTwo."


def test_two_findings_that_cite_one_page_at_once_share_its_copy(settings: Any) -> None:
    settings.ARCHIVER = "local"
    want = partial(archive.want, [("https://example.org/table", "2026-03-01")])
    with transaction.atomic():
        [mine] = want().values()
        rival = Rival(want).until_it_waits_for_us()
    assert list(rival.finish().values()) == [mine]
    assert ArchivedCopy.objects.count() == 1
