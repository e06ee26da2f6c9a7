"""An editor drops three files on the page, is told what is wrong with one, and sees the others being split."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FILES = {
    "ferry.txt": "The ferry carried 41,000 people in 2022, the harbour said.",
    "quay.md": "# The quay\n\nThe quay cost 9 million euros in 2019, the mayor said.",
    "report.docx": "PK",
}
DROP = """files => {
    const carried = new DataTransfer();
    for (const [name, words] of Object.entries(files)) carried.items.add(new File([words], name));
    for (const kind of ["dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


def test_an_editor_drops_three_files_and_sees_them_split(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("editor")
    page.goto(f"{window.address}/admin/desk/articles/add/")
    expect(page.get_by_text("Or drop files anywhere")).to_be_visible()
    page.evaluate(DROP, FILES)
    expect(page.get_by_text("3 chosen: ferry.txt, quay.md, report.docx")).to_be_visible()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("heading", name="1 of 3 could not be taken")).to_be_visible()
    expect(page.locator(".arrival.is-refused")).to_contain_text("“report.docx” is no kind of file that is read here.")
    expect(page.locator("[data-summary]")).to_have_text("Nothing is left to do.", timeout=60_000)
    expect(page.locator(".arrival", has_text="quay.md")).to_contain_text("found")
    page.get_by_role("link", name="The ferry carried 41,000").click()
    expect(page.get_by_role("heading", name="The ferry carried 41,000")).to_be_visible()


def test_an_address_that_must_not_be_reached_says_so_while_one_looks(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("editor")
    page.goto(f"{window.address}/admin/desk/articles/add/")
    page.get_by_label("or web addresses").fill("http://127.0.0.1/metrics")
    page.get_by_role("button", name="Bring it in").click()
    row = page.locator(".arrival", has_text="http://127.0.0.1/metrics")
    expect(row).to_contain_text("Could not be fetched: “127.0.0.1” is not fetched", timeout=60_000)
    row.get_by_role("button", name="Fetch it again").click()
    expect(row).to_be_visible()


def test_several_files_are_brought_in_without_scripts(visit: Callable[..., Any]) -> None:
    window = visit(java_script_enabled=False)
    page = window.log_in_without_scripts("editor")
    page.goto(f"{window.address}/admin/desk/articles/add/")
    two = [("lock.txt", "The lock opened 800 times in 2021."), ("buoy.txt", "A buoy weighs 400 kilos, they said.")]
    page.get_by_label("or files").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": words.encode()} for name, words in two]
    )
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator(".arrival")).to_have_count(2)
    page.get_by_role("link", name="Look again").click()
    expect(page.locator(".arrival", has_text="The lock opened 800 times")).to_be_visible()
