"""Kota Sorong 4 in a browser: from a would-be candidate through DCT, campaign and result to a replacement (DOMAIN §6).

The national secretariat says when the term ends, the city's secretariat keeps the list, its leader reads the board, a
mentor learns the stage of whom he guides, the candidate reads his own steps.
"""

from datetime import date

from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.enums import Role
from accounts.models import User
from cadres.enums import EligibilityKind
from cadres.models import Candidacy, Member
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory
from tests.factories.elections import district
from tests.factories.mentoring import active_pairing
from tests.journeys.conftest import PHONE, Stage

BORN = date(1985, 4, 2)
VOTES = {"Dorkas Pattiasina": 1985, "Filep Karma": 1240, "Yance Mambrasar": 640}


def stands(page: Page, member: Member) -> None:
    """«Calonkan» on the profile: a would-be candidate of Kota Sorong 4."""
    page.goto(member.get_absolute_url())
    page.locator("summary").filter(has_text="Lainnya").click()
    page.get_by_role("link", name="Calonkan").click()
    page.locator("[name=district]").select_option(str(district().pk))
    page.locator("[name=state]").select_option("bacaleg")
    page.get_by_role("button", name="Catat pencalonan").click()
    expect(page.locator("main")).to_contain_text("Pencalonan dicatat")


def fills(page: Page, name: str, values: dict[str, int]) -> None:
    """Numbers or votes of the whole list at once."""
    page.goto(f"/dapil/{district().pk}/daftar/")
    for person, value in values.items():
        page.get_by_label(f"{name}, {person}").fill(str(value))
    page.get_by_role("button", name="Simpan daftar").click()
    expect(page.locator("main")).to_contain_text("Daftar disimpan")


def moves(page: Page, to: str, decree: str = "", *, who: tuple[str, ...] = tuple(VOTES)) -> None:
    """One decree for the list, or for some of it."""
    page.goto(f"/dapil/{district().pk}/daftar/")
    for box in page.locator("[name=who]").all():
        box.set_checked(box.locator("xpath=..").inner_text().partition(" ·")[0].strip() in who)
    page.locator("[name=to]").select_option(to)
    page.locator("[name=decree_no]").fill(decree)
    page.locator("form:has([name=to])").get_by_role("button", name="Ubah tahap").click()
    expect(page.locator("main")).to_contain_text("Daftar disimpan")


def shows_everything(page: Page, candidacy: Candidacy) -> None:
    """All eight points in one form."""
    page.goto(candidacy.get_absolute_url())
    page.locator("summary").filter(has_text="Catat syarat").click()
    for kind in EligibilityKind.values:
        page.locator(f"[name={kind}]").select_option("exempt" if kind == "resignation" else "done")
    page.get_by_role("button", name="Simpan syarat").click()
    expect(page.locator("main")).to_contain_text("Tersimpan")


def replaced(page: Page, name: str, to: str, *, reason: str = "") -> None:
    """A move of one candidate on his own page, reached from the district's."""
    page.goto(district().get_absolute_url())
    page.locator("#results").get_by_role("link", name=name).click()
    move = page.locator("form:has([name=deed][value=move])")
    move.locator("[name=to]").select_option(to)
    if to != "seated":
        move.locator("[name=decree_no]").fill("KPU 41/2026")
    move.locator("[name=reason]").fill(reason)
    move.get_by_role("button", name="Ubah tahap").click()


def test_from_bacaleg_to_a_replacement(stage: Stage, sari: User, dewi: User, yohanis: User, marthina: User):
    desk, board = stage.sign_in(sari), stage.sign_in(dewi)
    man = MemberFactory(full_name="Filep Karma", birth_date=BORN, level="madya")
    woman = MemberFactory(full_name="Dorkas Pattiasina", birth_date=BORN, gender="female", level="anggota")
    Member.objects.filter(pk=marthina.member.pk).update(full_name="Yance Mambrasar", gender="male", birth_date=BORN)
    guided = active_pairing(yohanis, marthina)
    guest = Member.objects.get(pk=marthina.member.pk)

    for member in (man, woman, guest):
        stands(desk, member)
    fills(desk, "Nomor urut", {"Filep Karma": 1, "Dorkas Pattiasina": 2, "Yance Mambrasar": 3})
    # One woman among three meets both rules; nothing but her name stands behind her.
    board.goto("/caleg/")
    expect(board.locator("main tr").filter(has_text="Kota Sorong 4")).to_contain_text("hanya nama", ignore_case=True)
    board.goto(district().get_absolute_url())
    expect(board.locator("main")).to_contain_text("Memenuhi angka, tetapi hanya nama")

    moves(desk, "nominated")
    moves(desk, "dcs", "KPU 312/2026")
    desk.goto(f"/dapil/{district().pk}/daftar/")
    desk.locator("[name=to]").select_option("dct")
    desk.locator("[name=decree_no]").fill("KPU 478/2026")
    desk.locator("form:has([name=to])").get_by_role("button", name="Ubah tahap").click()
    expect(desk.locator("main")).to_contain_text("Belum lengkap")  # who lacks what is named
    for candidacy in Candidacy.objects.all():
        shows_everything(desk, candidacy)
    moves(desk, "dct", "KPU 478/2026")
    mentor = stage.sign_in(yohanis, PHONE)
    mentor.goto(f"/m/pasangan/{guided.pk}/")
    expect(mentor.locator("main")).to_contain_text("DCT")

    fills(desk, "Suara", VOTES)
    moves(desk, "elected", "KPU 96/2026", who=("Dorkas Pattiasina",))
    moves(desk, "not_elected", who=("Filep Karma", "Yance Mambrasar"))
    replaced(desk, "Dorkas Pattiasina", "seated")
    replaced(desk, "Dorkas Pattiasina", "paw_out")
    # The term is nearly over, says the national secretariat; then it corrects itself.
    national = stage.sign_in(staff(Role.SECRETARIAT, "pusat"))
    for ends_on, said in ((timezone.localdate(), "6 bulan sebelumnya"), (date(2031, 10, 1), "bila ia dilewati")):
        national.goto("/caleg/pemilu/2024/")
        national.locator("[name=level]").select_option("dprd_kabkota")
        national.locator("[name=term_ends_on]").fill(ends_on.isoformat())
        national.locator("form:has([name=level])").get_by_role("button", name="Simpan").click()
        expect(national.locator("main")).to_contain_text("Akhir masa jabatan disimpan")
        replaced(desk, "Yance Mambrasar", "paw_in")
        expect(desk.locator("main")).to_contain_text(said)
    expect(desk.locator("main")).to_contain_text("Filep Karma")
    replaced(desk, "Yance Mambrasar", "paw_in", reason="Calon di atasnya menyatakan tidak bersedia")
    expect(desk.locator("main")).to_contain_text("Tersimpan")
    replaced(desk, "Yance Mambrasar", "seated")

    board.goto(f"/kader/{guest.pk}/?acara=saluran")
    expect(board.locator("#results")).to_contain_text("DPRK Kota Sorong, Kota Sorong 4 mulai")
    own = stage.sign_in(marthina, PHONE)
    own.goto("/m/saluran/")
    expect(own.locator("main")).to_contain_text("Legislator")
    states = dict(Candidacy.objects.values_list("member__full_name", "state"))
    assert states == {"Dorkas Pattiasina": "paw_out", "Filep Karma": "not_elected", "Yance Mambrasar": "seated"}
    refusals = [each for each in stage.watch.complaints if "422" in each]  # the three that were asked for above
    assert len(refusals) == 3
    stage.watch.complaints[:] = [each for each in stage.watch.complaints if each not in refusals]
