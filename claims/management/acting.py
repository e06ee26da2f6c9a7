"""In whose name a command acts."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from claims.actions.actors import console_actor


def acting_as(username: str) -> Any:
    """The person of that name; without a name the command line itself. Raises CommandError where there is nobody."""
    if not username:
        return console_actor()
    user = get_user_model().objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no user “{username}”.")
    return user
