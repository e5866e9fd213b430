"""A real browser against a real server: Debian's Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, ConsoleMessage, Page, Request, sync_playwright

from accounts.models import User
from tests.factories.accounts import PASSWORD

# pytest's own event loop and Playwright's meet in one thread; the tests use no async ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
NAMES = ("chromium", "chromium-headless-shell", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


def chromium_path() -> str:
    """Where the browser is."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return path or pytest.fail("no Chromium found: bin/test says how to get one")


@pytest.fixture(scope="session")
def browsers() -> Iterator[BrowserType]:
    """What starts browsers; one for the process."""
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def chromium(browsers: BrowserType) -> Iterator[Browser]:
    """One browser for the process."""
    browser = browsers.launch(executable_path=chromium_path(), args=FLAGS)
    yield browser
    browser.close()


@dataclass
class Watch:
    """What a page must not do."""

    origin: str
    complaints: list[str] = field(default_factory=list)

    def console(self, message: ConsoleMessage) -> None:
        """Errors and policy violations on the console."""
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(f"console: {message.text}")

    def request(self, request: Request) -> None:
        """Requests to other hosts."""
        if urlsplit(request.url).scheme in {"http", "https"} and not request.url.startswith(self.origin):
            self.complaints.append(f"request to {request.url}")

    def on(self, page: Page) -> Page:
        """Watch a page from now on."""
        page.on("console", self.console)
        page.on("request", self.request)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        return page


def fill_sign_in(page: Page, user: User) -> None:
    """Sign in through the form."""
    page.goto("/masuk/")
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", PASSWORD)
    page.click("form.k-form button.btn-primary")
    page.wait_for_url(lambda url: "/masuk/" not in url)


@dataclass
class Stage:
    """Opens pages as somebody on a desk or a phone, and collects complaints over all of them."""

    browser: Browser
    url: str
    watch: Watch
    contexts: list[BrowserContext] = field(default_factory=list)

    def page(self, viewport: dict[str, int] = DESK, *, script: bool = True, dark: bool = False) -> Page:
        """A fresh browser profile with one page."""
        context = self.browser.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            base_url=self.url,
            locale="id-ID",
            timezone_id="Asia/Jayapura",
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            has_touch=viewport == PHONE,
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        return self.watch.on(context.new_page())

    def sign_in(self, user: User, viewport: dict[str, int] = DESK, **options: bool) -> Page:
        """A page of somebody who signed in through the form."""
        page = self.page(viewport, **options)
        fill_sign_in(page, user)
        return page


@pytest.fixture
def stage(chromium: Browser, live_server) -> Iterator[Stage]:
    """The stage; at the end nothing may have been complained about."""
    stage = Stage(chromium, live_server.url, Watch(live_server.url))
    yield stage
    for context in stage.contexts:
        context.close()
    assert stage.watch.complaints == []
