"""A mentor without signal: four sessions, the browser killed between them, each on record once."""

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from accounts.enums import Role
from accounts.models import User
from mentoring.enums import SessionState
from mentoring.models import Pairing, Session, SessionLog, SyncItem
from tests.factories.accounts import PASSWORD
from tests.factories.cadres import member_user
from tests.factories.mentoring import active_pairing
from tests.journeys.cable import Cable
from tests.journeys.conftest import FLAGS, PHONE, chromium_path

pytestmark = pytest.mark.django_db(transaction=True)
KEY_EXPORT = """async () => {
    const [{ name }] = (await indexedDB.databases()).filter((each) => each.name.startsWith("field-"));
    const base = await new Promise((done) => { const r = indexedDB.open(name); r.onsuccess = () => done(r.result); });
    const key = await new Promise((done) => {
        const r = base.transaction("meta").objectStore("meta").get("key"); r.onsuccess = () => done(r.result); });
    if (!key) return "no key";
    return crypto.subtle.exportKey("raw", key).then(() => "exported", () => "refused");
}"""


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
        self.context.set_default_timeout(10_000)
        return self.context.pages[0]

    def kill(self) -> None:
        """End every process of the browser at once, as an empty battery does."""
        for process in Path("/proc").iterdir():
            if process.name.isdigit() and self._is_ours(process):
                os.kill(int(process.name), signal.SIGKILL)
        self.context = None

    def _is_ours(self, process: Path) -> bool:
        try:
            return f"--user-data-dir={self.folder}".encode() in (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            return False

    def holds(self, text: str) -> bool:
        """Whether the words lie readable anywhere in the profile."""
        return any(text.encode() in path.read_bytes() for path in self.folder.rglob("*") if path.is_file())


@pytest.fixture
def phone(tmp_path: Path, live_server, browsers: BrowserType) -> Iterator[Phone]:
    """A phone fresh from the shop."""
    cable = Cable(live_server.url)
    phone = Phone(browsers, tmp_path / "phone", cable)
    yield phone
    cable.cut()
    if phone.context:
        phone.context.close()
    cable.close()


@pytest.fixture
def pairing(transactional_db: None) -> Pairing:
    """Marthina mentors Yohanis since a month."""
    mentor = member_user(Role.MENTOR, full_name="Marthina Sagrim")
    pairing = active_pairing(mentor, member_user(Role.MENTEE, full_name="Yohanis Kareth"))
    month_ago = timezone.now() - timedelta(days=30)
    Pairing.objects.update(active_on=month_ago.date(), offered_at=month_ago, accepted_on=month_ago.date())
    return pairing


def until(page: Page, promise: str) -> None:
    """Wait until what a promise gives is true: `wait_for_function` takes the promise itself for a yes."""
    for _ in range(100):
        if page.evaluate(promise):
            return
        page.wait_for_timeout(100)
    raise AssertionError((promise, page.evaluate("Field.items()")))


def sign_in(page: Page, user: User) -> None:
    page.goto("/masuk/")
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", PASSWORD)
    page.click("form.k-form button.btn-primary")
    page.wait_for_url(lambda url: "/masuk/" not in url)
    page.goto("/m/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "Field.one('form:log').then(Boolean)")


def log_one(page: Page, place: str) -> None:
    page.goto("/m/catat/")
    page.get_by_role("link", name="Catat").first.click()
    page.locator("summary").filter(has_text="GROW").click()
    page.fill("#id_place", place)
    page.fill("#id_goal", f"Rahasia {place}")
    page.fill("#id_time", f"0{len(place) % 7 + 1}:00")
    page.locator("label").filter(has_text="Kemarin").click()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("[data-k-items] li").first).to_be_visible()


def waiting(page: Page) -> int:
    """How many logs the phone has not sent."""
    return page.evaluate("Field.counts().then((counts) => counts.waiting)")


def test_four_logs_without_signal_survive_a_killed_browser_and_are_stored_once(phone: Phone, pairing: Pairing):
    mentor = pairing.participants.get(role="mentor").user
    page = phone.open()
    sign_in(page, mentor)
    phone.cable.cut()

    for place in ("A", "BB"):
        log_one(page, place)
    phone.kill()
    page = phone.open()
    page.goto("/m/")
    for place in ("CCC", "DDDD"):
        log_one(page, place)

    assert waiting(page) == 4
    assert page.evaluate(KEY_EXPORT) == "refused"
    assert not phone.holds("Rahasia BB")
    assert not SessionLog.objects.exists()

    page.context.clear_cookies()  # thirty days later
    phone.cable.mend()
    page.evaluate("Field.send(true)")
    expect(page.get_by_role("link", name="Masuk lagi untuk mengirim")).to_be_visible()
    assert waiting(page) == 4
    sign_in(page, mentor)
    until(page, "Field.counts().then((counts) => counts.waiting + counts.fix === 0)")
    page.evaluate("Field.send(true)")
    page.goto("/m/kotak/")

    assert sorted(Session.objects.filter(state=SessionState.LOGGED).values_list("place", flat=True)) == [
        "A",
        "BB",
        "CCC",
        "DDDD",
    ]
    assert SyncItem.objects.exclude(state="kept").count() == 0
    expect(page.locator("[data-k-items] li", has_text="terkirim")).to_have_count(4)


def test_signing_out_with_unsent_logs_locks_them_for_the_same_account(phone: Phone, pairing: Pairing):
    mentor = pairing.participants.get(role="mentor").user
    other = member_user(Role.MENTOR, full_name="Orang Lain")
    page = phone.open()
    sign_in(page, mentor)
    phone.cable.cut()
    log_one(page, "A")
    phone.cable.mend()
    page.context.route("**/api/v1/sync", lambda route: route.abort())
    page.goto("/m/")

    page.locator("[data-k-menu] summary").click()
    page.get_by_role("button", name="Keluar", exact=True).click()
    expect(page.get_by_text("catatan belum terkirim")).to_be_visible()
    page.get_by_role("button", name="Kunci dan keluar").click()
    page.wait_for_url(lambda url: "/m/" not in url)
    page.goto("/m/luring/")
    expect(page.get_by_text("Ponsel ini terkunci")).to_be_visible()
    assert page.evaluate(KEY_EXPORT) == "no key"

    sign_in(page, other)
    assert waiting(page) == 0
    page.goto("/m/kotak/")
    assert page.locator("[data-k-items] li").count() == 0
    page.context.clear_cookies()
    page.context.unroute("**/api/v1/sync")
    sign_in(page, mentor)
    until(page, "Field.counts().then((counts) => counts.waiting + counts.fix === 0)")

    assert SessionLog.objects.get().goal == "Rahasia A"


def test_a_log_that_is_refused_is_mended_on_the_phone(phone: Phone, pairing: Pairing):
    mentor = pairing.participants.get(role="mentor").user
    page = phone.open()
    sign_in(page, mentor)
    phone.cable.cut()
    page.goto("/m/")
    page.get_by_role("link", name="Catat").first.click()
    page.get_by_text("Belum tahu", exact=True).click()  # and no reason
    page.get_by_role("button", name="Simpan").click()
    phone.cable.mend()
    page.evaluate("Field.send(true)")

    page.get_by_role("link", name="Perbaiki").click()
    expect(page.get_by_role("alert").filter(has_text="perlu diperbaiki")).to_be_visible()
    assert not SessionLog.objects.exists()
    page.fill("#id_no_next_reason", "Menunggu jadwal kerja")
    page.get_by_role("button", name="Simpan").click()
    until(page, "Field.counts().then((counts) => counts.waiting + counts.fix === 0)")

    assert SessionLog.objects.get().no_next_reason == "Menunggu jadwal kerja"
