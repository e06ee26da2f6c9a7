"""The files of exports: written under another name first, so that no half is ever served, and removed in time."""

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from uuid import uuid4

from django.conf import settings
from django.db.models import QuerySet

from claims import clock, sheets
from claims.actions import jobs
from claims.actions.jobs import Effect
from claims.errors import DomainError
from claims.models import Claim, Job
from reviews import exported, policy
from reviews.enums import ExportFormat, ExportKind, ExportState
from reviews.models import Export

STRAY = timedelta(days=1)  # longer than any file takes to be made
AT_ONCE = 100  # files that are removed in one go

Told = Callable[[int], object]  # how many rows are written


def place_of(export: Export) -> Path:
    return _folder() / export.file


def make(job: Job) -> Effect:
    """Write the file, outside any transaction. Each batch tells how far it is, and keeps the lease."""
    export = Export.objects.select_related("asked_by").get(pk=job.payload["export"])
    try:
        # Whoever asked may have left the desk since.
        policy.require_export(export.asked_by, ExportKind(export.kind))
        claims = exported.asked_of(export.query, export.asked_by)
    except DomainError as refusal:
        return partial(_fail, export.pk, refusal.message)
    expected = exported.TABLES[ExportKind(export.kind)].rows(export.asked_by, claims).order_by().count()
    begun = clock.now()
    Export.objects.filter(pk=export.pk).update(begun_at=begun, rows_done=0, rows_expected=expected)

    def told(done: int) -> None:
        jobs.keep(job)
        Export.objects.filter(pk=export.pk).update(rows_done=done)

    with TemporaryDirectory(dir=_folder(), prefix=".") as folder:
        written = _write(Path(folder), export, claims, told)
        known = _facts_of(written)
        name = f"{export.pk}-{uuid4().hex}.{export.format}"
        written.replace(_folder() / name)
    return partial(_keep, export.pk, {"file": name, **known})


def give_up(job: Job) -> None:
    """Say on the row that it failed, and why, without the name of the error; whoever sees it may try again."""
    _fail(job.payload["export"], job.error.partition(": ")[2] or job.error)


def made_at_once(export: Export, claims: QuerySet[Claim] | None) -> IO[bytes]:
    """The file, opened and without a name: it is gone once it is closed."""
    with TemporaryDirectory(dir=_folder(), prefix=".") as folder:
        return _write(Path(folder), export, claims, lambda done: None).open("rb")


def remove_expired() -> int:
    """Remove the files that were kept long enough. Returns how many."""
    over = list(Export.objects.over()[:AT_ONCE])
    for export in over:
        # First the row: nobody is led to a file that is gone. Killed in between, the file is a stray.
        Export.objects.filter(pk=export.pk, file=export.file).update(state=ExportState.EXPIRED, file="")
        place_of(export).unlink(missing_ok=True)
    return len(over)


def remove_strays() -> int:
    """Remove what no export names and nobody works on any more. Returns how much."""
    named = set(Export.objects.exclude(file="").values_list("file", flat=True))
    old = time.time() - STRAY.total_seconds()
    strays = [path for path in _folder().iterdir() if path.name not in named and path.stat().st_mtime < old]
    for path in strays:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return len(strays)


def _write(folder: Path, export: Export, claims: QuerySet[Claim] | None, told: Told) -> Path:
    table, file = exported.TABLES[ExportKind(export.kind)], folder / "whole"
    rows = _rows(table.batches(export.asked_by, claims), told)
    if export.format == ExportFormat.XLSX:
        sheets.write_workbook(file, export.get_kind_display(), table.names, rows, _about(export))
        return file
    lines_of = sheets.csv_lines if export.format == ExportFormat.CSV else sheets.json_lines
    with file.open("w", encoding="utf-8", newline="") as lines:
        lines.writelines(lines_of(table.names, rows))
    return file


def _rows(batches: Iterator[list[list[Any]]], told: Told) -> Iterator[list[Any]]:
    done = 0
    for batch in batches:
        yield from batch
        done += len(batch)
        told(done)


def _about(export: Export) -> dict[str, Any]:
    return {
        "desk": settings.SITE_URL,
        "asked by": export.asked_by.get_username(),
        "asked at": export.asked_at,
        "filters": export.query or "none",
        "texts like formulas": "Begin with one ' more than they have.",
    }


def _facts_of(file: Path) -> dict[str, Any]:
    with file.open("rb") as written:
        return {"size": file.stat().st_size, "sha256": file_digest(written, "sha256").hexdigest()}


def _keep(export_id: int, made: dict[str, Any]) -> None:
    now = clock.now()
    until = now + timedelta(days=settings.EXPORTS_KEPT_DAYS)
    wanted = Export.objects.filter(pk=export_id, state=ExportState.WANTED)
    wanted.update(state=ExportState.READY, made_at=now, expires_at=until, **made)


def _fail(export_id: int, why: str) -> None:
    Export.objects.filter(pk=export_id, state=ExportState.WANTED).update(state=ExportState.FAILED, why=why[:500])


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "exports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
