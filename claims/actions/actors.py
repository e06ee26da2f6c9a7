"""The actors that are not people. Their users are made by a migration and can never log in."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from claims.policy import CLOCK, CONSOLE


def clock_actor() -> User:
    """Who acts when time does: splitting, queueing, assigning, leases that run out."""
    return _machine(CLOCK)


def console_actor() -> User:
    """Who acts when an operator types a command and names nobody."""
    return _machine(CONSOLE)


def _machine(name: str) -> User:
    user = get_user_model().objects.filter(username=name).first()
    return user or get_user_model().objects.create_user(name, is_active=False)  # an operator deleted it: make it anew
