"""An editor goes through the claims of an article by keys alone; people make claims of words that they choose."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.servers import wait_until

pytestmark = pytest.mark.browser

TITLE = "The bridge in figures"
SENTENCES = (
    "The bridge cost 12 million euros in 2021, the city council said.",
    "Traffic on it grew by 30 percent in 2022.",
    "About 4,000 lorries cross it every day, the police said.",
)
EMOJI = "👩🏽‍🔬 Vie\u0302\u0323t 🎉"
BODY = f"{EMOJI} {SENTENCES[0]} {SENTENCES[1]}\n\nPerhaps one should go and see it. {SENTENCES[2]}"


def bring_in(page: Page, address: str, body: str = BODY) -> None:
    page.goto(f"{address}/admin/desk/articles/add/")
    page.get_by_label("Text").fill(body)
    page.get_by_label("Title").fill(TITLE)
    page.get_by_role("button", name="Bring it in").click()
    expect(row(page, "lorries")).to_be_visible(timeout=60_000)
    page.wait_for_load_state()


def row(page: Page, words: str) -> Locator:
    return page.locator("[data-row]", has_text=words)


def here(page: Page) -> Locator:
    return page.locator("[data-row][aria-current]")


def insist(page: Page, outcome: str, act: Callable[[], None], claim: Locator | None = None) -> None:
    """Do it, and once more where the clock, which hands claims out at the same time, was faster and the row says so."""
    claim = claim or here(page)
    for _ in range(3):
        act()
        refused = claim.locator(".trouble", has_text="Since then clock")
        expect(claim.filter(has_text=outcome).or_(refused).first).to_be_visible()
        if not refused.is_visible():
            return


def dismiss(page: Page, why: str) -> None:
    if not here(page).locator("[name=note]").is_visible():
        page.keyboard.press("d")
    page.keyboard.press("Control+A")
    page.keyboard.type(why)
    page.keyboard.press("Enter")


def forgive_conflicts(window: Any) -> None:
    """Chromium notes every 409, also one that the page was made for."""
    window.wrong[:] = [said for said in window.wrong if "409" not in said]


def test_an_editor_triages_an_article_by_keys_alone(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("editor")
    bring_in(page, window.address, f"{BODY} Nobody asked 7 experts in 2023.")
    keys = page.keyboard
    for _ in range(4):
        keys.press("k")
    expect(here(page)).to_contain_text("12 million")
    expect(here(page).locator("[data-row-link]")).to_be_focused()
    # What the clock has queued already is made urgent, dismissed, restored and queued by hand.
    insist(page, "Urgent priority", lambda: keys.press("4"))
    expect(here(page)).to_contain_text("12 million")
    claim = page.locator(f"#row-{here(page).get_attribute('data-row')}")
    insist(page, "Dismissed", lambda: dismiss(page, "An old figure."), claim)
    expect(here(page)).to_contain_text("30 percent")
    expect(here(page).locator("[data-row-link]")).to_be_focused()
    keys.press("d")
    expect(here(page).locator("[name=note]")).to_have_value("An old figure.")  # the last reason is there already
    keys.press("Escape")
    keys.press("k")
    keys.press("o")
    expect(claim).to_contain_text("New")
    keys.press("k")
    keys.press("w")
    # The clock may give it to somebody before the list is drawn.
    expect(claim).to_have_attribute("data-status", re.compile("queued|in_review"))
    drawn = page.locator("[data-text] a.claim", has_text="12 million")
    expect(drawn).to_have_class(re.compile("is-(queued|in_review)"))
    keys.press("k")
    keys.press("Enter")
    page.wait_for_url("**/claims/*/")
    expect(page.locator("#claim-title")).to_contain_text("12 million")
    forgive_conflicts(window)


def test_who_decides_on_what_has_changed_is_told_in_the_row_and_may_try_again(visit: Callable[..., Any]) -> None:
    window, other = visit(), visit()
    page = window.log_in("editor")
    bring_in(page, window.address, f"{BODY} 5 more facts.")
    rival = other.log_in("editor")
    rival.goto(page.url)
    rival.keyboard.press("j")
    expect(here(rival)).to_be_visible()
    claim = here(rival).get_attribute("data-row")
    rival.keyboard.press("1")
    expect(here(rival)).to_contain_text("Low priority")
    page.locator(f"#row-{claim} [data-row-link]").focus()
    page.keyboard.press("3")
    expect(page.locator(f"#row-{claim} .trouble")).to_contain_text("set its priority")
    expect(page.locator(f"#row-{claim} [data-row-link]")).to_be_focused()
    page.keyboard.press("3")
    expect(page.locator(f"#row-{claim}")).to_contain_text("High priority")
    forgive_conflicts(window)


def test_hands_are_faster_than_the_network_and_nothing_typed_meanwhile_is_lost(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("editor")
    bring_in(page, window.address, f"{BODY} 2 more facts.")
    first = page.locator("[data-row]").first
    first.locator("[data-row-link]").focus()
    held: list[Any] = []
    page.route("**/desk/articles/*/", lambda route: held.append(route) if held == [] else route.continue_())
    page.keyboard.press("4")  # this one is on its way for a while
    page.keyboard.press("3")
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.keyboard.type("Half a reas")
    expect(first).not_to_contain_text("priority ·")
    wait_until(lambda: bool(held) or page.wait_for_timeout(50), 10, "the first act was sent")
    held[0].continue_()
    expect(first.filter(has_text="High priority").or_(first.locator(".trouble"))).to_be_visible()
    expect(here(page).locator("[name=note]")).to_be_focused()
    page.keyboard.type("on")
    expect(here(page).locator("[name=note]")).to_have_value("Half a reason")
    forgive_conflicts(window)


def select(page: Page, words: str) -> None:
    """Drag over these words in the text, as far as a mouse can: from within the first to within the last."""
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(node, at + 1, node, at + words.length - 1);
                return;
            }
        }""",
        words,
    )


