"""A reviewer learns nothing from the board of what others found before it is decided."""

from typing import Any

import pytest

from claims.enums import Status
from reviews.board.form import BoardForm
from tests.factories import PersonFactory, claim_at
from tests.reviews.board.asking import columns, found, listed

pytestmark = pytest.mark.django_db


def test_whether_several_reviewers_agree_is_not_told(reviewer: Any, editor: Any) -> None:
    disputed = claim_at(Status.DISPUTED)
    at_work = claim_at(Status.IN_REVIEW)
    drawn = columns("", reviewer)
    assert set(drawn["in_review"]) == {disputed.pk, at_work.pk}
    assert drawn["disputed"] == []
    assert found("status=disputed", reviewer) == set()
    assert found("status=in_review", reviewer) == {disputed.pk, at_work.pk}
    assert {claim.stands for claim in listed("", reviewer)} == {Status.IN_REVIEW}
    assert columns("", editor)["disputed"] == [disputed.pk]


def test_a_proposed_rating_is_neither_shown_nor_found(reviewer: Any, editor: Any) -> None:
    claim_at(Status.REVIEWED)
    published = claim_at(Status.PUBLISHED)
    assert found("rating=false", reviewer) == {published.pk}
    rated = {claim.pk: claim.rated for claim in listed("", reviewer)}
    assert [pk for pk, rating in rated.items() if rating] == [published.pk]


def test_who_else_is_at_work_is_not_shown(reviewer: Any) -> None:
    claim_at(Status.IN_REVIEW, reviewer=PersonFactory(reviewer=True))
    mine = claim_at(Status.IN_REVIEW, reviewer=reviewer)
    held = {claim.pk: claim.held for claim in listed("", reviewer)}
    assert [pk for pk, by in held.items() if by] == [mine.pk]


def test_a_stranger_sees_no_claim(stranger: Any) -> None:
    claim_at(Status.PUBLISHED)
    assert found("", stranger) == set()


def test_the_form_names_no_colleague_to_a_reviewer(reviewer: Any, editor: Any) -> None:
    from django.http import QueryDict

    form = BoardForm(QueryDict(), actor=reviewer)
    assert [value for value, _ in form.fields["reviewer"].choices] == ["", "me"]
    assert str(reviewer.pk) in dict(BoardForm(QueryDict(), actor=editor).fields["reviewer"].choices)
