"""Machines: made by editors, known by keys that nobody can read back, two at once, taken away at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims import clock, policy
from claims.actions import articles, machines
from claims.enums import Act, Door, Scope
from claims.errors import NotAllowed, NotFound
from claims.errors.calls import (
    KeyRefused,
    MachineExists,
    MachineIsOver,
    TwoKeysAlready,
    UnknownScope,
    WrongLifetime,
    WrongMachineName,
    WrongOwner,
)
from claims.models import Machine, MachineKey
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def machine(editor: Any) -> Machine:
    return machines.make("wire-importer", owner_id=editor.pk, scopes=[Scope.SUBMIT], actor=editor)


def opens(told: str) -> bool:
    try:
        machines.recognise(told)
    except KeyRefused:
        return False
    return True


def test_a_machine_acts_as_a_user_that_can_never_log_in(machine: Machine) -> None:
    assert str(machine.user) == "wire-importer (machine)"
    assert not machine.user.has_usable_password()
    assert authenticate(username="wire-importer (machine)", password="") is None
    assert policy.roles_of(machine.user) == frozenset()


def test_no_person_can_take_its_name() -> None:
    with pytest.raises(ValidationError, match="valid username"):
        get_user_model()(username="wire-importer (machine)", password="x").full_clean()


def test_history_names_the_machine(machine: Machine) -> None:
    article = articles.receive("Exports grew by 5 percent.", actor=machine.user, door=Door.API).article
    assert str(article.events.get()) == "wire-importer (machine) brought in the article"


@pytest.mark.parametrize(
    ("scopes", "acts"),
    [([], set()), (["submit"], {"receive", "revise"}), (["read"], set()), (["mark"], {"mark"})],
)
def test_a_machine_may_do_what_its_scopes_say_and_never_judges(editor: Any, scopes: list[str], acts: set[str]) -> None:
    user = machines.make("m", owner_id=editor.pk, scopes=scopes, actor=editor).user
    assert {act.value for act in Act if policy.may(act, user)} == acts
    assert policy.reads_the_desk(user) == bool({"read", "mark"} & set(scopes))


def test_the_key_is_told_once_and_kept_as_a_hash(machine: Machine, editor: Any) -> None:
    key, told = machines.issue(machine.pk, days=30, actor=editor)
    assert told.startswith(f"fact_{key.prefix}_")
    assert told not in str(MachineKey.objects.values().get())
    assert machines.recognise(told).machine.user == machine.user


def test_two_keys_of_one_machine_are_in_force_and_never_three(machine: Machine, editor: Any) -> None:
    told = [machines.issue(machine.pk, days=None, actor=editor)[1] for _ in range(2)]
    with pytest.raises(TwoKeysAlready):
        machines.issue(machine.pk, days=None, actor=editor)
    assert all(map(opens, told))
    machines.revoke(machine.keys.earliest("id").pk, actor=editor)
    assert [opens(one) for one in told] == [False, True]
    machines.issue(machine.pk, days=None, actor=editor)


def test_the_database_has_no_third_place_either(machine: Machine, editor: Any) -> None:
    for place in (1, 2):
        MachineKey.objects.create(machine=machine, place=place, prefix=f"p{place}", sha256="0", made_by=editor)
    for place in (1, 2, 3):
        with pytest.raises(IntegrityError), transaction.atomic():
            MachineKey.objects.create(machine=machine, place=place, prefix="p4", sha256="0", made_by=editor)


def test_a_key_whose_time_is_over_opens_nothing_and_gives_its_place_away(machine: Machine, editor: Any) -> None:
    told = [machines.issue(machine.pk, days=days, actor=editor)[1] for days in (1, 2)]
    with clock.set_to(clock.now() + timedelta(days=1)):
        with pytest.raises(KeyRefused, match="its time is over"):
            machines.recognise(told[0])
        assert opens(told[1])
        machines.issue(machine.pk, days=1, actor=editor)
    assert MachineKey.objects.live().count() == 2


def test_a_key_that_was_revoked_says_so_and_is_revoked_once(machine: Machine, editor: Any) -> None:
    key, told = machines.issue(machine.pk, days=None, actor=editor)
    first = machines.revoke(key.pk, actor=editor).revoked_at
    assert machines.revoke(key.pk, actor=PersonFactory(editor=True)).revoked_at == first
    with pytest.raises(KeyRefused, match="it was revoked"):
        machines.recognise(told)


OTHERS = [lambda key: key[:-1] + ("0" if key[-1] != "0" else "1"), lambda key: "", lambda key: f"{key}x"]


@pytest.mark.parametrize("change", OTHERS)
def test_a_key_that_is_a_little_different_opens_nothing(machine: Machine, editor: Any, change: Any) -> None:
    told = machines.issue(machine.pk, days=None, actor=editor)[1]
    with pytest.raises(KeyRefused, match="nobody knows it"):
        machines.recognise(change(told))


def test_its_last_use_is_noted_once_a_minute(machine: Machine, editor: Any, django_assert_num_queries: Any) -> None:
    key, told = machines.issue(machine.pk, days=None, actor=editor)
    start = clock.now()
    for seconds, queries, noted in ((0, 2, 0), (59, 1, 0), (60, 2, 60)):
        with clock.set_to(start + timedelta(seconds=seconds)), django_assert_num_queries(queries):
            machines.recognise(told)
        key.refresh_from_db()
        assert key.last_used_at == start + timedelta(seconds=noted)


def test_a_machine_that_was_ended_does_nothing_any_more(machine: Machine, editor: Any) -> None:
    _, told = machines.issue(machine.pk, days=None, actor=editor)
    machines.end(machine.pk, actor=editor)
    assert not opens(told)
    machine.refresh_from_db()
    assert policy.scopes_of(type(machine.user).objects.get(pk=machine.user_id)) == frozenset()
    for act in (machines.end, lambda pk, actor: machines.issue(pk, days=1, actor=actor)):
        with pytest.raises(MachineIsOver):
            act(machine.pk, actor=editor)


def test_what_it_may_do_changes_with_its_next_request(machine: Machine, editor: Any, reviewer: Any) -> None:
    _, told = machines.issue(machine.pk, days=None, actor=editor)
    machines.change(machine.pk, owner_id=reviewer.pk, scopes=["mark", "submit"], actor=editor)
    assert policy.scopes_of(machines.recognise(told).machine.user) == {"mark", "submit"}
    machine.refresh_from_db()
    assert machine.owner == reviewer


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name": ""}, WrongMachineName),
        ({"name": "Wire"}, WrongMachineName),
        ({"name": "-a"}, WrongMachineName),
        ({"name": "a" * 61}, WrongMachineName),
        ({"name": "wire-importer"}, MachineExists),
        ({"scopes": ["approve"]}, UnknownScope),
        ({"owner_id": 0}, WrongOwner),
    ],
)
def test_what_cannot_be_a_machine_is_refused(machine: Machine, editor: Any, changes: Any, refusal: Any) -> None:
    given: dict[str, Any] = {"name": "another", "owner_id": editor.pk, "scopes": []} | changes
    with pytest.raises(refusal):
        machines.make(given.pop("name"), **given, actor=editor)
    assert Machine.objects.count() == 1


def test_nobody_but_the_newsroom_answers_for_a_machine(machine: Machine, editor: Any, stranger: Any) -> None:
    for owner in (stranger, machine.user):
        with pytest.raises(WrongOwner):
            machines.make("another", owner_id=owner.pk, scopes=[], actor=editor)


@pytest.mark.parametrize("days", [0, -1, 1096])
def test_a_key_has_a_lifetime_that_makes_sense(machine: Machine, editor: Any, days: int) -> None:
    with pytest.raises(WrongLifetime):
        machines.issue(machine.pk, days=days, actor=editor)


def test_what_is_not_there_is_not_found(editor: Any) -> None:
    for act in (machines.revoke, machines.end):
        with pytest.raises(NotFound):
            act(7, actor=editor)


def test_nobody_but_editors_manages_machines(machine: Machine, editor: Any, reviewer: Any, stranger: Any) -> None:
    key, _ = machines.issue(machine.pk, days=None, actor=editor)
    for actor in (reviewer, stranger, machine.user):
        for act in (
            lambda actor: machines.make("another", owner_id=editor.pk, scopes=[], actor=actor),
            lambda actor: machines.change(machine.pk, owner_id=editor.pk, scopes=["mark"], actor=actor),
            lambda actor: machines.issue(machine.pk, days=None, actor=actor),
            lambda actor: machines.revoke(key.pk, actor=actor),
            lambda actor: machines.end(machine.pk, actor=actor),
        ):
            with pytest.raises(NotAllowed):
                act(actor)
    assert MachineKey.objects.live().count() == 1