def test_a_reviewer_makes_a_claim_of_words_that_are_selected_and_no_other_claim_has(visit: Callable[..., Any]) -> None:
    editor, window = visit(), visit()
    bring_in(editor.log_in("editor"), editor.address, f"{BODY} 6 more facts.")
    page = window.log_in("reviewer")
    page.goto(editor.page.url)
    select(page, "go and see it")
    bar = page.get_by_role("group", name="The words you chose")
    expect(bar.locator("q")).to_have_text("go and see it")  # in whole words
    bar.get_by_role("button", name="End a word later").click()
    expect(bar.locator("q")).to_have_text("go and see it.")
    bar.get_by_role("button", name="End a word earlier").click()
    page.keyboard.press("m")
    made = row(page, "go and see it")
    expect(made).to_contain_text("marked by hand")
    expect(made.locator("[data-row-link]")).to_be_focused()
    expect(page.locator("[data-text] a.claim", has_text="go and see it")).to_have_text("go and see it")
    select(page, "go and see it")
    expect(bar).to_be_visible()
    page.keyboard.press("m")
    expect(bar.locator(".trouble")).to_contain_text("has words of this place already")
    page.keyboard.press("Escape")
    expect(bar).not_to_be_visible()
    forgive_conflicts(window)


def test_words_are_chosen_and_adjusted_by_keys_alone(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.log_in("editor")
    bring_in(page, window.address, f"{BODY} 8 more facts.")
    keys = page.keyboard
    page.locator("[data-row]", has_text="30 percent").locator("[data-row-link]").focus()
    keys.press("m")
    bar = page.get_by_role("group", name="The words you chose")
    expect(bar.locator("q")).to_have_text("Perhaps one should go and see it.")
    for _ in range(3):
        keys.press("Shift+ArrowRight")
    expect(bar.locator("q")).to_have_text("go and see it.")
    keys.press("ArrowLeft")
    keys.press("Enter")
    expect(here(page)).to_contain_text("go and see it")
    keys.press("e")
    page.wait_for_url("**/words/")
    page.wait_for_load_state()
    page.get_by_role("button", name="Begin a word earlier").press("Enter")
    expect(page.get_by_label("Its words, as they stand")).to_have_value("should go and see it")
    keys.press("Tab")
    page.get_by_role("button", name="Keep these words").press("Enter")
    expect(here(page)).to_contain_text("should go and see it")
    expect(here(page).locator("[data-row-link]")).to_be_focused()


def test_a_claim_is_split_merged_and_clarified_without_scripts(visit: Callable[..., Any]) -> None:
    window, plain = visit(), visit(java_script_enabled=False)
    page = window.log_in("editor")
    bring_in(page, window.address, f"{BODY} 3 more facts.")
    there = plain.page
    there.goto(f"{plain.address}/admin/")
    for name in ("Username", "Password"):
        there.get_by_label(name).fill("editor" if name == "Username" else "editor-demo")
    there.get_by_role("button", name="Log in").click()
    there.wait_for_selector("#user-tools strong")
    there.goto(page.url)
    row(there, "12 million").get_by_role("link", name="Words").click()
    there.get_by_label("The second claim begins with").select_option(label="the city council said.")
    there.get_by_role("button", name="Split", exact=True).click()
    expect(row(there, "the city council said.")).to_contain_text("marked by hand")
    row(there, "12 million").get_by_role("link", name="Words").click()
    there.get_by_role("button", name="Merge with the next one").click()
    expect(row(there, SENTENCES[0])).to_be_visible()
    expect(row(there, "the city council said.").last).to_contain_text("Dismissed")
    row(there, "12 million").get_by_role("link", name="Words").click()
    there.get_by_label("As checked").fill("The Elbe bridge in Example City cost 12 million euros.")
    there.get_by_role("button", name="Keep this wording").click()
    expect(row(there, "12 million")).to_contain_text("As checked: The Elbe bridge")


PLACES = {
    "emoji": ("👩🏽‍🔬 says 5 percent 🎉 today", "5 percent", (10, 19)),
    "combining marks": ("Vie\u0302\u0323t Nam grew", "Nam", (7, 10)),
    "right to left": ("ارتفعت الصادرات بنسبة 5 في المئة", "الصادرات", (7, 15)),
    "outside of the plane": ("𝒳𝒳 and 7 more", "7", (7, 8)),
}


@pytest.mark.parametrize("case", PLACES)
def test_the_browser_counts_places_as_the_server_does(visit: Callable[..., Any], case: str) -> None:
    body, words, (start, end) = PLACES[case]
    assert body[start:end] == words
    window = visit()
    page = window.log_in("editor")
    counted = page.evaluate(
        """async ([address, body, words]) => {
            const { Text } = await import(address);
            const root = document.createElement("div");
            const line = document.createElement("p");
            line.dataset.cp = "100";
            line.textContent = body;
            root.append(line);
            document.body.append(root);
            const text = new Text(root), at = body.indexOf(words), range = new Range();
            range.setStart(line.firstChild, at);
            range.setEnd(line.firstChild, at + words.length);
            const span = text.span(text.selected(range));
            return { ...span, again: text.range(text.at(span.start, span.end)).toString() };
        }""",
        [
            page.evaluate("document.querySelector('script[src*=keys]').src.replace(/keys[^/]*$/, 'offsets.js')"),
            body,
            words,
        ],
    )
    assert counted == {"start": 100 + start, "end": 100 + end, "quote": words, "again": words}
