import io
import string
from datetime import date, datetime

import openpyxl
import pytest

from cadres.spreadsheets.errors import SENTENCES, SpreadsheetError
from cadres.spreadsheets.reading import read_content, read_table
from tests.cadres.bombs import NAMESPACE, SHEET, with_parts, workbook

PLAIN_CSV = "No;Nama;NIK\r\n1;Sari;9971023112900012\r\n2;Dewi;\r\n"
PLAIN_ROWS = [(2, ("1", "Sari", "9971023112900012")), (3, ("2", "Dewi", ""))]


def with_cell_at(address):
    """Return a list of one member with a cell of the address put behind it."""
    sheet = f"<worksheet {NAMESPACE}><sheetData>"
    for cell, text in (("A1", "Nama"), ("A2", "Sari"), (address, "x")):
        row = cell.lstrip(string.ascii_uppercase)
        sheet += f'<row r="{row}"><c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c></row>'
    return with_parts(workbook(["Nama"]), {SHEET: f"{sheet}</sheetData></worksheet>".encode()})


def rows(content, extension=".xlsx"):
    return list(read_content(content, extension).rows)


def refused(content, extension):
    with pytest.raises(SpreadsheetError) as refusal:
        read_content(content, extension)
    return refusal.value.code


@pytest.mark.parametrize(
    "content",
    [
        PLAIN_CSV.encode(),
        PLAIN_CSV.replace(";", ",").encode("utf-8-sig"),
        PLAIN_CSV.replace(";", "\t").encode("utf-16"),
        PLAIN_CSV.replace(";", "\t").encode("utf-16-le"),
        PLAIN_CSV.replace(";", "\t").encode("utf-16-be"),
        PLAIN_CSV.replace(";", "|").encode(),
        PLAIN_CSV.replace("\r\n", "\n").encode(),
        PLAIN_CSV.replace("\r\n", "\r").encode(),
        PLAIN_CSV.replace("9971023112900012", '"=""9971023112900012"""').encode(),
        PLAIN_CSV.replace("9971023112900012", "'9971023112900012").encode(),
    ],
    ids=["semicolon", "comma", "utf16", "utf16le", "utf16be", "bar", "unix", "mac", "formula", "apostrophe"],
)
def test_csv_is_read_in_every_encoding_and_with_every_separator(content):
    assert rows(content, ".csv") == PLAIN_ROWS


def test_csv_of_old_windows_keeps_its_letters():
    assert rows("Nama;Kota\nSaéni;“Sorong”\n".encode("cp1252"), ".CSV") == [(2, ("Saéni", "“Sorong”"))]


def test_csv_cell_may_hold_lines_and_separators_and_rows_are_counted_as_excel_does():
    content = 'sep=;\nNama;Alamat\n"Sari";"Jl. Contoh;\nRT 1"\n;\nDewi;x\n'

    assert rows(content.encode(), ".csv") == [(3, ("Sari", "Jl. Contoh;\nRT 1")), (5, ("Dewi", "x"))]


def test_separator_in_text_does_not_mislead():
    content = "Nama;Alamat\n" + "Kambu;Jl. A, B, C, D, E\n" * 5

    assert rows(content.encode(), ".csv")[0] == (2, ("Kambu", "Jl. A, B, C, D, E"))


def test_header_is_found_below_titles_and_rows_keep_their_numbers():
    content = workbook(
        ["PARTAI CONTOH"],
        ["DAFTAR ANGGOTA KECAMATAN SORONG TIMUR"],
        [],
        [None, "No", "Nama Lengkap", "NIK"],
        [None, "(1)", "(2)", "(3)", "(4)"],
        [None, 1, "Sari", "9971023112900012"],
        [],
        [None, "No", "NAMA LENGKAP", "NIK"],
        [None, 2, "Dewi", None, "di luar tabel"],
        [None, "Jumlah", 2],
        [None, None, None, "Sorong, 20 November 2026"],
        [None, None, None, "Ketua"],
    )

    table = read_content(content, ".xlsx")

    assert table.headers == ("", "No", "Nama Lengkap", "NIK")
    assert (table.header_row_number, table.row_count, table.sheet) == (4, 2, "Sheet")
    assert list(table.rows) == [(6, ("", "1", "Sari", "9971023112900012")), (9, ("", "2", "Dewi", ""))]
    assert table.skipped_rows == (5, 8, 10, 11, 12)


