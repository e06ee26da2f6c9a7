"""What gets into the change feed: every act that readers see, once, in order, with its transaction or not at all."""

from typing import Any

import pytest
from django.db import transaction

from claims.actions import articles, jobs, marking, triage
from claims.actions.spans import Place
from claims.enums import Status
from claims.tasks import WORK
from reviews.actions import archive, assignments, feed, scales, verdicts
from reviews.actions.evidence import SourceDraft
from reviews.actions.scales import LabelDraft
from reviews.actions.verdicts import Correction
from reviews.models import ArchivedCopy, Feed, FeedEntry, PublishedCheck, VerdictVersion
from tests import factories
from tests.factories import claim_at

pytestmark = pytest.mark.django_db

LABELS = [LabelDraft(label=label, definition="It is.") for label in ("Right", "Wrong")]


def told(beyond: int = 1) -> list[tuple[Any, ...]]:
    """What the feed says beyond the scale that came with the desk."""
    entries = FeedEntry.objects.filter(pk__gt=beyond).select_related("version", "scale")
    return [(entry.kind, entry.version.sequence if entry.version else str(entry.scale or "")) for entry in entries]


def correct(claim: Any, editor: Any, **changes: Any) -> VerdictVersion:
    return verdicts.correct(claim.pk, actor=editor, correction=Correction(note="Revised.", **changes))


def test_a_new_desk_tells_of_the_scale_that_came_with_it() -> None:
    assert told(0) == [("scale.written", "Truth scale, version 1")]


def test_each_version_is_told_of_whatever_kind_it_is(editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    correct(claim, editor, rating="half_true")
    correct(claim, editor, summary="It depends.", edition="clarification")
    verdicts.withdraw(claim.pk, actor=editor, note="The table was wrong.")
    assert told() == [
        ("verdict.published", 1),
        ("verdict.corrected", 2),
        ("verdict.corrected", 3),
        ("verdict.withdrawn", 4),
    ]


def test_numbers_have_no_gap_even_where_an_act_was_undone(editor: Any) -> None:
    first, second = claim_at(Status.APPROVED), claim_at(Status.APPROVED)
    with transaction.atomic():
        verdicts.publish(first.pk, actor=editor)
        transaction.set_rollback(True)
    verdicts.publish(second.pk, actor=editor)
    assert list(FeedEntry.objects.values_list("pk", flat=True)) == [1, 2]
    assert Feed.objects.get().last == 2


def test_a_scale_is_told_of_when_written_and_when_it_comes_into_use(editor: Any) -> None:
    scales.create("short", "Short scale", LABELS, actor=editor)
    assert told() == [("scale.written", "Short scale, version 1")]
    scales.use("short", 1, actor=editor)
    scales.use("short", 1, actor=editor)  # changes nothing, and is no news
    in_use = [("scale.out_of_use", "Truth scale, version 1"), ("scale.in_use", "Short scale, version 1")]
    assert told(2) == in_use
    scales.succeed("short", LABELS, name="Brief scale", actor=editor)
    assert told(4) == [
        ("scale.written", "Brief scale, version 2"),
        ("scale.out_of_use", "Short scale, version 1"),
        ("scale.in_use", "Brief scale, version 2"),
    ]


@pytest.fixture
def copy(editor: Any) -> ArchivedCopy:
    """A copy that is still wanted, of a page that two published verdicts cite, and one that was withdrawn."""
    copy = ArchivedCopy.objects.create(url="https://example.org/table", seen_on="2026-03-01")
    source = {"url": copy.url, "accessed_on": "2026-03-01", "stance": "refutes"}
    for number in range(3):
        [claim] = factories.queued_claims(0.9)
        held = assignments.assign(claim.pk, reviewer_id=factories.PersonFactory(reviewer=True).pk, actor=editor)
        factories.record(held, sources=[SourceDraft(**source)])
        verdicts.approve(claim.pk, actor=editor)
        verdicts.publish(claim.pk, actor=editor)
        if number == 2:
            verdicts.withdraw(claim.pk, actor=editor, note="The table was wrong.")
    return copy


def test_a_copy_that_comes_later_refreshes_what_cites_it(copy: ArchivedCopy) -> None:
    before = Feed.objects.get().last
    archive.fail(copy.pk, "The server is away.")
    assert told(before) == [("verdict.refreshed", "")] * 2
    archive.fail(copy.pk, "Said twice.")
    assert len(told(before)) == 2


def test_a_copy_that_is_wanted_once_more_refreshes_what_cites_it(copy: ArchivedCopy, editor: Any) -> None:
    archive.fail(copy.pk, "The server is away.")
    before = Feed.objects.get().last
    archive.ask_again(copy.pk, actor=editor)
    assert told(before) == [("verdict.refreshed", "")] * 2


def test_a_language_that_is_recognised_after_publication_refreshes_the_verdict(editor: Any, reviewer: Any) -> None:
    """A claim marked by hand need not wait for the splitting."""
    text = "Exports grew by 5 percent in 2019, the minister said."
    article = factories.receive(text)
    claim = marking.mark(article.pk, actor=editor, place=Place("Exports grew by 5 percent", 0, 25))
    triage.queue(claim.pk, actor=editor)
    factories.record(assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor))
    verdicts.approve(claim.pk, actor=editor)
    verdicts.publish(claim.pk, actor=editor)
    before = Feed.objects.get().last
    assert jobs.execute(factories.split_job_of(article).pk, WORK)
    assert told(before) == [("verdict.refreshed", "")]
    assert PublishedCheck.objects.get().language == "en"
    articles.revise(article.pk, f"{text} They fell later.", actor=editor)
    assert jobs.execute(factories.split_job_of(article).pk, WORK)
    assert len(told(before)) == 1


def test_a_desk_that_was_filled_past_the_actions_catches_up_once(editor: Any) -> None:
    version = claim_at(Status.PUBLISHED).verdict.versions.get()
    VerdictVersion.objects.create(
        verdict=version.verdict,
        sequence=2,
        edition="correction",
        rating=version.rating,
        reasoning="It does.",
        note="Revised.",
        published_by=editor,
    )
    assert (feed.catch_up(), feed.catch_up()) == (1, 0)
    assert told(2) == [("verdict.corrected", 2)]
    assert Feed.objects.get().last == 3
