"""The four tables: what their rows say, that they join, that a document names every column, and what reading costs."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.enums import Status
from claims.models import Claim
from reviews import exported
from reviews.actions import verdicts
from reviews.actions.evidence import SourceDraft
from reviews.actions.verdicts import Correction
from reviews.enums import ExportKind
from reviews.errors import WrongFilters
from reviews.exported import table
from tests.factories import PersonFactory, claim_at, new_claims, queued_claims, record
from tests.reviews.about import topic
from tests.reviews.board.asking import found
from tests.reviews.exported.reading import ids, rows_of

pytestmark = pytest.mark.django_db

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "exports.md"
every_kind = pytest.mark.parametrize("kind", ExportKind)


@pytest.fixture
def published(editor: Any) -> Claim:
    return claim_at(Status.PUBLISHED, editor=editor, language="en", outlet="The Daily", url="https://example.org/a")


@pytest.mark.parametrize("kind", ExportKind)
def test_the_document_says_what_every_column_means(kind: ExportKind) -> None:
    part = DOCUMENT.read_text().partition(f"\n## {kind.label}\n")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `(\w+)` \| (.+) \|$", part, re.MULTILINE)
    assert told == [(column.name, column.means) for column in exported.TABLES[kind].columns]


def test_a_claim_says_where_it_stands_and_what_readers_see(published: Claim, editor: Any) -> None:
    published.article.topics.set([topic("trade"), topic("health")])
    [row] = rows_of(ExportKind.CLAIMS, editor)
    assert row["address"] == f"http://localhost:8000/admin/desk/claims/{published.pk}/"
    assert (row["text"], row["status"], row["status_since"]) == (published.text, "published", published.moved_at)
    assert (row["verdict"], row["rating"], row["rating_label"]) == (published.verdict.pk, "false", "False")
    assert (row["article"], row["outlet"], row["topics"]) == (published.article_id, "The Daily", ["health", "trade"])
    assert (row["revision"], row["start"], row["end"]) == (1, 0, len(published.text))
    assert (row["priority"], row["held_by"], row["reviews_wanted"]) == ("normal", [], 1)


def test_a_claim_without_a_verdict_has_no_rating_and_says_who_holds_it(editor: Any) -> None:
    held = claim_at(Status.IN_REVIEW)
    new_claims(0.9)
    withdrawn = claim_at(Status.WITHDRAWN)
    rows = {row["claim"]: row for row in rows_of(ExportKind.CLAIMS, editor)}
    assert rows[held.pk]["held_by"] == [held.assignments.get().reviewer.username]
    assert [row["rating"] for row in rows.values()] == [None] * 3
    assert rows[withdrawn.pk]["verdict"] is None


def test_a_review_says_what_was_found(published: Claim, editor: Any) -> None:
    [row], review = rows_of(ExportKind.REVIEWS, editor), published.reviews.get()
    assert (row["review"], row["claim"], row["reviewer"]) == (review.pk, published.pk, review.reviewer.username)
    assert (row["rating"], row["rating_value"], row["scale"]) == ("false", review.rating.value, "truth")
    assert (row["summary"], row["role"], row["standing"]) == ("It was 3.9 percent.", "review", True)


def test_a_verdict_has_a_row_for_each_version_that_readers_were_shown(published: Claim, editor: Any) -> None:
    other = PersonFactory(editor=True)
    change = Correction(note="The table was revised.", summary="It was 4.0 percent.")
    verdicts.correct(published.pk, actor=other, correction=change)
    first, second = rows_of(ExportKind.VERDICTS, editor)
    assert [row["version"] for row in (first, second)] == [1, 2]
    assert [row["shown"] for row in (first, second)] == [False, True]
    assert (second["summary"], second["note"]) == ("It was 4.0 percent.", "The table was revised.")
    assert second["public_address"] == f"http://localhost:8000/checks/{published.verdict.pk}/"
    assert second["reviews"] == [published.reviews.get().pk]
    assert (second["published_by"], second["edition"]) == (other.username, "correction")


def test_sources_are_those_of_findings_and_of_versions(published: Claim, editor: Any) -> None:
    of_review, of_version = rows_of(ExportKind.SOURCES, editor)
    assert (of_review["review"], of_review["verdict"]) == (published.reviews.get().pk, None)
    assert (of_version["review"], of_version["verdict"], of_version["version"]) == (None, published.verdict.pk, 1)
    assert {row["url"] for row in (of_review, of_version)} == {"https://example.org/table"}
    assert {row["claim"] for row in (of_review, of_version)} == {published.pk}
    assert of_review["archived"] is None


def test_who_a_withheld_source_is_is_in_no_export(editor: Any) -> None:
    hidden = SourceDraft(withheld_reason="Fears for her job.", note="A clerk of the ministry.")
    claim_at(Status.IN_REVIEW)
    assignment = Claim.objects.get().assignments.get()
    record(assignment, sources=[SourceDraft(url="https://example.org/table", title="The table"), hidden])
    row = rows_of(ExportKind.SOURCES, editor)[1]
    assert (row["url"], row["title"], row["publisher"], row["author"]) == ("", "", "", "")
    assert row["withheld_reason"] == "Fears for her job."


class TestAClaimOfEachKind:
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def claims(cls, lasting: Any) -> Iterator[None]:
        with lasting():
            claim_at(Status.PUBLISHED, language="en", outlet="The Daily", url="https://example.org/a")
            queued_claims(0.8, language="de")
            new_claims(0.4)
            claim_at(Status.REVIEWED)
            claim_at(Status.DISMISSED)
            yield

    @pytest.mark.parametrize(
        "query",
        [
            "",
            "status=published",
            "status=queued&status=new",
            "priority=high",
            "language=en",
            "q=statement",
            "rating=false",
            "rating=false&status=published",
            "holder=nobody",
            "outlet=The Daily",
            "status=published&status=queued&shape=list&sort=moved&after=7",
            "overdue=1",
        ],
    )
    def test_claims_are_exactly_those_that_the_board_finds(self, editor: Any, query: str) -> None:
        asked = "&".join(part for part in query.split("&") if not part.startswith("after"))
        assert set(ids(ExportKind.CLAIMS, editor, query)) == found(asked, editor)


@every_kind
def test_the_others_are_those_of_the_claims_that_are_asked_for(kind: ExportKind, published: Claim, editor: Any) -> None:
    other = claim_at(Status.PUBLISHED, language="de")
    assert set(ids(kind, editor, "language=de")) == {other.pk}
    assert set(ids(kind, editor)) == {published.pk, other.pk}
    assert ids(kind, editor, "language=fr") == []


@pytest.mark.parametrize("query", ["staus=new", "status=lost", "worth_from=2", "article=x", "q=%00"])
def test_filters_that_nobody_knows_are_refused(editor: Any, query: str) -> None:
    with pytest.raises(WrongFilters):
        exported.asked_of(query, editor)


@every_kind
def test_every_row_comes_once_over_many_batches(kind: ExportKind, editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        claim_at(Status.PUBLISHED)
    whole = rows_of(kind, editor)
    for size in (1, 2, 3, 6):
        monkeypatch.setattr(table, "BATCH", size)
        assert rows_of(kind, editor) == whole


@every_kind
def test_a_batch_costs_the_same_for_one_row_and_for_three(kind: ExportKind, editor: Any) -> None:
    costs = {ExportKind.CLAIMS: 3, ExportKind.REVIEWS: 1, ExportKind.VERDICTS: 2, ExportKind.SOURCES: 1}
    ids(kind, editor)  # whose roles are looked up once
    for rows in (1, 3):
        while Claim.objects.count() < rows:
            claim_at(Status.PUBLISHED).article.topics.set([topic("trade")])
        with CaptureQueriesContext(connection) as captured:
            ids(kind, editor)
        assert len(captured) == costs[kind], [query["sql"] for query in captured]
