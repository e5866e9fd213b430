"""How heavy and how fast the phone is: on the wire, in scripts, and until one sees something (DESIGN §14).

The line is that of DESIGN: 3G with 700 kbit/s and 300 ms, a processor a quarter as fast. Assets are compressed on the
way, as they are in production.
"""

import gzip
import logging
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page

from accounts.enums import Role
from mentoring.models import Pairing
from tests.factories.cadres import member_user
from tests.factories.mentoring import active_pairing, planned_session
from tests.journeys.conftest import PHONE
from tests.journeys.phones import until

pytestmark = pytest.mark.django_db(transaction=True)
log = logging.getLogger(__name__)
SCRIPTS, FIRST, REPEAT, LCP = 15_000, 60_000, 5_000, 2_500
THREE_G = {"offline": False, "latency": 300, "downloadThroughput": 700_000 / 8, "uploadThroughput": 300_000 / 8}
LARGEST = """() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime)).observe(
        { type: "largest-contentful-paint", buffered: true });
    setTimeout(() => done(-1), 3000);
})"""
TOLD = ("content-type", "content-encoding", "cache-control", "location", "set-cookie", "etag", "last-modified", "vary")


class Line(ThreadingHTTPServer):
    """Stands before the server as a front end does: compresses what is not, and counts what goes to the phone."""

    daemon_threads = True

    def __init__(self, url: str) -> None:
        there = urlsplit(url)
        self.there = (there.hostname or "", there.port or 80)
        self.carried: list[tuple[str, int]] = []
        super().__init__(("127.0.0.1", 0), Carrier)
        self.url = f"http://localhost:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def weight(self, *, ending: str = "") -> int:
        """Bytes of the bodies carried since `carried` was emptied."""
        return sum(size for path, size in self.carried if path.endswith(ending))


class Carrier(BaseHTTPRequestHandler):
    """One connection of the phone."""

    protocol_version = "HTTP/1.1"
    server: Line

    def do_GET(self) -> None:
        """Carry a request and its answer."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        far = HTTPConnection(*self.server.there, timeout=30)
        far.request(self.command, self.path, body or None, dict(self.headers))
        answer = far.getresponse()
        told, said = answer.read(), [(k, v) for k, v in answer.getheaders() if k.lower() in TOLD]
        if told and not answer.getheader("Content-Encoding") and self.path.startswith(settings.STATIC_URL):
            told, said = gzip.compress(told), [*said, ("Content-Encoding", "gzip")]
        self.server.carried.append((urlsplit(self.path).path, len(told)))
        with suppress(OSError):
            self.send_response(answer.status)
            for name, value in [*said, ("Content-Length", str(len(told)))]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told if self.command != "HEAD" else b"")
        far.close()

    do_POST = do_HEAD = do_GET

    def log_message(self, *_words: object) -> None:
        """Says nothing."""


@pytest.fixture
def line(live_server) -> Iterator[Line]:
    """The way to the server."""
    found = Line(live_server.url)
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def pairing(transactional_db: None) -> Pairing:
    """Marthina mentors Yohanis and two others; they met an hour ago."""
    mentor = member_user(Role.MENTOR, full_name="Marthina Sagrim")
    pairing = active_pairing(mentor, member_user(Role.MENTEE, full_name="Yohanis Kareth"))
    planned_session(pairing, timezone.now() - timedelta(hours=1))
    for _ in range(2):
        active_pairing(mentor)
    return pairing


def phone(chromium: Browser, line: Line, pairing: Pairing) -> BrowserContext:
    """A fresh phone on which the mentor is signed in."""
    client = Client()
    client.force_login(pairing.participants.get(role="mentor").user)
    context = chromium.new_context(viewport=PHONE, base_url=line.url, locale="id-ID")  # type: ignore[arg-type]
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    context.add_cookies([cookie | {"url": line.url}])  # type: ignore[list-item]
    return context


def settle(page: Page) -> None:
    """Wait until the phone has what it needs without signal."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "Field.one('form:log').then(Boolean)")
    page.wait_for_load_state("networkidle")


def test_phone_carries_little_over_the_wire(chromium: Browser, line: Line, pairing: Pairing):
    paths = ("/m/", f"/m/catat/?pasangan={pairing.pk}")
    context = phone(chromium, line, pairing)
    page = context.new_page()
    page.goto(paths[0], wait_until="load")
    first = line.weight()
    settle(page)
    scripts = {}
    for path in (*paths, "/m/luring/"):
        page.goto(path, wait_until="networkidle")
        names = page.eval_on_selector_all("script[src]", "all => all.map((each) => new URL(each.src).pathname)")
        scripts[path] = sum(max(size for asked, size in line.carried if asked == name) for name in names)
    again = {}
    for path in paths:
        line.carried.clear()
        page.goto(path, wait_until="networkidle")
        again[path] = line.weight()
    context.close()

    log.warning("first view %d B; scripts %s; again %s", first, scripts, again)
    assert first <= FIRST
    assert 0 < max(scripts.values()) <= SCRIPTS
    assert 0 < max(again.values()) <= REPEAT


@pytest.mark.parametrize("path", ["/m/", "/m/catat/?pasangan={pk}"], ids=["home", "log"])
def test_phone_shows_itself_in_time_on_a_slow_line(chromium: Browser, line: Line, pairing: Pairing, path: str):
    shown: list[float] = []
    while len(shown) < 3 and (not shown or min(shown) > LCP):  # others may use the machine
        context = phone(chromium, line, pairing)
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", THREE_G)
        wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(path.format(pk=pairing.pk), wait_until="load")
        shown.append(page.evaluate(LARGEST))
        context.close()

    log.warning("largest paint of %s: %s ms", path, [round(each) for each in shown])
    assert 0 < min(shown) <= LCP
