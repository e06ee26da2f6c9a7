"""Somebody whose keyboard lies otherwise presses other keys, and every page names those."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_an_own_key_does_what_everybodys_did_and_is_named_on_the_page(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("reviewer-es")
    page.goto(f"{window.address}/admin/desk/profile/keys/")
    page.get_by_label("search").fill(";")
    page.get_by_label("filters").fill("/")
    page.get_by_role("button", name="Keep them").click()
    expect(page.get_by_text("these are your keys")).to_be_visible()
    page.goto(f"{window.address}/admin/desk/history/")
    words = page.get_by_role("searchbox")
    page.keyboard.press("f")  # is nobody's now
    expect(page.get_by_label("By whom")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_label("By whom")).to_be_visible()
    expect(words).not_to_be_focused()
    page.locator("h1").click()
    page.keyboard.press(";")
    expect(words).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    keys = page.locator("#desk-keys dl")
    expect(keys.locator("dt", has_text=";").locator("+ dd")).to_have_text("search")
    expect(keys.locator("dt", has_text="/").locator("+ dd")).to_have_text("filters")
    page.get_by_role("link", name="Press other keys").click()
    page.get_by_role("button", name="Back to everybody’s").click()
    expect(page.get_by_label("search")).to_have_value("/")
