"""Asking for exports and fetching them: who may, what is remembered, what is refused, and what expires."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models.functions import Now

from claims import clock
from claims.actions import jobs, machines
from claims.enums import About, DeskAct, JobState, Scope, Status
from claims.errors import IllegalAct, NotAllowed, NotFound
from claims.models import DeskEvent, Job
from claims.tasks import WORK
from reviews import exported
from reviews.actions import assignments, export_files, exporting
from reviews.enums import ExportState
from reviews.errors import (
    ExportNotReady,
    ExportOver,
    ExportWouldTell,
    TooManyExports,
    TooManyFilters,
    UnknownChoice,
    WrongFilters,
)
from reviews.exported import asking
from reviews.models import Export
from tests.factories import PersonFactory, claim_at, queued_claims
from tests.over_http import nothing_changes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "exports"


@pytest.fixture
def both(db: None) -> Any:
    """An editor who reviews as well."""
    return PersonFactory(username="both", roles=["Reviewer", "Editor"])


def made(export: Export) -> Export:
    assert jobs.execute(Job.objects.get(key=f"make_export:{export.pk}:{export.tries}").pk, WORK)
    return Export.objects.get(pk=export.pk)


def ready(actor: Any, kind: str = "claims") -> Export:
    return made(exporting.ask(kind, "csv", "", actor=actor))


def test_an_export_is_written_with_its_job_and_remembered(editor: Any) -> None:
    export = exporting.ask("claims", "xlsx", "status=queued&shape=list&sort=moved", actor=editor)
    assert (export.query, export.state) == ("status=queued", ExportState.WANTED)
    assert Job.objects.get().payload == {"export": export.pk}
    event = DeskEvent.objects.get()
    assert (event.about, event.act, event.actor) == (About.EXPORT, DeskAct.EXPORT, editor)
    assert str(event) == "first-editor exported claims as XLSX (status: queued)"


def test_what_is_made_is_fetched_and_that_is_remembered(editor: Any, second_editor: Any) -> None:
    claim = claim_at(Status.QUEUED)
    export = ready(editor)
    _, file = exporting.fetch(export.pk, actor=second_editor)
    with file:
        assert claim.text in file.read().decode()
    assert str(DeskEvent.objects.first()) == "second-editor fetched first-editor’s claims as CSV (all of them)"


def test_what_is_small_comes_at_once_and_is_kept_nowhere(editor: Any, folder: Path) -> None:
    claim = claim_at(Status.QUEUED)
    taken = exporting.take_at_once("claims", "csv", "status=queued", actor=editor)
    assert taken is not None
    name, file = taken
    with file:
        assert claim.text in file.read().decode()
    assert (name, list(folder.iterdir()), Export.objects.count()) == ("claims.csv", [], 0)
    assert DeskEvent.objects.get().did == "exported claims as CSV (status: queued)"


def test_what_is_large_does_not_come_at_once(editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "SMALL", 1)
    queued_claims(0.8, 0.7)
    assert exporting.take_at_once("claims", "csv", "", actor=editor) is None
    assert exporting.take_at_once("reviews", "csv", "", actor=editor) is not None
    assert DeskEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (("people", "csv", ""), UnknownChoice),
        (("claims", "pdf", ""), UnknownChoice),
        (("claims", "csv", "status=lost"), WrongFilters),
        (("claims", "csv", f"q={'word+' * 39}&{'status=new&' * 100}"), TooManyFilters),
    ],
)
def test_what_cannot_be_exported_is_refused(editor: Any, asked: tuple[str, str, str], refusal: Any) -> None:
    with nothing_changes():
        for ask in (exporting.ask, exporting.take_at_once):
            with pytest.raises(refusal):
                ask(*asked, actor=editor)


def test_exports_are_for_editors(reviewer: Any, editor: Any) -> None:
    export = ready(editor)
    with nothing_changes():
        for ask in (exporting.ask, exporting.take_at_once):
            with pytest.raises(NotAllowed):
                ask("claims", "csv", "", actor=reviewer)
        for act in (exporting.fetch, exporting.ask_again):
            with pytest.raises(NotFound):
                act(export.pk, actor=reviewer)  # type: ignore[operator]


def test_a_machine_has_its_own_and_editors_have_all(editor: Any) -> None:
    one, other = (machines.make(name, owner_id=editor.pk, scopes=[Scope.READ], actor=editor).user for name in "ab")
    export = ready(one)
    exporting.fetch(export.pk, actor=one)[1].close()
    exporting.fetch(export.pk, actor=editor)[1].close()
    with pytest.raises(NotFound):
        exporting.fetch(export.pk, actor=other)
    with pytest.raises(NotAllowed):
        exporting.ask("reviews", "csv", "", actor=one)


def test_so_many_are_made_at_a_time_and_no_more(editor: Any, second_editor: Any) -> None:
    for _ in range(exporting.MOST_AT_ONCE):
        export = exporting.ask("claims", "csv", "", actor=editor)
    with pytest.raises(TooManyExports):
        exporting.ask("claims", "csv", "", actor=editor)
    exporting.ask("claims", "csv", "", actor=second_editor)
    made(export)
    exporting.ask("claims", "csv", "", actor=editor)


def test_there_is_nothing_to_fetch_before_it_is_made(editor: Any) -> None:
    export = exporting.ask("claims", "csv", "", actor=editor)
    with nothing_changes(), pytest.raises(ExportNotReady, match="being made"):
        exporting.fetch(export.pk, actor=editor)
    with nothing_changes(), pytest.raises(IllegalAct):
        exporting.ask_again(export.pk, actor=editor)


def test_a_file_is_kept_for_some_days_and_made_again_after_them(
    editor: Any, settings: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EXPORTS_KEPT_DAYS = 2
    export = ready(editor)
    assert export_files.remove_expired() == 0
    later = clock.now() + timedelta(days=2, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(ExportOver):
        exporting.fetch(export.pk, actor=editor)  # before anybody has cleared up, too
    assert export_files.remove_expired() == 1
    assert list(folder.iterdir()) == []
    with pytest.raises(ExportOver):
        exporting.fetch(export.pk, actor=editor)
    again = made(exporting.ask_again(export.pk, actor=editor))
    exporting.fetch(again.pk, actor=editor)[1].close()
    assert (again.pk, again.tries) == (export.pk, 2)


def test_a_file_that_is_gone_can_be_made_again(editor: Any, folder: Path) -> None:
    export = ready(editor)
    (folder / export.file).unlink()
    with pytest.raises(ExportOver):
        exporting.fetch(export.pk, actor=editor)
    exporting.fetch(made(exporting.ask_again(export.pk, actor=editor)).pk, actor=editor)[1].close()


def test_what_failed_says_why_and_is_tried_again(
    editor: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    export = exporting.ask("claims", "csv", "", actor=editor)

    def full(*args: Any) -> Any:
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(exported.Table, "batches", full)
        for _ in range(jobs.MAX_ATTEMPTS):
            Job.objects.update(run_at=Now())
            jobs.execute(Job.objects.get().pk, WORK)
    export.refresh_from_db()
    assert (export.state, export.why) == (ExportState.FAILED, "No space left on device")
    with pytest.raises(ExportNotReady, match="No space left"):
        exporting.fetch(export.pk, actor=editor)
    assert made(exporting.ask_again(export.pk, actor=editor)).state == ExportState.READY


def test_who_left_the_desk_meanwhile_gets_nothing(editor: Any) -> None:
    export = exporting.ask("claims", "csv", "", actor=editor)
    editor.groups.clear()
    export = made(export)
    assert (export.state, export.file) == (ExportState.FAILED, "")
    assert "needs an editor" in export.why


def test_an_editor_who_judges_a_claim_is_not_given_what_another_exported(editor: Any, both: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, reviewer=both)
    others = ready(editor, "reviews")
    with nothing_changes(), pytest.raises(ExportWouldTell, match=f"You judge claim {claim.pk}"):
        exporting.fetch(others.pk, actor=both)
    mine = ready(both, "reviews")
    exporting.fetch(mine.pk, actor=both)[1].close()


def test_a_maker_who_came_to_judge_a_claim_since_is_not_given_their_own(editor: Any, both: Any) -> None:
    [claim] = queued_claims(0.9)
    export = ready(both, "reviews")
    exporting.fetch(export.pk, actor=both)[1].close()
    assignments.assign(claim.pk, reviewer_id=both.pk, actor=editor)
    with pytest.raises(ExportWouldTell):
        exporting.fetch(export.pk, actor=both)


def test_claims_that_came_later_and_those_that_are_decided_keep_nobody_away(editor: Any, both: Any) -> None:
    claim_at(Status.PUBLISHED, reviewer=both)
    export = ready(editor, "reviews")
    claim_at(Status.IN_REVIEW, reviewer=both)
    exporting.fetch(export.pk, actor=both)[1].close()


def test_what_a_machine_exported_tells_nobody_anything(editor: Any, both: Any) -> None:
    claim_at(Status.IN_REVIEW, reviewer=both)
    machine = machines.make("reader", owner_id=editor.pk, scopes=[Scope.READ], actor=editor).user
    exporting.fetch(ready(machine).pk, actor=both)[1].close()


def test_the_job_is_done_once_whoever_is_told_of_it(editor: Any) -> None:
    export = ready(editor)
    assert Job.objects.get().state == JobState.DONE
    assert not jobs.execute(Job.objects.get().pk, WORK)
    assert Export.objects.get().file == export.file
