"""From an application to Kader Madya in a real browser: each deed by whoever may do it, the certificate checked by all.

What time alone brings (membership of years, a completed mentoring) is there already; he brings Kader Dasar with him.
"""

from datetime import date, timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.enums import Role
from accounts.models import User
from cadres.models import Certificate, LevelAward, Member, TrainingEvent
from cadres.services.certificates import check_address
from tests.factories.accounts import staff
from tests.factories.cadres import member_user
from tests.factories.ladder import event_of, mentored
from tests.journeys.conftest import PHONE, Stage


def becomes_active(page: Page, member: Member) -> None:
    """The secretariat: consent, identity, card; each step open once what it needs is there."""
    page.goto(f"/kader/{member.pk}/keanggotaan/")
    consent = page.locator("#deed-consent")
    consent.locator("[name=agreed]").check()
    consent.locator("[name=proof]").fill("F-12")
    consent.get_by_role("button", name="Simpan").click()
    identity = page.locator("#deed-identity")
    identity.locator("[name=document]").select_option("ktp")
    identity.get_by_role("button", name="Simpan").click()
    page.get_by_role("button", name="Jadikan: Terverifikasi").click()
    card = page.locator("#deed-card")
    card.locator("[name=number]").fill("967100001")
    card.get_by_role("button", name="Simpan").click()
    page.get_by_role("button", name="Jadikan: Aktif").click()
    expect(page.locator("main")).to_contain_text("Terverifikasi → Aktif")


def takes_a_seat(page: Page, event: TrainingEvent, member: Member) -> None:
    """The secretariat looks the member up and registers him."""
    page.goto(event.get_absolute_url())
    page.fill("[name=words]", member.full_name)
    page.get_by_role("button", name="Cari", exact=True).click()
    page.locator(f"[name=member][value='{member.pk}']").check()
    page.get_by_role("button", name="Daftarkan").click()
    expect(page.locator("#results, main").first).to_contain_text(member.full_name)


def is_there_and_passes(desk: Page, phone: Page, event: TrainingEvent) -> None:
    """The code on the member's phone is typed at the door; the organiser marks him."""
    phone.goto(f"/m/diklat/{event.pk}/")
    code = phone.locator("[data-code]").inner_text()
    desk.goto(f"/diklat/{event.pk}/hadir/")
    desk.fill("[name=code]", code)
    desk.get_by_role("button", name="Catat hadir").click()
    expect(desk.locator("main")).to_contain_text("Marthina Sagrim")
    desk.goto(event.get_absolute_url())
    desk.locator("[name=score]").fill("85")
    desk.get_by_role("button", name="Lulus", exact=True).click()
    expect(desk.locator("main")).to_contain_text("Lulus")


def test_from_applied_to_madya(stage: Stage, sari: User, kornelis: User, dewi: User):
    today = timezone.localdate()
    user = member_user(
        Role.MENTEE, full_name="Marthina Sagrim", status="applied", level="dasar", nik_missing_reason="belum",
        birth_date=date(1990, 5, 12), joined_on=today - timedelta(days=1500),
    )  # fmt: skip
    member, now = user.member, timezone.now()
    event = event_of(by=sari, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=4))
    desk = stage.sign_in(sari)

    becomes_active(desk, member)
    takes_a_seat(desk, event, member)
    is_there_and_passes(desk, stage.sign_in(user, PHONE), event)
    mentored(Member.objects.get(pk=member.pk), sessions=6)
    leader = stage.sign_in(dewi)
    leader.goto(f"/kader/{member.pk}/jenjang/")
    leader.locator("[name=note]").fill("Rajin, jujur, dan mampu memimpin ranting.")
    leader.get_by_role("button", name="Rekomendasikan").click()
    coordinator = stage.sign_in(kornelis)
    coordinator.goto(f"/kader/{member.pk}/jenjang/")
    coordinator.get_by_role("button", name="Usulkan").click()
    award = LevelAward.objects.get(member=member)
    leader.goto(award.get_absolute_url())
    expect(leader.get_by_role("button", name="Setujui")).to_have_count(0)  # the province decides on Kader Madya
    above = stage.sign_in(staff(Role.LEADER, "96"))
    above.goto(award.get_absolute_url())
    above.get_by_role("button", name="Setujui").click()
    expect(above.locator("main")).to_contain_text("Ditetapkan")

    certificate = Certificate.objects.get(award=award)
    anybody = stage.page(PHONE)
    anybody.goto(urlsplit(check_address(certificate)).path)
    expect(anybody.locator("main")).to_contain_text("Sertifikat ini berlaku")
    expect(anybody.locator("main")).not_to_contain_text("Marthina")
    desk.goto(f"/kader/{member.pk}/?acara=jenjang")
    expect(desk.locator("#results")).to_contain_text("Jenjang Kader Madya ditetapkan")
    assert Member.objects.get(pk=member.pk).level == "madya"
