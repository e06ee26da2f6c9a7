"""Each filter finds what it says and nothing else; several narrow together; what makes no sense is refused."""

from datetime import timedelta
from typing import Any

import pytest

from claims import clock
from claims.actions import triage
from claims.enums import Status
from claims.models import Claim
from reviews.actions import assignments, findings, letting_go, wanted
from reviews.models import Assignment
from tests.factories import PersonFactory, claim_at, new_claims, queued_claims, record
from tests.reviews.about import claim_about, topic
from tests.reviews.board.asking import columns, found, listed, refused

pytestmark = pytest.mark.django_db


def set_on(claim: Claim, **values: Any) -> Claim:
    Claim.objects.filter(pk=claim.pk).update(**values)
    return Claim.objects.get(pk=claim.pk)


@pytest.fixture
def other(db: None) -> Claim:
    """What none of these filters finds."""
    [claim] = new_claims(0.1, language="de", outlet="Elsewhere")
    return set_on(claim, moved_at=clock.now() - timedelta(days=3))


def test_words_of_the_claim_or_of_who_said_it(editor: Any, other: Claim) -> None:
    claim = claim_about(claimant="x")
    claim.text, claim.claimant = "Steel was cheap.", "The Minister"
    claim.save()
    assert found("q=steel+chea", editor) == found("q=minister+steel", editor) == {claim.pk}
    assert found("claimant=the+minis", editor) == {claim.pk}
    assert found("claimant=steel", editor) == set()


def test_several_statuses(editor: Any, other: Claim) -> None:
    queued, dismissed = queued_claims(0.9)[0], claim_at(Status.DISMISSED)
    assert found("status=queued&status=dismissed", editor) == {queued.pk, dismissed.pk}


def test_several_priorities(editor: Any, other: Claim) -> None:
    low, high, urgent = new_claims(0.9, 0.8, 0.7)
    for claim, priority in ((low, 0), (high, 2), (urgent, 3)):
        triage.prioritise(claim.pk, actor=editor, priority=priority)
    assert found("priority=urgent&priority=low", editor) == {low.pk, urgent.pk}
    assert columns("priority=high&status=new", editor) == {"new": [high.pk]}


def test_topic_outlet_language_article_and_kind(editor: Any, other: Claim) -> None:
    claim = claim_about(topic("health"), outlet="The Ledger")
    set_on(claim, kind="opinion")
    claim.article.language = "en-GB"
    claim.article.save()
    for query in ("topic=health", "outlet=the+LEDGER", "language=en", f"article={claim.article_id}", "kind=opinion"):
        assert found(query, editor) == {claim.pk}, query
    assert found("language=en-US", editor) == set()


def test_how_long_it_is_there_and_when_it_moved(editor: Any, other: Claim) -> None:
    [fresh] = new_claims(0.9)
    today = clock.today()
    assert found("older_than=2d", editor) == {other.pk}
    assert found("newer_than=12h", editor) == {fresh.pk}
    assert found(f"moved_from={today - timedelta(days=1)}", editor) == {fresh.pk}
    assert found(f"moved_to={today - timedelta(days=2)}", editor) == {other.pk}
    assert found(f"moved_from={today}&moved_to={today}", editor) == {fresh.pk}


def test_a_range_of_check_worthiness_with_both_its_ends(editor: Any, other: Claim) -> None:
    low, high = new_claims(0.5, 0.75)
    assert found("worth_from=0.5&worth_to=0.75", editor) == {low.pk, high.pk}
    assert found("worth_from=0.51&worth_to=0.9", editor) == {high.pk}


def test_overdue_is_what_waits_too_long_since_it_was_queued(editor: Any, other: Claim) -> None:
    late, early = queued_claims(0.9, 0.8)
    set_on(late, queued_at=clock.now() - timedelta(hours=49))
    assert found("overdue=1", editor) == {late.pk}
    assert columns("overdue=1", editor) == {"queued": [late.pk]}
    assert early.pk not in found("overdue=1&status=queued&status=new", editor)


def test_in_whose_hands_and_who_reviewed(editor: Any, reviewer: Any, other: Claim) -> None:
    reviewed = claim_at(Status.REVIEWED, reviewer=reviewer)
    [held] = queued_claims(0.9)
    assignments.assign(held.pk, reviewer_id=reviewer.pk, actor=editor)
    assert found(f"holder={reviewer.pk}", editor) == {held.pk}
    assert found("holder=nobody&status=in_review&status=reviewed", editor) == {reviewed.pk}
    assert found(f"reviewer={reviewer.pk}", editor) == {held.pk, reviewed.pk}
    assert found("holder=me", reviewer) == {held.pk}
    assert found("holder=me", editor) == set()


def test_who_reviewed_what_still_waits_or_needs_an_editor_because_others_are_wanted(
    editor: Any, reviewer: Any, other: Claim
) -> None:
    waits, escalated, alone = queued_claims(0.9, 0.8, 0.7)
    colleague = PersonFactory(reviewer=True)
    for claim in (waits, escalated):
        wanted.want(claim.pk, reviews=2, actor=editor)
        record(assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor))
    taken = assignments.assign(escalated.pk, reviewer_id=colleague.pk, actor=editor)
    letting_go.escalate(taken.pk, actor=colleague, note="A lawyer should look at this.")
    assert found(f"reviewer={reviewer.pk}", editor) == {waits.pk, escalated.pk}
    drawn = columns(f"reviewer={reviewer.pk}", editor)
    assert (drawn["queued"], drawn["escalated"]) == ([waits.pk], [escalated.pk])
    assert found("status=queued", editor) == {waits.pk, alone.pk}


