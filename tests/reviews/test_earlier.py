"""What other publishers found on what reads alike: which checks are found, in which order, at what cost."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection

from claims import postings
from claims.actions.actors import console_actor
from claims.models import Claim
from reviews import earlier
from reviews.actions.importing import take_in
from reviews.models import ImportedReview
from tests.factories import receive, split

pytestmark = pytest.mark.django_db

BRIDGE = "The city spent 40 million euros on the new bridge over the river Lenne."
AGAIN = "The city has spent 40 million euros on the new bridge over the river Lenne!"
LESS = "The city spent 14 million euros on the new bridge over the river Lenne."
OTHER = "Unemployment fell to 3.9 percent in March."


def checked_elsewhere(*claims: str, **changed: Any) -> None:
    """Records as another publisher has them on its pages, one of each claim; a keyword changes all of them."""
    records = [
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": "https://checkers.example/bridge",
            "claimReviewed": claim,
            "datePublished": "2020-03-02",
            "author": {"@type": "Organization", "name": "The Checkers"},
            "reviewRating": {"@type": "Rating", "alternateName": "Mostly false", "ratingValue": 2},
        }
        | changed
        for claim in claims
    ]
    take_in(json.dumps(records).encode(), origin="theirs.json", actor=console_actor())


def claim_saying(sentence: str) -> Claim:
    return split(receive(sentence), {sentence: 0.9})[0]


def found(claim: Claim, limit: int = 5) -> list[str]:
    return [one.check.text for one in earlier.similar_to(claim, limit)]


def test_what_says_the_same_comes_first_and_what_differs_is_said() -> None:
    checked_elsewhere(AGAIN, LESS, OTHER)
    same, similar = earlier.similar_to(claim_saying(BRIDGE), 5)
    assert (same.check.text, same.same, same.differ_in) == (AGAIN, True, [])
    assert (similar.check.text, similar.same) == (LESS, False)
    assert [str(one) for one in similar.differ_in] == ["14 million, here 40 million"]


def test_a_check_is_told_as_its_publisher_put_it() -> None:
    checked_elsewhere(BRIDGE, name="What the bridge cost", itemReviewed={"author": {"name": "A. Mayor"}})
    [one] = earlier.similar_to(claim_saying(BRIDGE), 5)
    assert one.check[1:] == (
        BRIDGE,
        "The Checkers",
        "Mostly false",
        date(2020, 3, 2),
        "https://checkers.example/bridge",
        "What the bridge cost",
        "A. Mayor",
    )


def test_only_the_newest_version_of_a_record_is_found() -> None:
    checked_elsewhere(BRIDGE)
    checked_elsewhere(BRIDGE, reviewRating={"alternateName": "True"})
    assert [one.check.rating for one in earlier.similar_to(claim_saying(BRIDGE), 5)] == ["True"]


def test_a_title_finds_a_check_but_what_was_checked_is_compared() -> None:
    checked_elsewhere("It was cheap.", "", name=BRIDGE)
    [one] = earlier.similar_to(claim_saying(BRIDGE), 5)
    assert (one.check.text, one.same) == ("It was cheap.", False)


def test_one_check_alone_is_found_by_who_repeats_it_at_greater_length() -> None:
    checked_elsewhere(BRIDGE, name="The bridge, counted once more")
    assert found(claim_saying(f"A leaflet that travelled along repeats that {BRIDGE}")) == [BRIDGE]


@pytest.mark.parametrize("words", ["8 9", "It was so.", "Zircon.", "Unemployment rose."])
def test_what_nobody_checked_finds_nothing(words: str) -> None:
    checked_elsewhere(BRIDGE, OTHER, "March was wet.")
    assert found(claim_saying(words)) == []


def test_the_limit_holds_and_of_what_is_equally_alike_the_newest_comes_first() -> None:
    for publisher in ("One", "Two", "Three"):
        checked_elsewhere(BRIDGE, author=publisher)
    near = earlier.similar_to(claim_saying(BRIDGE), 2)
    assert [one.check.publisher for one in near] == ["Three", "Two"]


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_three_queries_for_three_as_for_one(number: int, django_assert_num_queries: Any) -> None:
    checked_elsewhere(*[AGAIN, LESS, f"Yes, {BRIDGE}"][:number])
    claim = claim_saying(BRIDGE)
    with django_assert_num_queries(3):
        assert len(found(claim)) == number


@pytest.mark.sqlite
def test_the_list_of_words_is_made_anew_of_what_was_imported_before_there_was_one() -> None:
    index = postings.of(ImportedReview._meta.db_table)
    with connection.cursor() as cursor:
        for what in ("enter", "strike", "change"):
            cursor.execute(f"DROP TRIGGER {index}_{what}")
    checked_elsewhere(BRIDGE)
    claim = claim_saying(BRIDGE)
    assert found(claim) == []
    postings.look_after(using="default")
    assert found(claim) == [BRIDGE]
