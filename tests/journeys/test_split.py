"""The split of a province and its undo, in a real browser: preview, deed, search by old code, back again."""

import re

from playwright.sync_api import expect

from accounts.enums import Role
from accounts.models import today
from cadres.models import Member
from evaluations.models import RollupNow
from evaluations.rollups import drain
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory
from tests.journeys.conftest import Stage


def active(code: str) -> int:
    return sum(RollupNow.objects.filter(unit__area__code=code, is_own=False).values_list("members_active", flat=True))


def test_split_of_a_province_and_its_undo(stage: Stage, db):
    for n in range(3):
        MemberFactory(unit=unit("96.71.06.1001"), full_name=f"Kader {n}")
    MemberFactory(unit=unit("96.01"))
    drain()
    national = RollupNow.objects.get(unit=unit("pusat"), is_own=False).members_active
    page = stage.sign_in(staff(Role.SECRETARIAT, "pusat"))

    page.goto("/wilayah/96/")
    page.get_by_role("link", name="Ubah susunan").click()
    page.get_by_label("Pemekaran: unit baru").check()
    page.get_by_label("Kota Sorong", exact=True).check()
    page.fill("[name=name]", "Sorong Raya")
    page.fill("[name=code]", "99")
    page.fill("[name=on]", today().isoformat())
    page.fill("[name=decree_no]", "UU 1/2026")
    page.fill("[name=codes]", "96.71 99.71")
    page.get_by_role("button", name="Lihat pratinjau").click()
    preview = page.locator("#preview")
    expect(preview).to_contain_text("Kota Sorong")
    expect(preview.locator("tr", has_text=re.compile("^Kader|Kader\\s*3"))).to_have_count(1)
    page.get_by_role("button", name="Jalankan perubahan").click()

    expect(page.locator("h1")).to_contain_text("Sorong Raya")
    drain()
    assert (active("96"), active("99"), active("99.71")) == (1, 3, 3)
    assert RollupNow.objects.get(unit=unit("pusat"), is_own=False).members_active == national
    address = page.url
    page.goto("/wilayah/96.71/")
    expect(page.locator("h1")).to_contain_text("Kota Sorong")
    expect(page.locator("main")).to_contain_text("99.71")

    page.goto(address)
    page.get_by_role("button", name="Urungkan perubahan").click()
    expect(page.locator("main")).to_contain_text("Diurungkan oleh")
    drain()
    assert (active("96"), active("96.71")) == (4, 3)
    assert Member.objects.filter(province=unit("96")).count() == 4
