"""Archived copies: wanted with the source, shared, stored by a job, failed with a reason, asked for again."""

import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as desk_settings
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models.functions import Now

from claims.actions import jobs
from claims.enums import JobState, Status
from claims.errors import IllegalAct, NotAllowed, NotFound
from claims.models import Job
from claims.tasks import WORK
from reviews import archiving
from reviews.actions import archive, verdicts
from reviews.actions.evidence import SourceDraft
from reviews.actions.verdicts import Correction
from reviews.enums import ArchiveState
from reviews.models import ArchivedCopy, Source
from tests.factories import claim_at, record
from tests.web import Web, page, serving

pytestmark = pytest.mark.django_db

TABLE = b"<h1>Exports by year</h1>"


@pytest.fixture(autouse=True)
def web(settings: Any, tmp_path: Path) -> Any:
    with serving({"/table": page(TABLE)}) as web:
        settings.ARCHIVER, settings.DATA_DIR, settings.OUTSIDE = "local", tmp_path, web.outside
        yield web


def cite(*urls: str, reviewer: Any = None, **words: Any) -> list[ArchivedCopy]:
    """Record a finding with these sources; their copies."""
    assignment = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.get()
    review = record(assignment, sources=[SourceDraft(url=url, title="A source", **words) for url in urls])
    return [source.archived_copy for source in review.sources.all()]


def jobs_of(copy: ArchivedCopy) -> list[Job]:
    return list(Job.objects.filter(kind="archive_source", payload={"copy": copy.pk}).order_by("id"))


def work(copy: ArchivedCopy, times: int = 1) -> ArchivedCopy:
    """What workers do about it, so many times; pauses are not waited for."""
    [*_, job] = jobs_of(copy)
    for _ in range(times):
        Job.objects.filter(pk=job.pk).update(run_at=Now())
        jobs.execute(job.pk, WORK)
    copy.refresh_from_db()
    return copy


def test_a_copy_is_wanted_with_the_source_and_fetched_by_a_job(web: Web) -> None:
    [copy] = cite(f"{web.address}/table#row-7")
    assert (copy.url, copy.state, copy.attempts) == (f"{web.address}/table", ArchiveState.WANTED, 0)
    assert web.asked == []  # nobody who records a finding waits for it
    assert len(jobs_of(copy)) == 1
    work(copy)
    assert (copy.state, copy.content_type, copy.size, copy.attempts) == ("stored", "text/html", len(TABLE), 1)
    assert copy.is_kept_here
    assert copy.stored_at


def test_a_source_without_an_address_wants_none() -> None:
    assert cite("") == [None]
    assert not Job.objects.filter(kind="archive_source").exists()


def test_where_archiving_is_off_no_copy_is_wanted(settings: Any, web: Web) -> None:
    settings.ARCHIVER = "none"
    assert cite(f"{web.address}/table") == [None]
    assert not ArchivedCopy.objects.exists()


def test_an_address_has_one_copy_for_each_day_on_which_it_was_looked_at(web: Web) -> None:
    url = f"{web.address}/table"
    first, again = cite(url, f"{url}#row-8", accessed_on="2026-01-02")
    [same] = cite(url, accessed_on=date(2026, 1, 2))
    [later] = cite(url, accessed_on="2026-01-03")
    assert first == again == same != later
    assert len(jobs_of(first)) == 1


def test_a_published_version_and_its_corrections_share_the_copy(web: Web, editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED, editor=editor)
    verdicts.correct(claim.pk, actor=editor, correction=Correction(note="A slip.", summary="3.9 %."))
    assert Source.objects.count() == 3
    assert Source.objects.values("archived_copy").distinct().count() == 1
    assert Job.objects.filter(kind="archive_source").count() == 1


def test_a_copy_that_was_stored_is_known_even_when_archiving_is_switched_off(settings: Any, web: Web) -> None:
    [copy] = cite(f"{web.address}/table")
    settings.ARCHIVER = "none"
    assert cite(f"{web.address}/table") == [copy]
    work(copy)
    assert (copy.state, copy.why) == ("failed", "Archiving was switched off.")


def test_what_will_never_be_had_fails_at_once_and_says_why(web: Web) -> None:
    [missing, private] = cite(f"{web.address}/none", "http://10.0.0.1/")
    work(missing)
    work(private)
    assert (missing.state, missing.why) == ("failed", "“127.0.0.1” does not give the page: it answered 404.")
    assert (private.state, private.why) == (
        "failed",
        "“10.0.0.1” is not fetched: it leads into a private network.",
    )
    assert {job.state for copy in (missing, private) for job in jobs_of(copy)} == {JobState.DONE}


