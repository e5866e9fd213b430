"""The product's main job, in a real browser: import → pair → log a session → remind → dashboard."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.scoping import acting_as
from cadres.models import Member
from evaluations.tasks import drain_rollups
from kaderisasi import celery_app
from mentoring.enums import MentorState, PairingState, SessionState
from mentoring.models import Mentor, Pairing, Session
from mentoring.services import programme_parts, programmes
from tests.cadres.sheets import ugly_workbook
from tests.journeys.conftest import PHONE, Stage

WIT = ZoneInfo("Asia/Jayapura")
PASSWORD = "Pagi-Cerah-Di-Remu-1"
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=WIT)


def as_celery_would(task: str) -> None:
    """Run a beat entry's task as the worker runs it."""
    celery_app.tasks[task].apply().get()


def open_programme(kornelis: User) -> None:
    with acting_as(kornelis) as by:
        today = date(2026, 11, 1)
        programme = programmes.programme_create(
            by=by, name="Kaderisasi Dasar", starts_on=today, ends_on=today + timedelta(days=180)
        )
        programmes.goal_add(
            by=by,
            programme=programme,
            statement="Kader dasar yang memimpin ranting",
            measure="orang",
            baseline=Decimal(8),
            target=Decimal(12),
            due_on=today + timedelta(days=180),
        )
        programme_parts.need_add(
            by=by,
            programme=programme,
            finding="Ranting belum punya pemimpin",
            evidence="Registri",
            competencies=["C12"],
            cadres=8,
        )
        programmes.programme_move(by=by, programme=programme, to="open")


def import_sheet(page: Page, tmp_path: Any) -> str:
    """The secretary's part; the name of a member who came in."""
    sheet = tmp_path / "anggota.xlsx"
    sheet.write_bytes(ugly_workbook(60, seed=3).content)
    page.goto("/impor/")
    page.set_input_files("input[type=file]", str(sheet))
    page.get_by_role("button", name=re.compile("Unggah")).click()
    page.get_by_role("button", name=re.compile("Periksa")).click()
    page.get_by_role("button", name=re.compile("Impor .* baris")).click()
    expect(page.get_by_text(re.compile("Urungkan"))).to_be_visible()
    page.goto("/kader/")
    expect(page.locator("[data-total]").first).not_to_have_attribute("data-total", "0")
    return Member.objects.filter(user=None, wants_mentoring=True).order_by("pk").values_list("full_name", flat=True)[0]


def pair(page: Page, name: str) -> None:
    """The coordinator's part: the imported cadre with the one mentor, by hand."""
    learner = Member.objects.get(full_name=name)
    page.goto(f"/pasangkan/?kader={learner.pk}")
    page.fill("input[name=email]", "kader.baru@contoh.test")
    page.fill("[name=reason]", "Satu distrik, jadwal sore cocok")
    page.get_by_role("button", name="Pasangkan").first.click()
    expect(page.get_by_text("Urungkan")).to_be_visible()


def accept_invitation(page: Page) -> None:
    """The cadre opens the link of the mail and chooses a password."""
    as_celery_would("accounts.tasks.send_due_messages")
    letter = next(m for m in mail.outbox if m.to == ["kader.baru@contoh.test"])
    path = re.search(r"/undangan/\S+/", letter.body)
    assert path is not None
    page.goto(path.group())
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Simpan kata sandi").click()
    page.fill("input[name=login]", "kader.baru@contoh.test")
    page.fill("input[name=password]", PASSWORD)
    page.click("form.k-form button.btn-primary")
    page.wait_for_url("**/m/")


def agree(page: Page, pairing: Pairing, *, writes: bool) -> None:
    """Yes to the offer, the orientation list, and the agreement, each on one's own phone."""
    if pairing.state == PairingState.OFFERED:
        page.goto(f"/m/tawaran/{pairing.pk}/")
        page.get_by_role("button", name="Saya bersedia").click()


