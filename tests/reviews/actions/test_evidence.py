"""Sources: how many a finding needs, when they count as independent, and one whose identity is withheld."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from claims.enums import Status
from reviews.actions import verdicts
from reviews.actions.evidence import SourceDraft, as_drafts, independent
from reviews.actions.verdicts import Correction
from reviews.errors import (
    NothingCorrected,
    SourcesNotIndependent,
    TooFewSources,
    WithheldSourceNamed,
    WithheldSourceUndescribed,
)
from reviews.models import Assignment, Review, Rules, Source
from tests.factories import claim_at, record

pytestmark = pytest.mark.django_db

TABLE = SourceDraft(url="https://stat.example/table", publisher="Statistics office")
REPORT = SourceDraft(url="https://bank.example/report", publisher="The bank")
WHISTLE = SourceDraft(note="Somebody who works there.", withheld_reason="They could lose their job.")


@pytest.fixture
def mine(reviewer: Any) -> Assignment:
    found: Assignment = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.get()
    return found


def rules(**wanted: int) -> None:
    Rules.objects.update_or_create(pk=1, defaults=wanted)


def test_a_finding_needs_as_many_sources_as_the_desk_wants(mine: Assignment) -> None:
    rules(sources_wanted=2)
    with pytest.raises(TooFewSources, match="needs 2 different sources at this desk; this one has 1") as refused:
        record(mine, sources=[TABLE])
    assert (refused.value.code, refused.value.about) == ("too_few_sources", "sources")
    assert not Review.objects.exists()
    assert record(mine, sources=[TABLE, REPORT]).sources.count() == 2


def test_two_passages_of_one_page_are_one_source(mine: Assignment) -> None:
    rules(sources_wanted=2)
    passages = [SourceDraft(url=f"https://stat.example/table#{row}", quote=row) for row in ("row-1", "row-7")]
    with pytest.raises(TooFewSources):
        record(mine, sources=passages)


@pytest.mark.parametrize("rating", ["true", "false"])
def test_either_end_of_the_scale_needs_independent_sources(rating: str, mine: Assignment) -> None:
    rules(decisive_sources_wanted=2)
    same = SourceDraft(url="https://elsewhere.example/", publisher="statistics OFFICE")
    with pytest.raises(SourcesNotIndependent, match="needs 2 independent sources; these count as 1"):
        record(mine, rating=rating, sources=[TABLE, same])
    assert record(mine, rating=rating, sources=[TABLE, REPORT])


@pytest.mark.parametrize("rating", ["half_true", "mostly_false", "unproven", "satire"])
def test_what_lies_between_the_ends_or_off_the_line_does_not(rating: str, mine: Assignment) -> None:
    rules(decisive_sources_wanted=3)
    assert record(mine, rating=rating, sources=[TABLE])


def test_one_source_that_names_no_publisher_is_one_source(mine: Assignment) -> None:
    assert record(mine, rating="false", sources=[SourceDraft(title="A call to the ministry")])


@pytest.mark.parametrize(
    ("sources", "count"),
    [
        ([TABLE, REPORT], 2),
        ([TABLE, SourceDraft(url="https://www.stat.example/other")], 1),
        ([TABLE, SourceDraft(url="https://stat.example/other")], 1),  # the office's own host
        ([SourceDraft(url="https://news.bbc.co.uk/1"), SourceDraft(url="https://www.bbc.co.uk/2")], 1),
        ([SourceDraft(url="https://one.co.uk/"), SourceDraft(url="https://two.co.uk/")], 2),
        ([SourceDraft(url="https://one.github.io/"), SourceDraft(url="https://two.github.io/")], 2),
        ([SourceDraft(url="http://192.0.2.1/"), SourceDraft(url="http://192.0.2.2/")], 2),
        ([SourceDraft(title="A call"), SourceDraft(title="A letter"), WHISTLE], 1),
        ([TABLE, SourceDraft(title="A call"), WHISTLE], 1),
        ([SourceDraft(url="https://bücher.de/"), SourceDraft(url="https://www.bücher.de/x")], 1),
    ],
)
def test_independent_means_of_different_publishers_or_else_of_different_owners_of_hosts(
    sources: list[SourceDraft], count: int
) -> None:
    assert independent(sources) == count


def test_a_withheld_source_is_kept_with_its_reason_and_without_its_identity(mine: Assignment) -> None:
    [source] = record(mine, sources=[WHISTLE]).sources.all()
    assert (source.url, source.title, source.publisher, source.author, source.accessed_on) == ("", "", "", "", None)
    assert str(source) == "Identity withheld: They could lose their job."
    assert as_drafts([source]) == [WHISTLE]


@pytest.mark.parametrize("name", ["url", "title", "publisher", "author"])
def test_a_withheld_source_that_is_named_is_refused_by_field(name: str, mine: Assignment) -> None:
    words = {**vars(WHISTLE), name: "https://example.org/"}
    with pytest.raises(WithheldSourceNamed) as refused:
        record(mine, sources=[TABLE, SourceDraft(**words)])
    assert refused.value.about == f"sources.2.{name}"
    assert "example.org" not in refused.value.message


def test_a_withheld_source_has_to_be_described(mine: Assignment) -> None:
    with pytest.raises(WithheldSourceUndescribed) as refused:
        record(mine, sources=[SourceDraft(withheld_reason="They could lose their job.", note=" ")])
    assert refused.value.about == "sources.1.note"


@pytest.mark.parametrize(
    "words",
    [
        {"withheld_reason": "A reason."},
        {"withheld_reason": "A reason.", "note": "Somebody.", "author": "Named"},
        {"note": "Somebody."},
    ],
)
def test_the_database_refuses_a_source_that_is_neither_found_nor_properly_withheld(
    words: dict[str, str], mine: Assignment
) -> None:
    review = record(mine)
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.create(review=review, position=2, **words)


class TestCorrecting:
    @pytest.fixture
    def claim(self, db: None) -> Any:
        return claim_at(Status.PUBLISHED)

    def correct(self, claim: Any, editor: Any, **changes: Any) -> Any:
        return verdicts.correct(claim.pk, actor=editor, correction=Correction(note="A slip.", **changes))

    def test_other_sources_have_to_be_enough(self, claim: Any, editor: Any) -> None:
        rules(sources_wanted=2)
        with pytest.raises(TooFewSources):
            self.correct(claim, editor, sources=[TABLE])
        assert self.correct(claim, editor, sources=[TABLE, REPORT]).sources.count() == 2

    def test_another_rating_has_to_be_carried_by_the_sources_that_stand(self, claim: Any, editor: Any) -> None:
        rules(decisive_sources_wanted=2)
        with pytest.raises(SourcesNotIndependent):
            self.correct(claim, editor, rating="true")

    def test_a_slip_can_be_corrected_whatever_the_rules_want_by_now(self, claim: Any, editor: Any) -> None:
        rules(sources_wanted=5, decisive_sources_wanted=5)
        as_published = as_drafts(claim.verdict.shown.sources.all())
        assert self.correct(claim, editor, summary="It was 3.9 %.", sources=as_published).sequence == 2
        with pytest.raises(NothingCorrected):
            self.correct(claim, editor, sources=as_published)
