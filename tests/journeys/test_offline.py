"""A mentor without signal: four sessions, the browser killed between them, each on record once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserType, Page, expect

from accounts.enums import Role
from mentoring.enums import SessionState
from mentoring.models import Pairing, Session, SessionLog, SyncItem
from tests.factories.cadres import member_user
from tests.factories.mentoring import active_pairing
from tests.journeys.cable import Cable
from tests.journeys.phones import Phone, sign_in, until

pytestmark = pytest.mark.django_db(transaction=True)
KEY_EXPORT = """async () => {
    const [{ name }] = (await indexedDB.databases()).filter((each) => each.name.startsWith("field-"));
    const base = await new Promise((done) => { const r = indexedDB.open(name); r.onsuccess = () => done(r.result); });
    const key = await new Promise((done) => {
        const r = base.transaction("meta").objectStore("meta").get("key"); r.onsuccess = () => done(r.result); });
    if (!key) return "no key";
    return crypto.subtle.exportKey("raw", key).then(() => "exported", () => "refused");
}"""


@pytest.fixture
def phone(tmp_path: Path, live_server, browsers: BrowserType) -> Iterator[Phone]:
    """A phone fresh from the shop."""
    cable = Cable(live_server.url)
    phone = Phone(browsers, tmp_path / "phone", cable)
    yield phone
    phone.close()


@pytest.fixture
def pairing(transactional_db: None) -> Pairing:
    """Marthina mentors Yohanis since a month."""
    mentor = member_user(Role.MENTOR, full_name="Marthina Sagrim")
    pairing = active_pairing(mentor, member_user(Role.MENTEE, full_name="Yohanis Kareth"))
    month_ago = timezone.now() - timedelta(days=30)
    Pairing.objects.update(active_on=month_ago.date(), offered_at=month_ago, accepted_on=month_ago.date())
    return pairing


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
    page.locator("[data-k-menu] summary").click()
    page.get_by_role("button", name="Keluar", exact=True).click()  # and clears nothing of the other's
    page.wait_for_url(lambda url: "/m/" not in url)
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


def test_a_tab_left_open_sends_nothing_in_the_name_of_who_signs_in(phone: Phone, pairing: Pairing):
    mentor = pairing.participants.get(role="mentor").user
    other = member_user(Role.MENTOR, full_name="Orang Lain")
    page = phone.open()
    sign_in(page, mentor)
    phone.cable.cut()
    log_one(page, "A")
    phone.cable.mend()
    page.context.clear_cookies()
    sign_in(page.context.new_page(), other)

    page.evaluate("Field.send(true)")

    assert not SessionLog.objects.exists()
    assert page.evaluate("Field.counts().then((counts) => counts.pause)") == "login"
