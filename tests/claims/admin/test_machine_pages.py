"""The pages of machines: editors make them, are shown a key once, and take it away."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import desk_events, machines
from claims.enums import About
from claims.models import Machine, MachineKey

pytestmark = pytest.mark.django_db
ALL = "admin:desk_machines"
ONE = 10  # as below, and what was done to it, of which the form knows the latest
LIST = 8  # the log-in, its roles, what the frame shows; machines, their keys; whom the form offers


@pytest.fixture
def machine(editor: Any) -> Machine:
    return machines.make("wire-importer", owner_id=editor.pk, scopes=["submit"], actor=editor)


@pytest.fixture
def desk(client: Client, editor: Any) -> Client:
    client.force_login(editor)
    return client


def of(machine: Machine, name: str = "", *more: int) -> str:
    return reverse(f"admin:desk_machine{name}", args=[machine.pk, *more])


def test_a_machine_is_made_and_given_a_key_that_is_shown_once(desk: Client, editor: Any) -> None:
    made = desk.post(reverse(ALL), {"name": "wire-importer", "owner": editor.pk, "scopes": ["submit", "read"]})
    machine = Machine.objects.get()
    assert made["Location"] == of(machine)
    assert (machine.owner, machine.scopes) == (editor, ["submit", "read"])
    shown = desk.post(of(machine, "_key"), {"days": "365"})
    [told] = re.findall(r'value="(fact_\w+)"', shown.content.decode())
    assert machines.recognise(told).machine == machine
    assert "no-store" in shown["Cache-Control"]
    assert told not in desk.get(of(machine)).content.decode()


def test_a_key_without_an_end_is_asked_for_on_purpose(desk: Client, machine: Machine) -> None:
    desk.post(of(machine, "_key"), {"days": ""})
    assert MachineKey.objects.get().expires_at is None
    assert desk.post(of(machine, "_key"), {"days": "7"}).status_code == 400
    assert MachineKey.objects.count() == 1


def test_a_third_key_is_refused_in_place(desk: Client, machine: Machine) -> None:
    for status in (200, 200, 409):
        answer = desk.post(of(machine, "_key"), {"days": "30"})
        assert answer.status_code == status
    assert "two keys that are in force" in answer.content.decode()


def test_what_is_refused_stands_beside_its_field_with_what_was_typed(desk: Client, editor: Any) -> None:
    answer = desk.post(reverse(ALL), {"name": "Wire importer", "owner": editor.pk})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "cannot be the name of a machine" in page
    assert 'value="Wire importer"' in page
    assert Machine.objects.count() == 0


def test_it_is_let_do_more_revoked_and_ended(desk: Client, machine: Machine, editor: Any, reviewer: Any) -> None:
    key, _ = machines.issue(machine.pk, days=None, actor=editor)
    seen = desk_events.version_of(About.MACHINE, machine.name)
    desk.post(of(machine), {"owner": reviewer.pk, "scopes": ["mark"], "seen": seen})
    machine.refresh_from_db()
    assert (machine.owner, machine.scopes) == (reviewer, ["mark"])
    assert desk.post(of(machine, "_revoke", key.pk))["Location"] == of(machine)
    key.refresh_from_db()
    assert key.revoked_by == editor
    desk.post(of(machine, "_end"))
    page = desk.get(of(machine)).content.decode()
    assert "ended by first-editor" in page
    assert "Give it a key" not in page
    assert "ended the machine “wire-importer”" in page  # its history
    assert desk.post(of(machine, "_key"), {"days": "30"}).status_code == 409


def test_what_another_editor_changed_meanwhile_is_told_and_may_be_overwritten_knowingly(
    desk: Client, machine: Machine, editor: Any, second_editor: Any
) -> None:
    seen = desk_events.version_of(About.MACHINE, machine.name)
    machines.change(machine.pk, owner_id=editor.pk, scopes=["mark"], actor=second_editor)
    machines.issue(machine.pk, days=None, actor=second_editor)  # which no form shows
    sent = {"owner": editor.pk, "scopes": ["read"]}
    answer = desk.post(of(machine), sent | {"seen": seen})
    machine.refresh_from_db()
    assert (answer.status_code, machine.scopes) == (409, ["mark"])
    page, seen = answer.content.decode(), desk_events.version_of(About.MACHINE, machine.name)
    assert page.count('name="seen"') == 1
    assert "second-editor changed the machine “wire-importer”" in page
    assert f'name="seen" value="{seen}"' in page
    assert desk.post(of(machine), sent | {"seen": seen}).status_code == 302
    machine.refresh_from_db()
    assert machine.scopes == ["read"]


def test_an_owner_who_has_left_is_named_as_such(desk: Client, editor: Any, reviewer: Any) -> None:
    machines.make("wire-importer", owner_id=reviewer.pk, scopes=[], actor=editor)
    reviewer.is_active = False
    reviewer.save()
    assert "has left" in desk.get(reverse(ALL)).content.decode()


def test_the_pages_are_for_editors(client: Client, machine: Machine, reviewer: Any) -> None:
    client.force_login(reviewer)
    for name in ("", "_key", "_end"):
        assert client.post(of(machine, name), {"days": "30"}).status_code == 403
    assert client.get(reverse(ALL)).status_code == client.get(of(machine)).status_code == 403
    assert MachineKey.objects.count() == 0


def test_a_machine_that_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get(reverse("admin:desk_machine", args=[7])).status_code == 404


def test_its_page_costs_the_same_for_one_key_and_for_two(
    desk: Client, machine: Machine, editor: Any, django_assert_num_queries: Any
) -> None:
    for _ in range(2):
        machines.issue(machine.pk, days=None, actor=editor)
        with django_assert_num_queries(ONE):
            desk.get(of(machine))


def test_the_list_costs_the_same_for_one_machine_and_for_three(
    desk: Client, machine: Machine, editor: Any, django_assert_num_queries: Any
) -> None:
    machines.issue(machine.pk, days=None, actor=editor)
    desk.get(reverse(ALL))
    for rows in (1, 3):
        while Machine.objects.count() < rows:
            other = machines.make(f"m{Machine.objects.count()}", owner_id=editor.pk, scopes=["read"], actor=editor)
            machines.issue(other.pk, days=30, actor=editor)
        with django_assert_num_queries(LIST):
            desk.get(reverse(ALL))
