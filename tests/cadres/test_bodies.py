"""Affiliated bodies: a tag that the database knows, from the form, the sheet and the merge to the list and the file."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.models import AffiliatedBody, ImportRow, Member
from cadres.services.bodies import body_save
from core.errors import RuleError
from regions.models import Unit
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory
from tests.factories.imports import checked, sheet, undone, written

pytestmark = pytest.mark.django_db

HEADERS = ("Nama", "NIK", "Distrik", "Kelurahan", "Sayap")
PLACE = ("Sorong Manoi", "Klasabi")


@pytest.fixture
def national():
    return staff(Role.SECRETARIAT, "pusat", full_name="Ruth Sagrim")


def klasabi():
    return Unit.objects.get(name=PLACE[1], parent__name=PLACE[0])


def tags_of(member):
    return Member.objects.values_list("bodies", flat=True).get(pk=member.pk)


def test_the_database_keeps_each_tag_once_in_order_and_refuses_one_it_does_not_know():
    member = MemberFactory(bodies=["soksi", "ampg", "soksi"])

    assert tags_of(member) == ["ampg", "soksi"]
    for sql in (
        "UPDATE cadres_member SET bodies = '{ampg,tidak-ada}'",
        "UPDATE cadres_member SET bodies = ARRAY[NULL]::varchar[]",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.parametrize(
    ("sql", "error"),
    [
        ("UPDATE cadres_affiliatedbody SET code = 'lain' WHERE code = 'ampg'", IntegrityError),
        ("DELETE FROM cadres_affiliatedbody WHERE code = 'ampg'", ProgrammingError),
        ("DELETE FROM cadres_affiliatedbodyevent", ProgrammingError),
    ],
)
def test_raw_sql_neither_renames_a_code_nor_deletes_a_body(national, sql, error):
    with acting_as(national), pytest.raises(error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_only_the_national_secretariat_and_the_admin_write_the_list(national, sari):
    body = AffiliatedBody.objects.get(code="ampg")

    with acting_as(sari), pytest.raises(RuleError, match="sekretariat pusat"):
        body_save(by=sari, body=body, name="Lain")
    with acting_as(sari), pytest.raises(ProgrammingError), transaction.atomic():
        AffiliatedBody.objects.filter(code="ampg").update(name="Lain")
    with acting_as(national):
        body_save(by=national, body=body, name="AMPG Indonesia")
    with acting_as(national), pytest.raises(RuleError, match="sudah dipakai"):
        body_save(by=national, body=AffiliatedBody(), code="ampg-2", name="KPPG")

    assert AffiliatedBody.objects.get(code="ampg").name == "AMPG Indonesia"


def test_the_list_is_edited_on_the_settings_with_its_history(client_of, national, sari):
    client = client_of(national)
    MemberFactory(bodies=["kppg"])

    page = client_of(sari).get("/pengaturan/sayap/").content.decode()
    assert ('data-total="5"' in page, "?sayap=kppg" in page, "/pengaturan/sayap/tambah/" in page) == (True, True, False)
    assert client_of(sari).get("/pengaturan/sayap/tambah/").status_code == 403
    form = {"name": "Himpunan Wanita Karya", "code": "HWK", "kind": "founded"}
    wrong = client.post("/pengaturan/sayap/tambah/", form | {"code": "h w k"})
    assert (wrong.status_code, "Himpunan Wanita Karya" in wrong.content.decode()) == (422, True)
    assert client.post("/pengaturan/sayap/tambah/", form).status_code == 302
    client.post("/pengaturan/sayap/hwk/ubah/", {"name": "HWK", "kind": "founded"})

    body = AffiliatedBody.objects.get(code="hwk")
    assert (body.name, body.is_active) == ("HWK", False)
    history = client.get("/pengaturan/sayap/hwk/ubah/").content.decode()
    assert ("Himpunan Wanita Karya → HWK" in history, "Ruth Sagrim" in history) == (True, True)
    assert "/pengaturan/sayap/" in client.get("/pengaturan/").content.decode()


def test_the_form_gives_tags_and_keeps_one_of_a_closed_body(client_of, sari):
    member = MemberFactory(full_name="Obed Saa", nik_missing_reason="belum", bodies=["mkgr"])
    AffiliatedBody.objects.filter(code__in=["mkgr", "soksi"]).update(is_active=False)
    client = client_of(sari)
    form = {"full_name": "Obed Saa", "unit": member.unit_id, "gender": "female", "nik_missing_reason": "belum"}

    page = client.get(f"/kader/{member.pk}/ubah/").content.decode()
    assert ('value="mkgr"' in page, 'value="soksi"' in page) == (True, False)
    refused = client.post(f"/kader/{member.pk}/ubah/", form | {"bodies": ["mkgr", "soksi"]})
    assert (refused.status_code, tags_of(member)) == (200, ["mkgr"])
    client.post(f"/kader/{member.pk}/ubah/", form | {"bodies": ["mkgr", "ampg"]})

    assert tags_of(member) == ["ampg", "mkgr"]
    assert "AMPG, MKGR" in client.get(member.get_absolute_url()).content.decode()


def test_the_filter_shows_the_number_of_its_chip(client_of, count_queries, sari, dewi):
    MemberFactory.create_batch(3, bodies=["ampg", "kppg"])
    MemberFactory(bodies=["soksi"])
    client = client_of(sari)
    client.get("/kader/?sayap=ampg")

    with count_queries() as spent:
        response = client.get("/kader/?sayap=ampg")

    chip = next(chip for chip in response.context["chips"] if chip["label"] == "AMPG")
    assert (chip["count"], chip["current"], response.context["page"].paginator.count) == (3, True, 3)
    assert spent() <= 8
    assert 'data-total="3"' in response.content.decode()
    assert client.get("/kader/?sayap=tidak-ada").status_code == 400
    assert client_of(dewi).get("/kader/?sayap=ampg").status_code == 400  # a leader reads name, level and office only


def test_a_sheet_brings_tags_and_its_undo_takes_them_back(sari):
    known = MemberFactory(full_name="Obed Saa", membership_card_no="K-1", bodies=["mkgr"], unit=klasabi())
    headers = ("Nama", "No KTA", "Distrik", "Kelurahan", "Sayap")

    rows = (["Obed Saa", "K-1", *PLACE, "ampg; Kosgoro 1957"], ["Marthina Sagrim", "K-2", *PLACE, "SOKSI,soksi"])
    batch = written(sari, sheet(*rows, headers=headers))

    new = Member.objects.get(membership_card_no="K-2")
    assert (batch.counts["created"], batch.counts["updated"]) == (1, 1)
    assert (tags_of(known), tags_of(new)) == (["ampg", "kosgoro"], ["soksi"])
    undone(sari, batch)
    assert (tags_of(known), Member.objects.filter(pk=new.pk).exists()) == (["mkgr"], False)


def test_an_unknown_body_names_the_nearest(client_of, sari):
    batch = checked(sari, sheet(["Obed Saa", "", *PLACE, "Kosgro 1957"], headers=HEADERS))

    (problem,) = ImportRow.objects.get(batch=batch).problems
    assert (problem["field"], problem["cause"], problem["group"]) == ("bodies", "body_unknown", "body")
    assert problem["sentence"].endswith("mungkin maksudnya Kosgoro 1957.")
    assert "Sayap atau ormas tidak dikenal" in client_of(sari).get(batch.get_absolute_url()).content.decode()


def test_changed_tags_are_shown_by_name_before_the_write(client_of, sari):
    MemberFactory(full_name="Obed Saa", membership_card_no="K-1", bodies=["mkgr"], unit=klasabi())
    content = sheet(["Obed Saa", "K-1", *PLACE, "AMPG"], headers=("Nama", "No KTA", "Distrik", "Kelurahan", "Sayap"))
    batch = checked(sari, content)

    page = client_of(sari).get(batch.get_absolute_url(), {"lihat": "changed"}).content.decode()

    assert "<del>MKGR</del> → <ins>AMPG</ins>" in " ".join(page.split())


def test_the_file_has_the_tags(client_of, sari):
    MemberFactory(full_name="Obed Saa", bodies=["ampg", "soksi"])

    form = {"reason": "Rapat kerja daerah", "form": "csv"}
    answer = client_of(sari).post("/kader/ekspor/?sayap=soksi", form)

    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert "AMPG, SOKSI" in text.decode("utf-8-sig")
