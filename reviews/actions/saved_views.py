"""Keeping, sharing and removing views of the board. No workflow: history does not record it."""

from typing import Any

from django.db import transaction

from claims import intake, policy
from claims.errors import NotFound
from reviews.errors import SharingIsForEditors, ViewNeedsName, ViewTooLong
from reviews.models import SavedView
from reviews.models.saved_view import NAME, QUERY


def keep(name: str, query: str, *, actor: Any, shared: bool = False, default: bool = False) -> SavedView:
    """Give the query a name; one of the same name is replaced.

    Raises ViewNeedsName, ViewTooLong, SharingIsForEditors.
    """
    if not policy.has_a_role(actor):
        raise NotFound(thing="board")
    if shared and not policy.is_editor(actor):
        raise SharingIsForEditors
    tidy = intake.line(name, "name", NAME)
    if not tidy:
        raise ViewNeedsName(most=NAME)
    if len(query) > QUERY:
        raise ViewTooLong
    with transaction.atomic():
        if default:
            _begin_nowhere(actor)
        values = {"query": query, "shared": shared, "default": default}
        return SavedView.objects.update_or_create(owner=actor, name=tidy, defaults=values)[0]


def begin_with(view_id: int | None, *, actor: Any) -> None:
    """Let the actor's board begin with this view of theirs, or with none. Raises NotFound."""
    with transaction.atomic():
        _begin_nowhere(actor)
        if view_id is not None and not SavedView.objects.filter(owner=actor, pk=view_id).update(default=True):
            raise NotFound(thing="view of yours")


def remove(view_id: int, *, actor: Any) -> None:
    """Raises NotFound, also for what somebody else keeps."""
    view = SavedView.objects.kept_by(actor).filter(pk=view_id).first()
    if view is None:
        raise NotFound(thing="view of yours")
    view.delete()


def _begin_nowhere(actor: Any) -> None:
    SavedView.objects.filter(owner=actor, default=True).update(default=False)
