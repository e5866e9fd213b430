"""After an import: the list of exactly its people; before it: an upload thrown away."""

import json

import pytest

from cadres.enums import ImportState
from cadres.models import ImportBatch, ImportRow, Member
from tests.factories.cadres import MemberFactory
from tests.factories.imports import HEADERS, checked, person, sheet, written

pytestmark = pytest.mark.django_db


def test_result_links_to_a_list_of_exactly_its_people(client_of, sari, kornelis, stranger):
    MemberFactory.create(unit=sari.scope.unit, full_name="Sudah Ada")
    batch = written(sari, sheet(person("Obed Saa", born="1990-01-02"), person("Dorkas Mambor", born="1991-02-03")))
    address = f"/kader/?impor={batch.pk}"

    result = client_of(sari).get(f"/impor/{batch.pk}/").content.decode()
    page = client_of(sari).get(address).content.decode()

    assert address in result
    assert "Lihat 2 kader impor ini" in result
    assert 'data-total="2"' in page
    assert ("Obed Saa" in page, "Sudah Ada" in page) == (True, False)
    assert f"Impor nomor {batch.pk}" in client_of(sari).get(f"{address}&jenis=female").content.decode()
    assert client_of(kornelis).get(address).status_code == 400
    assert 'data-total="0"' in client_of(stranger).get(address).content.decode()
    assert client_of(sari).get("/kader/?impor=x").status_code == 400


def test_upload_is_thrown_away_with_its_content_and_the_file_can_come_again(client_of, sari):
    content = sheet(person("Obed Saa"))
    batch = checked(sari, content)
    client = client_of(sari)

    answer = client.post(f"/impor/{batch.pk}/buang/")

    batch.refresh_from_db()
    assert (answer.url, batch.state, bytes(batch.content), batch.sample) == ("/impor/", "discarded", b"", "")
    assert [row.original for row in ImportRow.objects.filter(batch=batch)] == [""]
    assert client.get(f"/impor/{batch.pk}/").url == "/impor/"
    assert "Dibuang" in client.get("/impor/").content.decode()
    assert checked(sari, content).pk != batch.pk


def test_what_was_written_is_not_thrown_away(client_of, sari, stranger):
    batch = written(sari, sheet(person("Obed Saa")))

    client_of(sari).post(f"/impor/{batch.pk}/buang/")

    assert ImportBatch.objects.get(pk=batch.pk).state == ImportState.DONE
    assert Member.objects.count() == 1
    assert client_of(stranger).post(f"/impor/{batch.pk}/buang/").status_code == 404


def test_damaged_nik_is_masked_wherever_the_sheet_is_shown(client_of, sari):
    batch = checked(sari, sheet(person("Satu", nik="99710612059"), person("Dua", nik="9.97106E+15")))
    client = client_of(sari)

    shown = client.get(f"/impor/{batch.pk}/").content.decode()
    columns = client.get(f"/impor/{batch.pk}/kolom/").content.decode()

    for page in (shown, columns):
        assert "•••••••2059" in page
        assert "99710612059" not in page
    assert "Ketik ulang 16 angkanya dari KTP." in shown
    row = ImportRow.objects.get(batch=batch, number=2)
    assert "99710612059" not in client.get(f"/impor/baris/{row.pk}/").content.decode()
    assert json.loads(row.original)[HEADERS.index("NIK")] == "99710612059"


def test_heading_tells_rows_from_problems(client_of, sari):
    batch = checked(sari, sheet(person("Satu", nik="123", phone="12"), person("Dua", nik="456")))

    page = " ".join(client_of(sari).get(f"/impor/{batch.pk}/").content.decode().split())

    assert "2 baris perlu dilihat" in page
    assert "3 masalah, karena satu baris dapat punya lebih dari satu" in page
