"""Views of the board that people keep: their own, shared by editors, one to begin with."""

from typing import Any

import pytest

from claims.errors import NotFound
from reviews.actions import saved_views
from reviews.errors import SharingIsForEditors, ViewNeedsName, ViewTooLong
from reviews.models import SavedView

pytestmark = pytest.mark.django_db


def test_a_view_of_the_same_name_is_replaced(editor: Any) -> None:
    saved_views.keep("Late  health", "topic=health", actor=editor)
    saved_views.keep(" Late health ", "topic=health&overdue=1", actor=editor, shared=True)
    assert [(view.query, view.shared) for view in SavedView.objects.all()] == [("topic=health&overdue=1", True)]


def test_one_sees_ones_own_and_what_is_shared(editor: Any, second_editor: Any, reviewer: Any, stranger: Any) -> None:
    mine = saved_views.keep("Mine", "q=steel", actor=editor)
    shared = saved_views.keep("Everybody's", "q=bridge", actor=editor, shared=True)
    assert set(SavedView.objects.visible_to(editor)) == {mine, shared}
    for colleague in (second_editor, reviewer):
        assert list(SavedView.objects.visible_to(colleague)) == [shared]
    assert not SavedView.objects.visible_to(stranger).exists()


def test_reviewers_keep_views_but_share_none(reviewer: Any) -> None:
    saved_views.keep("Mine", "holder=me", actor=reviewer)
    with pytest.raises(SharingIsForEditors):
        saved_views.keep("Ours", "holder=me", actor=reviewer, shared=True)


def test_at_most_one_is_begun_with_and_only_of_ones_own(editor: Any, second_editor: Any) -> None:
    first = saved_views.keep("First", "q=steel", actor=editor, default=True)
    second = saved_views.keep("Second", "q=bridge", actor=editor, default=True, shared=True)
    assert list(SavedView.objects.filter(default=True)) == [second]
    saved_views.begin_with(first.pk, actor=editor)
    assert list(SavedView.objects.filter(default=True)) == [first]
    with pytest.raises(NotFound):
        saved_views.begin_with(second.pk, actor=second_editor)
    saved_views.begin_with(None, actor=editor)
    assert not SavedView.objects.filter(default=True).exists()


def test_who_may_remove_one(editor: Any, second_editor: Any, reviewer: Any) -> None:
    private = saved_views.keep("Mine", "q=steel", actor=editor)
    shared = saved_views.keep("Ours", "q=bridge", actor=editor, shared=True)
    for actor, view in ((second_editor, private), (reviewer, shared)):
        with pytest.raises(NotFound):
            saved_views.remove(view.pk, actor=actor)
    saved_views.remove(shared.pk, actor=second_editor)
    saved_views.remove(private.pk, actor=editor)
    assert not SavedView.objects.exists()


def test_a_view_needs_a_name_a_role_and_has_an_end(editor: Any, stranger: Any) -> None:
    with pytest.raises(ViewNeedsName):
        saved_views.keep("  ", "q=steel", actor=editor)
    with pytest.raises(ViewTooLong):
        saved_views.keep("Long", "q=" + "x" * 1000, actor=editor)
    with pytest.raises(NotFound):
        saved_views.keep("Mine", "", actor=stranger)
