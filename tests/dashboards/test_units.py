"""The tree of units and the list of officers."""

import re

import pytest

from accounts.enums import Role
from cadres.models import OfficerTerm
from regions.models import Unit
from tests.factories.accounts import UserFactory, staff, unit
from tests.factories.cadres import MemberFactory, member_user

pytestmark = pytest.mark.django_db


def total(response):
    return int(re.search(rb'data-total="(\d+)"', response.content)[1])


def officer(post="Ketua", code="96.71.06.1001", member=None, **fields):
    member = member or MemberFactory(code=code)
    return OfficerTerm.objects.create(
        **{"member": member, "unit": unit(code), "post": post, "starts_on": "2025-01-01"} | fields
    )


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("code", ["pusat", "96", "96.71", "96.71.06", "96.71.06.1001", "13.71"])
def test_every_role_reads_the_tree(client_of, role, code):
    user = member_user(role) if role in (Role.MENTOR, Role.MENTEE) else staff(role, "96.71")

    response = client_of(user).get(f"/wilayah/{code}/")

    assert response.status_code == 200
    assert unit(code).full_name in response.content.decode()


def test_unknown_code_is_not_found_and_nobody_comes_in_without_a_role(client_of, sari):
    assert client_of(sari).get("/wilayah/00.00/").status_code == 404
    assert client_of(UserFactory()).get("/wilayah/96.71/").status_code == 403


def test_page_shows_way_up_children_officers_and_counts(client_of, sari):
    MemberFactory.create_batch(2, code="96.71.06.1001")
    MemberFactory(code="96.71.06.1005", gender="male")
    MemberFactory(code="96.71.06.1005", status="ended")
    officer("Ketua PK", "96.71.06", member=MemberFactory(full_name="Obed Saa", code="96.71.02.1001"))

    response = client_of(sari).get("/wilayah/96.71.06/")

    assert [step["label"] for step in response.context["trail"]] == ["Papua Barat Daya", "Kota Sorong"]
    counts = {row.unit.name: (row.members, row.women) for row in response.context["rows"]}
    assert counts["Klaligi"] == (2, 2)
    assert counts["Klasabi"] == (1, 0)
    assert counts["Malawei"] == (0, 0)
    assert [(term.post, term.member.full_name) for term in response.context["officers"]] == [("Ketua PK", "Obed Saa")]


def test_people_and_numbers_end_at_the_readers_sight(client_of, stranger):
    officer("Ketua", member=MemberFactory(full_name="Obed Saa"))
    client = client_of(stranger)

    pages = [client.get(f"/wilayah/{code}/") for code in ("96", "96.71", "96.71.06", "96.71.06.1001")]

    for page in pages:
        assert "Obed" not in page.content.decode()
        assert {row.members for row in page.context["rows"]} <= {None}


def test_regency_sees_its_own_number_alone_on_the_provinces_page(client_of, sari):
    MemberFactory()
    MemberFactory(code="96.01.05.2006")

    rows = client_of(sari).get("/wilayah/96/").context["rows"]

    assert {row.unit.name: row.members for row in rows if row.members is not None} == {"Kota Sorong": 1}


def test_deeds_are_offered_inside_the_reach(client_of, sari, dewi, stranger):
    page = "/wilayah/96.71.06.1005/"

    offered = {
        user.full_name: "Tambah kelompok" in client_of(user).get(page).content.decode()
        for user in (sari, dewi, stranger)
    }

    assert offered == {"Sari Wanggai": True, "Dewi Rumbiak": False, "Orang Asing": False}


def test_unit_page_is_cheap(client_of, sari, count_queries):
    client = client_of(sari)
    client.get("/wilayah/96.71/")

    with count_queries() as spent:
        client.get("/wilayah/96.71/")

    assert spent() <= 8


def test_search_page_finds_all_over_the_country(client_of, stranger):
    response = client_of(stranger).get("/wilayah/", {"q": "klasabi sorong"})

    assert [found.name for found in response.context["found"]] == ["Klasabi"]
    assert total(response) == 1
    assert "Tidak ada wilayah «zzzz»" in client_of(stranger).get("/wilayah/", {"q": "zzzz"}).content.decode()


def test_picker_stays_inside_the_readers_sight(client_of, sari, stranger):
    def rows(user):
        response = client_of(user).get("/wilayah/cari/", {"q": "klasabi"})
        return re.findall(r'role="option"\s+data-value="(\d+)"\s+data-code="([\d.]+)"', response.content.decode())

    assert rows(sari) == [(str(unit("96.71.06.1005").pk), "96.71.06.1005")]
    assert rows(stranger) == []
    assert rows(staff(Role.ADMIN, "pusat")) == [(str(unit("96.71.06.1005").pk), "96.71.06.1005")]


def test_officers_are_each_counted_once(client_of, dewi):
    ani = MemberFactory(full_name="Ani")
    officer("Ketua", member=ani)
    officer("Bendahara", member=ani)
    officer("Sekretaris", member=MemberFactory(full_name="Budi", gender="male"))
    officer("Lama", member=MemberFactory(full_name="Cici"), ends_on="2025-06-01")
    client = client_of(dewi)

    everybody, women = client.get("/pengurus/"), client.get("/pengurus/", {"jenis": "female"})

    assert [row["member"].full_name for row in everybody.context["rows"]] == ["Ani", "Budi"]
    assert [[term.post for term in row["offices"]] for row in everybody.context["rows"]] == [
        ["Ketua", "Bendahara"],
        ["Sekretaris"],
    ]
    assert (total(everybody), total(women)) == (2, 1)
    assert client.get("/pengurus/", {"jenis": "x"}).status_code == 400
    assert client.get("/pengurus/", {"wilayah": "13.71"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_officer_list_costs_the_same_whatever_it_holds(client_of, sari, count, count_queries):
    for number in range(count):
        officer(f"Jabatan {number}")
    client = client_of(sari)
    client.get("/pengurus/")

    with count_queries() as spent:
        response = client.get("/pengurus/")

    assert total(response) == count
    assert spent() <= 8


def test_stranger_lists_no_officer_of_others(client_of, stranger):
    officer()

    assert total(client_of(stranger).get("/pengurus/")) == 0


def test_cells_stand_below_their_village(client_of, sari):
    client = client_of(sari)

    response = client.post("/wilayah/96.71.06.1005/kelompok/", {"name": "RT 03"}, follow=True)

    cell = Unit.objects.get(tier=5)
    assert [row.unit.name for row in response.context["rows"]] == ["RT 03"]
    assert client.get(f"/wilayah/{cell.code}/").status_code == 200
