"""What is known of evidence beforehand: one's own and what is decided, nothing of others' open work."""

from typing import Any

import pytest

from claims.enums import Status
from reviews import cited
from reviews.actions.evidence import SourceDraft
from tests.factories import PersonFactory, claim_at, record

pytestmark = pytest.mark.django_db

TABLE = "https://example.org/table"


def titles(claim: Any, actor: Any) -> list[str]:
    return [source.title for source in cited.pages_cited_about(claim.article, actor)]


def test_ones_own_sources_are_known_and_a_blind_colleagues_are_not(reviewer: Any, second_reviewer: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    assert titles(claim, reviewer) == ["The table"]
    assert cited.details_of(TABLE, reviewer)["title"] == "The table"
    assert titles(claim, second_reviewer) == []
    assert cited.details_of(TABLE, second_reviewer) == {}


def test_what_is_decided_is_known_to_everybody_once_for_each_address(second_reviewer: Any) -> None:
    claim = claim_at(Status.PUBLISHED, reviewer=PersonFactory(reviewer=True))
    assert titles(claim, second_reviewer) == ["The table"]  # of the review and of the published version


def test_the_latest_details_of_an_address_come_first(reviewer: Any) -> None:
    for title in ("An older title", "A newer title"):
        assignment = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.get()
        record(assignment, sources=[SourceDraft(url=TABLE, title=title, published_on="2024-02-01")])
    assert cited.details_of(TABLE, reviewer) | {"publisher": "", "author": ""} == {
        "title": "A newer title",
        "publisher": "",
        "author": "",
        "published_on": "2024-02-01",
    }


def test_an_address_costs_one_query_and_an_article_two(reviewer: Any, django_assert_num_queries: Any) -> None:
    article = claim_at(Status.REVIEWED, reviewer=reviewer).article
    with django_assert_num_queries(2):
        cited.pages_cited_about(article, reviewer)
    with django_assert_num_queries(1):
        cited.details_of(TABLE, reviewer)
