"""What holds for every act on a claim: it moves, it is recorded once, it asks who, and it fails as a whole."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from claims import clock as desk_clock
from claims import signals, workflow
from claims.enums import Act
from claims.errors import DomainError, NotAllowed, NoteNeeded, NotFound, StaleVersion
from claims.models import Claim, Event, Job
from tests.factories import PersonFactory, claim_at
from tests.reviews.actions.acts import EXAMPLES, Example, everything

pytestmark = pytest.mark.django_db

NOON, HOUR = datetime(2026, 3, 1, 12, tzinfo=UTC), timedelta(hours=1)
CAUSES_WORK = {
    Act.QUEUE,
    Act.RELEASE,
    Act.RECUSE,
    Act.WANT,
}  # of the acts below; the clock's own are tested where they are

# Those of the clock alone, and the one that makes a claim.
ELSEWHERE = {Act.FIND, Act.MARK, Act.EXPIRE, Act.COUNT}


def each(examples: list[Example]) -> Any:
    """What is tried with one example follows on what else is: so a claim is played to where it starts only once."""
    return pytest.mark.parametrize("example", examples, ids=lambda example: example.act.value, scope="module")


every_act = each(EXAMPLES)
every_noted_act = each([example for example in EXAMPLES if example.needs_a_note])
every_decision = each([example for example in EXAMPLES if example.names_a_version])


@pytest.fixture(scope="module")
def people(lasting: Any) -> Iterator[dict[str, Any]]:
    with lasting():
        yield {
            "editor": PersonFactory(editor=True, username="first-editor"),
            "reviewer": PersonFactory(reviewer=True, username="first-reviewer"),
            "second_reviewer": PersonFactory(reviewer=True, username="second-reviewer"),
        }


@pytest.fixture(scope="module")
def played(example: Example, people: dict[str, Any], lasting: Any) -> Iterator[int]:
    """A claim that the act can start from, reviewed by the first reviewer where it was reviewed."""
    with lasting():
        with desk_clock.set_to(NOON - HOUR):
            claim = claim_at(example.before, reviewer=people["reviewer"], editor=people["editor"])
            example.prepare(claim, people[example.by])
        yield claim.pk


@pytest.fixture
def claim(played: int, db: None) -> Claim:
    return Claim.objects.get(pk=played)


@pytest.fixture
def cast(people: dict[str, Any], db: None) -> dict[str, Any]:
    """As they are in the database: nobody remembers another test."""
    return {part: get_user_model().objects.get(pk=person.pk) for part, person in people.items()}


@pytest.fixture
def actor(example: Example, cast: dict[str, Any]) -> Any:
    return cast[example.by]


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with desk_clock.set_to(NOON):
        yield


class DiskFull(Exception):
    """Whatever may go wrong between two statements."""


def fail(*args: Any, **kwargs: Any) -> None:
    raise DiskFull


def test_every_act_on_a_claim_that_is_there_is_exemplified_except_those_of_the_clock_alone() -> None:
    assert {example.act for example in EXAMPLES} == set(workflow.CLAIM_ARROWS) - ELSEWHERE


@every_act
def test_it_moves_the_claim_and_raises_its_version(example: Example, claim: Claim, actor: Any) -> None:
    example.do(claim, actor)
    moved = Claim.objects.get(pk=claim.pk)
    since = NOON if example.after != example.before else claim.moved_at
    assert (moved.status, moved.version, moved.moved_at) == (example.after, claim.version + 1, since)


@every_act
def test_it_records_one_event_with_all_that_history_needs(example: Example, claim: Claim, actor: Any) -> None:
    known = set(Event.objects.values_list("pk", flat=True))
    example.do(claim, actor)
    [event] = Event.objects.filter(claim=claim).exclude(pk__in=known)  # who shares its fate has an event of its own
    note = example.event_note(claim) if callable(example.event_note) else example.event_note
    assert (event.claim_id, event.article_id) == (claim.pk, claim.article_id)
    assert (event.act, event.before, event.after) == (example.act, example.before, example.after)
    assert (event.actor, event.note, event.at) == (actor, note, NOON)


@every_act
def test_it_writes_the_work_it_causes(example: Example, claim: Claim, actor: Any) -> None:
    known = set(Job.objects.values_list("pk", flat=True))
    example.do(claim, actor)
    caused = Job.objects.exclude(pk__in=known).values_list("kind", "payload")
    assert list(caused) == ([("assign_claim", {"claim": claim.pk})] if example.act in CAUSES_WORK else [])


@every_act
def test_it_refuses_who_may_not_and_changes_nothing(example: Example, claim: Claim, cast: dict[str, Any]) -> None:
    somebody_else = cast[example.not_by]
    before = everything()
    with pytest.raises((NotAllowed, NotFound)):
        example.do(claim, somebody_else)
    assert everything() == before


@every_act
def test_it_refuses_a_stranger_and_changes_nothing(example: Example, claim: Claim, stranger: Any) -> None:
    before = everything()
    with pytest.raises((NotAllowed, NotFound)):
        example.do(claim, stranger)
    assert everything() == before


@every_act
def test_the_same_again_is_refused_and_changes_nothing(example: Example, claim: Claim, actor: Any) -> None:
    example.do(claim, actor)
    before = everything()
    with pytest.raises(DomainError):
        example.do(claim, actor)
    assert everything() == before


@every_noted_act
@pytest.mark.parametrize("note", ["", "   \n\t "])
def test_without_a_note_it_is_refused_and_changes_nothing(
    example: Example, note: str, claim: Claim, actor: Any
) -> None:
    before = everything()
    with pytest.raises(NoteNeeded):
        example.do(claim, actor, note=note)
    assert everything() == before


@every_decision
def test_a_decision_on_an_older_version_is_refused_and_changes_nothing(
    example: Example, claim: Claim, actor: Any
) -> None:
    before = everything()
    words = f"you saw version {claim.version - 1}, now it is version {claim.version}"
    with pytest.raises(StaleVersion, match=words) as refused:
        example.do(claim, actor, seen=claim.version - 1)
    last = claim.events.visible_to(actor).filter(pk=claim.events.latest("id").pk)  # others' hands are nobody's business
    assert [(change["act"], change["at"]) for change in refused.value.more["changes"]] == list(
        last.values_list("act", "at")
    )
    assert everything() == before


@every_decision
def test_a_decision_on_the_version_that_stands_is_taken(example: Example, claim: Claim, actor: Any) -> None:
    example.do(claim, actor, seen=claim.version)
    assert Claim.objects.get(pk=claim.pk).status == example.after


@every_act
def test_row_event_and_job_vanish_together_when_somebody_who_listens_fails(
    example: Example, claim: Claim, actor: Any
) -> None:
    written: dict[str, bool] = {}

    def listen_and_fail(event: Event, **kwargs: Any) -> None:
        written["event"] = Event.objects.filter(pk=event.pk).exists()
        written["status"] = Claim.objects.get(pk=claim.pk).status == example.after
        written["job"] = Job.objects.filter(key__endswith=f":{event.pk}").exists()
        raise DiskFull

    before = everything()
    signals.recorded.connect(listen_and_fail)
    try:
        with pytest.raises(DiskFull):
            example.do(claim, actor)
    finally:
        signals.recorded.disconnect(listen_and_fail)
    assert written == {"event": True, "status": True, "job": example.act in CAUSES_WORK}
    assert everything() == before


@each([example for example in EXAMPLES if example.last_write])
def test_everything_vanishes_together_when_the_last_write_fails(
    example: Example, claim: Claim, actor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()
    monkeypatch.setattr(example.last_write, fail)
    with pytest.raises(DiskFull):
        example.do(claim, actor)
    assert everything() == before
