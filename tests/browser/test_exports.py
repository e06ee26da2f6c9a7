"""An editor takes claims away as a spreadsheet: those that the board shows, at once, and kept for colleagues."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_accessible import violations

pytestmark = pytest.mark.browser


def saved(page: Page, folder: Path, do: Callable[[], None]) -> list[dict[str, Any]]:
    """The rows of the spreadsheet that comes then."""
    with page.expect_download() as download:
        do()
    download.value.save_as(folder / "saved.xlsx")
    head, *rows = openpyxl.load_workbook(folder / "saved.xlsx").active.values
    return [dict(zip(head, row, strict=True)) for row in rows]


def follow(link: Locator) -> None:
    """Until the next page is there: a click alone may return while the last one still is."""
    with link.page.expect_navigation():
        link.click()


def test_an_editor_filters_the_board_and_exports_what_it_shows(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit().log_in("editor")
    page.goto(f"{page.url}desk/board/?shape=list&status=published&language=en")
    shown = {int(row.get_attribute("data-row") or 0) for row in page.locator("tr[data-row]").all()}
    page.keyboard.press("e")
    expect(page.get_by_text(re.compile(rf"^{len(shown)} claims"))).to_be_visible()
    rows = saved(page, tmp_path, lambda: page.keyboard.press("e"))
    assert {row["claim"] for row in rows} == shown
    assert {(row["status"], row["language"]) for row in rows} == {("published", "en")}
    page.get_by_label("Verdicts").check()
    page.get_by_label("Keep the file here").check()
    page.keyboard.press("e")
    download = page.get_by_role("link", name="Download Verdicts as XLSX").first
    expect(download).to_be_visible(timeout=60_000)  # without loading the page anew
    assert violations(page) == []
    assert {row["claim"] for row in saved(page, tmp_path, download.click)} == shown
    page.get_by_role("link", name="remembered").click()
    expect(page.get_by_text("fetched editor’s verdicts as XLSX (status: published, language: en)")).to_be_visible()


def test_an_export_is_kept_and_fetched_without_scripts(visit: Callable[..., Any], tmp_path: Path) -> None:
    window = visit(java_script_enabled=False)
    page = window.log_in_without_scripts("editor")
    page.goto(f"{window.address}/admin/desk/exports/?status=withdrawn")
    page.get_by_label("Sources").check()
    page.get_by_label("Keep the file here").check()
    follow(page.get_by_role("button", name="Export"))
    for _ in range(60):
        if not page.get_by_role("link", name="Look again").count():
            break
        page.wait_for_timeout(500)
        follow(page.get_by_role("link", name="Look again"))
    download = page.get_by_role("link", name="Download Sources as XLSX").first
    assert {row["kind"] for row in saved(page, tmp_path, download.click)} <= {"primary", "secondary", "data", "expert"}
