"""A reviewer's day, by keyboard alone: one claim after the other, with sources that fill themselves in."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Visit, forgive, opened, take, windows
from tests.manage import sample_desk
from tests.running import Desk
from tests.web import page as web_page
from tests.web import serving

pytestmark = pytest.mark.browser

TABLE = b"""<html><head><title>Exports by year</title><meta property="og:site_name" content="Statistics Office">
<meta property="article:published_time" content="2024-02-01"></head><body><p>4.1 percent</p></body></html>"""


# A hand that pastes: the clipboard itself is not open to a test on plain http.
PASTE = """words => {
    const data = new DataTransfer();
    data.setData("text", words);
    const paste = { clipboardData: data, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", paste));
}"""


def is_sent(route: Route) -> bool:
    return route.request.method == "POST"


def review(page: Page, *urls: str) -> None:
    """Rating, summary, reasoning, sources, submit: no hand leaves the keyboard."""
    keys = page.keyboard
    keys.press("6")
    for key, words in (("m", "Nothing was found."), ("r", "We looked in both places.")):
        keys.press(key)
        keys.press("Control+A")
        keys.type(words)
        keys.press("Escape")
    keys.press("s")
    for url in urls:
        keys.type(url)
        keys.press("Enter")
    keys.press("Control+Enter")


def test_ten_claims_in_a_row_with_two_sources_each_by_keyboard_alone(visit: Callable[..., Visit]) -> None:
    page = visit().log_in("reviewer-two")
    seen = {take(page)}
    for number in range(10):
        before = page.locator("#claim-title").inner_text()
        review(page, f"https://one.invalid/{number}", f"https://two.invalid/{number}")
        expect(page.locator("#claim-title")).not_to_have_text(before)
        expect(page.locator("#claim-title")).to_be_focused()
        expect(page.get_by_role("status").first).to_have_text(re.compile(r"Saved\. Next claim loaded, \d+ left\."))
        expect(page.get_by_text("Finding recorded.")).to_be_visible()
        assert re.match(r"Claim \d+: ", page.title())
        seen.add(page.url)
    assert len(seen) == 11
    page.goto(re.sub("/desk/.*", "/", page.url))
    expect(page.locator("#recent ~ ul .rating", has_text="Unproven")).to_have_count(10)


def test_until_the_next_claim_is_in_place_no_key_does_anything(visit: Callable[..., Visit]) -> None:
    page = visit().log_in("reviewer-two")
    take(page)
    first, held = page.locator("#claim-title").inner_text(), list[Route]()
    page.route("**/assignments/*/", lambda route: held.append(route) if is_sent(route) else route.continue_())
    review(page, "https://one.invalid/k", "https://two.invalid/k")
    expect(page.locator("[data-saved]")).to_have_text("Recording…")
    for key in ("Escape", "1", "b", "u", "Control+Enter"):
        page.keyboard.press(key)
    expect(page.locator("#id_rating_0")).not_to_be_checked()
    expect(page.locator(".ways details[open]")).to_have_count(0)
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("#claim-title")).not_to_have_text(first)
    expect(page.locator(".undo")).to_contain_text("Unproven")


def test_what_was_just_recorded_can_be_taken_back_with_one_key(visit: Callable[..., Visit]) -> None:
    page = visit().log_in("reviewer-two")
    take(page)
    first = page.locator("#claim-title").inner_text()
    review(page, "https://one.invalid/a", "https://two.invalid/b")
    expect(page.locator("#claim-title")).not_to_have_text(first)
    page.keyboard.press("u")
    expect(page.locator("#claim-title")).to_have_text(first)
    expect(page.get_by_label("Reasoning")).to_have_value("We looked in both places.")
    expect(page.locator("[data-row]:not([hidden])")).to_have_count(2)


def test_a_refused_finding_says_why_beside_the_fields_and_goes_on_saving(visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.log_in("reviewer-two")
    take(page)
    page.keyboard.press("r")
    page.keyboard.press("Control+A")
    page.keyboard.type("A reasoning without a source.")
    page.keyboard.press("Control+Enter")
    summary = page.locator("#error-summary").first
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    page.get_by_role("link", name="Rating").click()
    expect(page.locator("#id_rating_0")).to_be_focused()
    page.keyboard.press("r")
    page.keyboard.type(" And more.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    forgive(window, "status of 400")


def test_a_pasted_address_fills_itself_in_and_the_hand_is_never_overruled(chromium: Browser, tmp_path: Path) -> None:
    with serving({"/table": web_page(TABLE), "/gone": web_page(b"", 404)}) as web:
        settings = {"ALLOW_PRIVATE_ADDRESSES": "127.0.0.0/8", "OUTSIDE_PORTS": f"80,443,{web.port}"}
        with opened(Desk(sample_desk(tmp_path / "data"), **settings)) as desk, windows(chromium, desk) as visit:
            page = visit().log_in("reviewer-two")
            take(page)
            page.keyboard.press("s")
            page.evaluate(PASTE, f"{web.address}/table and {web.address}/gone")
            rows = page.locator("[data-row]:not([hidden])")
            expect(rows).to_have_count(2)
            expect(rows.first.get_by_label("Title")).to_have_value("Exports by year")
            expect(rows.first.get_by_label("Publisher")).to_have_value("Statistics Office")
            expect(rows.first.get_by_label("Published on")).to_have_value("2024-02-01")
            expect(rows.nth(1)).to_contain_text("This address seems dead")
            rows.nth(1).get_by_label("Title").fill("By hand")
            rows.nth(1).get_by_label("Web address").fill(f"{web.address}/table?again")
            web.pages["/table?again"] = web_page(TABLE)
            page.keyboard.press("Tab")
            expect(rows.nth(1).get_by_label("Publisher")).to_have_value("Statistics Office")
            expect(rows.nth(1).get_by_label("Title")).to_have_value("By hand")
            page.get_by_role("button", name="Remove source 1").click()
            expect(rows).to_have_count(1)
            page.keyboard.press("Enter")  # undo has the focus
            expect(rows).to_have_count(2)
            expect(rows.first.get_by_label("Title")).to_have_value("Exports by year")
