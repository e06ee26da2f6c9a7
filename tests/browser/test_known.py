"""What is known already, beside the claim: used in a finding without writing over it, cited, or told apart, by key."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, windows
from tests.browser.test_accessible import violations
from tests.running import Desk

pytestmark = pytest.mark.browser

HERE = "annual inflation in the euro area climbed to 10.9 per cent"
THERE = "Annual inflation in the euro area climbed to 10.7 per cent"


def assigned(editor: Visit) -> None:
    """In the article, on the claim, to the reviewer: an editor knows already what is known about it."""
    page = editor.log_in("editor")
    page.goto(f"{editor.address}/admin/desk/articles/6/")
    row = page.locator("#triage .row", has_text=HERE)
    row.locator("[data-row-link]").focus()
    expect(row.locator(".known")).to_contain_text("10.7, here 10.9")
    page.keyboard.press("Enter")
    expect(page.locator(".known")).to_contain_text(THERE)
    reviewer = page.locator("#assign-to option", has_text="reviewer-two").get_attribute("value")
    page.get_by_label("Assign to").select_option(reviewer)
    page.get_by_role("button", name="Assign").click()


def workspace(reviewer: Visit) -> Page:
    page = reviewer.log_in("reviewer-two")
    page.get_by_role("link", name="A leaflet from the shops").first.click()
    expect(page.locator("#claim-title")).to_contain_text(HERE)
    expect(page.locator(".known")).to_contain_text(THERE)
    return page


def test_what_is_known_is_used_behind_what_is_typed_or_cited_and_taken_out_again(
    chromium: Browser, own_desk: Desk
) -> None:
    with windows(chromium, own_desk) as open_window:
        assigned(open_window())
        page = workspace(open_window())
        keys, reasoning, rows = page.keyboard, page.get_by_label("Reasoning"), page.locator("[data-row]:visible")
        keys.press("r")
        keys.type("The leaflet has another number.")
        keys.press("Escape")
        keys.press("U")
        expect(reasoning).to_have_value("The leaflet has another number.\n\n" + used(page))
        expect(rows).to_have_count(2)
        expect(page.locator("[name=rating]:checked")).to_have_count(0)
        expect(page.locator("[data-saved]")).to_contain_text("Saved")
        assert violations(page) == []
        expect(page.get_by_role("button", name="Undo")).to_be_focused()
        keys.press("Enter")
        expect(reasoning).to_have_value("The leaflet has another number.")
        expect(rows).to_have_count(0)
        keys.press("N")
        expect(page.get_by_role("button", name="Undo")).to_be_focused()
        expect(page.locator(".known [data-one]", has_text=THERE)).to_have_count(0)
        keys.press("Enter")
        expect(page.locator(".known [data-one]", has_text=THERE)).to_have_count(1)
        cited(page)
        verdict = used(page)
        keys.press("Control+s")  # what is saved a moment later would be put before what is typed elsewhere meanwhile
        expect(page.locator("[data-saved]")).to_contain_text("Saved")
        without_scripts(open_window(java_script_enabled=False), page.url, verdict)


def cited(page: Page) -> None:
    """What another publisher found, by key, as one source of which the reviewer has still to say what it shows."""
    rows, theirs = (
        page.locator("[data-row]:visible"),
        page.locator(".known [data-one]", has_text="The Example Checkers"),
    )
    expect(theirs).to_contain_text("“Not quite”, says The Example Checkers, 12 January 2023")
    page.locator("h1").first.click()
    page.keyboard.press("K")
    page.keyboard.press("K")
    expect(theirs.get_by_role("link")).to_be_focused()
    page.keyboard.press("C")
    expect(theirs.get_by_role("button", name="Undo")).to_be_focused()
    expect(rows).to_have_count(1)
    for label, words in (
        ("Web address", "https://example.org/checkers/2023/euro-area-inflation"),
        ("Title", "How high inflation in the euro area really was"),
        ("Publisher", "The Example Checkers"),
        ("Published on", "2023-01-12"),
    ):
        expect(rows.get_by_label(label, exact=True)).to_have_value(words)
    expect(rows.get_by_label("Gives context")).to_be_checked()
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(rows).to_have_count(0)
    expect(theirs.get_by_role("button", name="Cite this")).to_be_focused()
    page.keyboard.press("C")
    page.keyboard.press("-")
    expect(rows.get_by_label("Refutes the claim")).to_be_checked()


def without_scripts(window: Visit, address: str, verdict: str) -> None:
    """The same by a button of the form, which comes back with all that was typed; Return in a field still records."""
    page = window.log_in_without_scripts("reviewer-two")
    page.goto(address)
    expect(page.locator("[hidden]:visible")).to_have_count(0)  # what only scripts can do
    page.get_by_label("Reasoning").fill("Typed without scripts.")
    page.get_by_role("button", name="Show it here").click()
    expect(page.get_by_label("Reasoning")).to_have_value("Typed without scripts.")
    page.get_by_role("button", name="Use this").click()
    expect(page.get_by_text("2 sources are added to your finding")).to_be_visible()
    expect(page.get_by_label("Reasoning")).to_have_value(f"Typed without scripts.\n\n{verdict}")
    page.locator("[name=rating][value=false]").check(force=True)
    page.get_by_label("Title").first.press("Enter")
    page.wait_for_url("**recorded=**")


def used(page: Page) -> str:
    """The reasoning of the verdict, as readers get it."""
    address = page.locator("[data-use]").first.get_attribute("data-use")
    verdict = page.request.get(page.url.split("/admin")[0] + str(address)).json()
    return str(verdict["reasoning"])
