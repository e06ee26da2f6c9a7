"""An editor at the front page: numbers that keep fresh by themselves, plots that are walked and followed by key."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
A_MINUTE = 61_000


def number(page: Page, name: str) -> Any:
    return page.locator(f"[data-number='{name}']")


def act_on_it(window: Any, status: str, button: str, done: str) -> None:
    """Somebody else does this to the claim that the story has dismissed, which stands there."""
    page = window.page
    page.goto(f"{window.address}/admin/desk/board/?status={status}&shape=list&q=economists")
    claim = page.locator("tr[data-row]").first.get_attribute("data-row")
    page.goto(f"{window.address}/admin/desk/claims/{claim}/")
    page.get_by_role("button", name=re.compile(f"^{button}")).click()
    expect(page.get_by_text(f"Done: you {done}.")).to_be_visible()


def test_numbers_keep_fresh_without_a_reload_and_rest_when_told_to(visit: Callable[..., Any]) -> None:
    window, other = visit(), visit()
    other.log_in("editor-two")
    page = window.log_in("editor")
    page.clock.install()
    page.goto(f"{window.address}/admin/")
    page.evaluate("document.body.dataset.sameDocument = 'yes'")
    pause = page.get_by_role("button", name="Pause")
    before = int(number(page, "at-new").inner_text())
    pause.focus()

    act_on_it(other, "dismissed", "Restore", "restored it")
    page.clock.run_for(A_MINUTE)
    expect(number(page, "at-new")).to_have_text(str(before + 1))
    expect(page.locator("[data-stale]")).to_be_visible()
    expect(pause).to_be_focused()
    expect(page.locator("body[data-same-document=yes]")).to_have_count(1)

    page.keyboard.press("Enter")
    expect(pause).to_have_attribute("aria-pressed", "true")
    act_on_it(other, "new", "Queue", "queued it for review")
    page.clock.run_for(A_MINUTE)
    expect(number(page, "at-new")).to_have_text(str(before + 1))
    page.keyboard.press("Enter")
    expect(number(page, "at-new")).to_have_text(str(before))


def test_a_bar_is_reached_and_followed_by_key(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("editor")
    expect(page.get_by_role("heading", name="What comes and goes")).to_be_visible(timeout=30_000)
    plot = page.locator("[data-plot]").first
    page.locator("#about-throughput").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
    page.keyboard.press("Tab")
    bars = plot.locator("a")
    expect(bars.last).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(bars.nth(-2)).to_be_focused()
    address = str(bars.nth(-2).get_attribute("href"))
    says = str(bars.nth(-2).get_attribute("aria-label"))
    page.keyboard.press("Tab")
    expect(plot.locator("a:focus")).to_have_count(0)  # one stop for the whole plot
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    assert re.search(r": \d+ queued$", says)


def test_a_decision_is_two_keys_away(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("editor")
    page.keyboard.press("g")
    page.wait_for_url("**/desk/claims/**")
    expect(page.get_by_role("button", name=re.compile("^Approve"))).to_be_visible()


def test_an_overdue_claim_is_made_urgent_in_one_click(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("editor")
    page.get_by_role("button", name=re.compile("^Make urgent")).first.click()
    expect(page.locator(".done")).to_contain_text("1 done: you set its priority")
