"""Files of exports: whole or not there, with real progress, however often and wherever a worker dies."""

import csv
import hashlib
import io
import json
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db.models.functions import Now

from claims import sheets
from claims.actions import jobs
from claims.enums import JobState, Status
from claims.models import Job
from claims.tasks import WORK
from reviews.actions import assignments, export_files, exporting
from reviews.enums import ExportFormat, ExportState
from reviews.exported import table
from reviews.models import Export, Review
from tests.claims.sheets.nasty import FORMULAS
from tests.factories import PersonFactory, claim_at, new_claims, queued_claims, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "exports"


def ask(editor: Any, form: str = "jsonl", kind: str = "claims") -> tuple[Export, Job]:
    export = exporting.ask(kind, form, "", actor=editor)
    return export, Job.objects.get(key=f"make_export:{export.pk}:1")


def read(file: Path) -> list[dict[str, Any]]:
    """Every row, whatever the format; of spreadsheets without marks."""
    if file.suffix == ".jsonl":
        return [json.loads(line) for line in file.read_text().splitlines()]
    if file.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    else:
        rows = [list(row) for row in openpyxl.load_workbook(file).active.values]
    return [dict(zip(rows[0], map(sheets.as_it_was, row), strict=True)) for row in rows[1:]]


def test_what_is_written_is_what_reviewers_wrote(editor: Any, folder: Path) -> None:
    texts = [text for text in FORMULAS if text.strip() and not set(text) & {"\0", "\x1f"}][::5]
    for text, claim in zip(texts, queued_claims(*[0.9] * len(texts)), strict=True):
        somebody = PersonFactory(reviewer=True)
        record(assignments.assign(claim.pk, reviewer_id=somebody.pk, actor=editor), reasoning=text)
    expected = list(Review.objects.order_by("pk").values_list("reasoning", flat=True))
    for form in ExportFormat:
        export, job = ask(editor, form, "reviews")
        assert jobs.execute(job.pk, WORK)
        export.refresh_from_db()
        assert [row["reasoning"] for row in read(folder / export.file)] == expected
        assert export.rows_done == len(texts)


def test_the_row_says_what_the_file_is(editor: Any, folder: Path) -> None:
    new_claims(0.9, 0.8)
    export, job = ask(editor)
    assert jobs.execute(job.pk, WORK)
    export.refresh_from_db()
    content = (folder / export.file).read_bytes()
    assert (export.state, export.size, export.rows_done, export.rows_expected) == ("ready", len(content), 2, 2)
    assert export.sha256 == hashlib.sha256(content).hexdigest()
    assert [path.name for path in folder.iterdir()] == [export.file]
    assert export.name == f"claims-{export.pk}.jsonl"


def test_each_batch_says_how_far_it_is_and_keeps_the_lease(editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    new_claims(0.9, 0.8, 0.7)
    monkeypatch.setattr(table, "BATCH", 2)
    job = ask(editor)[1]
    told: list[tuple[int, int]] = []
    keep = jobs.keep

    def watched(job: Job) -> None:
        keep(job)
        told.append(Export.objects.values_list("rows_done", "rows_expected").get())

    monkeypatch.setattr(jobs, "keep", watched)
    assert jobs.execute(job.pk, WORK)
    assert told == [(0, 3), (2, 3)]  # each as the one before has left it
    assert Export.objects.get().rows_done == 3


@pytest.mark.parametrize("form", ExportFormat)
def test_a_batch_costs_the_same_for_one_row_and_for_three(
    form: str, editor: Any, django_assert_num_queries: Any
) -> None:
    for rows in (1, 3):
        new_claims(*[0.9] * rows)
        _, job = ask(editor, form)
        leased = jobs._lease(job.pk)
        with django_assert_num_queries(
            9
        ):  # the export, whose roles, count and beginning; three for the batch, two to tell
            export_files.make(leased)  # type: ignore[arg-type]
        Export.objects.all().delete()


@pytest.fixture
def dies_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As a worker that is told to stop: after the first of two batches."""
    monkeypatch.setattr(table, "BATCH", 1)
    told: list[int] = []

    def tell(job: Job) -> None:
        told.append(job.pk)
        if len(told) == 1:
            raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "keep", tell)
        yield


@pytest.mark.parametrize("form", ExportFormat)
def test_a_worker_that_stops_in_the_middle_leaves_nothing_to_fetch_and_another_makes_it(
    form: str, editor: Any, folder: Path, dies_in_the_middle: None
) -> None:
    new_claims(0.9, 0.8)
    export, job = ask(editor, form)
    with pytest.raises(SystemExit):
        jobs.execute(job.pk, WORK)
    export.refresh_from_db()
    assert (export.state, export.file, list(folder.iterdir())) == (ExportState.WANTED, "", [])
    assert jobs.execute(job.pk, WORK)
    export.refresh_from_db()
    assert len(read(folder / export.file)) == 2


def test_one_that_was_frozen_past_its_lease_stops_at_the_next_batch(
    editor: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_claims(0.9, 0.8)
    monkeypatch.setattr(table, "BATCH", 1)
    export, job = ask(editor)
    keep, told = jobs.keep, []

    def slept(mine: Job) -> None:
        told.append(mine.token)
        if len(told) == 1:  # while it sleeps its lease runs out and another makes the file
            Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))
            assert jobs.execute(job.pk, WORK)
        keep(mine)

    monkeypatch.setattr(jobs, "keep", slept)
    assert not jobs.execute(job.pk, WORK)
    export.refresh_from_db()
    assert [path.name for path in folder.iterdir()] == [export.file]
    assert Job.objects.get(pk=job.pk).state == JobState.DONE
    assert len(read(folder / export.file)) == 2


def test_strays_are_removed_after_a_day_and_nothing_else(editor: Any, folder: Path) -> None:
    claim_at(Status.QUEUED)
    export, job = ask(editor)
    assert jobs.execute(job.pk, WORK)
    export.refresh_from_db()
    (folder / ".left-by-a-killed-worker").mkdir()
    (folder / ".left-by-a-killed-worker" / "whole").write_text("half")
    (folder / "9-unnamed.csv").write_text("nobody's")
    (folder / ".being-written").mkdir()
    old = time.time() - 90_000
    for name in (export.file, ".left-by-a-killed-worker", "9-unnamed.csv"):
        os.utime(folder / name, (old, old))
    assert export_files.remove_strays() == 2
    assert {path.name for path in folder.iterdir()} == {export.file, ".being-written"}
