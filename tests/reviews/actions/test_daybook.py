"""The days of the desk: counted from history, each once it is over for the last time, and never differently."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims import clock
from claims.actions import triage
from claims.enums import Status
from claims.models import Claim
from reviews import flow
from reviews.actions import adjudication, assignments, daybook, verdicts, wanted
from reviews.models import Day
from tests.factories import PersonFactory, claim_at, new_claims, queued_claims, record
from tests.reviews.about import topic

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 18, 12, tzinfo=timezone.get_default_timezone())  # a Wednesday


@pytest.fixture(autouse=True)
def at_noon(db: None) -> Iterator[None]:
    with clock.set_to(NOON):
        yield


def ago(**span: float) -> Any:
    return clock.set_to(NOON - timedelta(**span))


def counted(days_ago: int = 0) -> Day:
    daybook.keep()
    return Day.objects.get(date=NOON.date() - timedelta(days=days_ago))


def test_what_was_queued_dismissed_and_published_is_counted_on_its_day(editor: Any) -> None:
    with ago(days=2):
        queued_claims(0.9, 0.8)
    with ago(days=1):
        claim_at(Status.PUBLISHED)
    claim_at(Status.DISMISSED)
    days = [counted(back) for back in (3, 2, 1, 0)]
    assert [(day.queued, day.published, day.dismissed) for day in days] == [(0, 0, 0), (2, 0, 0), (1, 1, 0), (0, 0, 1)]


def test_open_is_what_was_queued_and_is_not_done(editor: Any) -> None:
    with ago(days=90):  # before the first day that is kept
        [old] = queued_claims(0.9)
    with ago(days=2):
        claim_at(Status.REVIEWED), claim_at(Status.ESCALATED), new_claims(0.5)
    with ago(days=1):
        triage.dismiss(old.pk, actor=editor, note="An opinion.")
    assert [counted(back).open_at_end for back in (55, 3, 2, 1, 0)] == [1, 1, 3, 2, 2]


def test_the_time_to_a_verdict_is_kept_to_two_digits(editor: Any, reviewer: Any) -> None:
    with ago(minutes=137):
        [claim] = queued_claims(0.9)
        held = assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
        record(held)
    verdicts.approve(claim.pk, actor=editor)
    verdicts.publish(claim.pk, actor=editor)
    assert counted().minutes == {"140": 1}


def test_of_claims_that_several_reviewed_it_is_kept_whether_they_disagreed(editor: Any) -> None:
    for ratings in (("false", "false"), ("false", "true")):
        [claim] = new_claims(0.9)
        wanted.want(claim.pk, reviews=2, actor=editor)
        triage.queue(claim.pk, actor=editor)
        for rating in ratings:
            reviewer = PersonFactory(reviewer=True)
            record(assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor), rating=rating)
        if Claim.objects.get(pk=claim.pk).status == Status.DISPUTED:
            settler = PersonFactory(reviewer=True)
            record(adjudication.appoint(claim.pk, person_id=settler.pk, actor=editor))
        verdicts.approve(claim.pk, actor=editor)
        verdicts.publish(claim.pk, actor=editor)
    claim_at(Status.PUBLISHED)
    day = counted()
    assert (day.published, day.several, day.disputed) == (3, 2, 1)


def test_what_waits_is_told_by_tenths_and_what_was_published_by_topic_and_rating(editor: Any) -> None:
    queued_claims(0.0, 0.1, 0.19, 0.9, 1.0)
    health = topic("health")
    claim_at(Status.PUBLISHED).article.topics.add(health)
    claim_at(Status.PUBLISHED), claim_at(Status.REVIEWED).article.topics.add(health)
    day = counted()
    assert day.worth == [1, 2, 0, 0, 0, 0, 0, 0, 0, 2]
    assert day.ratings == [["health", "false", 1]]


def test_counting_again_within_a_minute_reads_nothing_more(django_assert_num_queries: Any) -> None:
    assert daybook.keep() == flow.KEPT
    with django_assert_num_queries(1):
        assert daybook.keep() == 0


def test_a_day_that_is_over_is_counted_once_more_and_then_no_more() -> None:
    daybook.keep()
    with clock.set_to(NOON + timedelta(hours=12, minutes=5)):  # its acts may still be on their way
        assert daybook.keep() == 2
    with clock.set_to(NOON + timedelta(hours=13)):
        assert daybook.keep() == 2
    with clock.set_to(NOON + timedelta(hours=14)):
        assert daybook.keep() == 1


def test_after_a_long_silence_the_backlog_is_found_again(editor: Any) -> None:
    daybook.keep()
    with clock.set_to(NOON + timedelta(days=100)):
        queued_claims(0.9)
        daybook.keep()
        [today] = flow.days()
        assert today.open_at_end == 1
        assert Day.objects.filter(date__gt=NOON.date()).count() == flow.KEPT
