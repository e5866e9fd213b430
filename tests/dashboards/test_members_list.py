"""The registry list: who sees what, what is found, what is counted, what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.models import Member, OfficerTerm
from cadres.selectors.members import nik_hash
from dashboards.selectors.members import list_members
from mentoring.models import Pairing
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory
from tests.factories.mentoring import active_pairing

pytestmark = pytest.mark.django_db

LIST = "/kader/"
NIK = "9971061205900001"


def total(response):
    return int(re.search(rb'data-total="(\d+)"', response.content)[1])


def names(response):
    return [row.member.full_name for row in response.context["rows"]]


def test_list_shows_the_members_of_the_readers_sight(client_of, sari):
    MemberFactory(full_name="Marthina Sagrim")
    MemberFactory(full_name="Orang Padang", code="13.71.01.1001")

    response = client_of(sari).get(LIST)

    assert names(response) == ["Marthina Sagrim"]
    assert total(response) == 1
    assert "Orang Padang" not in response.content.decode()


def test_stranger_sees_nobody_and_no_unit_of_others(client_of, stranger):
    MemberFactory(full_name="Marthina Sagrim")
    client = client_of(stranger)

    assert total(client.get(LIST)) == 0
    assert client.get(LIST, {"wilayah": "96.71"}).status_code == 404
    assert client.get(LIST, {"wilayah": "00.00"}).status_code == 404


@pytest.mark.parametrize("role", [Role.MENTOR, Role.MENTEE, Role.ADMIN, Role.DPO, Role.ASSESSOR])
def test_list_is_closed_to_other_roles(client_of, role, db):
    assert client_of(staff(role, "96.71")).get(LIST).status_code == 403


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kareth yo", ["Yohanis Kareth"]),
        ("YOHANIS", ["Yohanis Kareth", "Yohanis Saa"]),
        ("pc-0001", ["Yohanis Kareth"]),
        ("0812-4455 0011", ["Yohanis Saa"]),
        ("+62 812 4455", ["Yohanis Saa"]),
        ("44550011", ["Yohanis Saa"]),
        (NIK, ["Yohanis Kareth"]),
        ("99.7106.120590.0001", ["Yohanis Kareth"]),
        ("kareth saa", []),
        ("100%", []),
    ],
)
def test_search_finds_by_name_card_phone_and_nik(client_of, sari, words, found):
    MemberFactory(
        full_name="Yohanis Kareth", membership_card_no="PC-0001", nik=NIK, nik_hash=nik_hash(NIK), nik_last4=NIK[-4:]
    )
    MemberFactory(full_name="Yohanis Saa", phone="+6281244550011")
    client = client_of(sari)

    response = client.post("/kader/cari/", {"q": words}, follow=True)

    assert names(response) == found
    assert words not in response.request["QUERY_STRING"]


def test_words_in_the_address_are_sealed_at_once(client_of, sari):
    response = client_of(sari).get(LIST, {"q": "Kareth", "status": "active"})

    assert response.status_code == 302
    assert "Kareth" not in response.url
    assert "status=active" in response.url


def test_nik_is_searched_by_secretariats_alone(client_of, sari, kornelis, dewi):
    MemberFactory(full_name="Yohanis Kareth", phone="+6281244550011", membership_card_no="PC-0001", nik=NIK,
                  nik_hash=nik_hash(NIK), nik_last4=NIK[-4:])  # fmt: skip

    def found(user, words):
        return total(client_of(user).post("/kader/cari/", {"q": words}, follow=True))

    assert [found(user, NIK) for user in (sari, kornelis, dewi)] == [1, 0, 0]
    assert [found(user, "081244550011") for user in (sari, kornelis, dewi)] == [1, 1, 0]
    assert [found(user, "PC-0001") for user in (sari, kornelis, dewi)] == [1, 1, 0]
    assert [found(user, "kareth") for user in (sari, kornelis, dewi)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Ani", "Budi", "Cici"]),
        ({"jenis": "female"}, ["Ani", "Cici"]),
        ({"jenis": "male"}, ["Budi"]),
        ({"jenjang": "madya"}, ["Budi"]),
        ({"status": "suspended"}, ["Cici"]),
        ({"bersedia": "ya"}, ["Ani", "Cici"]),
        ({"bersedia": "tidak"}, ["Budi"]),
        ({"dampingan": "tidak", "status": "active"}, ["Ani", "Budi"]),
        ({"wilayah": "96.71"}, ["Ani", "Budi", "Cici"]),
        ({"wilayah": "", "jenis": ""}, ["Ani", "Budi", "Cici"]),
        ({"wilayah": "96.71.02"}, ["Budi"]),
        ({"wilayah": "96.71.06.1005"}, ["Cici"]),
        ({"urut": "-name"}, ["Cici", "Budi", "Ani"]),
        ({"urut": "-level"}, ["Budi", "Ani", "Cici"]),
        ({"urut": "joined"}, ["Cici", "Budi", "Ani"]),
        ({"urut": "-session"}, ["Ani", "Budi", "Cici"]),
    ],
)
def test_filters_and_order(client_of, sari, query, found):
    MemberFactory(full_name="Ani", joined_on="2026-03-01")
    MemberFactory(full_name="Budi", gender="male", level="madya", wants_mentoring=False, code="96.71.02.1001",
                  joined_on="2025-03-01")  # fmt: skip
    MemberFactory(full_name="Cici", status="suspended", code="96.71.06.1005")

    response = client_of(sari).get(LIST, query)

    assert names(response) == found
    assert total(response) == len(found)


@pytest.mark.parametrize(
    "query",
    [
        {"status": "besok"},
        {"nik": NIK},
        {"urut": "nik"},
        {"urut": "user__email"},
        {"full_name__startswith": "A"},
        {"mentor__privatenote__body__startswith": "A"},
        {"wilayah": "96.71", "jenis": "x"},
    ],
)
def test_unknown_filters_are_refused(client_of, sari, query):
    assert client_of(sari).get(LIST, query).status_code == 400


def test_leaders_may_not_ask_who_met_whom(client_of, dewi):
    assert client_of(dewi).get(LIST, {"tanpa_sesi": "ya"}).status_code == 400
    assert client_of(dewi).get(LIST, {"urut": "session"}).status_code == 400


def test_leaders_see_name_level_office_and_unit_only(client_of, dewi):
    pairing = active_pairing()
    member = Member.objects.filter(is_mentee=True).get()
    Member.objects.filter(pk=member.pk).update(
        phone="+6281244550011", birth_date="1990-05-12", address="Jl. Rahasia 7", membership_card_no="PC-0001"
    )
    OfficerTerm.objects.create(member=member, unit=member.unit, post="Bendahara", starts_on="2026-01-01")
    mentor = pairing.participants.get(role="mentor").name

    pages = [client_of(dewi).get(url).content.decode() for url in (LIST, f"/kader/{member.pk}/")]

    for page in pages:
        assert member.full_name in page
        assert "Bendahara" in page
        for hidden in ("81244550011", "1990", "Rahasia", "PC-0001", "Membangun kedekatan"):
            assert hidden not in page
    assert mentor not in pages[1]


def test_chips_count_what_their_lists_hold(client_of, kornelis):
    pairing = active_pairing()
    Pairing.objects.filter(pk=pairing.pk).update(active_on=timezone.localdate() - timedelta(days=60))
    MemberFactory(full_name="Ani", gender="female")
    MemberFactory(full_name="Budi", gender="male", status="suspended")
    client = client_of(kornelis)

    chips = client.get(LIST).context["chips"]

    assert {chip["label"]: chip["count"] for chip in chips}["Tanpa sesi > 35 hari"] == 1
    assert len(chips) == 5
    for chip in chips:
        assert total(client.get(f"{LIST}{chip['url'].removeprefix(LIST)}")) == chip["count"], chip["label"]


def test_row_shows_phase_mentor_and_last_session(client_of, kornelis):
    pairing = active_pairing()
    today = timezone.localdate()
    Pairing.objects.filter(pk=pairing.pk).update(last_held_on=today - timedelta(days=40), phase="rapport")

    response = client_of(kornelis).get(LIST, {"dampingan": "ya"})

    row = response.context["rows"][0]
    assert (row.mentor, row.phase_step, row.days_since) == (pairing.participants.get(role="mentor").name, 1, 40)
    assert "40 hari lalu" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("who", ["sari", "kornelis", "dewi"])
def test_list_costs_the_same_whatever_it_holds(client_of, request, who, count, count_queries):
    user = request.getfixturevalue(who)
    for _ in range(count):
        active_pairing()
    client = client_of(user)
    client.get(LIST)

    with count_queries() as spent:
        response = client.get(LIST, {"dampingan": "ya"})

    assert total(response) == count
    assert spent() == 8


def test_pages_hold_25(client_of, sari):
    MemberFactory.create_batch(27)

    pages = [client_of(sari).get(LIST, {"hal": page}) for page in (1, 2, 99)]

    assert [len(page.context["rows"]) for page in pages] == [25, 2, 2]
    assert "1–25 dari 27" in pages[0].content.decode()


def test_empty_list_teaches_and_no_result_names_the_filters(client_of, sari, dewi):
    empty = client_of(sari).get(LIST).content.decode()
    MemberFactory(full_name="Ani")
    nobody = client_of(sari).post("/kader/cari/?jenjang=utama", {"q": "kareth"}, follow=True).content.decode()

    assert "impor dari Excel" in empty
    assert "Tidak ada hasil dengan saringan: Kader Utama, «kareth»." in nobody
    assert "Hapus saringan" in nobody


def test_htmx_gets_the_whole_page_to_select_from(client_of, sari):
    MemberFactory(full_name="Ani")

    response = client_of(sari).get(LIST, {"jenis": "female"}, headers={"HX-Request": "true"})

    assert 'id="results"' in response.content.decode()


def test_list_of_a_regency_reads_its_own_index(sari):
    elsewhere = unit("13.71")
    Member.objects.bulk_create(Member(full_name=f"Orang {n}", unit=elsewhere) for n in range(500))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cadres_member")  # else every index looks as good as every other
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    with acting_as(sari):
        plan = list_members(sari, unit("96.71"), Q(), "name")[:25].explain()

    assert "member_regency_name" in plan
    assert "Seq Scan on cadres_member" not in plan
    assert "Sort" not in plan


def test_list_never_decrypts_a_nik(client_of, sari, monkeypatch):
    member = MemberFactory(full_name="Yohanis Kareth", nik=NIK, nik_hash=nik_hash(NIK), nik_last4=NIK[-4:])
    monkeypatch.setattr("core.fields.decrypt", lambda token: pytest.fail("a NIK was decrypted"))

    client_of(sari).get(LIST)
    client_of(sari).get(member.get_absolute_url())
