"""Every page of the desk for everybody: no violation that axe-core can find, light and dark, wide and narrow."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGES = {
    "editor": {
        "editors-desk": "/admin/",
        "article": "/admin/desk/articles/1/",
        "revise": "/admin/desk/articles/1/revise/",
        "words": "/admin/desk/claims/3/words/",
        "mark": "/admin/desk/articles/1/mark/",
        "claim": "/admin/desk/claims/1/",
        "corrected": "/admin/desk/claims/39/",
        "disputed": "/admin/desk/claims/69/",
        "board": "/admin/desk/board/",
        "list": "/admin/desk/board/?shape=list&status=queued&status=published",
        "articles": "/admin/desk/articles/",
        "claims": "/admin/claims/claim/",
        "bring-in": "/admin/desk/articles/add/",
        "arrivals": "/admin/desk/articles/arrived/?id=1&id=2",
        "conflicts": "/admin/desk/conflicts/",
        "history": "/admin/desk/history/",
        "event": "/admin/claims/event/1/change/",
        "scale": "/admin/desk/scales/of/truth/",
        "agreement": "/admin/desk/agreement/",
        "reports": "/admin/desk/reports/",
        "webhooks": "/admin/desk/webhooks/",
        "exports": "/admin/desk/exports/?status=published",
        "machines": "/admin/desk/machines/",
        "scale-form": "/admin/desk/scales/of/truth/next/",
        "known": "/admin/desk/claims/97/known/",
        "settings": "/admin/desk/settings/",
        "changes": "/admin/desk/settings/changes/",
        "people": "/admin/desk/people/?state=all",
        "add-person": "/admin/desk/people/add/",
        "person": "/admin/desk/people/5/",
        "rules": "/admin/desk/rules/",
        "topics": "/admin/desk/topics/",
        "topic": "/admin/desk/topics/health/",
        "public-texts": "/admin/desk/public-texts/",
        "scales": "/admin/desk/scales/",
        "new-scale": "/admin/desk/scales/add/",
    },
    "reviewer": {
        "my-desk": "/admin/",
        "reviewers-board": "/admin/desk/board/",
        "my-profile": "/admin/desk/profile/",
        "my-keys": "/admin/desk/profile/keys/",
        "notifications": "/admin/desk/notifications/",
        "how-i-am-told": "/admin/desk/notifications/settings/",
        "password": "/admin/password_change/",
        "workspace": "next",
    },
}


# Colours do not depend on the width: each scheme and each width once says as much as all four together.
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 820)])
@pytest.mark.parametrize("person", PAGES)
def test_no_page_has_a_violation(
    visit: Callable[..., Any], screens: Path | None, person: str, scheme: str, width: int
) -> None:
    window = visit(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = window.log_in(person)
    found = {}
    for name, address in PAGES[person].items():
        if address == "next":
            page.goto(f"{window.address}/admin/")
            page.keyboard.press("n")
            page.wait_for_url("**/assignments/**")
        else:
            page.goto(window.address + address)
        if screens:
            page.screenshot(path=screens / f"{name}-{scheme}-{width}.png")
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        shown = page.locator("[hidden]:visible").count() > 0
        found[name] = violations(page) + ["wider than the window"] * wide + ["shows what is hidden"] * shown
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_workspace_in_use_has_no_violation(visit: Callable[..., Any], scheme: str) -> None:
    """With sources, one of them removed, a refusal, a way to let go open, and the list of keys."""
    page = visit(color_scheme=scheme).log_in("reviewer")
    page.keyboard.press("n")
    page.wait_for_url("**/assignments/**")
    page.keyboard.press("s")
    for url in ("https://one.invalid/", "https://two.invalid/", "https://two.invalid/"):
        page.keyboard.type(url)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Remove source 1").click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    """Rule and first place of each violation of a standard, or of good practice, on the page."""
    # Preloading would write a style sheet into the page, which its policy refuses; one experimental rule asks for it.
    wrong = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in wrong]
