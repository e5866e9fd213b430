"""Two doubles in a real browser: found, side by side, merged field by field, undone; both histories stay."""

from playwright.sync_api import expect

from accounts.models import User
from cadres.models import Member, MemberTransition
from cadres.services.duplicates import find_duplicates
from tests.factories.cadres import MemberFactory
from tests.journeys.conftest import Stage

BORN = "1990-05-12"


def history(member: Member, sari: User, note: str) -> None:
    """A move of the membership that tells the two apart on their timelines."""
    MemberTransition.objects.create(
        unit=member.unit, member=member, from_value="applied", to_value="verified", actor=sari, note=note
    )


def test_merge_of_two_doubles_and_its_undo(stage: Stage, sari: User):
    elder = MemberFactory(full_name="Yosepha Asmuruf", birth_date=BORN, phone="+6281244550011", address="Jalan Lama 1")
    younger = MemberFactory(full_name="Yosefa Asmuruf", birth_date=BORN, phone="+6281244550011", address="Jalan Baru 2")
    history(elder, sari, "Berkas pertama")
    history(younger, sari, "Berkas kedua")
    find_duplicates()
    page = stage.sign_in(sari)

    page.get_by_role("link", name="Data ganda").click()
    page.locator("main").get_by_role("link", name="Yosepha Asmuruf").click()
    expect(page.locator("main table")).to_contain_text("Jalan Lama 1")
    expect(page.locator("main table")).to_contain_text("Jalan Baru 2")
    page.locator(f"[name=kept][value='{elder.pk}']").check()
    page.locator(f"[name=address][value='{younger.pk}']").check()
    page.get_by_role("button", name="Gabungkan").click()

    expect(page.locator("h1")).to_have_text("Yosepha Asmuruf")
    expect(page.locator("main")).to_contain_text("Jalan Baru 2")
    expect(page.locator("#results")).to_contain_text("Data ganda digabung")
    expect(page.locator("#results")).to_contain_text("Berkas pertama")
    assert Member.objects.get(pk=younger.pk).merged_into_id == elder.pk
    page.goto(younger.get_absolute_url())
    expect(page.locator("h1")).to_have_text("Yosepha Asmuruf")

    page.locator("#results").get_by_role("link", name="Data ganda digabung").click()
    page.get_by_role("button", name="Urungkan").click()
    expect(page.locator("main")).to_contain_text("Penggabungan diurungkan")

    for member, address, note in ((elder, "Jalan Lama 1", "Berkas pertama"), (younger, "Jalan Baru 2", "Berkas kedua")):
        page.goto(member.get_absolute_url())
        expect(page.locator("main")).to_contain_text(address)
        for told in (note, "Data ganda digabung", "Penggabungan diurungkan"):
            expect(page.locator("#results")).to_contain_text(told)
