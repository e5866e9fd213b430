"""A phone in a test: a browser profile that outlives its browser, and the line to the server."""

import os
import signal
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, Page

from accounts.models import User
from tests.journeys.cable import Cable
from tests.journeys.conftest import FLAGS, PHONE, chromium_path, fill_sign_in


class Phone:
    """One phone: its profile stays on the disk whatever happens to the browser."""

    def __init__(self, browsers: BrowserType, folder: Path, cable: Cable) -> None:
        self.browsers, self.folder, self.cable = browsers, folder, cable
        self.context: BrowserContext | None = None

    def open(self) -> Page:
        """Start the browser on the phone's profile; gives its page."""
        self.context = self.browsers.launch_persistent_context(
            str(self.folder),
            executable_path=chromium_path(),
            args=FLAGS,
            base_url=self.cable.url,
            viewport=PHONE,  # type: ignore[arg-type]
            locale="id-ID",
            timezone_id="Asia/Jayapura",
        )
        self.context.set_default_timeout(30_000)
        return self.context.pages[0]

    def kill(self) -> None:
        """End every process of the browser at once, as an empty battery does."""
        for process in Path("/proc").iterdir():
            if process.name.isdigit() and self._is_ours(process):
                os.kill(int(process.name), signal.SIGKILL)
        self.context = None

    def close(self) -> None:
        """Put it away, with its cable."""
        self.cable.cut()
        if self.context:
            self.context.close()
        self.cable.close()

    def _is_ours(self, process: Path) -> bool:
        try:
            return f"--user-data-dir={self.folder}".encode() in (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            return False

    def holds(self, text: str) -> bool:
        """Whether the words lie readable anywhere in the profile."""
        return any(text.encode() in path.read_bytes() for path in self.folder.rglob("*") if path.is_file())


def until(page: Page, promise: str) -> None:
    """Wait until what a promise gives is true: `wait_for_function` takes the promise itself for a yes."""
    for _ in range(100):
        if page.evaluate(promise):
            return
        page.wait_for_timeout(100)
    raise AssertionError((promise, page.evaluate("Field.items()")))


def sign_in(page: Page, user: User) -> None:
    """Sign in and wait until the phone carries what it needs without signal."""
    fill_sign_in(page, user)
    page.goto("/m/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "Field.one('form:log').then(Boolean)")
