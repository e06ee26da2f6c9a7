"""Drafts: what is typed is kept, for its author alone, whatever becomes of the lease."""

from datetime import timedelta
from typing import Any

import pytest

from claims import clock
from claims.errors import NotFound
from reviews import queries
from reviews.actions import assignments, drafts
from reviews.errors import DraftTooLong, StaleDraft
from reviews.models import Assignment, Draft
from tests.factories import queued_claims, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(reviewer: Any) -> Assignment:
    queued_claims(0.9)
    return assignments.take_next(actor=reviewer)


def test_every_save_is_a_version_and_two_devices_notice_each_other(mine: Assignment, reviewer: Any) -> None:
    first = drafts.keep(mine.pk, actor=reviewer, words={"summary": "One"}, seen=None)
    second = drafts.keep(mine.pk, actor=reviewer, words={"summary": "Two"}, seen=first.version)
    with pytest.raises(StaleDraft, match="you typed on version 1, now it is version 2"):
        drafts.keep(mine.pk, actor=reviewer, words={"summary": "Three"}, seen=first.version)
    assert (second.version, Draft.objects.get().words) == (2, {"summary": "Two"})


def test_what_is_refused_takes_no_later_texts_place_but_is_put_under_it(mine: Assignment, reviewer: Any) -> None:
    source, other = {"url": "https://example.org/1", "quote": ""}, {"url": "https://example.org/2"}
    drafts.keep(mine.pk, actor=reviewer, words={"summary": "One", "reasoning": "First.", "sources": [source]})
    drafts.keep(mine.pk, actor=reviewer, words={"summary": "One", "reasoning": "Later.", "sources": [source]})
    sent = {"rating": "false", "summary": "One", "reasoning": "Old.", "sources": [source, other]}
    for _ in range(2):  # sent again, it is there already
        kept = drafts.keep_refused(mine.pk, actor=reviewer, words=sent, seen=1)
        assert kept.words == {
            "rating": "false",
            "summary": "One",
            "reasoning": "Later.\n\nOld.",
            "sources": [source, other],
        }
        assert kept.version == 3
    assert drafts.keep_refused(mine.pk, actor=reviewer, words={"summary": "New"}, seen=3).words == {"summary": "New"}


@pytest.mark.parametrize("sources", [None, 7, "text", {"url": "x"}, ["text", 7, None, [], {"url": ["x"]}]])
def test_a_draft_of_no_shape_is_joined_with_what_was_refused_all_the_same(
    sources: Any, mine: Assignment, reviewer: Any
) -> None:
    for words in ({"summary": "One"}, {"summary": ["no text"], "reasoning": "Later.", "sources": sources}):
        drafts.keep(mine.pk, actor=reviewer, words=words)
    sent = {"summary": "Two", "reasoning": "Old.", "sources": [{"url": "https://example.org/1"}]}
    kept = drafts.keep_refused(mine.pk, actor=reviewer, words=sent, seen=1)
    assert kept.words["reasoning"] == "Later.\n\nOld."
    assert {"url": "https://example.org/1"} in kept.words["sources"]
    assert drafts.as_form(kept)["reasoning"] == "Later.\n\nOld."


def test_it_is_kept_when_the_clock_takes_the_claim_and_still_grows_then(mine: Assignment, reviewer: Any) -> None:
    drafts.keep(mine.pk, actor=reviewer, words={"summary": "Half"})
    Assignment.objects.update(leased_until=clock.now() - timedelta(days=1))
    assert assignments.expire_overdue() == 1
    drafts.keep(mine.pk, actor=reviewer, words={"summary": "Half a thought"})
    again = assignments.take_next(actor=reviewer)
    assert again.claim == mine.claim
    assert queries.draft_of(reviewer, again.claim_id).words == {"summary": "Half a thought"}


def test_it_is_gone_once_the_finding_is_recorded(mine: Assignment, reviewer: Any) -> None:
    drafts.keep(mine.pk, actor=reviewer, words={"summary": "Half"})
    record(mine)
    assert not Draft.objects.exists()


def test_it_is_its_authors_alone(mine: Assignment, reviewer: Any, second_reviewer: Any, editor: Any) -> None:
    drafts.keep(mine.pk, actor=reviewer, words={"summary": "Half"})
    with pytest.raises(NotFound):
        drafts.keep(mine.pk, actor=second_reviewer, words={"summary": "Mine"})
    drafts.keep(mine.pk, actor=editor, words={"summary": "An editor's own"})
    assert queries.draft_of(reviewer, mine.claim_id).words == {"summary": "Half"}
    assert queries.draft_of(second_reviewer, mine.claim_id) is None


def test_what_no_database_keeps_is_kept_as_near_as_can_be(mine: Assignment, reviewer: Any) -> None:
    words = {"summary": "a\0b", "sources": [{"title": "\ud800"}, {"\0": 1}], "n": None}
    kept = drafts.keep(mine.pk, actor=reviewer, words=words)
    kept.refresh_from_db()
    assert kept.words == {"summary": "a\ufffdb", "sources": [{"title": "\ufffd"}, {"\ufffd": 1}], "n": None}


def test_a_draft_has_an_end(mine: Assignment, reviewer: Any) -> None:
    with pytest.raises(DraftTooLong):
        drafts.keep(mine.pk, actor=reviewer, words={"summary": "x" * drafts.LONGEST})


@pytest.mark.parametrize("words", [{}, {"sources": 7}, {"sources": [7, None]}, {"rating": ["false"]}, {"summary": 1}])
def test_whatever_was_kept_the_form_can_be_drawn(words: dict[str, Any], mine: Assignment, reviewer: Any) -> None:
    assert drafts.as_form(drafts.keep(mine.pk, actor=reviewer, words=words)) == {"sources": []}