def test_what_may_be_had_later_is_tried_five_times(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    web.pages["/busy"] = page(b"", 503)
    [copy] = cite(f"{web.address}/busy")
    caplog.set_level(logging.INFO)
    work(copy, times=4)
    assert (copy.state, copy.attempts) == ("wanted", 4)
    work(copy)
    assert (copy.state, copy.attempts) == ("failed", 5)
    assert copy.why == "“127.0.0.1” does not give the page: it answered 503."
    said = [record for record in caplog.records if record.name == "claims.actions.jobs"]
    assert len(said) == 5
    assert not any(record.exc_info for record in said)


def test_a_server_that_asks_to_be_left_alone_is_left_alone(web: Web) -> None:
    web.pages["/busy"] = page(b"", 429, Retry_After="600")
    [copy] = cite(f"{web.address}/busy")
    work(copy)
    [job] = jobs_of(copy)
    assert 550 < (job.run_at - Job.objects.annotate(now=Now()).get(pk=job.pk).now).total_seconds() <= 600


def test_a_failure_that_nobody_foresaw_is_told_too(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", full)
    [copy] = cite(f"{web.address}/table")
    work(copy, times=5)
    assert (copy.state, copy.why) == ("failed", "No space left on device")


def test_no_verdict_waits_for_a_copy(web: Web, editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED, editor=editor)
    [copy] = ArchivedCopy.objects.all()
    assert copy.state == ArchiveState.WANTED
    ArchivedCopy.objects.update(state=ArchiveState.FAILED, why="Gone.")
    verdicts.correct(claim.pk, actor=editor, correction=Correction(note="A slip.", summary="3.9 %."))


def test_the_sources_still_refuse_changes_while_their_copy_changes_state(web: Web) -> None:
    [copy] = cite(f"{web.address}/table")
    work(copy)
    for change in ({"url": "https://example.org/"}, {"archived_copy": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Source.objects.update(**change)


@pytest.mark.parametrize("state", [ArchiveState.STORED, ArchiveState.FAILED])
def test_the_database_wants_a_copy_to_say_where_it_is_or_why_it_is_not(state: str, web: Web) -> None:
    [copy] = cite(f"{web.address}/table")
    with pytest.raises(IntegrityError), transaction.atomic():
        ArchivedCopy.objects.filter(pk=copy.pk).update(state=state)


class TestAskingAgain:
    @pytest.fixture
    def failed(self, web: Web, reviewer: Any) -> ArchivedCopy:
        [copy] = cite(f"{web.address}/later", reviewer=reviewer)
        return work(copy)

    def test_an_editor_may_have_it_tried_once_more(self, failed: ArchivedCopy, web: Web, editor: Any) -> None:
        web.pages["/later"] = page(TABLE)
        copy = archive.ask_again(failed.pk, actor=editor)
        assert (copy.state, copy.why) == ("wanted", "")
        assert work(copy).state == "stored"
        assert copy.attempts == 2

    @pytest.mark.parametrize("state", ["wanted", "stored"])
    def test_only_what_failed_is_tried_again(self, state: str, failed: ArchivedCopy, web: Web, editor: Any) -> None:
        web.pages["/later"] = page(TABLE)
        archive.ask_again(failed.pk, actor=editor)
        if state == "stored":
            work(failed)
        with pytest.raises(IllegalAct, match=state.capitalize()):
            archive.ask_again(failed.pk, actor=editor)
        assert len(jobs_of(failed)) == 2

    def test_others_may_not(self, failed: ArchivedCopy, reviewer: Any, second_reviewer: Any, stranger: Any) -> None:
        with pytest.raises(NotAllowed, match="needs an editor"):
            archive.ask_again(failed.pk, actor=reviewer)
        for somebody in (second_reviewer, stranger):
            with pytest.raises(NotFound):
                archive.ask_again(failed.pk, actor=somebody)
        with pytest.raises(NotFound):
            archive.ask_again(failed.pk + 1000, actor=stranger)
        assert len(jobs_of(failed)) == 1


def test_reviewers_see_the_copies_of_their_own_and_of_decided_claims_only(
    web: Web, reviewer: Any, second_reviewer: Any, editor: Any, stranger: Any
) -> None:
    [mine] = cite(f"{web.address}/mine", reviewer=reviewer)
    [theirs] = cite(f"{web.address}/theirs", reviewer=second_reviewer)
    claim = claim_at(Status.PUBLISHED)
    public = claim.verdict.shown.sources.get().archived_copy
    assert set(ArchivedCopy.objects.visible_to(reviewer)) == {mine, public}
    assert set(ArchivedCopy.objects.visible_to(second_reviewer)) == {theirs, public}
    assert set(ArchivedCopy.objects.visible_to(editor)) == {mine, theirs, public}
    assert not ArchivedCopy.objects.visible_to(stranger).exists()


def test_the_sample_newsroom_knocks_at_no_server(web: Web) -> None:
    from seeds.story import NOTHING_FETCHED, WORKS

    [copy] = cite(f"{web.address}/table")
    [job] = jobs_of(copy)
    assert jobs.execute(job.pk, WORKS)
    copy.refresh_from_db()
    assert (copy.state, copy.why, web.asked) == ("failed", NOTHING_FETCHED, [])


@pytest.mark.parametrize("name", ["local", "wayback", "reviews.archiving.local.Local"])
def test_the_archiver_is_found_by_its_name(name: str, settings: Any) -> None:
    settings.ARCHIVER = name
    found = archiving.archiver()
    assert found is not None
    assert type(found).__name__ == ("Wayback" if name == "wayback" else "Local")
    assert name == desk_settings.ARCHIVER
