"""What agreement is computed from, counted once: whoever looks sees the same figures, whenever it was counted."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from claims import clock
from claims.enums import Act, Status
from reviews.actions import findings, tallying
from reviews.api.statistics import AgreementShape
from reviews.enums import Closed
from reviews.figures import report
from reviews.models import Assignment, Rules, Tally, Tallying
from reviews.slices import Slice
from tests import factories
from tests.factories import PersonFactory
from tests.reviews.several_reviews import NOON, approved, reviewed, second_scale

A_MONTH = timedelta(days=31)


@pytest.fixture
def told(editor: Any) -> Callable[..., Any]:
    """What the editor, or somebody else, is told of a slice."""

    def tell(actor: Any = editor, **asked: Any) -> Any:
        return AgreementShape(report(Slice(**asked), actor=actor)).data

    return tell


def busy_desk(editor: Any, reviewer: Any, second_reviewer: Any) -> None:
    second_scale()
    for month in range(3):
        at = NOON + month * A_MONTH
        approved(reviewed((reviewer, "true"), (second_reviewer, "mostly_true"), at=at), editor, 30)
        approved(reviewed((reviewer, "false"), (second_reviewer, "false"), at=at, seconds=45), editor, 1234)
        reviewed((reviewer, "unproven"), (second_reviewer, "half_true"), at=at)
    reviewed((reviewer, "yes"), (second_reviewer, "no"), scale="short")
    approved(reviewed((reviewer, "true")), editor, 600, act=Act.SEND_BACK)


SLICES: list[dict[str, Any]] = [
    {},
    {"scale": "short"},
    {"since": NOON},
    {"until": NOON + A_MONTH},
    {"since": NOON.replace(month=4, day=1, hour=0), "until": NOON.replace(month=5, day=1, hour=0)},
    {"since": NOON + timedelta(days=2), "until": NOON + 2 * A_MONTH},
    {"since": NOON - timedelta(hours=1), "until": NOON + timedelta(hours=1)},
    {"outlet": "Daily"},
]


class TestABusyDesk:
    """Three months, two scales, a kappa of two people, quick findings, and one that is off the line."""

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def busy(cls, lasting: Any) -> Iterator[None]:
        with lasting():
            busy_desk(PersonFactory(editor=True), PersonFactory(reviewer=True), PersonFactory(reviewer=True))
            yield

    @pytest.mark.parametrize("asked", SLICES)
    def test_figures_are_the_same_counted_or_not(self, told: Callable[..., Any], asked: dict[str, Any]) -> None:
        before = told(**asked)
        tallying.keep_all()
        assert not Assignment.objects.filter(counted=False, closed_as=Closed.REVIEWED).exists()
        assert told(**asked) == before

    def test_in_parts_it_is_the_same_again(self, told: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
        before = told()
        monkeypatch.setattr(tallying, "AT_ONCE", 3)
        seen = []
        while tallying.keep():
            seen.append(told() == before)
        assert all(seen)
        assert len(seen) > 5

    def test_what_came_or_was_taken_back_since_is_in_the_figures_at_once(
        self, told: Callable[..., Any], reviewer: Any, second_reviewer: Any
    ) -> None:
        tallying.keep_all()
        before = told()
        claim = reviewed((reviewer, "true"), (second_reviewer, "false"))
        with_it = told()
        assert with_it["whole"]["claims"] == before["whole"]["claims"] + 1
        tallying.forget()
        tallying.keep_all()
        assert told() == with_it
        claim.assignments.update(closed_as=Closed.RETRACTED)
        assert told() == before
        tallying.forget()
        tallying.keep_all()
        assert told() == before

    def test_another_tolerance_needs_no_new_count(self, told: Callable[..., Any]) -> None:
        tallying.keep_all()
        agreement = []
        for tolerance in (0, 1):
            Rules.objects.update_or_create(pk=1, defaults={"tolerance": tolerance})
            agreement.append(told()["reviewers"][0]["agreement"])
        assert agreement[0] < agreement[1]

    def test_nothing_is_counted_again_within_a_minute(self, django_assert_num_queries: Any) -> None:
        tallying.keep_all()
        with django_assert_num_queries(3):  # savepoint, and the row that says when
            assert tallying.keep() == 0


def test_a_finding_that_was_sent_back_leaves_the_tallies(told: Callable[..., Any], reviewer: Any, editor: Any) -> None:
    claim = factories.claim_at(Status.REVIEWED, reviewer=reviewer)
    tallying.keep_all()
    findings.send_back(claim.pk, actor=editor, note="One source more.")
    _a_minute_later()
    assert told()["whole"]["claims"] == 0
    assert {str(tally.work) for tally in Tally.objects.all()} == {"[]"}
    factories.record(claim.assignments.get(closed_at=None), rating="true")
    _a_minute_later()
    assert told()["whole"]["findings"] == 1


def test_who_judges_a_claim_is_not_told_by_a_tally_what_others_found(
    told: Callable[..., Any], reviewer: Any, second_reviewer: Any
) -> None:
    judge = PersonFactory(reviewer=True, editor=True, username="judge")
    reviewed((reviewer, "true"), (second_reviewer, "false"))
    own = reviewed((judge, "true"), (reviewer, "false"))
    before = told(judge)
    assert before["whole"]["findings"] == 3  # of the claim that they reviewed, their own
    tallying.keep_all()
    assert told(judge) == before
    assert told()["whole"]["findings"] == 4
    assert own.status not in (Status.PUBLISHED, Status.WITHDRAWN)


def test_decisions_of_the_last_minutes_are_read_until_they_are_settled(
    told: Callable[..., Any], reviewer: Any, editor: Any
) -> None:
    with clock.set_to(NOON + timedelta(minutes=5)):
        approved(reviewed((reviewer, "true")), editor, 30)
        tallying.keep_all()
        assert Tallying.objects.get().decided_until is None
    assert told()["approvers"][0]["approvals"] == 1
    with clock.set_to(NOON + timedelta(minutes=15)):  # in the middle of the month
        tallying.keep_all()
        approved(reviewed((reviewer, "true")), editor, 900)
    assert [tally.decisions[0][0] for tally in Tally.objects.exclude(decisions=[])] == [editor.pk]
    assert told()["approvers"][0]["approvals"] == 2


def _a_minute_later() -> None:
    Tallying.objects.update(counted_at=None)
    tallying.keep_all()
