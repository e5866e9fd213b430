"""The pages of an import: upload, columns, numbers, bad rows, result, undo."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from accounts.enums import Role
from cadres.enums import ImportState
from cadres.models import ImportBatch, Member
from cadres.tasks import check_import, undo_import, write_import
from tests.cadres.bombs import bombs
from tests.cadres.sheets import ugly_workbook
from tests.factories.accounts import staff
from tests.factories.imports import HEADERS, checked, person, sheet, written

pytestmark = pytest.mark.django_db

IMPORTS = "/impor/"
NIK = "9971061205900001"


def upload(client, content, name="anggota.xlsx"):
    return client.post(IMPORTS, {"kind": "members", "file": SimpleUploadedFile(name, content)})


def ring(task, batch):
    """What the worker does when the bell has rung."""
    batch.refresh_from_db()
    task(batch.pk, batch.assignment.user_id, batch.assignment_id)
    batch.refresh_from_db()


def columns_of(batch):
    return {f"column_{at}": field for field, at in batch.columns.items()}


def test_sheet_goes_from_upload_to_members_and_back(client_of, sari, django_capture_on_commit_callbacks, monkeypatch):
    rung = []
    monkeypatch.setattr("core.doorbell._ring", lambda task, args: rung.append(task))
    client = client_of(sari)
    ugly = ugly_workbook(60)

    columns = upload(client, ugly.content)
    batch = ImportBatch.objects.get()
    page = client.get(columns.url, follow=True)
    assert "14 dari 16 kolom dikenali" in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        checking = client.post(page.request["PATH_INFO"], columns_of(batch), follow=True)
    assert "Memeriksa baris…" in checking.content.decode()

    ring(check_import, batch)
    numbers = client.get(batch.get_absolute_url())
    ready = batch.counts["ready"]
    assert f"Impor {ready} baris yang siap" in numbers.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        writing = client.post(reverse("cadres:import_write", args=[batch.pk]), follow=True)
    assert f"Mengimpor {ready} kader…" in writing.content.decode()
    ring(write_import, batch)
    assert "Urungkan seluruh impor" in client.get(batch.get_absolute_url()).content.decode()
    assert Member.objects.count() == ready

    asked = client.get(reverse("cadres:import_undo", args=[batch.pk])).content.decode()
    assert f"{ready} baris yang ditambahkan akan dihapus." in asked
    assert Member.objects.count() == ready

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("cadres:import_undo", args=[batch.pk]))
    ring(undo_import, batch)
    assert f"{ready} baris dihapus" in client.get(batch.get_absolute_url()).content.decode()
    assert not Member.objects.exists()
    assert rung == ["cadres.tasks.check_import", "cadres.tasks.write_import", "cadres.tasks.undo_import"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"", "Berkas ini kosong; pilih berkas yang berisi daftar anggota."),
        ("a.xlsx", b"halo", "Isi berkas ini bukan lembar Excel walaupun namanya .xlsx; simpan ulang sebagai"),
        ("a.xlsx", sheet(person("Satu"))[:900], "Berkas ini rusak atau terpotong; simpan ulang di Excel"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "Ini berkas Excel lama (.xls); simpan sebagai .xlsx, lalu unggah lagi."),
        ("a.xlsm", b"PK", "Berkas ini berisi makro; simpan sebagai .xlsx biasa, lalu unggah lagi."),
        ("a.pdf", b"%PDF", "Jenis berkas ini tidak dapat dibaca; simpan sebagai .xlsx atau .csv, lalu unggah lagi."),
        ("a.csv", b"\x00\x01\x02\xff", "Isi berkas ini bukan teks CSV; simpan ulang sebagai .csv atau .xlsx."),
        ("a.csv", b"Kode;Jumlah\n1;2\n", "Baris judul kolom tidak ditemukan; pastikan ada kolom bernama «Nama»"),
        ("a.csv", b"Nama;NIK\n", "Tidak ada baris anggota di bawah judul kolom; isi dulu, lalu unggah lagi."),
        ("a.csv", b"Nama\n" + b"x" * 5_300_000, "Berkas ini lebih besar dari 5 MB; bagi menjadi beberapa berkas."),
    ],
)  # fmt: skip
def test_bad_file_is_one_sentence_and_nothing_is_written(client_of, sari, name, content, sentence):
    response = upload(client_of(sari), content, name)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_no_file_is_one_sentence(client_of, sari):
    assert "Pilih berkasnya dulu." in client_of(sari).post(IMPORTS, {}).content.decode()


def test_same_file_is_recognised(client_of, sari):
    client = client_of(sari)
    content = sheet(person("Satu"))
    waiting = upload(client, content)
    again = upload(client, content)

    assert waiting.url == again.url
    assert "Berkas ini sudah diunggah" in client.get(again.url, follow=True).content.decode()

    ImportBatch.objects.all().delete()
    done = written(sari, content)
    third = upload(client, content)

    assert third.url != done.get_absolute_url()
    assert "sudah pernah diimpor" in client.get(third.url, follow=True).content.decode()


def test_columns_can_be_corrected(client_of, sari):
    client = client_of(sari)
    upload(client, sheet(["Yohanis", "Kareth Yohanis", "Klasabi"], headers=("Nama", "Sebutan", "Tempat")))
    batch = ImportBatch.objects.get()
    url = reverse("cadres:import_columns", args=[batch.pk])
    assert "Kareth Yohanis" in client.get(url).content.decode()

    twice = client.post(url, {"column_0": "full_name", "column_1": "full_name", "column_2": ""})
    without = client.post(url, {"column_0": "", "column_1": "", "column_2": "village"})
    forged = client.post(url, {"column_0": "status", "column_1": "full_name", "column_2": "village"})
    client.post(url, {"column_0": "", "column_1": "full_name", "column_2": "village"})

    assert "Nama lengkap dipilih untuk dua kolom." in twice.content.decode()
    assert "Pilih kolom untuk Nama lengkap." in without.content.decode()
    assert forged.status_code == 200
    batch.refresh_from_db()
    assert (batch.state, batch.columns) == (ImportState.CHECKING, {"full_name": 1, "village": 2})


def test_whole_nik_is_masked_before_the_columns_are_settled(client_of, sari):
    client = client_of(sari)

    page = client.get(upload(client, sheet(person("Satu", NIK))).url, follow=True).content.decode()

    assert NIK not in page
    assert f"••••••••••••{NIK[-4:]}" in page


def test_bad_rows_are_grouped_and_told_in_sentences(client_of, sari):
    batch = checked(
        sari,
        sheet(
            person("Satu", "99710612059"),
            person("Dua", born="31/02/1994"),
            person("Tiga", place=("Sorong Timur", "Klwalu")),
            person("Empat", NIK),
            person("Lima", NIK),
        ),
    )
    client = client_of(sari)

    every = client.get(batch.get_absolute_url())
    nik = client.get(batch.get_absolute_url(), {"masalah": "nik"})
    text = every.content.decode()

    assert [row["number"] for row in every.context["rows"]] == [2, 3, 4, 6]
    assert [row["number"] for row in nik.context["rows"]] == [2]
    for shown in (
        "NIK harus 16 angka; Anda menulis 11 angka.",
        "•••••••2059",
        "Tanggal tidak ada di kalender; tulis hari/bulan/tahun.",
        "Tidak ada ranting «Klwalu» di Sorong Timur. Maksudnya Klawalu (mirip 92%)?",
        "NIK sama dengan baris 5.",
        f"••••••••••••{NIK[-4:]}",
    ):
        assert shown in text
    assert NIK not in text
    assert client.get(batch.get_absolute_url(), {"masalah": "zzz"}).status_code == 404


def test_bad_rows_come_back_in_their_layout_with_the_problem(client_of, sari):
    batch = checked(sari, sheet(person("Satu", "123"), person("Dua")))

    response = client_of(sari).get(reverse("cadres:import_problems", args=[batch.pk]))

    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(response.content)).active.iter_rows()]
    assert rows[0] == [*HEADERS, "Masalah", "Baris asal"]
    assert rows[1][:2] + rows[1][-2:] == ["Satu", "123", "NIK harus 16 angka; Anda menulis 3 angka.", 2]
    assert len(rows) == 2


def test_progress_is_polled_and_ends_in_the_page(client_of, sari):
    batch = checked(sari, sheet(person("Satu")))
    client = client_of(sari)
    url = reverse("cadres:import_progress", args=[batch.pk])
    ImportBatch.objects.update(state=ImportState.CHECKING, progress=1)

    running = client.get(url)
    ImportBatch.objects.update(state=ImportState.CHECKED)
    over = client.get(url)

    assert f'hx-get="{url}"' in running.content.decode()
    assert "1 dari 1" in running.content.decode()
    assert over.headers["HX-Redirect"] == batch.get_absolute_url()


def test_template_opens_with_text_columns(client_of, sari):
    response = client_of(sari).get("/impor/templat/")

    assert [cell.value for cell in load_workbook(io.BytesIO(response.content)).active[1]][:2] == [
        "Nama lengkap*",
        "NIK",
    ]


@pytest.mark.parametrize("name", ["import", "import_columns", "import_progress", "import_problems"])
def test_stranger_finds_no_import(client_of, sari, stranger, name):
    batch = checked(sari, sheet(person("Satu", "123")))

    assert client_of(stranger).get(reverse(f"cadres:{name}", args=[batch.pk])).status_code == 404
    for deed in ("import_write", "import_undo", "import_columns"):
        assert client_of(stranger).post(reverse(f"cadres:{deed}", args=[batch.pk])).status_code == 404
    assert "anggota.xlsx" not in client_of(stranger).get(IMPORTS).content.decode()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LEADER, Role.MENTOR, Role.ADMIN])
def test_import_is_for_secretariats(client_of, sari, role):
    batch = checked(sari, sheet(person("Satu", "123")))
    client = client_of(staff(role, "96.71"))

    assert client.get(IMPORTS).status_code == 403
    assert client.get(batch.get_absolute_url()).status_code == 403
    assert client.get("/impor/templat/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_whatever_they_hold(client_of, sari, count, count_queries):
    for number in range(count):
        batch = checked(sari, sheet(*(person(f"Orang {number}{n}", "123") for n in range(count))))
    client = client_of(sari)
    client.get(IMPORTS)

    with count_queries() as listed:
        client.get(IMPORTS)
    with count_queries() as shown:
        client.get(batch.get_absolute_url())

    assert (listed(), shown()) == (7, 6)  # the list asks for the events whose results may be brought


@pytest.mark.parametrize("bomb", list(bombs()), ids=lambda bomb: bomb.filename)
def test_bombs_are_refused_on_the_page(client_of, sari, bomb):
    response = upload(client_of(sari), bomb.content, bomb.filename)

    assert response.status_code == 422
    assert not ImportBatch.objects.exists()
