"""How many reviews the claims of one article want: said by an editor, counted when a claim is queued."""

from typing import Any

import pytest

from claims.actions import triage, wanted
from claims.errors import NotAllowed, NotFound, WrongReviewsWanted
from reviews.models import Rules
from tests.factories import new_claims

pytestmark = pytest.mark.django_db


def test_it_holds_for_claims_that_are_queued_from_now_on_and_wins_over_topics_and_desk(editor: Any) -> None:
    Rules.objects.create(pk=1, reviews_wanted=2)
    before, after, back = new_claims(0.9, 0.8, 0.7)
    triage.queue(before.pk, actor=editor)
    wanted.of_each_claim(before.article_id, actor=editor, reviews=3)
    triage.queue(after.pk, actor=editor)
    wanted.of_each_claim(before.article_id, actor=editor, reviews=None)
    triage.queue(back.pk, actor=editor)
    for claim in (before, after, back):
        claim.refresh_from_db()
    assert [claim.reviews_wanted for claim in (before, after, back)] == [2, 3, 2]


@pytest.mark.parametrize("number", [0, -1, 10])
def test_a_number_that_no_claim_can_want_is_refused(number: int, editor: Any) -> None:
    [claim] = new_claims(0.9)
    with pytest.raises(WrongReviewsWanted, match="from 1 to 9"):
        wanted.of_each_claim(claim.article_id, actor=editor, reviews=number)


@pytest.mark.parametrize("role", ["reviewer", "stranger", "clock", "console"])
def test_nobody_but_an_editor_says_it(role: str, request: pytest.FixtureRequest) -> None:
    [claim] = new_claims(0.9)
    with pytest.raises(NotAllowed):
        wanted.of_each_claim(claim.article_id, actor=request.getfixturevalue(role), reviews=2)
    claim.article.refresh_from_db()
    assert claim.article.reviews_wanted is None


def test_an_article_that_is_not_there_is_not_found(editor: Any) -> None:
    with pytest.raises(NotFound):
        wanted.of_each_claim(1, actor=editor, reviews=2)