def test_table_that_starts_further_right_keeps_its_columns():
    table = read_content(workbook([], [None, None, "Nama", "NIK"], [None, None, "Sari", "99"]), ".xlsx")

    assert table.headers == ("", "", "Nama", "NIK")
    assert list(table.rows) == [(3, ("", "", "Sari", "99"))]


def test_header_in_two_storeys_is_joined():
    content = workbook(
        ["No", "Nama", "Alamat", None, "Tanggal"],
        [None, None, "Distrik", "Kelurahan", "Lahir"],
        [1, "Sari", "Sorong Timur", "Klawalu", "31/12/1990"],
    )

    table = read_content(content, ".xlsx")

    assert table.headers == ("No", "Nama", "Distrik", "Kelurahan", "Lahir")
    assert table.header_row_number == 2


def test_person_whose_row_starts_with_a_total_word_is_kept():
    content = workbook(["Nama", "NIK", "Distrik", "Kelurahan"], ["Jumlah Sari", "99", "Sorong", "Remu"])

    assert len(rows(content)) == 1


def test_first_visible_sheet_with_a_table_is_read():
    book = openpyxl.Workbook()
    book.active.append(["Petunjuk pengisian"])
    hidden = book.create_sheet("Rahasia")
    hidden.sheet_state = "hidden"
    hidden.append(["Nama"])
    hidden.append(["Tersembunyi"])
    shown = book.create_sheet("Anggota & kader")
    shown.append(["Nama"])
    shown.append(["Sari"])
    content = io.BytesIO()
    book.save(content)

    table = read_content(content.getvalue(), ".xlsx")

    assert (table.sheet, [row.cells for row in table.rows]) == ("Anggota & kader", [("Sari",)])


def test_far_cell_in_another_sheet_does_not_matter_but_a_far_style_never_does():
    book = openpyxl.Workbook()
    book.active.append(["Nama"])
    book.active.append(["Sari"])
    book.active["XFD9"].font = openpyxl.styles.Font(bold=True)
    book.create_sheet("Lain")["XFD1048576"] = "jauh"
    content = io.BytesIO()
    book.save(content)

    assert rows(content.getvalue()) == [(2, ("Sari",))]


def test_cells_become_text_without_hiding_what_excel_lost():
    content = workbook(
        ["Nama", "NIK", "No. HP", "Lahir", "Catatan", "Angka", "Benar"],
        [" Sari\x09", 9971021205900010, 84055440011, date(1990, 12, 31), datetime(2026, 1, 2, 3, 4), 1.5, True],
        ["Dewi", 8971021205900013, "084055440011", None, "=1+1", 7.0, None],
    )

    first, second = (row.cells for row in rows(content))

    assert first == ("Sari", "9.97102120590001E+15", "84055440011", "1990-12-31", "2026-01-02 03:04", "1.5", "TRUE")
    assert second == ("Dewi", "8971021205900013", "084055440011", "", "", "7", "")


def test_file_is_read_from_its_path(tmp_path):
    path = tmp_path / "unggahan"
    path.write_bytes(PLAIN_CSV.encode())

    assert list(read_table(path, "daftar.csv").rows) == PLAIN_ROWS


@pytest.mark.parametrize(
    ("address", "code"),
    [("BI2", "far_cell"), ("B25001", "far_cell"), ("B9999999999", "far_cell"), ("BH25000", None)],
)
def test_cell_far_from_the_table_is_refused_by_its_name(address, code):
    content = with_cell_at(address)

    if code is None:
        assert len(rows(content)) == 2
        return
    with pytest.raises(SpreadsheetError) as refusal:
        read_content(content, ".xlsx")
    assert (refusal.value.code, refusal.value.values) == (code, {"cell": address})


def test_binary_and_foreign_files_are_refused():
    assert refused(b"\x00\x01\x02\x03" * 100, ".csv") == "not_text"
    assert refused(b"GIF89a", ".gif") == "extension"
    assert refused(b"%PDF-1.4", ".xlsx") == "not_excel"


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_is_one_sentence(code):
    values = {"megabytes": 5, "rows": "20.000", "columns": 60, "cell": "B2"}

    sentence = str(SpreadsheetError(code, **values))

    assert sentence.endswith(".")
    assert "%" not in sentence
    assert sentence[0].isupper()
