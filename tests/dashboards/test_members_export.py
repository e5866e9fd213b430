"""Lists that leave the house: with a reason, masked, safe to open, and recorded."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from accounts.enums import Role
from accounts.models import SensitiveRead
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory

pytestmark = pytest.mark.django_db

EXPORT = "/kader/ekspor/"
REASON = "Rapat pleno bulan November"


def taken(client, form="xlsx", query="", **data):
    return client.post(f"{EXPORT}{query}", {"reason": REASON, "form": form, **data})


def sheet_of(response):
    sheet = load_workbook(io.BytesIO(response.content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()], sheet


def test_export_holds_what_the_list_shows_masked_and_marked(client_of, sari):
    MemberFactory(
        full_name="Budi", phone="+6281244550011", nik="9971061205900001", nik_hash=b"x" * 32, nik_last4="0001"
    )
    MemberFactory(full_name="Ani", gender="male")

    rows, _sheet = sheet_of(taken(client_of(sari), query="?urut=-name"))

    assert [row[0] for row in rows[:3]] == ["Nama", "Budi", "Ani"]
    assert rows[1][4:6] == ["••••••••••••0001", "+62 812-••••-0011"]
    assert "Sari Wanggai" in rows[-1][0]
    assert "WIT, 2 baris" in rows[-1][0]
    assert REASON in rows[-1][0]
    assert "81244550011" not in str(rows)


def test_export_is_recorded(client_of, sari):
    MemberFactory.create_batch(2)

    taken(client_of(sari))

    record = SensitiveRead.objects.get()
    assert (record.reader, record.subject_kind, record.field, record.reason) == (sari, "export", "xlsx:2", REASON)


def test_ticked_rows_alone_and_only_those_in_sight(client_of, sari):
    ani, _budi = MemberFactory(full_name="Ani"), MemberFactory(full_name="Budi")
    far = MemberFactory(full_name="Jauh", code="13.71.01.1001")

    rows, _sheet = sheet_of(taken(client_of(sari), pilih=[ani.pk, far.pk]))

    assert [row[0] for row in rows[1:-2]] == ["Ani"]


def test_filters_of_the_address_hold(client_of, kornelis):
    MemberFactory(full_name="Ani")
    MemberFactory(full_name="Budi", gender="male")

    rows, _sheet = sheet_of(taken(client_of(kornelis), query="?jenis=male"))

    assert [row[0] for row in rows[1:-2]] == ["Budi"]
    assert client_of(kornelis).get(f"{EXPORT}?jenis=male&nik=1").status_code == 400


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "\t="])
def test_no_cell_is_a_formula(client_of, sari, start):
    MemberFactory(full_name=f"{start}HYPERLINK(1)", address=f"{start}1+1")

    _rows, sheet = sheet_of(taken(client_of(sari)))
    text = taken(client_of(sari), "csv").content.decode("utf-8-sig")

    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "＝", "\t"))]


@pytest.mark.parametrize("reason", ["", "rapat"])
def test_reason_is_asked_for(client_of, sari, reason):
    MemberFactory()

    response = client_of(sari).post(EXPORT, {"reason": reason, "form": "xlsx"})

    assert response.status_code == 422
    assert not SensitiveRead.objects.exists()


def test_button_of_the_ticked_rows_leads_to_the_question(client_of, sari):
    member = MemberFactory()

    response = client_of(sari).post(EXPORT, {"pilih": [member.pk]})

    assert response.status_code == 200
    assert response.context["ticked"] == [member.pk]
    assert re.search(rf'name="pilih"\s+value="{member.pk}"', response.content.decode())


@pytest.mark.parametrize("role", [Role.LEADER, Role.MENTOR, Role.MENTEE, Role.ADMIN])
def test_export_is_closed_to_others(client_of, role):
    assert taken(client_of(staff(role, "96.71"))).status_code == 403


def test_stranger_takes_nothing_out(client_of, stranger):
    member = MemberFactory()

    assert taken(client_of(stranger), pilih=[member.pk]).status_code == 200  # the page that says there is nobody
    assert not SensitiveRead.objects.exists()
    assert taken(client_of(stranger), query="?wilayah=96.71").status_code == 404
