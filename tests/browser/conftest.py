"""A real Chromium on the running desk: started as `make run` starts it, with the sample newsroom and a real worker."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.manage import sample_desk
from tests.running import Desk, Pages

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# For every window Chromium loads two pages that show what one may have meant by an address half typed: more work than
# our own page is. The rest Playwright turns off itself; but of several lists Chromium heeds the last.
TURNED_OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "PreloadTopChromeWebUI"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "PaintHolding"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "ThirdPartyStoragePartitioning"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"),
    "PreconnectToSearch",
)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The whole desk, running on its embedded defaults, with the sample newsroom in it."""
    with opened(Desk(sample_desk(tmp_path_factory.mktemp("browser") / "data"))) as running:
        yield running


@pytest.fixture(scope="session")
def desk_on_servers(tmp_path_factory: pytest.TempPathFactory, postgres: str, redis_server: str) -> Iterator[Desk]:
    """The same on a real PostgreSQL and a real Redis-protocol server."""
    data_dir = tmp_path_factory.mktemp("browser-on-servers") / "data"
    with opened(Desk(data_dir, DATABASE_URL=postgres, REDIS_URL=redis_server)) as running:
        yield running


@contextmanager
def opened(desk: Desk) -> Iterator[Desk]:
    try:
        desk.wait_until_open()
        yield desk
    finally:
        desk.process.terminate()
        desk.process.wait(timeout=30)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Ends with the tests of this folder: while it lives an event loop runs, beside which Django refuses to query."""
    with sync_playwright() as playwright:
        # Its sandbox needs rights that a container does not give; the pages are our own.
        given = ["--no-sandbox", "--disable-gpu", f"--disable-features={','.join(TURNED_OFF)}"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=given)
        yield browser
        browser.close()


class Visit:
    """One person at one browser. What goes wrong behind the page is collected, and fails the test at the end."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address, self.wrong = context, address, []
        self.page: Page = context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._asked)
        self._press = self.page.keyboard.press
        self.page.keyboard.press = self.press  # type: ignore[method-assign]

    def press(self, key: str, **how: Any) -> None:
        """On a page that is there: words can be seen before the scripts have come that listen to keys."""
        self.page.wait_for_load_state()
        self._press(key, **how)

    def log_in(self, username: str) -> Page:
        """By keyboard alone: the first field has the focus."""
        self.page.goto(f"{self.address}/admin/")
        expect(self.page.get_by_label("Username")).to_be_focused()
        for words in (username, f"{username}-demo"):
            self.page.keyboard.type(words)
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("#user-tools strong")
        return self.page

    def log_in_without_scripts(self, username: str) -> Page:
        """By the form alone."""
        self.page.goto(f"{self.address}/admin/")
        for name, words in (("Username", username), ("Password", f"{username}-demo")):
            self.page.get_by_label(name).fill(words)
        self.page.get_by_role("button", name="Log in").click()
        self.page.wait_for_selector("#user-tools strong")
        return self.page

    def _said(self, message: Any) -> None:
        if message.type == "error":
            self.wrong.append(f"{message.text} {message.location.get('url', '')}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.wrong.append(f"asked a foreign host: {request.url}")


@pytest.fixture
def own_desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk that a test may kill, or change the rules of; its data lies in `tmp_path / "data"`."""
    with opened(Desk(sample_desk(tmp_path / "data"))) as running:
        yield running


@pytest.fixture
def own_pages(tmp_path: Path) -> Iterator[Desk]:
    """The pages of a desk that a test may change as it likes, where nobody does work behind them; its data as above."""
    with opened(Pages(sample_desk(tmp_path / "data"), DEBUG="true")) as running:
        yield running


@pytest.fixture
def visit(chromium: Browser, desk: Desk) -> Iterator[Callable[..., Visit]]:
    """Opens a browser window for somebody; keyword arguments as Playwright's new_context takes them."""
    with windows(chromium, desk) as open_window:
        yield open_window


@pytest.fixture
def visit_on_servers(chromium: Browser, desk_on_servers: Desk) -> Iterator[Callable[..., Visit]]:
    with windows(chromium, desk_on_servers) as open_window:
        yield open_window


@contextmanager
def windows(chromium: Browser, desk: Desk) -> Iterator[Callable[..., Visit]]:
    """What goes wrong in any of them fails the test at its end."""
    visits: list[Visit] = []

    def open_window(**settings: Any) -> Visit:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}} | settings)
        visits.append(Visit(context, f"http://127.0.0.1:{desk.port}"))
        return visits[-1]

    yield open_window
    wrong = [complaint for one in visits for complaint in one.wrong]
    for one in visits:
        one.context.close()
    assert wrong == []


def take(page: Page) -> str:
    """From my desk into the first claim; its address."""
    page.keyboard.press("n")
    page.wait_for_url("**/assignments/**")
    expect(page.locator("#claim-title")).to_be_focused()
    return page.url


def forgive(window: Visit, *words: str) -> None:
    """A browser complains of every answer that is no success; these are what the test is about."""
    window.wrong[:] = [said for said in window.wrong if not any(word in said for word in words)]


@pytest.fixture
def screens() -> Path | None:
    """Where screenshots go, when somebody asks for them: SCREENS=docs/screens make test."""
    return Path(os.environ["SCREENS"]) if "SCREENS" in os.environ else None
