"""Earlier claims that read alike: which are found, in which order, and what is never offered."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import queries
from claims.actions import machines, telling_apart
from claims.enums import Scope, Status
from claims.errors import NotAllowed, NotFound, SameClaim
from claims.models import Claim, ToldApart
from tests.factories import PersonFactory, claim_at, receive, split

pytestmark = pytest.mark.django_db

BRIDGE = "The city spent 40 million euros on the new bridge over the river Lenne."
AGAIN = "The city has spent 40 million euros on the new bridge over the river Lenne!"
LESS = "The city spent 14 million euros on the new bridge over the river Lenne."
OTHER = "Unemployment fell to 3.9 percent in March."


def claims_saying(*sentences: str, **details: Any) -> list[Claim]:
    return split(receive("\n".join(sentences), **details), dict.fromkeys(sentences, 0.9))


def found(claim: Claim, by: Any, limit: int = 5) -> list[str]:
    return [one.claim.text for one in queries.similar_to(claim, by, limit)]


def test_what_says_the_same_comes_first_and_what_differs_is_said(reviewer: Any) -> None:
    claims_saying(LESS, OTHER)
    claims_saying(AGAIN)
    [claim] = claims_saying(BRIDGE)
    same, similar = queries.similar_to(claim, reviewer, 5)
    assert (same.claim.text, same.same, same.differ_in) == (AGAIN, True, [])
    assert (similar.claim.text, similar.same) == (LESS, False)
    assert [str(one) for one in similar.differ_in] == ["14 million, here 40 million"]
    assert 0.4 <= similar.likeness <= 1


def test_claims_of_the_same_article_are_found_as_well(reviewer: Any) -> None:
    claim, other, _ = claims_saying(BRIDGE, AGAIN, OTHER)
    assert found(claim, reviewer) == [other.text]


def test_of_what_is_equally_alike_the_published_comes_first_then_the_newest(reviewer: Any) -> None:
    published = claim_at(Status.PUBLISHED, says=BRIDGE)
    (older, _), (newer, _) = claims_saying(BRIDGE, OTHER), claims_saying(BRIDGE, "A line.")
    claim, _ = claims_saying(BRIDGE, "Another line.")
    assert [one.claim for one in queries.similar_to(claim, reviewer, 3)] == [published, newer, older]


def test_dismissed_ones_are_left_out_and_the_limit_holds(reviewer: Any) -> None:
    claim_at(Status.DISMISSED, says=AGAIN)
    claims_saying(LESS)
    [claim] = claims_saying(BRIDGE)
    assert found(claim, reviewer) == [LESS]
    assert found(claim, reviewer, limit=0) == []


@pytest.mark.parametrize("words", ["8 9", "It was so.", "Zircon.", "March fell."])
def test_what_nobody_said_before_finds_nothing(words: str, reviewer: Any) -> None:
    claims_saying("Unemployment fell to 3.9 percent.", "March was wet.")
    [claim] = claims_saying(words)
    assert found(claim, reviewer) == []  # nor where one word is the same


def test_forms_of_words_and_the_clarified_wording_count(reviewer: Any) -> None:
    [earlier] = claims_saying("Bridges over the Lenne cost the city 40 million euros.")
    [claim] = claims_saying("It was too much.")
    assert found(claim, reviewer) == []
    claim.wording = "The city’s bridge over the Lenne cost 40 million euros."
    assert found(claim, reviewer) == [earlier.text]


def test_a_changed_text_is_found_by_its_new_words(reviewer: Any) -> None:
    [claim] = claims_saying(BRIDGE)
    [changed] = claims_saying(OTHER)
    Claim.objects.filter(pk=changed.pk).update(text=AGAIN)
    changed.refresh_from_db()
    changed.save()
    assert found(claim, reviewer) == [AGAIN]
    Claim.objects.filter(pk=changed.pk).update(text=OTHER)
    changed.refresh_from_db()
    changed.save(update_fields=["text", "words"])
    assert found(claim, reviewer) == []


def test_the_status_is_told_as_far_as_the_person_may_know(reviewer: Any, editor: Any) -> None:
    disputed = claim_at(Status.DISPUTED, says=AGAIN)
    [claim] = claims_saying(BRIDGE)
    assert [one.status for one in queries.similar_to(claim, reviewer, 3)] == [Status.IN_REVIEW]
    assert [one.status for one in queries.similar_to(claim, editor, 3)] == [disputed.status]


def test_strangers_are_told_nothing(stranger: Any) -> None:
    claims_saying(AGAIN)
    [claim] = claims_saying(BRIDGE)
    assert found(claim, stranger) == []


def test_it_takes_as_many_queries_for_three_as_for_one(reviewer: Any) -> None:
    claims_saying(AGAIN)
    [claim] = claims_saying(BRIDGE)
    queries.similar_to(claim, reviewer, 3)  # roles are read once per person
    with CaptureQueriesContext(connection) as few:
        assert len(queries.similar_to(claim, reviewer, 3)) == 1
    claims_saying(LESS)
    claims_saying(f"Yes, {BRIDGE}")
    with CaptureQueriesContext(connection) as many:
        assert len(queries.similar_to(claim, reviewer, 3)) == 3
    assert len(few) == len(many) == 4


class TestTellingApart:
    def test_the_pair_is_never_offered_again_from_either_side(self, reviewer: Any, editor: Any) -> None:
        [claim], [other] = claims_saying(BRIDGE), claims_saying(AGAIN)
        told = telling_apart.tell_apart(other.pk, claim.pk, actor=reviewer)
        assert (told.one, told.other, told.person) == (claim, other, reviewer)
        assert found(claim, editor) == found(other, editor) == []
        [third] = claims_saying(LESS)
        assert set(found(third, editor)) == {BRIDGE, AGAIN}

    def test_it_may_be_said_twice_and_is_said_by_the_first(self, reviewer: Any, editor: Any) -> None:
        [claim], [other] = claims_saying(BRIDGE), claims_saying(AGAIN)
        telling_apart.tell_apart(claim.pk, other.pk, actor=reviewer)
        telling_apart.tell_apart(other.pk, claim.pk, actor=editor)
        assert ToldApart.objects.get().person == reviewer

    def test_it_can_be_taken_back(self, reviewer: Any) -> None:
        [claim], [other] = claims_saying(BRIDGE), claims_saying(AGAIN)
        telling_apart.tell_apart(claim.pk, other.pk, actor=reviewer)
        telling_apart.take_back(other.pk, claim.pk, actor=reviewer)
        telling_apart.take_back(other.pk, claim.pk, actor=reviewer)
        assert found(claim, reviewer) == [AGAIN]

    def test_a_claim_is_not_told_apart_from_itself_or_from_nothing(self, reviewer: Any) -> None:
        [claim] = claims_saying(BRIDGE)
        with pytest.raises(SameClaim):
            telling_apart.tell_apart(claim.pk, claim.pk, actor=reviewer)
        with pytest.raises(NotFound):
            telling_apart.tell_apart(claim.pk, claim.pk + 999, actor=reviewer)
        with pytest.raises(NotFound):
            telling_apart.take_back(claim.pk, 0, actor=reviewer)

    def test_it_is_for_people_of_the_newsroom(self, editor: Any) -> None:
        [claim], [other] = claims_saying(BRIDGE), claims_saying(AGAIN)
        reader = machines.make("reader", owner_id=editor.pk, scopes=[Scope.READ], actor=editor).user
        assert found(claim, reader) == [AGAIN]
        with pytest.raises(NotAllowed):
            telling_apart.tell_apart(claim.pk, other.pk, actor=reader)
        with pytest.raises(NotFound):
            telling_apart.tell_apart(claim.pk, other.pk, actor=PersonFactory())
        assert not ToldApart.objects.exists()
