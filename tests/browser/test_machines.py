"""An editor lets a program in: makes it, carries its key over, sees it used, takes the key away."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, expect

from tests.browser.test_accessible import violations

pytestmark = pytest.mark.browser


def bring_in(request: APIRequestContext, address: str, key: str) -> int:
    """What a program of the newsroom would send, and the status that it is answered with."""
    sent = {"body": "The ferry carried 41,000 people in 2023, the harbour said."}
    answer = request.post(f"{address}/api/v1/articles", data=sent, headers={"Authorization": f"Bearer {key}"})
    return answer.status


def test_an_editor_gives_a_program_a_key_and_takes_it_away(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("editor")
    page.get_by_role("link", name="Machines").click()
    page.get_by_label("Name", exact=True).fill("wire-importer")
    page.get_by_label("Bring in articles").check()
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_text("It has no key yet, so it cannot call.")).to_be_visible()
    page.get_by_role("button", name="Give it a key").click()
    told = page.get_by_label("Copy it now")
    expect(told).to_be_focused()
    assert violations(page) == []
    key = told.input_value()

    assert bring_in(page.request, window.address, key) == 201
    page.goto(f"{window.address}/admin/desk/machines/")
    expect(page.get_by_role("row", name="wire-importer")).to_contain_text("ago")
    page.get_by_role("link", name="wire-importer").click()
    page.get_by_role("link", name="what it did").click()
    expect(page.get_by_text("wire-importer (machine)").first).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("Revoked", exact=True)).to_be_visible()
    assert bring_in(page.request, window.address, key) == 401
