"""A worker is killed while it writes a file: no half of it is named, and another worker writes the whole."""

import json
import signal

import pytest
from django.contrib.auth import get_user_model

from reviews.actions import exporting
from reviews.enums import ExportState
from reviews.models import Export
from tests.faults.desk import Desk

pytestmark = [pytest.mark.faults, pytest.mark.slow]


def test_a_worker_killed_while_it_writes_leaves_no_half_of_a_file(desk: Desk) -> None:
    desk.sweeper()
    worker = desk.worker(BATCH_SECONDS=0.5)
    desk.bring(3)
    desk.finish()
    editor = get_user_model().objects.get(username="first-editor")
    wanted = Export.objects.filter(pk=exporting.ask("claims", "jsonl", "", actor=editor).pk)
    desk.wait_for(lambda: wanted.filter(rows_done__gte=1).exists(), "the first rows are written")
    desk.signal(worker, signal.SIGKILL)
    folder = desk.folder / "exports"
    half = {path.name for path in folder.iterdir()}
    assert wanted.filter(state=ExportState.WANTED, file="", rows_done__lt=6).exists()
    assert all(name.startswith(".") for name in half)
    desk.worker()
    desk.wait_for(lambda: wanted.filter(state=ExportState.READY).exists(), "another writes the file")
    export = wanted.get()
    rows = [json.loads(line) for line in (folder / export.file).read_text().splitlines()]
    assert len({row["claim"] for row in rows}) == export.rows_done == 6
    assert {path.name for path in folder.iterdir()} == {export.file} | half