def test_the_rating_that_is_proposed_or_shown(editor: Any, other: Claim) -> None:
    proposed, shown, disputed = claim_at(Status.REVIEWED), claim_at(Status.PUBLISHED), claim_at(Status.DISPUTED)
    assert found("rating=false", editor) == {proposed.pk, shown.pk}
    assert found("rating=true", editor) == set()
    assert disputed.pk not in found("rating=false", editor)


def test_a_rating_that_was_sent_back_is_proposed_no_more(editor: Any) -> None:
    claim = claim_at(Status.REVIEWED)
    findings.send_back(claim.pk, actor=editor, note="One source is thin.", seen=claim.version)
    assert found("rating=false", editor) == set()
    assert [row.rated for row in listed("", editor)] == [None]


def test_where_reviewers_disagreed_even_if_it_is_settled(editor: Any, other: Claim) -> None:
    disputed, reviewed = claim_at(Status.DISPUTED), claim_at(Status.REVIEWED)
    assert found("disagreement=1", editor) == {disputed.pk}
    assert reviewed.pk not in found("disagreement=1", editor)


def test_leases_that_run_out(editor: Any, reviewer: Any, other: Claim) -> None:
    held = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    assert found("lease=over", editor) == found("lease=ending", editor) == set()
    Assignment.objects.update(leased_until=clock.now() + timedelta(minutes=5))
    assert found("lease=ending", editor) == {held.pk}
    Assignment.objects.update(leased_until=clock.now() - timedelta(minutes=1))
    assert found("lease=over", editor) == {held.pk}


def test_filters_narrow_together(editor: Any, other: Claim) -> None:
    one, another = queued_claims(0.9, 0.6)
    triage.prioritise(one.pk, actor=editor, priority=3)
    triage.prioritise(another.pk, actor=editor, priority=3)
    both = f"status=queued&priority=urgent&article={one.article_id}&newer_than=1d&q=statement"
    assert found(both, editor) == {one.pk, another.pk}
    assert found(f"{both}&worth_from=0.8", editor) == {one.pk}
    assert found(f"{both}&worth_from=0.8&status=new", editor) == {one.pk}
    assert found(f"{both}&holder=nobody&outlet=Elsewhere", editor) == set()


def test_each_order_has_its_first(editor: Any) -> None:
    first, second, third = queued_claims(0.2, 0.9, 0.5)
    triage.prioritise(third.pk, actor=editor, priority=3)
    set_on(first, moved_at=clock.now() - timedelta(days=1))
    assert [claim.pk for claim in listed("sort=worth", editor)] == [second.pk, third.pk, first.pk]
    assert listed("sort=priority", editor)[0].pk == third.pk
    assert listed("sort=age", editor)[0].pk == first.pk
    assert listed("", editor)[-1].pk == first.pk
    in_the_queue = [claim.pk for claim in Claim.objects.waiting()]
    assert [claim.pk for claim in listed("status=queued&sort=queue&shape=list", editor)] == in_the_queue
    assert columns("", editor)["queued"] == in_the_queue


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "__all__"),
        ("status=eaten", "status"),
        ("older_than=long", "older_than"),
        ("older_than=99999d", "older_than"),
        ("moved_from=0001-01-01", "moved_from"),
        ("moved_from=2026-02-02&moved_to=2026-02-01", "moved_to"),
        ("worth_from=2", "worth_from"),
        ("worth_from=nan", "worth_from"),
        ("article=99999999999999999999", "article"),
        ("q=%21%21", "q"),
        ("q=%00", "q"),
        ("holder=9999999", "holder"),
        ("topic=nowhere", "topic"),
        ("sort=queue&shape=list", "sort"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(editor: Any, query: str, field: str) -> None:
    assert list(refused(query, editor)) == [field]


def test_a_reviewer_asks_for_nobody_else_and_for_no_dispute(reviewer: Any) -> None:
    colleague = PersonFactory(reviewer=True)
    for query in (
        f"holder={colleague.pk}",
        f"reviewer={colleague.pk}",
        "holder=nobody",
        "disagreement=1",
        "lease=over",
    ):
        assert refused(query, reviewer), query


def test_what_was_done_on_some_days(editor: Any, other: Claim) -> None:
    with clock.set_to(clock.now() - timedelta(days=3)):
        [early], published = queued_claims(0.9), claim_at(Status.PUBLISHED)
    [late] = queued_claims(0.8)
    day = clock.today() - timedelta(days=3)
    assert found("done=queue", editor) == {early.pk, late.pk, published.pk}
    assert found(f"done=queue&done_to={day}", editor) == {early.pk, published.pk}
    assert found(f"done=queue&done_from={day + timedelta(days=1)}", editor) == {late.pk}
    assert found(f"done=publish&done_from={day}&done_to={day}", editor) == {published.pk}
    assert found(f"done=queue&done_from={day}&done_to={day}&status=queued", editor) == {early.pk}


def test_days_of_nothing_in_particular_make_no_sense(editor: Any) -> None:
    assert refused("done_from=2026-03-01", editor) == {"done": ["Choose what was done on these days."]}
    assert refused("done=queue&done_from=2026-03-02&done_to=2026-03-01", editor) == {
        "done_to": ["It ends before it begins."]
    }


def test_what_will_be_overdue_soon(editor: Any, other: Claim) -> None:
    over, nearly, fresh = queued_claims(0.9, 0.8, 0.7)
    for claim, hours in ((over, 49), (nearly, 40), (fresh, 20)):
        set_on(claim, queued_at=clock.now() - timedelta(hours=hours))
    assert found("due=12h", editor) == {nearly.pk}
    assert found("due=2d", editor) == {nearly.pk, fresh.pk}
