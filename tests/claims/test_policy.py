"""Roles, the actors that are not people, and who may do what to an article."""

from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import AnonymousUser

from claims import policy, workflow
from claims.actions import machines
from claims.enums import Act, Scope
from claims.errors import NotAllowed
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

MAY_TO_ARTICLES = {
    "anonymous": "",
    "stranger": "",
    "inactive reviewer": "",
    "reviewer": "receive revise",
    "editor": "receive revise retry",
    "superuser": "receive revise retry",
    "clock": "start_split finish_split fail_split",
    "console": "receive revise",
    "submitting machine": "receive revise",
    "reading machine": "",
}


def machine_with(*scopes: str) -> Any:
    editor = PersonFactory(editor=True)
    return machines.make("wire-importer", owner_id=editor.pk, scopes=scopes, actor=editor).user


def actor_named(role: str) -> Any:
    if role in {"clock", "console"}:
        return get_user_model().objects.get(username=role)
    made = {
        "anonymous": AnonymousUser,
        "stranger": PersonFactory,
        "inactive reviewer": lambda: PersonFactory(reviewer=True, is_active=False),
        "reviewer": lambda: PersonFactory(reviewer=True),
        "editor": lambda: PersonFactory(editor=True),
        "superuser": lambda: PersonFactory(is_superuser=True),
        "submitting machine": lambda: machine_with(Scope.SUBMIT),
        "reading machine": lambda: machine_with(Scope.READ, Scope.MARK),
    }
    return made[role]()


@pytest.mark.parametrize("role", MAY_TO_ARTICLES)
def test_every_role_may_do_to_articles_what_the_table_says_and_nothing_else(role: str) -> None:
    actor = actor_named(role)
    may = {act.value for act in workflow.ARTICLE_ARROWS if policy.may(act, actor)}
    assert may == set(MAY_TO_ARTICLES[role].split())


def test_every_act_has_a_permit() -> None:
    assert set(policy.PERMITS) == set(Act)
    assert all(ways and all(way for way in ways) for ways in policy.PERMITS.values())


def test_every_predicate_can_be_read_in_a_refusal() -> None:
    predicates = {holds for ways in policy.PERMITS.values() for way in ways for holds in way}
    assert all((holds.__doc__ or "").strip() for holds in predicates)


def test_a_second_permit_for_an_act_is_refused_and_the_same_one_twice_is_not() -> None:
    policy.extend({Act.DISMISS: policy.PERMITS[Act.DISMISS]})
    with pytest.raises(ValueError, match="two permits"):
        policy.extend({Act.DISMISS: ((policy.is_reviewer,),)})
    assert policy.PERMITS[Act.DISMISS] == ((policy.is_editor,),)


def test_a_superuser_is_an_editor_and_no_reviewer() -> None:
    assert policy.roles_of(PersonFactory(is_superuser=True)) == {policy.EDITOR}


def test_an_inactive_superuser_has_no_role() -> None:
    assert policy.roles_of(PersonFactory(is_superuser=True, is_active=False)) == frozenset()


@pytest.mark.parametrize("name", ["clock", "console"])
def test_nobody_can_log_in_as_an_actor_that_is_no_person(name: str) -> None:
    machine = get_user_model().objects.get(username=name)
    assert not machine.has_usable_password()
    assert authenticate(username=name, password="") is None
    assert not policy.has_a_role(machine)


def test_a_person_who_bears_the_name_of_the_clock_is_not_the_clock() -> None:
    get_user_model().objects.filter(username="clock").delete()
    person = PersonFactory(username="clock")
    assert not policy.is_clock(person)
    assert not policy.may(Act.EXPIRE, person)


def test_an_actor_has_to_be_somebody() -> None:
    """Absence of an actor never means allowed."""
    with pytest.raises(AttributeError):
        policy.may(Act.DISMISS, None)


def test_a_refusal_names_the_act_and_who_may() -> None:
    with pytest.raises(NotAllowed, match="“split again” needs an editor"):
        policy.require(Act.RETRY, PersonFactory(reviewer=True))
