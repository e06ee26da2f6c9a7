"""Editors decide: one settles a disagreement, another approves, publishes, corrects and sees what changed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessible import violations

pytestmark = pytest.mark.browser

SUMMARY = "It is the other way round: people emit sixty times as much, at least."
MOST_STEPS = 30


def go_on_to(page: Page, words: str) -> None:
    """By the key that leads to the next claim to decide, until it is this one."""
    for _ in range(MOST_STEPS):
        before = page.url
        page.keyboard.press("n")
        page.wait_for_url(lambda url: url != before)  # noqa: B023
        if words in page.locator("h1").inner_text():
            return
    pytest.fail(f"“{words}” does not wait for this editor")


def settle(page: Page) -> None:
    page.keyboard.press("j")
    page.get_by_role("link", name="in your hands: go on").click()
    page.get_by_role("radio", name=re.compile("Mostly false")).check(force=True)
    page.locator("[name=summary]").fill(SUMMARY)
    page.locator("[name=reasoning]").fill("Newer work counts more than the older estimates, and still far less.")
    page.locator("[name=reasoning]").press("Escape")
    page.keyboard.press("s")
    page.keyboard.type("https://example.org/volcanoes")
    page.keyboard.press("Enter")
    page.locator("[data-row]:not([hidden])").get_by_label("Title").fill("What volcanoes emit")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/admin/?recorded=*")


def test_editors_settle_approve_publish_correct_and_see_what_changed(visit: Callable[..., Any]) -> None:
    one, other = visit(), visit()
    page = one.log_in("editor")
    page.goto(f"{one.address}/admin/desk/claims/1/")
    go_on_to(page, "volcanoes emit more carbon dioxide")
    claim = page.url
    expect(page.get_by_role("heading", name="2 findings, side by side")).to_be_visible()
    expect(page.locator("mark.alone", has_text="0.54")).to_be_visible()
    settle(page)

    page = other.log_in("editor-two")
    page.goto(claim)
    card = page.locator(".verdict-card")
    expect(page.get_by_role("heading", name="As readers will see it")).to_be_visible()
    expect(card).to_contain_text(SUMMARY)
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Publish")).to_be_visible()
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="As readers see it")).to_be_visible()
    correct(page)
    expect(page.locator(".versions ins").first).to_contain_text("eighty")
    expect(page.locator(".versions del").first).to_contain_text("sixty")
    expect(card).to_contain_text("Correction: The factor was that of an older estimate.")
    assert violations(page) == []


def correct(page: Page) -> None:
    """Look at what changes first; then publish it with the note."""
    page.keyboard.press("k")
    page.locator(".acts [name=summary]").fill(SUMMARY.replace("sixty", "eighty"))
    page.get_by_label("Public note").fill("The factor was that of an older estimate.")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.locator(".preview ins")).to_contain_text("eighty")
    expect(page.locator(".preview")).to_be_focused()
    page.get_by_label("Public note").focus()
    page.keyboard.press("Control+Enter")


def test_an_editor_acts_and_goes_on_without_scripts(visit: Callable[..., Any]) -> None:
    window = visit(java_script_enabled=False)
    page = window.log_in_without_scripts("editor")
    page.goto(f"{window.address}/admin/desk/claims/1/")
    page.get_by_label("Priority").select_option(label="High")
    page.get_by_label("Priority").locator("xpath=..").get_by_role("button", name="Set").click()
    expect(page.get_by_text("Done: you")).to_be_visible()
    page.get_by_role("link", name="Next to decide").click()
    expect(page.get_by_role("heading", name="What you can do")).to_be_visible()
