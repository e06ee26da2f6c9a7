"""The page of exports: for editors, of exactly the board's claims, at once or kept, with progress and another try."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions import jobs
from claims.enums import Status
from claims.models import DeskEvent, Job
from claims.tasks import WORK
from reviews.actions import exporting
from reviews.enums import ExportState
from reviews.exported import asking
from reviews.models import Export
from tests.factories import PersonFactory, claim_at, queued_claims

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:desk_exports")
CSV = {"kind": "claims", "format": "csv"}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def browser(client: Client, editor: Any) -> Client:
    client.force_login(editor)
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def address(name: str, export: Export) -> str:
    return reverse(f"admin:desk_export_{name}", args=[export.pk])


def made(export: Export) -> Export:
    assert jobs.execute(Job.objects.get(key=f"make_export:{export.pk}:{export.tries}").pk, WORK)
    return Export.objects.get(pk=export.pk)


def test_it_is_for_editors(client: Client, reviewer: Any, editor: Any) -> None:
    export = made(exporting.ask("claims", "csv", "", actor=editor))
    client.force_login(reviewer)
    for page in (PAGE, address("file", export), reverse("admin:desk_exports_progress")):
        assert client.get(page).status_code == 403
    for act in (PAGE, address("again", export)):
        assert client.post(act, CSV).status_code == 403
    assert 'href="/admin/desk/exports/' not in text(client.get(reverse("admin:desk_board") + "?shape=list"))


def test_the_board_leads_to_an_export_of_just_what_it_shows(browser: Client) -> None:
    board = reverse("admin:desk_board")
    assert f'href="{PAGE}?status=queued&amp;language=en&amp;shape=list"' in text(
        browser.get(f"{board}?shape=list&status=queued&language=en")
    )
    queued_claims(0.9, 0.8, language="en")
    queued_claims(0.7, language="de")
    page = text(browser.get(f"{PAGE}?status=queued&language=en&shape=list"))
    assert "<strong>2</strong> claims" in page
    assert 'name="query" value="status=queued&amp;language=en"' in page


def test_what_is_small_comes_at_once(browser: Client) -> None:
    claim = claim_at(Status.QUEUED)
    answer = browser.post(PAGE, CSV | {"query": "status=queued"})
    assert answer["Content-Disposition"] == 'attachment; filename="claims.csv"'
    assert answer["Cache-Control"].startswith("private, no-store")
    assert content(answer).startswith(b"\xef\xbb\xbfclaim,")
    assert DeskEvent.objects.get().did == "exported claims as CSV (status: queued)"
    assert claim.text not in text(browser.get(PAGE))


def test_what_is_large_or_to_be_kept_is_made_meanwhile(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    claim_at(Status.QUEUED)
    answer = browser.post(PAGE, CSV | {"query": "status=queued", "keep": "on"})
    assert answer["Location"] == f"{PAGE}?status=queued"
    monkeypatch.setattr(asking, "SMALL", 0)
    browser.post(PAGE, CSV)
    waiting = text(browser.get(PAGE))
    assert waiting.count("data-waits") == 2
    assert "Waiting for a worker" in waiting
    assert "Look again" in waiting
    for export in Export.objects.all():
        made(export)
    assert text(browser.get(PAGE)).count("1 row, until") == 2


def test_progress_is_told_in_rows(browser: Client, editor: Any, second_editor: Any) -> None:
    mine, others = (exporting.ask("claims", "csv", "", actor=person) for person in (editor, second_editor))
    Export.objects.update(rows_done=1_000, rows_expected=2_500)
    answer = browser.get(reverse("admin:desk_exports_progress"), {"id": [mine.pk, others.pk, "x"]}).json()
    assert [(one["id"], one["done"], one["words"], one["over"]) for one in answer["exports"]] == [
        (mine.pk, 1_000, "1,000 of 2,500 rows", False),
        (others.pk, 0, "Being made", False),
    ]


def test_how_many_rows_somebody_elses_has_is_not_told(browser: Client, second_editor: Any) -> None:
    claim_at(Status.QUEUED)
    made(exporting.ask("claims", "csv", "", actor=second_editor))
    assert "1 row" not in text(browser.get(PAGE))


def test_a_kept_file_is_downloaded(browser: Client, editor: Any) -> None:
    claim = claim_at(Status.QUEUED)
    export = made(exporting.ask("claims", "jsonl", "", actor=editor))
    answer = browser.get(address("file", export))
    assert answer["Content-Disposition"] == f'attachment; filename="claims-{export.pk}.jsonl"'
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert claim.text.encode() in content(answer)


def test_what_is_refused_is_said_where_one_was(browser: Client, editor: Any) -> None:
    export = exporting.ask("claims", "csv", "", actor=editor)
    assert "There is no file yet" in text(browser.get(address("file", export), follow=True))
    assert "It cannot be done now" not in text(browser.get(PAGE))
    assert "make again" in text(browser.post(address("again", export), follow=True))
    answer = browser.post(PAGE, {"kind": "people", "format": "csv", "query": "status=queued"})
    assert (answer.status_code, "“people” is not a kind of export" in text(answer)) == (400, True)
    assert 'value="status=queued"' in text(answer)
    assert browser.post(PAGE, CSV | {"query": "staus=x"}).status_code == 400
    assert browser.get(reverse("admin:desk_export_file", args=[999])).status_code == 404


def test_filters_that_nobody_knows_are_told(browser: Client) -> None:
    answer = browser.get(f"{PAGE}?staus=queued")
    assert answer.status_code == 400
    assert "There is no filter “staus”" in text(answer)
    assert 'name="query"' not in text(answer)


def test_what_failed_says_why_and_is_made_again(browser: Client, editor: Any) -> None:
    export = exporting.ask("claims", "csv", "", actor=editor)
    Export.objects.update(state=ExportState.FAILED, why="No space left on device")
    assert "No space left on device" in text(browser.get(PAGE))
    browser.post(address("again", export))
    export.refresh_from_db()
    assert made(export).state == ExportState.READY


def test_older_ones_are_on_the_next_page(browser: Client, editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviews.admin.exports.SHOWN", 2)
    first, second, third = (exporting.ask("claims", "csv", "", actor=editor) for _ in range(3))
    page = text(browser.get(f"{PAGE}?status=new"))
    assert f'href="?status=new&amp;before={second.pk}"' in page
    older = text(browser.get(f"{PAGE}?status=new&before={second.pk}"))
    assert (f'data-export="{first.pk}"' in older, f'data-export="{third.pk}"' in older) == (True, False)


def test_the_page_costs_the_same_for_one_row_and_for_three(browser: Client) -> None:
    costs = []
    for rows in (1, 3):
        while Export.objects.count() < rows:
            exporting.ask("claims", "csv", "status=new", actor=PersonFactory(editor=True))
        with CaptureQueriesContext(connection) as captured:
            browser.get(f"{PAGE}?status=new")
        costs.append(len(captured))
    # The log-in and its role; people, topics and labels of the filters, twice; the claims, the exports, the bell.
    assert costs == [12, 12]
