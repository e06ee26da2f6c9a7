"""Bugs that systems like ours have had, by name: each class says where it happened and holds that it cannot here.

What needs two at once stands in tests/concurrency/test_bugs_of_peers.py.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from claims import clock as desk_clock
from claims import policy
from claims.actions import triage
from claims.enums import Act, Status
from claims.errors import DomainError, IllegalAct
from claims.models import Claim
from reviews import queries
from reviews.actions import assignments, letting_go, verdicts, wanted
from reviews.errors import AlreadyApproved, NothingToTake
from reviews.models import Approval, Assignment, Review, Rules, Verdict, VerdictVersion
from tests.factories import PersonFactory, claim_at, new_claims, queued_claims, record
from tests.over_http import Caller, nothing_changes, problem
from tests.reviews.actions.acts import everything, tomorrow

pytestmark = pytest.mark.django_db
LATER = timedelta(days=3)  # than any lease


class DiskFull(Exception):
    """Whatever may go wrong between two statements."""


def fail(*args: Any, **kwargs: Any) -> None:
    raise DiskFull


class TestLeaseReleasedBeforeSaving:
    """A labelling tool let go of the task, then saved the answer: between the two, or when saving failed, somebody else
    was handed the same task. Here closing the lease and keeping the finding are one transaction."""

    @pytest.mark.parametrize("breaks", ["reviews.models.Review.save", "reviews.actions.evidence.attach"])
    def test_what_cannot_be_saved_leaves_the_lease_as_it_was(
        self, breaks: str, reviewer: Any, second_reviewer: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        queued_claims(0.9)
        mine = assignments.take_next(actor=reviewer)
        before = everything()
        with monkeypatch.context() as patched:
            patched.setattr(breaks, fail)
            with pytest.raises(DiskFull):
                record(mine)
        assert everything() == before
        with pytest.raises(NothingToTake):
            assignments.take_next(actor=second_reviewer)
        assert record(mine).claim.status == Status.REVIEWED

    def test_while_it_is_being_saved_the_lease_is_held(self, reviewer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        queued_claims(0.9)
        mine = assignments.take_next(actor=reviewer)
        held: list[bool] = []
        plain = Review.save

        def save(review: Review, *args: Any, **kwargs: Any) -> None:
            held.append(Assignment.objects.get(pk=mine.pk).is_open)
            plain(review, *args, **kwargs)

        monkeypatch.setattr(Review, "save", save)
        record(mine)
        assert held == [True]


class TestConfirmAsAToggle:
    """An annotation tool confirmed by turning a flag: a request that was sent again undid what the first one did, and
    two people who confirmed at once took turns. Here an approval is a row, and the same again is refused."""

    def test_who_approves_again_is_refused_and_the_approval_stands(self, editor: Any) -> None:
        Rules(pk=1, approvals_wanted=2).save()
        claim = claim_at(Status.REVIEWED, editor=editor)
        verdicts.approve(claim.pk, actor=editor)
        for _ in range(2):
            with pytest.raises(AlreadyApproved), transaction.atomic():
                verdicts.approve(claim.pk, actor=editor)
        assert [approval.person for approval in Approval.objects.all()] == [editor]
        assert Claim.objects.get(pk=claim.pk).status == Status.REVIEWED

    @pytest.mark.parametrize(
        ("before", "act"),
        [
            (Status.REVIEWED, verdicts.approve),
            (Status.APPROVED, verdicts.publish),
            (Status.NEW, triage.queue),
            (Status.DISMISSED, triage.restore),
        ],
        ids=["approve", "publish", "queue", "restore"],
    )
    def test_a_decision_that_is_sent_again_undoes_nothing(
        self, before: Status, act: Callable[..., Any], editor: Any
    ) -> None:
        claim = claim_at(before, editor=editor)
        act(claim.pk, actor=editor)
        decided = everything()
        with pytest.raises(IllegalAct):
            act(claim.pk, actor=editor)
        assert everything() == decided


class TestOrphanClaimWithoutVerdict:
    """A fact-checking desk saved the claim with one call and its verdict with a second one: what failed in between left
    a claim that looked checked and said nothing. Here what belongs together is committed together."""

    @pytest.mark.parametrize(
        ("before", "act", "breaks"),
        [
            (Status.IN_REVIEW, lambda claim, by: record(claim.assignments.get()), "reviews.models.Verdict.save"),
            (
                Status.APPROVED,
                lambda claim, by: verdicts.publish(claim.pk, actor=by),
                "reviews.models.VerdictVersion.save",
            ),
            (
                Status.APPROVED,
                lambda claim, by: verdicts.publish(claim.pk, actor=by),
                "reviews.actions.evidence.attach",
            ),
        ],
        ids=["propose", "publish", "cite"],
    )
    def test_a_failure_in_between_leaves_neither(
        self, before: Status, act: Callable[..., Any], breaks: str, editor: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        claim = claim_at(before, editor=editor)
        was = everything()
        monkeypatch.setattr(breaks, fail)
        with pytest.raises(DiskFull):
            act(claim, editor)
        assert everything() == was

    @pytest.mark.parametrize("status", [Status.REVIEWED, Status.APPROVED, Status.PUBLISHED, Status.WITHDRAWN])
    def test_whatever_looks_checked_has_a_verdict_with_a_finding_and_sources(self, status: Status) -> None:
        claim = claim_at(status)
        verdict = Verdict.objects.get(claim=claim)
        assert verdict.review.sources.exists()
        public = status in (Status.PUBLISHED, Status.WITHDRAWN)
        assert VerdictVersion.objects.filter(verdict=verdict, sources__isnull=False).exists() == public


class TestStatusWrittenAroundTheWorkflow:
    """In several desks a status was a field: any could follow any, bulk edits skipped every check, a server kept the
    state that the browser had posted. Here nobody hands in a status; acts have arrows, and only they move."""

    @pytest.mark.parametrize("status", ["published", "approved", "queued", "anything"])
    def test_a_status_that_is_sent_along_is_refused(self, status: str, editor: Any) -> None:
        [claim] = new_claims(0.9)
        with nothing_changes():
            answer = Caller(editor).post(f"claims/{claim.pk}/queueing", status=status)
            problem(answer, 400, "invalid", "status")

    @pytest.mark.parametrize("method", ["put", "patch", "delete", "post"])
    def test_a_claim_cannot_be_written_to(self, method: str, editor: Any) -> None:
        [claim] = new_claims(0.9)
        with nothing_changes():
            client = Caller(editor).client
            answer = getattr(client, method)(
                f"/api/v1/claims/{claim.pk}", {"status": "published"}, content_type="application/json"
            )
            problem(answer, 405, "method_not_allowed")

    @pytest.mark.parametrize(
        "model", [Claim, Assignment, Review, Verdict, VerdictVersion], ids=lambda model: model.__name__
    )
    def test_nothing_with_a_history_is_a_form_in_the_admin(self, model: Any, rf: Any) -> None:
        request = rf.post("/")
        request.user = PersonFactory(is_superuser=True, is_staff=True)
        found = admin.site._registry.get(model)
        may = found.get_model_perms(request) if found else {}
        assert not any(may.get(what) for what in ("add", "change", "delete"))

    def test_nothing_skips_a_stage(self, editor: Any) -> None:
        [claim] = new_claims(0.9)
        for act in (verdicts.approve, verdicts.publish):
            with pytest.raises(IllegalAct):
                act(claim.pk, actor=editor)
        with pytest.raises(IllegalAct):
            verdicts.withdraw(claim.pk, actor=editor, note="Why.")

    def test_a_status_that_no_workflow_knows_cannot_be_stored(self) -> None:
        [claim] = new_claims(0.9)
        with pytest.raises(IntegrityError), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(status="verified")


def expire(held: Assignment, editor: Any) -> None:
    with desk_clock.set_to(desk_clock.now() + LATER):
        assignments.expire_overdue()


def escalate_and_queue(held: Assignment, editor: Any) -> None:
    letting_go.escalate(held.pk, actor=held.reviewer, note="A lawyer?")
    triage.queue(held.claim_id, actor=editor)


def dismiss_and_bring_back(held: Assignment, editor: Any) -> None:
    triage.dismiss(held.claim_id, actor=editor, note="An opinion.")
    triage.restore(held.claim_id, actor=editor)
    triage.queue(held.claim_id, actor=editor)


WAYS_OUT: dict[str, Callable[[Assignment, Any], Any]] = {
    "release": lambda held, editor: letting_go.release(held.pk, actor=held.reviewer, note="Too busy."),
    "recuse": lambda held, editor: letting_go.recuse(held.pk, actor=held.reviewer),
    "postpone": lambda held, editor: letting_go.postpone(held.pk, actor=editor, until=tomorrow(), note="Closed."),
    "expire": expire,
    "escalate": escalate_and_queue,
    "dismiss": dismiss_and_bring_back,
}


class TestCountersThatDrift:
    """A labelling tool kept in columns how many answers a task had and whether it was done; skips, expiries and
    deletions forgot to count, so that tasks were done too often, or never. Here there is no such column."""

    @pytest.mark.parametrize("way", WAYS_OUT)
    def test_however_somebody_lets_go_as_many_as_are_wanted_review_it_and_nobody_more(
        self, way: str, editor: Any
    ) -> None:
        [claim] = new_claims(0.9)
        wanted.want(claim.pk, actor=editor, reviews=2)
        triage.queue(claim.pk, actor=editor)
        for _ in range(3):  # what drifts, drifts with repetition
            gone = assignments.assign(claim.pk, reviewer_id=PersonFactory(reviewer=True).pk, actor=editor)
            WAYS_OUT[way](gone, editor)
            assert queries.held_by(gone.reviewer).count() == 0
        statuses = []
        for _ in range(2):
            person = PersonFactory(reviewer=True)
            record(assignments.assign(claim.pk, reviewer_id=person.pk, actor=editor))
            statuses.append(Claim.objects.get(pk=claim.pk).status)
        assert statuses == [Status.QUEUED, Status.REVIEWED]
        with pytest.raises(DomainError):
            assignments.assign(claim.pk, reviewer_id=PersonFactory(reviewer=True).pk, actor=editor)

    @pytest.mark.parametrize("way", WAYS_OUT)
    def test_however_somebody_lets_go_there_is_room_in_their_hands_again(self, way: str, editor: Any) -> None:
        person = PersonFactory(reviewer=True, profile={"capacity": 1})
        for claim in queued_claims(0.9, 0.8):
            held = assignments.assign(claim.pk, reviewer_id=person.pk, actor=editor)
            WAYS_OUT[way](held, editor)
        [other] = queued_claims(1.0)
        assert assignments.take_next(actor=person).claim == other


class TestPermissionTestedOnlyInThePositive:
    """A desk's table of permissions assigned where it meant to compare: it allowed everybody, changed the record, and
    its tests, which only tried who may, were green. Here each permit is asked by those who may not, and asking writes
    nothing."""

    @pytest.fixture(scope="class")
    @classmethod
    def nobodies(cls, lasting: Any) -> Iterator[list[Any]]:
        """Who may do nothing at all, whatever the claim."""
        with lasting():
            yield [
                AnonymousUser(),
                PersonFactory(),
                PersonFactory(username="departed", roles=["Reviewer", "Editor"], is_active=False),
                PersonFactory(username="departed-admin", is_superuser=True, is_active=False),
            ]

    @pytest.fixture(scope="class")
    @classmethod
    def played(cls, lasting: Any) -> Iterator[dict[Status, int]]:
        with lasting():
            stand = (Status.NEW, Status.IN_REVIEW, Status.REVIEWED, Status.PUBLISHED)
            yield {status: claim_at(status).pk for status in stand}

    @pytest.fixture
    def in_hand(self, played: dict[Status, int], db: None) -> Claim:
        return Claim.objects.get(pk=played[Status.IN_REVIEW])

    @pytest.mark.parametrize("act", Act)
    @pytest.mark.parametrize("status", [Status.NEW, Status.IN_REVIEW, Status.REVIEWED, Status.PUBLISHED])
    def test_every_permit_refuses_whoever_has_no_role(
        self, act: Act, status: Status, nobodies: list[Any], played: dict[Status, int]
    ) -> None:
        claim = Claim.objects.get(pk=played[status])
        assert [who for who in nobodies if policy.may(act, who, claim)] == []

    @pytest.mark.parametrize("act", Act)
    def test_asking_changes_neither_the_claim_nor_the_answer(self, act: Act, editor: Any, in_hand: Claim) -> None:
        claim, reviewer = in_hand, in_hand.assignments.get().reviewer
        both = PersonFactory(roles=["Reviewer", "Editor"])
        before, columns = everything(), [field.attname for field in Claim._meta.concrete_fields]
        was = [getattr(claim, name) for name in columns]
        people = (editor, reviewer, both)
        answers = [policy.may(act, person, claim) for person in people for _ in range(2)]
        assert answers[::2] == answers[1::2]
        assert [getattr(claim, name) for name in columns] == was
        assert everything() == before

    @pytest.mark.parametrize("act", Act)
    def test_no_permit_is_open_to_everybody_in_the_newsroom(
        self, act: Act, editor: Any, reviewer: Any, clock: Any, console: Any, in_hand: Claim
    ) -> None:
        """Whatever the act, of the two roles, the clock and the command line somebody may not."""
        assert not all(policy.may(act, who, in_hand) for who in (editor, reviewer, clock, console))