def sign(page: Page, pairing: Pairing, *, writes: bool) -> None:
    """Orientation, then the agreement: who writes it fills it in first."""
    page.goto(f"/m/pasangan/{pairing.pk}/orientasi/")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Saya sudah memahami").click()
    if writes:
        page.goto(f"/m/pasangan/{pairing.pk}/kesepakatan/tulis/")
        page.fill("[name=purpose]", "Siap memimpin ranting")
        page.fill("[name=rhythm]", "Tiap dua minggu di balai kelurahan")
        page.get_by_role("button", name="Simpan").click()
    page.goto(f"/m/pasangan/{pairing.pk}/kesepakatan/")
    page.get_by_role("button", name="Saya setuju dan menandatangani").click()
    page.wait_for_load_state()


def number(page: Page, label: str) -> int:
    """The figure on the card with this label."""
    text = page.locator(".k-kpi", has=page.get_by_text(label)).locator(".k-value").inner_text()
    return int(re.sub(r"\D", "", text) or "0")


@pytest.mark.django_db(transaction=True)
def test_main_loop(stage: Stage, sari, kornelis, dewi, yohanis, tmp_path, time_machine):
    time_machine.move_to(MORNING)
    open_programme(kornelis)
    Mentor.objects.create(unit=yohanis.member.unit, member=yohanis.member, state=MentorState.ACTIVE)

    name = import_sheet(stage.sign_in(sari), tmp_path)
    pair(stage.sign_in(kornelis), name)
    pairing = Pairing.objects.get()
    mentee, mentor = stage.page(PHONE), stage.sign_in(yohanis, PHONE)
    accept_invitation(mentee)
    agree(mentee, pairing, writes=False)
    agree(mentor, pairing, writes=True)
    sign(mentor, pairing, writes=True)
    sign(mentee, pairing, writes=False)
    pairing.refresh_from_db()
    assert pairing.state == PairingState.ACTIVE

    # The mentor plans the first meeting for the day after tomorrow at 15.00, and the reminders go out by themselves.
    mentor.goto(f"/m/pasangan/{pairing.pk}/rencana/")
    mentor.fill("[name=date]", "2026-11-25")
    mentor.fill("[name=time]", "15:00")
    mentor.get_by_role("button", name=re.compile("Simpan|Rencanakan|Jadwalkan")).click()
    mentor.wait_for_load_state()
    mail.outbox.clear()
    for moment in ("2026-11-24T08:05", "2026-11-24T08:06", "2026-11-25T12:05", "2026-11-25T12:06"):
        time_machine.move_to(datetime.fromisoformat(moment).replace(tzinfo=WIT))
        as_celery_would("accounts.tasks.send_due_messages")
    reminded = sorted(m.to[0] for m in mail.outbox)
    assert reminded == sorted(["kader.baru@contoh.test", yohanis.email] * 2)
    assert not any(name.split()[0] in m.body for m in mail.outbox if m.to == [yohanis.email])

    leader = stage.sign_in(dewi)
    as_celery_would("evaluations.tasks.drain_rollups")
    leader.goto("/w/96.71/dasbor/")
    before = number(leader, "Sesi terlaksana")

    # After the meeting the mentor logs it on the phone: what the plan knows is filled in already.
    time_machine.move_to(datetime(2026, 11, 25, 16, 30, tzinfo=WIT))
    mentor.goto("/m/")
    mentor.get_by_role("link", name=re.compile("Catat sesi")).first.click()
    taps = 0
    for choice in ("Maju", "2 minggu"):
        mentor.get_by_text(choice, exact=True).first.click()
        taps += 1
    mentor.get_by_role("button", name="Simpan").click()
    taps += 1
    mentor.wait_for_url("**/m/")
    assert taps <= 4
    assert Session.objects.filter(state=SessionState.LOGGED).count() == 1

    drain_rollups()
    leader.goto("/w/96.71/dasbor/")
    assert number(leader, "Sesi terlaksana") == before + 1
    leader.goto(
        leader.locator(".k-kpi", has=leader.get_by_text("Sesi terlaksana")).locator("a").first.get_attribute("href")
    )
    expect(leader.locator("[data-total]").first).to_have_attribute("data-total", str(before + 1))
    assert name not in leader.content()
    assert yohanis.full_name not in leader.content()
