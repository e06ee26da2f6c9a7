"""The whole way, once, as its people go it: from a pasted article to a verdict that anybody can read."""

import json
import os
import re
import signal
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, forgive
from tests.servers import wait_until

pytestmark = pytest.mark.browser

SENTENCE = "The harbour handled 48 million tonnes of freight in 2023, the port authority said on Tuesday."
ARTICLE = f"Harbour sets a record\n{SENTENCE}\nWhat a year!"


def bring_in_an_article(page: Page) -> str:
    """An editor pastes a text; a real worker splits it; the page shows the claims by itself. The claim's address."""
    page.keyboard.press("i")
    page.wait_for_url("**/articles/add/")
    page.get_by_label("Text").fill(ARTICLE)
    page.get_by_label("Title").fill("Harbour sets a record")
    page.get_by_role("button", name="Bring it in").click()
    claim = page.locator("[data-row-link]", has_text="48 million tonnes")
    expect(claim).to_be_visible(timeout=60_000)
    return str(claim.get_attribute("href"))


def holder_of(editor: Visit, claim: str) -> str:
    """Who holds the claim: whom the clock gave it to, or, where nobody on duty has room, whom the editor chooses.

    The clock may have been faster by a moment: then the editor is told, and that is the holder.
    """
    page = editor.page

    def settled() -> bool:
        page.goto(editor.address + claim)
        return page.locator("#assign-to, .the-claim:has-text('held by')").count() > 0

    wait_until(settled, 60, "the claim is queued")
    if page.locator("#assign-to").is_visible():
        choice = page.locator("#assign-to option", has_text="reviewer-two").get_attribute("value")
        page.get_by_label("Assign to").select_option(value=choice)
        page.get_by_role("button", name="Assign").click()
    holder = page.locator(".the-claim .meta strong").first
    expect(page.locator(".the-claim")).to_contain_text("held by")
    forgive(editor, "409 (Conflict)")
    return holder.inner_text()


def review_by_keyboard(page: Page) -> None:
    """Rating, summary, reasoning, a source: every step is a key."""
    keys = page.keyboard
    expect(page.locator("mark.lit")).to_have_text(re.compile("48 million tonnes"))
    keys.press("4")
    for key, words in (("m", "It was 44 million tonnes."), ("r", "The yearbook says 44.\nThe release says 48.")):
        keys.press(key)
        keys.type(words)
        keys.press("Escape")
    keys.press("s")
    keys.type("https://www.portofrotterdam.com/en/about-port-authority/facts-and-figures")
    keys.press("Enter")
    page.locator("[data-row]:not([hidden])").get_by_label("Title").focus()
    keys.type("Facts and figures")
    keys.press("Control+Enter")


def published_verdicts(address: str) -> list[dict[str, Any]]:
    """What the API tells somebody who never logged in."""
    with urllib.request.urlopen(f"{address}/api/v1/verdicts?page_size=200", timeout=10) as answer:
        found: list[dict[str, Any]] = json.load(answer)["results"]
        return found


@pytest.mark.parametrize("servers", ["visit", "visit_on_servers"])
def test_from_a_pasted_article_to_a_verdict_that_anybody_can_read(request: pytest.FixtureRequest, servers: str) -> None:
    visit = request.getfixturevalue(servers)
    editor, reviewer = visit(), visit()
    desk = editor.log_in("editor")
    claim = bring_in_an_article(desk)
    page = reviewer.log_in(holder_of(editor, claim))
    page.locator(".cards a", has_text="48 million tonnes").click()
    before = page.url
    review_by_keyboard(page)
    page.wait_for_url(lambda url: url != before)
    expect(page.get_by_text("Finding recorded.")).to_be_visible()

    desk.goto(editor.address + claim)
    expect(desk.get_by_text("It was 44 million tonnes.").first).to_be_visible()
    desk.keyboard.press("a")
    expect(desk.get_by_text("Done: you approved it.")).to_be_visible()
    desk.keyboard.press("p")
    expect(desk.get_by_text("Done: you published it.")).to_be_visible()

    [verdict] = [one for one in published_verdicts(editor.address) if one["claim"]["text"] == SENTENCE]
    assert verdict["rating"]["slug"] == "mostly_false"
    assert verdict["summary"] == "It was 44 million tonnes."
    assert [source["title"] for source in verdict["sources"]] == ["Facts and figures"]


def test_after_a_finding_the_next_claim_is_there(visit: Callable[..., Any]) -> None:
    page = visit().log_in("reviewer-two")
    page.keyboard.press("Enter")  # the one button has the focus
    for _ in range(3):
        page.wait_for_url("**/assignments/**")
        before = page.url
        page.keyboard.press("6")
        page.keyboard.press("r")
        page.keyboard.type("Nothing was found either way.")
        page.keyboard.press("Escape")
        page.keyboard.press("s")
        page.keyboard.type("https://www.who.int/")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(lambda url, before=before: url.split("?")[0] != before)
        expect(page.get_by_text("Finding recorded.")).to_be_visible()


def test_keys_rest_while_somebody_types(visit: Callable[..., Any]) -> None:
    page = visit().log_in("reviewer")
    page.keyboard.press("n")
    page.wait_for_url("**/assignments/**")
    chosen = page.locator("input[name=rating]:checked").count()
    page.keyboard.press("r")
    page.get_by_label("Reasoning").fill("")
    page.keyboard.type("s4?")
    expect(page.get_by_label("Reasoning")).to_have_value("s4?")
    expect(page.locator("dialog")).not_to_be_visible()
    assert page.locator("input[name=rating]:checked").count() == chosen
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("add a source")


def test_an_article_that_waits_to_be_split_is_split_though_the_broker_was_killed(
    visit: Callable[..., Any], desk: Any
) -> None:
    window = visit()
    page = window.log_in("editor")
    [broker, *_] = desk.named("valkey-server")

    os.kill(broker, signal.SIGKILL)
    page.goto(f"{window.address}/admin/desk/articles/add/")
    page.get_by_label("Text").fill("The bridge cost 12 million euros, the city council said in 2021.")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator("[data-row-link]", has_text="12 million euros")).to_be_visible(timeout=60_000)
    wait_until(lambda: desk.named("valkey-server") != [], 60, "the broker is back")
