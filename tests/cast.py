"""The cast of the tests: few people, the same everywhere, and the actors that are not people."""

from typing import Any

import pytest

from claims.actions.actors import clock_actor, console_actor
from tests.factories import PersonFactory


@pytest.fixture
def editor(db: None) -> Any:
    return PersonFactory(editor=True, username="first-editor")


@pytest.fixture
def second_editor(db: None) -> Any:
    return PersonFactory(editor=True, username="second-editor")


@pytest.fixture
def reviewer(db: None) -> Any:
    return PersonFactory(reviewer=True, username="first-reviewer")


@pytest.fixture
def second_reviewer(db: None) -> Any:
    return PersonFactory(reviewer=True, username="second-reviewer")


@pytest.fixture
def stranger(db: None) -> Any:
    """Somebody with an account and no role."""
    return PersonFactory(username="stranger")


@pytest.fixture
def clock(db: None) -> Any:
    return clock_actor()


@pytest.fixture
def console(db: None) -> Any:
    return console_actor()
