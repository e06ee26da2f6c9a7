"""Which event leads to which work, in the event's own transaction."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from claims import receivers, signals, tasks, workflow
from claims.actions.actors import clock_actor
from claims.enums import Act, Status
from claims.models import Claim, Event, Job
from tests.factories import new_claims, receive
from tests.rows import rows_of

CAUSES = {
    Act.RECEIVE: "split_article",
    Act.REVISE: "split_article",
    Act.RETRY: "split_article",
    Act.FINISH_SPLIT: "queue_claims",
}


def test_what_leads_to_which_work_is_what_the_desk_expects() -> None:
    assert receivers.AFTER == CAUSES


def test_every_work_that_an_event_leads_to_can_be_done() -> None:
    assert {*CAUSES.values(), "assign_claim"} <= set(tasks.WORK)


@pytest.fixture(scope="module")
def claim(lasting: Any) -> Iterator[Claim]:
    """One that nothing waits for."""
    with lasting():
        [claim] = new_claims(0.5)
        Job.objects.all().delete()
        yield claim


def recorded_twice(claim: Claim, act: Act, after: str) -> Event:
    """Whoever listens is told of it again."""
    event = Event.objects.create(article=claim.article, claim=claim, act=act, after=after, actor=clock_actor())
    for _ in range(2):
        signals.recorded.send(sender=Event, event=event)
    return event


@pytest.mark.django_db
@pytest.mark.parametrize("act", workflow.CLAIM_ARROWS)
@pytest.mark.parametrize("after", Status.values)
def test_a_claim_with_a_free_place_is_offered_once(act: Act, after: str, claim: Claim) -> None:
    event = recorded_twice(claim, act, after)
    no_place_more = {Act.POSTPONE, Act.PRIORITISE, Act.ADJUST, Act.SPLIT, Act.MERGE, Act.CLARIFY}
    offered = [f"assign_claim:{event.pk}"] if after == Status.QUEUED and act not in no_place_more else []
    assert list(Job.objects.filter(kind="assign_claim").values_list("key", flat=True)) == offered


@pytest.mark.django_db
@pytest.mark.parametrize("act", Act)
def test_an_event_causes_its_work_once_and_no_other(act: Act, claim: Claim) -> None:
    event = recorded_twice(claim, act, "x")
    caused = [CAUSES[act]] if act in CAUSES else []
    assert list(Job.objects.values_list("kind", flat=True)) == caused
    assert list(Job.objects.values_list("key", flat=True)) == [f"{kind}:{event.pk}" for kind in caused]


@pytest.mark.django_db
def test_work_is_gone_with_the_event_that_caused_it(reviewer: Any) -> None:
    class ChangedMind(Exception):
        pass

    def receive_and_change_mind() -> None:
        with transaction.atomic():
            receive("Exports grew.", by=reviewer)
            assert Job.objects.count() == 1
            raise ChangedMind

    before = rows_of([Job, Event])
    with pytest.raises(ChangedMind):
        receive_and_change_mind()
    assert rows_of([Job, Event]) == before


@pytest.mark.django_db
def test_a_worker_is_woken_only_when_the_event_is_there_to_be_seen(
    reviewer: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    woken: list[int] = []
    monkeypatch.setattr(tasks, "wake", woken.append)
    with django_capture_on_commit_callbacks(execute=False) as after_commit:
        receive("Exports grew.", by=reviewer)
    assert woken == []
    for callback in after_commit:
        callback()
    assert woken == [Job.objects.get().pk]
