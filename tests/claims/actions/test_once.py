"""A request under a key is done once: its answer and its effect are committed together or not at all."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.db.models.functions import Now

from claims.actions import once
from claims.actions.once import Answer, Asked
from claims.errors.calls import KeyOfAnotherRequest, StillBeingDone
from claims.models import KeptAnswer, Topic

pytestmark = pytest.mark.django_db
DONE = Answer(201, "{}", {"Location": "/1"})


@pytest.fixture
def asked(editor: Any) -> Asked:
    return Asked(editor, "a-key", "a" * 64)


def effect() -> Answer:
    """Something that can be counted."""
    Topic.objects.create(slug=f"t{Topic.objects.count()}", name=f"T{Topic.objects.count()}")
    return DONE


def test_the_second_time_is_answered_and_not_done(asked: Asked) -> None:
    assert once.once(asked, effect) == DONE
    assert once.once(asked, effect) == DONE._replace(again=True)
    assert Topic.objects.count() == 1


def test_keys_of_one_caller_say_nothing_to_another(asked: Asked, second_editor: Any) -> None:
    once.once(asked, effect)
    assert once.once(asked._replace(caller=second_editor), effect) == DONE
    assert Topic.objects.count() == 2


def test_a_key_stands_for_one_request(asked: Asked) -> None:
    once.once(asked, effect)
    with pytest.raises(KeyOfAnotherRequest):
        once.once(asked._replace(what="b" * 64), effect)
    assert Topic.objects.count() == 1


def test_what_was_refused_is_not_kept_and_what_the_refusal_wrote_stays(asked: Asked) -> None:
    def refuse() -> None:
        effect()

    assert once.once(asked, refuse) is None
    assert (KeptAnswer.objects.count(), Topic.objects.count()) == (0, 1)
    assert once.once(asked, effect) == DONE


def test_what_breaks_undoes_all_of_it_and_frees_the_key(asked: Asked) -> None:
    def breaks() -> Answer:
        effect()
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        once.once(asked, breaks)
    assert (KeptAnswer.objects.count(), Topic.objects.count()) == (0, 0)


def test_while_it_is_being_done_others_are_told_so(asked: Asked) -> None:
    def meanwhile() -> Answer:
        with pytest.raises(StillBeingDone):
            once.once(asked, effect)
        return effect()

    assert once.once(asked, meanwhile) == DONE
    assert Topic.objects.count() == 1


def test_who_died_over_it_is_followed_by_the_next_once_their_lease_is_over(asked: Asked) -> None:
    row = KeptAnswer.objects.create(
        caller=asked.caller, key=asked.key, asked=asked.what, token=uuid.uuid4(), lease_until=Now() + once.LEASE
    )
    with pytest.raises(StillBeingDone):
        once.once(asked, effect)
    KeptAnswer.objects.filter(pk=row.pk).update(lease_until=Now() - timedelta(seconds=1))
    assert once.once(asked, effect) == DONE


def test_who_sleeps_past_their_lease_finds_their_effects_dropped(asked: Asked) -> None:
    def sleeps() -> Answer:
        KeptAnswer.objects.update(lease_until=Now() - timedelta(seconds=1))
        assert once.once(asked, effect) == DONE  # somebody else
        return effect()

    with pytest.raises(StillBeingDone):
        once.once(asked, sleeps)


def test_answers_are_kept_for_a_day_and_then_forgotten(asked: Asked) -> None:
    once.once(asked, effect)
    KeptAnswer.objects.update(begun_at=F("begun_at") - timedelta(hours=24))
    assert once.forget_old() == 0
    KeptAnswer.objects.update(begun_at=F("begun_at") - timedelta(hours=2))
    assert once.forget_old() == 1
    assert once.once(asked, effect) == DONE
