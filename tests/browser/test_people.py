"""An editor lets somebody in: they set a password by the link and take a first claim. And lets them go again."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import forgive, take
from tests.browser.test_accessible import violations

pytestmark = pytest.mark.browser

PASSWORD = "a-quiet-harbour-at-dawn"


def add(page: Page, address: str, username: str, role: str = "Reviewer") -> str:
    """As an editor does; the link that the page shows."""
    page.goto(f"{address}/admin/")
    page.get_by_role("link", name="Settings", exact=True).click()
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("User name").fill(username)
    page.get_by_label("First name").fill("Dana")
    page.locator(".rating-choice", has_text=role).first.click()
    page.get_by_role("button", name="Add the person").click()
    expect(page.get_by_text(f"Added: {username} belongs to the desk now.")).to_be_visible()
    return page.get_by_label("Link to set the password").input_value()


def set_password(page: Page, link: str) -> None:
    page.goto(link)
    for name in ("New password", "New password confirmation"):
        page.get_by_label(name, exact=True).or_(page.get_by_label(f"{name}:", exact=True)).fill(PASSWORD)
    page.get_by_role("button", name="Set the password and come in").click()
    expect(page.get_by_text("Your password is set.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_somebody_new_sets_their_password_and_takes_a_first_claim(visit: Callable[..., Any], scheme: str) -> None:
    editors, theirs = visit(color_scheme=scheme), visit(color_scheme=scheme)
    page = editors.log_in("editor")
    link = add(page, editors.address, f"dana-{scheme}")
    found = violations(page)
    page.reload()
    expect(page.get_by_label("Link to set the password")).to_have_count(0)

    new = theirs.page
    new.goto(link)
    found += violations(new)
    new.get_by_role("button", name="Set the password and come in").click()
    expect(new.get_by_role("alert")).to_contain_text("This field is required.")
    found += violations(new)
    forgive(theirs, "400")
    set_password(new, link)
    take(new)
    assert found == []

    page.reload()
    # What they took, and what the desk may have given them meanwhile: the queue does not rest during tests.
    expect(page.get_by_role("heading", name=re.compile("Holds [1-5] of 5"))).to_be_visible()
    page.get_by_text("Deactivate…").click()
    page.get_by_role("button", name=f"Deactivate dana-{scheme}").click()
    expect(page.get_by_text(re.compile("[1-5] claims? went back to the queue."))).to_be_visible()
    new.goto(f"{theirs.address}/admin/")
    expect(new.get_by_label("Username")).to_be_visible()


def test_the_rules_are_changed_without_scripts(visit: Callable[..., Any]) -> None:
    window = visit(java_script_enabled=False)
    page = window.log_in_without_scripts("editor")
    page.goto(f"{window.address}/admin/desk/rules/")
    for hours in ("49", "48"):
        page.get_by_label("Wait until a claim is overdue").fill(hours)
        page.get_by_role("button", name="Keep the rules").click()
        expect(page.get_by_text("These rules hold from now on.")).to_be_visible()
        expect(page.get_by_label("Wait until a claim is overdue")).to_have_value(hours)
    expect(page.get_by_text("the wait until a claim is overdue from 49 to 48 hours.")).to_be_visible()
