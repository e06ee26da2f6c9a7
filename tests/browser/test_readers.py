"""A reader without an account and without JavaScript: finds a check, follows its evidence, reports an error."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessible import violations
from tests.running import Desk
from tests.web import page, serving

pytestmark = pytest.mark.browser

PUBLIC = {
    "public-list": "/",
    "public-filters": "/?year=2026&q=the",
    "public-check": "/checks/1/",
    "public-corrected": "/checks/5/",
    "public-version": "/checks/5/versions/2/",
    "public-withdrawn": "/checks/6/",
    "public-card": "/checks/5/card/",
    "public-withdrawn-card": "/checks/6/card/",
    "public-methodology": "/methodology/",
    "public-corrections": "/corrections/",
    "public-report": "/report-an-error/?check=1",
    "public-missing": "/checks/999/",
    "no-such-page": "/nothing-here/",
    "log-in": "/admin/login/",
    "api-guide": "/api/docs/",
    "api-problem": "/api/problems/key_of_another_request",
}


def test_a_reader_without_javascript_finds_a_check_and_reports_an_error_in_it(visit: Callable[..., Any]) -> None:
    reader = visit(java_script_enabled=False)
    page: Page = reader.page
    page.goto(reader.address)
    page.get_by_label("Search").fill("inflation")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Annual inflation in the euro area").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Annual inflation")
    expect(page.locator("mark")).to_contain_text("Annual inflation")
    page.get_by_role("link", name="See what changed").click()
    expect(page.locator("ins").first).to_be_visible()
    page.get_by_role("link", name="To the check").click()
    page.get_by_role("link", name="Something is wrong here? Tell us.").click()
    page.get_by_label("What is wrong").fill("The second figure is that of another month.")
    page.get_by_role("button", name="Send to the editors").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")

    editor = visit()
    editor.log_in("editor").get_by_role("link", name="Reports from readers").click()
    report = editor.page.locator("section.panel").filter(has_text="that of another month")
    report.get_by_role("textbox").fill("The figure is right: it is the flash estimate.")
    report.get_by_role("button", name="Handled").click()
    expect(editor.page.get_by_text("Done: the report is handled.")).to_be_visible()
    expect(editor.page.get_by_text("that of another month")).to_have_count(0)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 820), ("light", 390)])
def test_no_public_page_has_a_violation_or_is_wider_than_the_window(
    visit: Callable[..., Any], screens: Path | None, scheme: str, width: int
) -> None:
    """Nor does the browser complain of a policy, for the record in the page, or ask any other host."""
    reader = visit(color_scheme=scheme, viewport={"width": width, "height": 900})
    found = {}
    for name, address in PUBLIC.items():
        answer = reader.page.goto(reader.address + address)
        if answer.status == 404:
            reader.wrong.clear()  # the browser reports the status itself
        if screens:
            reader.page.screenshot(path=screens / f"{name}-{scheme}-{width}.png")
        wide = reader.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[name] = violations(reader.page) + ["wider than the window"] * wide
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_call_is_tried_out_from_the_guide_on_a_page_without_a_violation(
    visit: Callable[..., Any], screens: Path | None
) -> None:
    """Swagger UI draws it and we mend it. One look: it is the same in both schemes, and long to go through."""
    reader = visit()
    window = reader.page
    window.goto(f"{reader.address}/api/docs/")
    window.get_by_role("link", name="GET /api/v1/verdicts", exact=True).click()
    verdicts = window.locator("#operations-verdicts-verdicts_list")
    for name in ("Try it out", "Execute"):
        verdicts.get_by_role("button", name=name).click()
    expect(verdicts.locator(".live-responses-table tbody .response-col_status").first).to_contain_text("200")
    articles = window.locator("#operations-articles-articles_create")
    articles.locator(".opblock-summary-control").click()
    articles.get_by_role("button", name="Try it out").click()
    window.locator("textarea.body-param__text").wait_for()
    if screens:
        window.evaluate("scrollTo(0, 0)")
        window.screenshot(path=screens / "api-try-light-1280.png")
    assert violations(window) == []
    for width in (820, 390):
        window.set_viewport_size({"width": width, "height": 900})
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_record_in_the_page_is_read_by_machines_and_not_refused_by_the_policy(visit: Callable[..., Any]) -> None:
    reader = visit()
    reader.page.add_init_script(
        "addEventListener('securitypolicyviolation', e => (window.refused = e.violatedDirective))"
    )
    reader.page.goto(f"{reader.address}/checks/1/")
    record = reader.page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text)")
    assert record["@type"] == "ClaimReview"
    assert reader.page.evaluate("window.refused") is None


def test_a_card_is_shown_in_a_foreign_page_and_leads_to_its_check(chromium: Browser, desk: Desk) -> None:
    card = f"http://127.0.0.1:{desk.port}/checks/5/card/"
    foreign = f'<h1>Elsewhere</h1><iframe src="{card}" width="560" height="280" sandbox="allow-popups"></iframe>'
    with serving({"/": page(foreign.encode()), "/favicon.ico": page(b"")}) as elsewhere:
        context = chromium.new_context()
        window, said = context.new_page(), []
        window.on("console", lambda message: said.append(message.text))
        window.goto(elsewhere.address.replace("127.0.0.1", "localhost"))
        frame = window.frame_locator("iframe")
        expect(frame.get_by_role("heading", level=1)).to_contain_text("Annual inflation")
        expect(frame.locator(".card")).to_have_css("border-left-width", "6px")  # its style sheet came
        expect(frame.get_by_role("link", name="Evidence and sources")).to_have_attribute("target", "_blank")
        context.close()
        assert said == []
