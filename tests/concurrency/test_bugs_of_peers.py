"""Bugs of systems like ours that need two at once, by name; the others stand in tests/reviews/test_bugs_of_peers.py."""

from functools import partial
from typing import Any

import pytest
from django.db import transaction

from claims.actions import triage
from claims.enums import Status
from claims.errors import IllegalAct
from claims.models import Claim
from reviews.actions import assignments, verdicts, wanted
from reviews.errors import AlreadyApproved
from reviews.models import Approval, Assignment, Review, Rules
from tests.concurrency.second_connection import Rival
from tests.factories import PersonFactory, claim_at, new_claims, record

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]


def wanting(reviews: int, editor: Any) -> Claim:
    [claim] = new_claims(0.9)
    wanted.want(claim.pk, actor=editor, reviews=reviews)
    return triage.queue(claim.pk, actor=editor)


def assigned(claim: Claim, editor: Any) -> Assignment:
    return assignments.assign(claim.pk, reviewer_id=PersonFactory(reviewer=True).pk, actor=editor)


class TestOverlapPassedBySimultaneousSubmitters:
    """Annotation tools that count, then write, collected more answers than were wanted when several people opened or
    sent one task at the same moment; one says so in its manual. Here the claim is locked before it is counted."""

    def test_of_two_who_come_to_the_last_place_at_once_one_sits_on_it(self, editor: Any) -> None:
        claim = wanting(2, editor)
        assigned(claim, editor)
        late = PersonFactory(reviewer=True)
        with transaction.atomic():
            assigned(claim, editor)
            rival = Rival(partial(assignments.assign, claim.pk, reviewer_id=late.pk, actor=editor))
            rival.until_it_waits_for_us()
        with pytest.raises(IllegalAct):
            rival.finish()
        assert Assignment.objects.filter(claim=claim).count() == 2

    def test_two_who_send_the_last_findings_at_once_are_both_counted_once(self, editor: Any) -> None:
        claim = wanting(2, editor)
        first, second = assigned(claim, editor), assigned(claim, editor)
        with transaction.atomic():
            record(first)
            rival = Rival(partial(record, second)).until_it_waits_for_us()
        rival.finish()
        claim.refresh_from_db()
        assert claim.status == Status.REVIEWED
        assert set(claim.verdict.rests_on.all()) == set(Review.objects.filter(claim=claim))
        assert Review.objects.filter(claim=claim).count() == 2

    def test_the_same_finding_sent_twice_at_once_is_recorded_once(self, editor: Any) -> None:
        mine = assigned(wanting(1, editor), editor)
        with transaction.atomic():
            record(mine)
            rival = Rival(partial(record, mine)).until_it_waits_for_us()
        with pytest.raises(Exception, match="no longer in your hands"):
            rival.finish()
        assert Review.objects.count() == 1


class TestConfirmAsAToggle:
    """Two who confirm at once took turns with a flag. Here each adds an approval, and none is taken back."""

    def test_two_who_approve_at_once_are_two_approvals(self, editor: Any) -> None:
        Rules(pk=1, approvals_wanted=2).save()
        claim, other = claim_at(Status.REVIEWED, editor=editor), PersonFactory(editor=True)
        with transaction.atomic():
            verdicts.approve(claim.pk, actor=editor)
            rival = Rival(partial(verdicts.approve, claim.pk, actor=other)).until_it_waits_for_us()
        rival.finish()
        assert Claim.objects.get(pk=claim.pk).status == Status.APPROVED

    def test_one_who_clicks_twice_approves_once(self, editor: Any) -> None:
        Rules(pk=1, approvals_wanted=2).save()
        claim = claim_at(Status.REVIEWED, editor=editor)
        approve = partial(verdicts.approve, claim.pk, actor=editor)
        with transaction.atomic():
            approve()
            rival = Rival(approve).until_it_waits_for_us()
        with pytest.raises(AlreadyApproved):
            rival.finish()
        assert Approval.objects.count() == 1
