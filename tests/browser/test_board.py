"""An editor at the board: finds claims, chooses several by key, and does the same to all of them at once."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WAITING = "/admin/desk/board/?shape=list&status=queued&sort=worth"


def rows(page: Page) -> Any:
    return page.locator("tr[data-row]")


def numbers(page: Page) -> list[str]:
    return [str(row.get_attribute("data-row")) for row in rows(page).all()]


def test_an_editor_assigns_three_claims_by_key_and_sees_which_one_was_refused(visit: Callable[..., Any]) -> None:
    one, other = visit(), visit()
    page = one.log_in("editor")
    page.goto(one.address + WAITING)
    page.keyboard.press("/")
    page.keyboard.type("the")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=the**")
    expect(page.locator(".active-filters")).to_contain_text("Words: the")
    first, second, third, *_ = numbers(page)

    # Meanwhile somebody else sets the priority of the second.
    elsewhere = other.log_in("editor-two")
    elsewhere.goto(f"{other.address}/admin/desk/claims/{second}/")
    elsewhere.get_by_label("Priority").select_option(label="High")
    elsewhere.get_by_role("button", name="Set").first.click()
    expect(elsewhere.get_by_text("Done: you set its priority.")).to_be_visible()

    for key in ("j", "x", "j", "j", "X"):  # the first, and from there to the third
        page.keyboard.press(key)
    expect(page.locator("[data-chosen]")).to_have_text("3 claims chosen")
    expect(rows(page).nth(2)).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_label("Assign to")).to_be_focused()
    chosen = page.locator("#bulk-reviewer option", has_text="reviewer-two").get_attribute("value")
    page.get_by_label("Assign to").select_option(value=chosen)
    page.keyboard.press("Enter")

    report = page.locator("#error-summary")
    expect(report).to_contain_text("2 done, 1 refused")
    expect(report).to_contain_text("editor-two set its priority")
    expect(report).to_be_focused()
    expect(page.locator("input[name=row]:checked")).to_have_count(1)
    assert page.locator("input[name=row]:checked").get_attribute("value").startswith(f"{second}:")
    assert not {first, third} & set(numbers(page))  # they wait no more


def test_a_claim_is_made_urgent_and_opened_without_the_mouse(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("editor")
    page.goto(f"{window.address}/admin/desk/board/?status=new")
    page.keyboard.press("j")
    page.keyboard.press("j")
    here = page.locator("[data-row]").nth(1)
    expect(here).to_be_focused()
    number = str(here.get_attribute("data-row"))
    page.keyboard.press("4")
    expect(page.locator(".done")).to_contain_text("1 done: you set its priority")
    expect(page.locator(f"[data-row='{number}']")).to_be_focused()
    expect(page.locator(f"[data-row='{number}']")).to_contain_text("Urgent")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/claims/{number}/")


def test_keys_rest_in_the_fields_of_the_board(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("editor")
    page.goto(window.address + WAITING)
    page.keyboard.press("d")
    page.keyboard.type("jx4 an opinion")
    expect(page.get_by_label("Why they are dismissed")).to_have_value("jx4 an opinion")
    expect(page.locator("input[name=row]:checked")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("choose all from the last one to here")


def test_the_board_works_without_a_script(chromium: Any, desk: Any, visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("editor")
    plain = chromium.new_context(java_script_enabled=False, storage_state=window.context.storage_state())
    page = plain.new_page()
    page.goto(f"{window.address}/admin/desk/board/?shape=list&status=new")
    number = numbers(page)[0]
    page.locator(f"[data-row='{number}'] input").check()
    page.get_by_label("Why they are dismissed").fill("An opinion.")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator(".done")).to_contain_text("1 done: you dismissed it")
    assert number not in numbers(page)
    page.locator("summary", has_text="Keep this view").click()
    page.get_by_label("Name").fill("Fresh ones")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".tabs a[aria-current]")).to_have_text("Fresh ones")
    plain.close()
