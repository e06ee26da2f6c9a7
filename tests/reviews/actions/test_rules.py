"""Changing the desk's rules: who may, what is refused and told, and what it does to work that is under way."""

from datetime import timedelta
from typing import Any

import pytest

from claims import clock as desk_clock
from claims.actions import desk_events, jobs
from claims.enums import About, Act, Status
from claims.errors import ChangedMeanwhile, NotAllowed, OutOfBounds
from claims.models import Claim, DeskEvent, Event, Job
from claims.tasks import WORK
from reviews.actions import assignments, findings, rules, verdicts
from reviews.actions.rules import RULES
from reviews.models import Notification, Rules
from tests.factories import PersonFactory, claim_at, queued_claims, record

pytestmark = pytest.mark.django_db


def do_the_jobs() -> None:
    """All there is to do, and what that causes."""
    while due := list(Job.objects.due()):
        for job in due:
            assert jobs.execute(job.pk, WORK)


def signed_once(editor: Any) -> Claim:
    """A proposal with one approval, where two are wanted."""
    claim = claim_at(Status.REVIEWED)
    verdicts.approve(claim.pk, actor=editor)
    claim.refresh_from_db()
    assert claim.status == Status.REVIEWED
    return claim


class TestChange:
    def test_keeps_what_is_named_and_tells_it(self, editor: Any) -> None:
        rules.change({"taken_lease_minutes": 7, "reviews_wanted": 2}, actor=editor)
        now = Rules.current()
        assert (now.taken_lease_minutes, now.reviews_wanted, now.overdue_hours) == (7, 2, 48)
        assert str(DeskEvent.objects.get()) == (
            "first-editor changed the rules: the lease of a claim that was taken from 60 to 7 minutes;"
            " the reviews of each claim from 1 to 2 reviews"
        )
        assert rules.change({"reviews_wanted": 2}, actor=editor) == ""
        assert DeskEvent.objects.count() == 1

    def test_they_hold_from_then_on(self, editor: Any, reviewer: Any) -> None:
        rules.change({"taken_lease_minutes": 7, "grace_minutes": 3, "reviews_wanted": 2}, actor=editor)
        queued_claims(0.9)
        with desk_clock.set_to(desk_clock.now()):
            taken = assignments.take_next(actor=reviewer)
            assert taken.leased_until == desk_clock.now() + timedelta(minutes=7)
        with desk_clock.set_to(taken.leased_until + timedelta(minutes=2)):
            assert assignments.expire_overdue() == 0
            assert record(taken).claim.reviews_wanted == 2

    @pytest.mark.parametrize("person", ["reviewer", "stranger", "clock", "console"])
    def test_nobody_but_editors_changes_them(self, person: str, request: Any) -> None:
        with pytest.raises(NotAllowed):
            rules.change({"grace_minutes": 1}, actor=request.getfixturevalue(person))
        assert not DeskEvent.objects.exists()

    @pytest.mark.parametrize("name", RULES)
    def test_each_has_bounds(self, name: str, editor: Any) -> None:
        rule = RULES[name]
        for wrong in (rule.lowest - 1, rule.highest + 1):
            with pytest.raises(OutOfBounds) as refused:
                rules.change({name: wrong}, actor=editor)
            assert refused.value.about == name
        for right in (rule.lowest, rule.highest):
            rules.change({name: right}, actor=editor)
            assert getattr(Rules.current(), name) == right
        assert assignments.expire_overdue() == 0  # the longest grace is still a time that there is

    def test_every_rule_can_be_changed(self) -> None:
        assert set(RULES) == {field.name for field in Rules._meta.fields} - {"id"}

    def test_what_somebody_changed_meanwhile_is_not_overwritten(self, editor: Any, second_editor: Any) -> None:
        seen = desk_events.version_of(About.RULES, "rules")
        rules.change({"tolerance": 1}, actor=second_editor, seen=seen)
        with pytest.raises(ChangedMeanwhile, match="second-editor changed the rules: the tolerance"):
            rules.change({"tolerance": 0, "overdue_hours": 2}, actor=editor, seen=seen)
        assert (Rules.current().tolerance, Rules.current().overdue_hours) == (1, 48)


class TestFewerApprovals:
    @pytest.fixture(autouse=True)
    def two_are_wanted(self, editor: Any) -> None:
        rules.change({"approvals_wanted": 2}, actor=editor)

    def test_what_has_enough_by_now_is_approved_by_who_signed_it(self, editor: Any, second_editor: Any) -> None:
        signed, unsigned = signed_once(second_editor), claim_at(Status.REVIEWED)
        do_the_jobs()
        signed.refresh_from_db()
        assert signed.status == Status.REVIEWED
        rules.change({"approvals_wanted": 1}, actor=editor)
        do_the_jobs()
        for claim, status, by in ((signed, Status.APPROVED, second_editor), (unsigned, Status.REVIEWED, None)):
            claim.refresh_from_db()
            assert (claim.status, claim.verdict.approved_by) == (status, by)
        last = Event.objects.filter(claim=signed).latest("id")
        assert (last.act, last.actor.username, last.note) == (Act.COUNT, "clock", "1 wanted, 1 given")
        verdicts.publish(signed.pk, actor=editor)

    def test_the_reviewer_is_told_once_as_of_any_approval(self, editor: Any) -> None:
        claim = signed_once(editor)
        rules.change({"approvals_wanted": 1}, actor=editor)
        do_the_jobs()
        assert verdicts.count_approvals(claim.pk) is None
        author = claim.reviews.get().reviewer
        [told] = Notification.objects.filter(person=author, claim=claim, kind="approved")
        assert told.sentence.endswith("was approved.")

    def test_approvals_of_an_earlier_proposal_do_not_count(self, editor: Any, second_editor: Any) -> None:
        claim = signed_once(editor)
        record(findings.send_back(claim.pk, actor=second_editor, note="Add the year."))
        rules.change({"approvals_wanted": 1}, actor=editor)
        do_the_jobs()
        claim.refresh_from_db()
        assert claim.status == Status.REVIEWED

    def test_three_wanted_instead_of_four_takes_three(self, editor: Any) -> None:
        rules.change({"approvals_wanted": 4}, actor=editor)
        claim = signed_once(editor)
        verdicts.approve(claim.pk, actor=PersonFactory(editor=True))
        rules.change({"approvals_wanted": 3}, actor=editor)
        do_the_jobs()
        claim.refresh_from_db()
        assert claim.status == Status.REVIEWED
        verdicts.approve(claim.pk, actor=PersonFactory(editor=True))
        claim.refresh_from_db()
        assert claim.status == Status.APPROVED

    def test_more_wanted_takes_nothing_back_and_counts_nothing(self, editor: Any) -> None:
        rules.change({"approvals_wanted": 1}, actor=editor)
        claim = claim_at(Status.APPROVED)
        do_the_jobs()
        rules.change({"approvals_wanted": 3}, actor=editor)
        assert not Job.objects.due().filter(kind="find_approved").exists()
        claim.refresh_from_db()
        assert claim.status == Status.APPROVED

    def test_an_approval_that_the_count_could_not_see_is_counted_after_it(self, editor: Any) -> None:
        """Given while the rules changed: read the old rules, committed after the count."""
        claim = claim_at(Status.REVIEWED)
        verdicts.approve(claim.pk, actor=editor)
        Rules.objects.update(approvals_wanted=1)  # and the count that follows it has been and gone
        do_the_jobs()
        claim.refresh_from_db()
        assert claim.status == Status.APPROVED
