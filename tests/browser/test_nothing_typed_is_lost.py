"""Whatever fails, what somebody typed is there again, nobody writes over anybody, and the page says what goes on."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, forgive, opened, take, windows
from tests.running import ROOT, Desk, plain_environment
from tests.servers import wait_until

pytestmark = pytest.mark.browser

SOON = 30_000  # milliseconds, on a machine that does much else

LEASE_ENDS = """
from datetime import timedelta
from django.contrib.auth import get_user_model
from django.db import transaction
from claims import clock
from reviews.actions import assignments
from reviews.models import Assignment, Profile

people = get_user_model().objects
for person in people.filter(groups__name="Reviewer").exclude(username="reviewer-two"):
    Profile.objects.update_or_create(user=person, defaults={"available": False})  # the clock gives it to nobody
mine = Assignment.objects.open().get(reviewer__username="reviewer-two")
with transaction.atomic():
    Assignment.objects.filter(pk=mine.pk).update(leased_until=clock.now() - timedelta(hours=2))
    assignments.expire_overdue()
"""
SOMEBODY_TAKES_IT = """
editor, reviewer = people.get(username="editor"), people.get(username="reviewer")
assignments.assign(mine.claim_id, reviewer_id=reviewer.pk, actor=editor)
"""


def on_the_desk(data_dir: Path, code: str) -> None:
    """Something happens at the desk, in a process of its own."""
    shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    subprocess.run(shell, cwd=ROOT, env=plain_environment(data_dir), check=True, capture_output=True)


def started_again(desk: Desk, data_dir: Path) -> Desk:
    again = Desk(data_dir, PORT=str(desk.port))
    again.port = desk.port
    return again


def write(page: Page, words: str) -> None:
    """Into the reasoning, in place of what stands there."""
    page.keyboard.press("r")
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_contain_text("Saved", timeout=SOON)


def test_the_server_is_killed_while_somebody_types_and_not_a_word_is_lost(
    own_desk: Desk, chromium: Browser, tmp_path: Path
) -> None:
    with windows(chromium, own_desk) as visit:
        window = visit()
        page = window.log_in("reviewer-two")
        address = take(page)
        page.keyboard.press("r")
        page.keyboard.press("Control+A")
        page.keyboard.type("Before the crash. ")
        expect(page.locator("[data-saved]")).to_contain_text("Saved")
        assert own_desk.processes()
        own_desk.process.kill()
        own_desk.process.wait()
        wait_until(lambda: own_desk.left_behind() == {}, 60, "all of it is gone")
        page.keyboard.type("While it is down.")
        expect(page.locator("[data-saved]")).to_contain_text("Not saved, trying again (kept on this device)")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#error-summary")).to_contain_text("does not answer")
        with opened(started_again(own_desk, tmp_path / "data")):
            reborn = window.context.new_page()  # the browser had crashed, too
            page.close()
            reborn.goto(address)
            expect(reborn.get_by_label("Reasoning")).to_have_value("Before the crash. While it is down.")
            elsewhere = visit().log_in("reviewer-two")

            def shown_elsewhere() -> bool:
                elsewhere.goto(address)
                return elsewhere.get_by_label("Reasoning").input_value() == "Before the crash. While it is down."

            wait_until(shown_elsewhere, 60, "the other machine has it")
            forgive(window, "ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET", "status of 400")


def test_of_two_windows_none_writes_over_the_other(visit: Callable[..., Visit]) -> None:
    window, other = visit(), visit()
    page, elsewhere = window.log_in("reviewer"), other.log_in("reviewer")
    address = take(page)
    elsewhere.goto(address)
    write(elsewhere, "Typed on the other machine.")
    saved(elsewhere)
    write(page, "Typed here.")
    panel = page.locator("[data-conflict]")
    expect(panel).to_contain_text("Another window saved a different text")
    expect(panel.get_by_label("Yours, here")).to_have_value("Typed here.")
    expect(panel.get_by_label("Saved elsewhere")).to_have_value("Typed on the other machine.")
    page.keyboard.press("Control+Enter")  # nothing is recorded before one has chosen
    expect(panel.get_by_role("button", name="Keep mine")).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel).to_be_hidden()
    saved(page)
    elsewhere.reload()
    expect(elsewhere.get_by_label("Reasoning")).to_have_value("Typed here.")
    forgive(window, "status of 409")


def test_whoever_was_logged_out_logs_in_again_in_another_tab_and_goes_on(visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.log_in("reviewer")
    take(page)
    window.context.clear_cookies()
    write(page, "Typed after the session ended.")
    line = page.locator("[data-saved]")
    expect(line).to_contain_text("you are logged out")
    with window.context.expect_page() as opening:
        line.get_by_role("link", name="Log in in a new tab").click()
    tab = opening.value
    expect(tab.get_by_label("Username")).to_be_focused()
    for words in ("reviewer", "reviewer-demo"):
        tab.keyboard.type(words)
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#user-tools strong")
    expect(line).to_contain_text(re.compile("^Saved"), timeout=SOON)  # by itself
    page.reload()
    expect(page.get_by_label("Reasoning")).to_have_value("Typed after the session ended.")
    forgive(window, "status of 401", "status of 403")


def test_a_lease_is_renewed_by_one_key_and_an_expired_one_by_typing_on(
    own_pages: Desk, chromium: Browser, tmp_path: Path
) -> None:
    with windows(chromium, own_pages) as visit:
        window = visit()
        window.page.clock.install()
        page = window.log_in("reviewer-two")
        address = take(page)
        notice = page.locator("[data-lease-notice]")
        expect(notice).to_be_hidden()
        write(page, "Half a thought")
        page.keyboard.press("Escape")
        saved(page)
        left = int(str(page.locator("[data-finding]").get_attribute("data-left")))
        page.clock.fast_forward(1000 * (left - 300))
        expect(notice).to_contain_text("held for you until")
        page.keyboard.press("l")
        expect(notice).to_be_hidden()
        page.clock.fast_forward("10:00:00")
        expect(notice).to_contain_text("Your time with this claim is over.")
        on_the_desk(tmp_path / "data", LEASE_ENDS)
        page.keyboard.press("r")
        page.keyboard.press("End")
        page.keyboard.type(" and the other half")
        expect(notice).to_be_hidden()
        expect(page).not_to_have_url(address)  # another lease, the same claim
        saved(page)
        page.reload()
        expect(page.get_by_label("Reasoning")).to_have_value("Half a thought and the other half")
        forgive(window, "status of 409")


def test_who_lost_the_claim_to_somebody_is_told_to_whom_and_keeps_the_text(
    own_pages: Desk, chromium: Browser, tmp_path: Path
) -> None:
    with windows(chromium, own_pages) as visit:
        window = visit()
        window.page.clock.install()
        page = window.log_in("reviewer-two")
        take(page)
        write(page, "A thought of mine")
        saved(page)
        on_the_desk(tmp_path / "data", LEASE_ENDS + SOMEBODY_TAKES_IT)
        page.clock.fast_forward("02:00")
        page.keyboard.type(" and more")
        notice = page.locator("[data-lease-notice]")
        expect(notice).to_contain_text("Now reviewer holds it. What you typed is kept as your draft.")
        expect(page.get_by_role("button", name="Record and next")).to_be_disabled()
        saved(page)
        page.goto(f"{window.address}/admin/")
        expect(page.get_by_role("heading", name="My desk")).to_be_visible()
        forgive(window, "status of 409")
