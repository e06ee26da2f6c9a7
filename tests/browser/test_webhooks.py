"""An editor tells a partner's program of changes: the address, the secret, a test, why it did not arrive, off again."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import forgive
from tests.browser.test_accessible import violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_editor_adds_a_webhook_tests_it_and_reads_why_nothing_arrived(
    visit: Callable[..., Any], scheme: str
) -> None:
    window = visit(color_scheme=scheme, viewport={"width": 820, "height": 900})
    page = window.log_in("editor")
    page.get_by_role("link", name="Webhooks").click()
    page.get_by_label("Address").fill("http://169.254.169.254/latest/meta-data")
    page.get_by_role("button", name="Add the webhook").click()
    expect(page.get_by_role("alert")).to_contain_text("it leads into a private network")
    assert violations(page) == []
    page.get_by_label("Address").fill("https://partner.invalid/hook")
    page.get_by_label("Description").fill(f"The partner, {scheme}")
    page.get_by_label("A verdict is withdrawn").check()
    page.get_by_role("button", name="Add the webhook").click()
    secret = page.get_by_label("Secret", exact=True).input_value()
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", secret)
    assert violations(page) == []
    page.keyboard.press("t")
    expect(page.get_by_text("A test is on its way")).to_be_visible()
    assert secret not in page.content()
    page.get_by_role("link", name="A test").first.click()
    for _ in range(60):
        if page.get_by_text("its name has no address").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(page.get_by_text("“partner.invalid” cannot be reached: its name has no address.").first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name=f"The partner, {scheme}").click()
    page.get_by_role("button", name="Switch it off").click()
    expect(page.get_by_text("Switched off by editor.")).to_be_visible()
    assert violations(page) == []
    forgive(window, "400 (Bad Request)")


def test_a_webhook_is_added_and_changed_without_scripts(visit: Callable[..., Any]) -> None:
    window = visit(java_script_enabled=False)
    page = window.log_in_without_scripts("editor")
    page.goto(f"{window.address}/admin/desk/webhooks/")
    page.get_by_label("Address").fill("https://plain.invalid/")
    page.get_by_role("button", name="Add the webhook").click()
    page.get_by_text("Change it").click()
    page.get_by_label("Description").fill("Plain")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="Plain")).to_be_visible()
    page.get_by_role("button", name="Switch it off").click()
    expect(page.get_by_text("Switched off by editor.")).to_be_visible()
