"""Told time by itself: threads meet in the right order, and only their own work is done."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from claims import clock
from claims.enums import JobState
from claims.models import Job
from claims.tasks import WORK
from seeds.stage import TICK, Stage, Thread, Untellable
from tests import factories

pytestmark = pytest.mark.django_db


def stage_of_ten_days() -> Stage:
    begins = datetime(2020, 1, 1, tzinfo=timezone.get_default_timezone())
    return Stage(begins=begins, ends=begins + timedelta(days=10), works=WORK)


def test_threads_meet_in_the_order_of_their_moments() -> None:
    on, seen = stage_of_ten_days(), []

    def thread(name: str, *days: int) -> Thread:
        for day in days:
            yield on.ends - timedelta(days=10 - day)
            seen.append((name, clock.now()))

    on.add(thread("one", 1, 4))
    on.add(thread("two", 2, 3, 4))
    on.play()
    assert [name for name, _ in seen] == ["one", "two", "two", "one", "two"]
    moments = [moment for _, moment in seen]
    assert moments[:4] == [on.ends - timedelta(days=10 - day) for day in (1, 2, 3, 4)]
    assert moments[4] == moments[3] + TICK


def test_the_story_may_not_reach_into_the_future() -> None:
    on = stage_of_ten_days()

    def thread() -> Thread:
        yield on.ends + timedelta(minutes=1)

    on.add(thread())
    with pytest.raises(Untellable, match="goes on after its end"):
        on.play()


def test_the_work_of_others_is_left_alone() -> None:
    factories.receive()
    on = stage_of_ten_days()
    on.play()
    assert Job.objects.get().state == JobState.READY
