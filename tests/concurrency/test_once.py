"""The same request sent twice at once: done by one, and the other is told so without waiting for it."""

from functools import partial
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from claims.actions import machines, once
from claims.actions.once import Answer, Asked
from claims.errors.calls import StillBeingDone, TwoKeysAlready
from claims.models import KeptAnswer, Topic
from tests.concurrency.second_connection import Rival, at_once, locked_out

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]
DONE = Answer(201, "{}", {})


def effect() -> Answer:
    Topic.objects.create(slug="health", name="Health")
    return DONE


@pytest.fixture
def asked(editor: Any) -> Asked:
    return Asked(editor, "a-key", "a" * 64)


def test_who_comes_while_it_is_done_is_told_at_once(asked: Asked) -> None:
    def meanwhile() -> Answer:
        answer = effect()
        with pytest.raises(StillBeingDone):
            at_once(partial(once.once, asked, effect))
        return answer

    assert once.once(asked, meanwhile) == DONE
    assert at_once(partial(once.once, asked, effect)) == DONE._replace(again=True)


def test_of_two_who_begin_at_once_one_does_it(asked: Asked) -> None:
    with transaction.atomic():
        once._begin(asked)
        rival = Rival(partial(once.once, asked, effect)).until_it_waits_for_us()
    with pytest.raises(StillBeingDone):
        rival.finish()
    assert Topic.objects.count() == 0


def test_the_answer_is_not_seen_before_its_effect(asked: Asked) -> None:
    """Nobody is told 201 of what may still be rolled back."""
    row = once._begin(asked)
    with transaction.atomic():
        effect()
        once._finish(row, DONE)
        with pytest.raises(StillBeingDone):
            at_once(partial(once.once, asked, effect))
        transaction.set_rollback(True)
    assert KeptAnswer.objects.get().status is None
    assert Topic.objects.count() == 0


def test_a_connection_that_dies_in_the_middle_leaves_nothing_and_the_key_free(asked: Asked) -> None:
    def dies() -> Answer:
        answer = effect()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return answer

    with pytest.raises(OperationalError):
        once.once(asked, dies)
    assert (Topic.objects.count(), KeptAnswer.objects.count()) == (0, 0)
    assert once.once(asked, effect) == DONE
    assert Topic.objects.count() == 1


def test_of_two_editors_who_give_the_last_place_away_one_is_refused(editor: Any) -> None:
    machine = machines.make("wire", owner_id=editor.pk, scopes=[], actor=editor)
    issue = partial(machines.issue, machine.pk, days=None, actor=editor)
    issue()
    with transaction.atomic():
        issue()
        with locked_out:
            at_once(issue)
        rival = Rival(issue).until_it_waits_for_us()
    with pytest.raises(TwoKeysAlready):
        rival.finish()
