"""Until a claim is decided, nothing that a reviewer of it is told says anything of the others' work."""

import re
from datetime import timedelta
from typing import Any

import pytest

from claims import clock as desk_clock
from claims import policy
from claims.actions import articles, triage
from claims.enums import Act, Status
from claims.models import Claim
from reviews import tasks
from reviews.actions import assignments, wanted
from reviews.models import Notification, Rating, Rules
from tests.factories import PersonFactory, receive, record, split
from tests.reviews.actions.acts import EXAMPLES
from tests.reviews.notifications.test_acts import dispute

pytestmark = pytest.mark.django_db

# Where somebody wrote a finding nobody moves the words that it is about.
MOVE_WORDS = (Act.ADJUST, Act.SPLIT, Act.MERGE)
UNDECIDED = [e for e in EXAMPLES if e.after not in (Status.PUBLISHED, Status.WITHDRAWN) and e.act not in MOVE_WORDS]
TEXT = "Exports of the ministry grew."  # no digit: a number in a sentence would be one of ours


@pytest.fixture
def other() -> Any:
    """Somebody with both roles who reviewed the claim before: an editor, and yet blind on this one."""
    return PersonFactory(username="other-colleague", roles=[policy.REVIEWER, policy.EDITOR])


def reviewed_by(other: Any, editor: Any) -> Claim:
    """A claim that `other` reviewed as false; then it was dismissed and brought back, so that another can review it."""
    [claim] = split(receive(TEXT, by=editor, title="Trade"), {TEXT: 0.9})
    triage.queue(claim.pk, actor=editor)
    assignments.assign(claim.pk, reviewer_id=other.pk, actor=editor)
    record(claim.assignments.get(), rating="false")
    triage.dismiss(claim.pk, actor=editor, note="An opinion.")
    triage.restore(claim.pk, actor=editor)
    return claim


def bring_to(status: Status, claim: Claim, reviewer: Any, editor: Any) -> None:
    if status == Status.DISMISSED:
        triage.dismiss(claim.pk, actor=editor, note="An opinion.")
    if status == Status.DISPUTED:
        wanted.want(claim.pk, actor=editor, reviews=2)
        triage.queue(claim.pk, actor=editor)
        for person, rating in ((reviewer, "half_true"), (PersonFactory(reviewer=True), "true")):
            record(assignments.assign(claim.pk, reviewer_id=person.pk, actor=editor), rating=rating)
    steps = [
        lambda: triage.queue(claim.pk, actor=editor),
        lambda: assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor),
        lambda: record(claim.assignments.get(closed_at=None), rating="half_true"),
    ]
    for step in steps:
        claim.refresh_from_db()
        if claim.status == status:
            return
        step()
    claim.refresh_from_db()
    assert claim.status == status


def says_nothing_of_others(person: Any, reviewer: Any) -> None:
    labels = [re.escape(label.casefold()) for label in Rating.objects.values_list("label", flat=True)]
    ratings = re.compile(rf"\b({'|'.join(labels)})\b|\d|{reviewer.username}|review(s|ers|ed) of|disagree")
    for row in Notification.objects.filter(person=person):
        assert not ratings.search(row.sentence.casefold()), row.sentence


@pytest.mark.parametrize("example", UNDECIDED, ids=lambda example: example.act.value)
def test_no_act_on_an_undecided_claim_tells_a_reviewer_of_another(
    example: Any, other: Any, editor: Any, reviewer: Any, second_reviewer: Any, request: pytest.FixtureRequest
) -> None:
    claim = reviewed_by(other, editor)
    bring_to(example.before, claim, reviewer, editor)
    example.prepare(claim, editor)
    mine = Notification.objects.filter(person=other).count()
    example.do(claim, request.getfixturevalue(example.by))
    says_nothing_of_others(other, reviewer)
    assert Notification.objects.filter(person=other).count() == mine


def test_a_dispute_is_not_told_to_an_editor_who_reviewed_or_holds_the_claim(
    other: Any, editor: Any, reviewer: Any
) -> None:
    claim = reviewed_by(other, editor)
    bring_to(Status.IN_REVIEW, claim, reviewer, editor)
    holder = PersonFactory(roles=[policy.REVIEWER, policy.EDITOR])
    claim.assignments.filter(closed_at=None).update(reviewer=holder)
    dispute(claim, reviewer)
    assert Notification.objects.filter(kind="disagreement", person=editor).exists()
    assert not Notification.objects.filter(kind="disagreement", person__in=[other, holder]).exists()


def test_what_the_clock_tells_says_nothing_of_others(other: Any, editor: Any, reviewer: Any) -> None:
    claim = reviewed_by(other, editor)
    triage.queue(claim.pk, actor=editor)
    with desk_clock.set_to(desk_clock.now() + timedelta(hours=Rules.current().overdue_hours + 1)):
        tasks.tell_of_overdue()
        tasks.warn_of_leases()
    assert Notification.objects.filter(kind="overdue", person=editor).exists()
    assert not Notification.objects.filter(kind="overdue", person=other).exists()
    says_nothing_of_others(other, reviewer)


def test_a_changed_text_says_nothing_of_others(other: Any, editor: Any, reviewer: Any) -> None:
    claim = reviewed_by(other, editor)
    bring_to(Status.REVIEWED, claim, reviewer, editor)
    articles.revise(claim.article_id, "Nothing of it stands here.", actor=editor)
    split(claim.article, {})
    assert Notification.objects.filter(kind="text_changed", person=other).count() == 1
    says_nothing_of_others(other, reviewer)
