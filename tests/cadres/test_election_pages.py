"""An election is prepared through the screens, and the ways of careers are kept there; by the national board alone."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.elections.sheets import read
from cadres.models import CareerPath, Chamber, Election, ElectoralDistrict
from cadres.services.elections import districts_load, election_save, stages_set
from core.errors import RuleError
from regions.models import Setting
from tests.factories.accounts import staff
from tests.factories.elections import candidate
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db

DISTRICTS = """level,code,name,seats,assembly_region
dprd_kabkota,967101,Kota Sorong 1,8,96.71
dprd_kabkota,967102,Kota Sorong 2,10,96.71
"""
AREAS = """level;dapil_code;region_code;partial_name
dprd_kabkota;967101;96.71.06;
dprd_kabkota;967102;96.71.01;bagian utara
"""
WAY = "pengurus-ranting-ke-caleg-kabupaten"


@pytest.fixture
def national():
    return staff(Role.SECRETARIAT, "pusat")


@pytest.fixture
def later(national) -> Election:
    return election_save(by=national, code="2031", name="Pemilu DPRD 2031", voting_on=date(2031, 9, 10))


def sheets(districts: str = DISTRICTS, areas: str = AREAS) -> dict:
    return {
        "districts": SimpleUploadedFile("dapil.csv", districts.encode()),
        "areas": SimpleUploadedFile("wilayah.csv", areas.encode()),
    }


def test_an_election_is_prepared_looked_at_and_taken_back(national, client_of):
    browser = client_of(national)
    said = {"code": "2031", "name": "Pemilu DPRD 2031", "voting_on": "2031-09-10"}

    assert browser.post("/caleg/pemilu/tambah/", said | {"code": "2024"}).status_code == 422
    assert browser.post("/caleg/pemilu/tambah/", said).status_code == 302
    days = {"dct_first": "2031-06-01", "campaign_first": "2031-06-26", "campaign_last": "2031-09-06"}
    wrong = browser.post("/caleg/pemilu/2031/tahapan/", days | {"dcs_first": "2031-06-02"})
    assert "tidak dapat mendahului" in wrong.content.decode()
    assert browser.post("/caleg/pemilu/2031/tahapan/", days).status_code == 302
    copy = {"source": Election.objects.get(code="2024").pk, "levels": ["dpr", "dprd_provinsi"]}
    seen = browser.post("/caleg/pemilu/2031/salin/", copy).content.decode()
    assert all(n in seen for n in ("301", "2.372", "84", "580"))
    assert not Chamber.objects.filter(election__code="2031").exists()
    browser.post("/caleg/pemilu/2031/salin/", copy | {"sure": "ya"})

    made = Election.objects.get(code="2031")
    assert list(made.stages.values_list("kind", flat=True)) == ["dct", "campaign"]
    here = Chamber.objects.get(election=made, unit__area__code="96")
    assert (here.label, sorted(each.seats for each in here.districts.all())) == (
        "DPR Papua Barat Daya", [3, 4, 5, 7, 8, 8],
    )  # fmt: skip
    assert list(here.appointments.values_list("seats", flat=True)) == [9]
    again = browser.post("/caleg/pemilu/2031/salin/", copy | {"sure": "ya"})
    assert (again.status_code, "sudah ada di pemilu ini" in again.content.decode()) == (422, True)
    browser.post("/caleg/pemilu/2031/kosongkan/dprd_provinsi/")
    assert set(made.chambers.values_list("level", flat=True)) == {"dpr"}
    browser.post("/caleg/pemilu/2031/hapus/")
    assert not Election.objects.filter(code="2031").exists()


def test_sheets_are_checked_line_by_line_and_uploaded_once(national, later, client_of):
    browser = client_of(national)

    wrong = DISTRICTS.replace("2,10,96.71", "2,0,96.71")
    stray = AREAS.replace("96.71.06", "99.99")
    bad = browser.post("/caleg/pemilu/2031/unggah/", sheets(wrong, stray)).content.decode()
    assert "baris 3: seats «0»" in bad
    assert "kode wilayah «99.99» tidak dikenal" in bad
    seen = browser.post("/caleg/pemilu/2031/unggah/", sheets())
    hidden = dict(seen.context["hidden"])
    assert [(row.districts, row.seats, row.areas) for row in seen.context["levels"]] == [(2, 18, 2)]
    assert browser.post("/caleg/pemilu/2031/unggah/", hidden | {"sure": "ya"}).status_code == 302

    rows = ElectoralDistrict.objects.filter(chamber__election=later)
    assert list(rows.values_list("code", "seats", "areas__part")) == [("967101", 8, ""), ("967102", 10, "bagian utara")]
    assert rows[0].chamber.label == "DPRK Kota Sorong"
    assert browser.post("/caleg/pemilu/2031/unggah/", {"packed": "forged", "sure": "ya"}).status_code == 302
    assert rows.count() == 2
    back = [browser.get(f"/caleg/pemilu/2031/{name}.csv").content.decode() for name in ("dapil", "wilayah")]
    assert read(*back).districts[0] == read(DISTRICTS, AREAS).districts[0]
    assert read(*back).problems == ()


@pytest.mark.parametrize(
    ("districts", "areas", "said"),
    [
        ("level,code\nx,y\n", AREAS, "Kolom tidak ditemukan: name, seats, assembly_region."),
        (DISTRICTS.replace("967102", "967101"), AREAS, "kode 967101 sudah ada di baris 2"),
        (DISTRICTS, AREAS.replace("967102", "967109"), "dapil 967109 tidak ada"),
        (DISTRICTS, AREAS.replace("dprd_kabkota;967102;96.71.01;bagian utara\n", ""), "Kota Sorong 2 belum punya"),
        (DISTRICTS.replace("dprd_kabkota,967102", "dpr,967102"), AREAS, "assembly_region"),
    ],
)
def test_what_a_sheet_lacks_is_told(districts, areas, said):
    assert any(said in problem for problem in read(districts, areas).problems)


def test_an_election_that_is_prepared_comes_up_once_somebody_stands_in_it(national, later, sari, client_of):
    begun = candidate(by=sari)
    districts_load(by=national, election=later, sheet=read(DISTRICTS, AREAS))
    board, form = (client_of(sari).get(url) for url in ("/caleg/", f"/kader/{begun.member_id}/calonkan/"))

    assert board.context["election"].code == "2024"
    assert "Pemilu DPRD 2031: DPRK Kota Sorong · Kota Sorong 1" in form.content.decode()
    candidate(later.chambers.get().districts.first(), by=sari)
    assert client_of(sari).get("/caleg/").context["election"] == later


def test_only_the_national_secretariat_prepares(sari, kornelis, later, client_of):
    page = client_of(sari)

    assert page.get("/caleg/pemilu/").status_code == page.get("/caleg/pemilu/2031/").status_code == 403
    assert client_of(kornelis).get("/caleg/pemilu/").status_code == 403
    assert "Siapkan pemilu" not in page.get("/caleg/").content.decode()
    with pytest.raises(RuleError, match="sekretariat pusat"):
        stages_set(by=sari, election=later, days={})


def test_what_people_stand_in_stays(national, sari, client_of):
    found = candidate(by=sari)
    browser = client_of(national)

    for address in ("kosongkan/dprd_kabkota/", "hapus/"):
        page = browser.post(f"/caleg/pemilu/2024/{address}", follow=True).content.decode()
        assert "Sudah ada yang dicalonkan" in page
    assert found.constituency.chamber.election.chambers.count() == 547
    with acting_as(national):
        raw = "UPDATE cadres_electoraldistrict SET seats = 12 WHERE id = %s"
        assert is_refused(raw, found.constituency_id, error=IntegrityError)
    with acting_as(sari):
        assert is_refused("UPDATE cadres_careerpath SET goal_tier = 0")


def test_the_end_of_terms_is_written_down(national, client_of):
    browser = client_of(national)

    early = browser.post("/caleg/pemilu/2024/masa-jabatan/", {"level": "dpr", "term_ends_on": "2024-01-01"})
    browser.post("/caleg/pemilu/2024/masa-jabatan/", {"level": "dpr", "term_ends_on": "2029-10-01"})

    assert early.status_code == 422
    assert Chamber.objects.get(level="dpr", election__code="2024").term_end == date(2029, 10, 1)


def test_a_sheet_without_rights_or_place_brings_nothing(national, sari, later):
    sheet = read(DISTRICTS, AREAS)

    with pytest.raises(RuleError, match="sekretariat pusat"):
        districts_load(by=sari, election=later, sheet=sheet)
    with pytest.raises(RuleError, match="tidak dikenal"):
        districts_load(by=national, election=later, sheet=read(DISTRICTS, AREAS.replace("96.71.06", "96.99")))


def test_a_way_is_changed_with_its_history_and_taken_out(national, sari, client_of):
    browser, way = client_of(national), CareerPath.objects.get(code=WAY)
    said = {"origin": "officer", "origin_tier": 4, "goal": "candidate", "goal_tier": 2, "months": 18, "age": 21,
            "level": "dasar", "trainings": ["bimtek"], "reason": "Keputusan rapat pleno"}  # fmt: skip

    assert browser.post(f"/saluran/jalur/{WAY}/", said | {"reason": " "}).status_code == 422
    assert browser.post(f"/saluran/jalur/{WAY}/", said).status_code == 302
    assert list(way.needs.values_list("kind", "amount", "detail")) == [
        ("post", 18, ""), ("level", 1, "dasar"), ("training", 1, "bimtek"), ("age", 21, ""),
    ]  # fmt: skip
    page = browser.get(f"/saluran/jalur/{WAY}/").content.decode()
    assert "Keputusan rapat pleno" in page
    assert "paling sedikit 12 bulan" in page
    assert "sama dengan yang berlaku" in browser.post(f"/saluran/jalur/{WAY}/", said).content.decode()
    assert "sudah ada" in browser.post("/saluran/jalur/tambah/", said).content.decode()
    browser.post("/saluran/jalur/tambah/", said | {"goal": "diplomat"})
    fresh = CareerPath.objects.latest("pk")
    assert browser.post(f"/saluran/jalur/{fresh.code}/hapus/", {"reason": "Salah"}).status_code == 302
    assert not CareerPath.objects.filter(pk=fresh.pk).exists()
    assert Setting.objects.filter(key__startswith="career.", changed_by=national).count() == 3
    assert "paling sedikit 18 bulan" in client_of(sari).get("/saluran/jalur/").content.decode()
    assert client_of(sari).get(f"/saluran/jalur/{WAY}/").status_code == 403
    assert browser.get("/pengaturan/").status_code == 200
