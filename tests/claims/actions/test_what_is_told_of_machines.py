"""The history of the desk says who gave which machine what; never the key itself."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from claims import clock
from claims.actions import desk_events, machines
from claims.enums import About, Scope
from claims.models import DeskEvent, Machine
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

NOON = datetime.fromisoformat("2026-03-01T12:00:00+00:00")


@pytest.fixture
def machine(editor: Any) -> Machine:
    return machines.make("wire", owner_id=editor.pk, scopes=[Scope.SUBMIT], actor=editor)


def told() -> list[str]:
    return [str(event) for event in DeskEvent.objects.of(About.MACHINE, "wire").order_by("id")]


def test_each_act_is_a_sentence(machine: Machine, editor: Any, reviewer: Any) -> None:
    with clock.set_to(NOON):
        first, _ = machines.issue(machine.pk, days=30, actor=editor)
        second, _ = machines.issue(machine.pk, days=None, actor=editor)
    machines.change(machine.pk, owner_id=reviewer.pk, scopes=[], actor=editor)
    machines.revoke(first.pk, actor=editor)
    machines.end(machine.pk, actor=editor)
    assert told() == [
        f"{editor} made the machine “wire”, for which {editor} answers, and which may bring in articles",
        f"{editor} gave the machine “wire” the key fact_{first}, good until 31 March 2026",
        f"{editor} gave the machine “wire” the key fact_{second}, good until it is revoked",
        (
            f"{editor} changed the machine “wire”: who answers for it from {editor} to {reviewer}; "
            "what it may do from “bring in articles” to “read what is published”"
        ),
        f"{editor} revoked the key fact_{first} of the machine “wire”",
        f"{editor} ended the machine “wire” and revoked the key fact_{second}",
    ]


def test_a_key_that_takes_the_place_of_one_that_is_over_says_so(machine: Machine, editor: Any) -> None:
    with clock.set_to(NOON):
        over, _ = machines.issue(machine.pk, days=1, actor=editor)
    with clock.set_to(NOON + timedelta(days=1)):
        machines.issue(machine.pk, days=1, actor=editor)
    assert told()[-1].endswith(f"good until 3 March 2026, in the place of the key fact_{over}, whose time was over")


def test_what_changes_nothing_is_not_told(machine: Machine, editor: Any) -> None:
    key, _ = machines.issue(machine.pk, days=1, actor=editor)
    machines.revoke(key.pk, actor=editor)
    before = told()
    machines.revoke(key.pk, actor=PersonFactory(editor=True))
    machines.change(machine.pk, owner_id=editor.pk, scopes=[Scope.SUBMIT], actor=editor)
    assert told() == before


def test_no_key_can_be_read_in_the_history(machine: Machine, editor: Any) -> None:
    _, secret = machines.issue(machine.pk, days=1, actor=editor)
    assert secret[14:] not in str(list(DeskEvent.objects.values()))


ACTS = [
    lambda machine, actor: machines.make("other", owner_id=actor.pk, scopes=[], actor=actor),
    lambda machine, actor: machines.change(machine.pk, owner_id=actor.pk, scopes=[], actor=actor),
    lambda machine, actor: machines.issue(machine.pk, days=1, actor=actor),
    lambda machine, actor: machines.revoke(machine.keys.get().pk, actor=actor),
    lambda machine, actor: machines.end(machine.pk, actor=actor),
]


@pytest.mark.parametrize("act", ACTS)
def test_what_cannot_be_told_is_not_done(
    machine: Machine, editor: Any, act: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    machines.issue(machine.pk, days=1, actor=editor)

    def rows() -> list[Any]:
        return [list(kind.objects.order_by("pk").values()) for kind in (Machine, type(machine.keys.get()))]

    before = rows()
    monkeypatch.setattr(desk_events, "record", None)
    with pytest.raises(TypeError, match="not callable"):
        act(machine, editor)
    assert rows() == before
