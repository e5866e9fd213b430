"""A mentor logs a session on his phone: few taps, with and without script, small pages."""

import gzip
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Response

from accounts.enums import Role
from mentoring.enums import SessionState
from mentoring.models import ActionItem, Pairing, PrivateNote, Session, SessionLog
from tests.factories.cadres import member_user
from tests.factories.mentoring import active_pairing, held_session, planned_session
from tests.journeys.conftest import PHONE, Stage
from tests.journeys.phones import until

pytestmark = pytest.mark.django_db(transaction=True)
COLD_LIMIT = 60_000
# Everything that lies readable in the browser's stores, and how many stores have their key.
ROWS = """async (pick) => {
    const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
    const names = (await indexedDB.databases()).map(({ name }) => name);
    const bases = await Promise.all(names.map((name) => asked(indexedDB.open(name))));
    const all = (store) => asked(pick === "meta" ? store.getAllKeys() : store.getAll());
    const found = bases.map((base) => all(base.transaction(pick).objectStore(pick)));
    return JSON.stringify([await Promise.all(found), { ...localStorage }, { ...sessionStorage }]);
}"""
DRAFTS = "Field.all('draft').then((rows) => rows.length)"


class Taps:
    """A thumb that counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def on(self, text: str) -> None:
        """Tap what carries this text."""
        target = self.page.locator("label, a, button, summary").filter(has_text=text).first
        target.scroll_into_view_if_needed()
        target.tap()
        self.count += 1


@pytest.fixture
def today(transactional_db: None) -> Pairing:
    """A pairing with a meeting an hour ago and one open step."""
    mentor = member_user(Role.MENTOR, full_name="Marthina Sagrim")
    mentee = member_user(Role.MENTEE, full_name="Yohanis Kareth")
    pairing = active_pairing(mentor, mentee)
    held = held_session(pairing, timezone.localdate() - timedelta(days=14), state=SessionState.ACKNOWLEDGED)
    ActionItem.objects.create(
        unit=pairing.unit,
        pairing=pairing,
        session=held,
        what="Kunjungi 20 rumah",
        owner=pairing.participants.get(user=mentee),
    )
    planned_session(pairing, timezone.now() - timedelta(hours=1))
    return pairing


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_session_is_on_record_after_four_taps(stage: Stage, today: Pairing, script: bool):
    mentor = today.participants.get(role="mentor").user
    page = stage.sign_in(mentor, PHONE, script=script)
    taps = Taps(page)

    taps.on("Catat sesi")
    taps.on("Maju")
    taps.on("Tuntas")
    taps.on("Simpan")

    page.wait_for_url("**/m/")
    session = Session.objects.get(sequence=2)
    assert taps.count <= 4
    assert (session.state, session.log.progress, session.minutes) == (SessionState.LOGGED, "forward", 60)
    assert ActionItem.objects.get().state == "done"
    assert Session.objects.upcoming().count() == 1


def test_half_written_log_outlives_the_page_and_a_missing_signal(stage: Stage, today: Pairing):
    page = stage.sign_in(today.participants.get(role="mentor").user, PHONE)
    page.goto(f"/m/catat/?pasangan={today.pk}")
    page.locator("label", has_text="Maju").tap()
    page.get_by_label("Catatan pribadi").fill("Ia ragu soal keluarganya")
    page.get_by_text("Draf tersimpan di ponsel ini").wait_for()
    assert "ragu" not in page.evaluate(ROWS, "rows")

    page.reload()

    page.get_by_text("Draf dipulihkan").wait_for()
    assert page.get_by_label("Maju").is_checked()
    assert page.get_by_label("Catatan pribadi").input_value() == "Ia ragu soal keluarganya"
    page.context.set_offline(True)
    page.get_by_role("button", name="Simpan").tap()
    page.get_by_text("menunggu", exact=True).wait_for()  # the outbox of the phone has it, and the draft is done with
    page.context.set_offline(False)
    page.get_by_role("button", name="Kirim sekarang").tap()
    page.get_by_text("terkirim", exact=True).wait_for()
    assert SessionLog.objects.filter(progress="forward").count() == 1
    assert PrivateNote.objects.count() == 1
    assert page.evaluate(DRAFTS) == 0
    stage.watch.complaints = [each for each in stage.watch.complaints if "ERR_INTERNET_DISCONNECTED" not in each]


def test_what_the_server_has_or_has_refused_is_no_draft_any_more(stage: Stage, today: Pairing):
    path = f"/m/catat/?pasangan={today.pk}"
    page = stage.sign_in(today.participants.get(role="mentor").user, PHONE)
    page.goto(path)
    page.locator("label", has_text="Maju").tap()
    page.locator("label", has_text="Tanggal lain").tap()
    page.locator("input[name=date]").fill("2030-01-01")
    page.get_by_role("button", name="Simpan").tap()
    page.get_by_text("perlu diperbaiki").wait_for()
    page.goto(path)
    page.get_by_text("Draf dipulihkan").wait_for()
    assert page.locator("input[name=date]").input_value() == ""

    page.get_by_text("Hari ini", exact=True).tap()
    page.get_by_role("button", name="Simpan").tap()
    page.wait_for_url("**/m/")
    page.go_back()
    page.wait_for_url("**/m/catat/**")

    assert not page.get_by_text("Draf dipulihkan").is_visible()
    assert not page.get_by_label("Maju").is_checked()
    assert page.evaluate(DRAFTS) == 0
    stage.watch.complaints = [each for each in stage.watch.complaints if "422" not in each]


def test_draft_belongs_to_one_account_and_leaves_the_phone_with_it(stage: Stage, today: Pairing):
    path = f"/m/catat/?pasangan={today.pk}"
    page = stage.sign_in(today.participants.get(role="mentor").user, PHONE)
    page.goto(path)
    page.get_by_label("Catatan pribadi").fill("Hanya untuk saya")
    page.get_by_text("Draf tersimpan di ponsel ini").wait_for()
    assert page.evaluate(DRAFTS) == 1

    page.goto("/m/")
    page.locator("header summary").tap()
    page.get_by_role("button", name="Keluar", exact=True).tap()
    page.get_by_role("button", name="Keluar dan hapus draf").tap()

    page.wait_for_url(lambda url: "/m/" not in url)
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate("indexedDB.databases().then((bases) => bases.length)") == 0


def test_draft_goes_on_where_there_is_no_signal(stage: Stage, today: Pairing):
    page = stage.sign_in(today.participants.get(role="mentor").user, PHONE)
    until(page, "Field.one('form:log').then(Boolean)")
    page.goto(f"/m/catat/?pasangan={today.pk}")
    page.locator("label", has_text="Maju").tap()
    page.get_by_text("Draf tersimpan di ponsel ini").wait_for()

    page.goto(f"/m/luring/#catat-{today.pk}")

    page.get_by_text("Draf tersimpan di ponsel ini").wait_for()
    assert page.get_by_label("Maju").is_checked()


def test_signing_out_at_a_desk_locks_the_drafts_of_the_phone(stage: Stage, today: Pairing):
    mentor = today.participants.get(role="mentor").user
    page = stage.sign_in(mentor, PHONE)
    page.goto(f"/m/catat/?pasangan={today.pk}")
    page.get_by_label("Catatan pribadi").fill("Hanya untuk saya")
    page.get_by_text("Draf tersimpan di ponsel ini").wait_for()

    assert '"key"' in page.evaluate(ROWS, "meta")

    page.goto("/keluar/")  # loads menu.js alone, as the pages of an office do
    page.locator("main form button").tap()
    page.wait_for_url("**/masuk/**")

    assert '"key"' not in page.evaluate(ROWS, "meta")
    assert "saya" not in page.evaluate(ROWS, "rows")


def test_dropped_draft_gives_the_fresh_form_back(stage: Stage, today: Pairing):
    page = stage.sign_in(today.participants.get(role="mentor").user, PHONE)
    page.goto(f"/m/catat/?pasangan={today.pk}")
    page.get_by_label("Catatan pribadi").fill("Salah orang")
    page.get_by_text("Draf tersimpan di ponsel ini").wait_for()
    page.reload()

    page.get_by_role("button", name="Buang draf").tap()

    assert page.get_by_label("Catatan pribadi").input_value() == ""
    assert not page.get_by_text("Draf dipulihkan").is_visible()
    until(page, f"{DRAFTS}.then((left) => left === 0)")


def test_phone_pages_are_light(stage: Stage, today: Pairing):
    mentor = today.participants.get(role="mentor").user
    page = stage.sign_in(mentor, PHONE)
    for path in ("/m/", f"/m/catat/?pasangan={today.pk}"):
        context = stage.browser.new_context(
            viewport=PHONE, base_url=stage.url, storage_state=page.context.storage_state()
        )
        cold = context.new_page()
        weights: list[int] = []

        def weigh(response: Response, weights: list[int] = weights) -> None:
            weights.append(len(gzip.compress(response.body())))

        cold.on("response", weigh)
        cold.goto(path, wait_until="load")
        context.close()

        assert 0 < sum(weights) <= COLD_LIMIT, path
