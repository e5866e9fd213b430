import io
import zipfile
from datetime import date, datetime, timedelta, timezone

import openpyxl
import pytest

from cadres.spreadsheets.columns import FIELD_LABELS, match_columns
from cadres.spreadsheets.reading import read_content
from cadres.spreadsheets.rows import Problem
from cadres.spreadsheets.tables import Row, Table
from cadres.spreadsheets.workbooks import problem_workbook, safe_cell, template_workbook, write_workbook

DANGEROUS = ["=1+1", "+62811", "-1", "@SUM(A1)", '=HYPERLINK("http://contoh.test")', "＝1", "\t=1", "\r=1", "\0=1"]


def load(content):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("value", DANGEROUS)
def test_text_is_never_written_as_a_formula(value):
    content = write_workbook(["Nama", value], [[value, "b"]])

    cells = [cell for row in load(content).active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_numbers_and_dates_stay_what_they_are_and_nik_and_phone_are_text():
    content = write_workbook(
        ["Nama", "NIK", "No. HP", "Sesi", "Lahir"],
        [["Sari", 9971023112900012, "+6284055440011", 12, date(1990, 12, 31)]],
    )

    sheet = load(content).active
    header, (name, nik, phone, sessions, born) = sheet.iter_rows()
    assert all(cell.font.bold for cell in header)
    assert sheet.freeze_panes == "A2"
    assert (name.value, name.data_type) == ("Sari", "s")
    assert (nik.value, nik.data_type, nik.number_format) == ("9971023112900012", "s", "@")
    assert (phone.value, phone.data_type, phone.number_format) == ("+6284055440011", "s", "@")
    assert (sessions.value, sessions.data_type) == (12, "n")
    assert (born.value, born.number_format) == (datetime(1990, 12, 31), "yyyy-mm-dd")


def test_characters_that_xml_forbids_are_left_out_and_long_text_is_cut():
    content = write_workbook(["Nama"], [["a\x00b\x1fc\ufffe"], ["x" * 40_000], [None]])

    values = [row[0] for row in load(content).active.iter_rows(min_row=2, values_only=True)]
    assert values[0] == "abc"
    assert len(values[1]) == 32_767


def test_time_with_a_zone_is_written_with_it():
    at = datetime(2026, 11, 21, 14, 30, tzinfo=timezone(timedelta(hours=9)))

    sheet = load(write_workbook(["Waktu"], [[at]])).active

    assert sheet["A2"].value == "2026-11-21 14:30+09:00"


def test_bad_rows_come_back_in_their_own_layout_with_the_problems():
    rows = [Row(6, ("1", "Sari", "123")), Row(7, ("2", "Dewi", "")), Row(9, ("3", "=Budi", "9.9E+15"))]
    table = Table(("No", "Nama", "NIK"), rows, 3, 5)
    problems = {
        6: [Problem("nik", "123", "nik_length", "NIK harus 16 angka; Anda menulis 3 angka.")],
        9: [Problem("nik", "9.9E+15", "nik_damaged", "Rusak."), Problem("phone", "", "phone_short", "Pendek.")],
    }

    content = problem_workbook(table, problems)

    assert list(load(content).active.iter_rows(values_only=True)) == [
        ("No", "Nama", "NIK", "Masalah", "Baris asal"),
        ("1", "Sari", "123", "NIK harus 16 angka; Anda menulis 3 angka.", 6),
        ("3", "=Budi", "9.9E+15", "Rusak. Pendek.", 9),
    ]


def test_mended_bad_rows_can_be_read_again():
    table = Table(("No", "Nama", "NIK"), [Row(6, ("1", "Sari", "123"))], 1, 5)
    content = problem_workbook(table, {6: [Problem("nik", "123", "nik_length", "Salah.")]})

    again = read_content(content, ".xlsx")

    assert [row.cells for row in again.rows] == [("1", "Sari", "123", "Salah.", "6")]
    assert match_columns(again.headers).unknown == ()
    assert match_columns(again.headers).fields == {"full_name": 1, "nik": 2}


def test_bad_rows_of_a_mended_sheet_carry_the_newest_problem_alone():
    table = Table(("Nama", "Masalah", "Baris asal", "NIK"), [Row(2, ("Sari", "Dulu.", "6", "123"))], 1, 1)

    content = problem_workbook(table, {2: [Problem("nik", "123", "nik_length", "Salah.")]})

    assert list(load(content).active.iter_rows(values_only=True)) == [
        ("Nama", "NIK", "Masalah", "Baris asal"),
        ("Sari", "123", "Salah.", 2),
    ]


def test_template_has_every_field_and_keeps_digits_as_text():
    sheet, advice = load(template_workbook()).worksheets

    match = match_columns([cell.value for cell in sheet[1]])
    assert match.fields == {field: index for index, field in enumerate(FIELD_LABELS)}
    formats = {sheet.cell(1, index + 1).column_letter: field for field, index in match.fields.items()}
    assert {field for letter, field in formats.items() if sheet.column_dimensions[letter].number_format == "@"} == {
        "nik",
        "phone",
        "membership_card_no",
    }
    assert advice.max_row > 3


@pytest.mark.parametrize("value", DANGEROUS)
def test_csv_cells_that_look_like_formulas_are_marked(value):
    assert safe_cell(value) == f"'{value}"


@pytest.mark.parametrize(("value", "text"), [("Sari", "Sari"), (12, "12"), (None, ""), ("", ""), ("a=b", "a=b")])
def test_other_csv_cells_stay(value, text):
    assert safe_cell(value) == text


def test_negative_numbers_are_marked_too():
    assert safe_cell(-5) == "'-5"
