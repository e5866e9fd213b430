"""XLSX files that are handed out: rows, bad rows with their problems, the empty template."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from cadres.spreadsheets.columns import LAYOUTS, TEXT_FIELDS, is_ours, known_field
from cadres.spreadsheets.rows import Problem
from cadres.spreadsheets.tables import MAX_CELL_LENGTH, Table, column_letters

#: Excel's number format of a column whose digits stay as typed.
AS_TEXT = "@"
#: ISO, so that the file reads the same wherever it is opened.
DATE_FORMAT = "yyyy-mm-dd"
COLUMN_WIDTH = 18
WIDE_COLUMN_WIDTH = 44

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_workbook(headers: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "Data") -> bytes:
    """Return an XLSX with a bold, frozen header; numbers and dates stay such, all else is text, never a formula."""
    workbook = Workbook(write_only=True)
    _fill_sheet(workbook.create_sheet(title), headers, rows)
    return _saved(workbook)


def problem_workbook(table: Table, problems: Mapping[int, Sequence[Problem]]) -> bytes:
    """Return the bad rows in the layout they came in, with what is wrong and the row where each stood.

    The keys of `problems` are row numbers. Both columns are left out when the sheet comes again, and made anew.
    """
    kept = [index for index, header in enumerate(table.headers) if not is_ours(header)]
    rows = (
        (
            *(row.cells[index] if index < len(row.cells) else "" for index in kept),
            " ".join(problem.sentence for problem in problems[row.number]),
            row.number,
        )
        for row in table.rows
        if row.number in problems
    )
    headers = (*(table.headers[index] for index in kept), _("Masalah"), _("Baris asal"))
    return write_workbook(headers, rows, title=_("Perlu diperbaiki"))


def template_workbook(kind: str = "members") -> bytes:
    """Return the empty list to fill in of a kind of sheet, its columns as text where digits must not be lost, with a
    page of advice."""
    workbook = Workbook(write_only=True)
    layout = LAYOUTS[kind]
    headers = [f"{label}*" if field in layout.required else str(label) for field, label in layout.labels.items()]
    titles = {"members": _("Anggota"), "officers": _("Pengurus"), "results": _("Hasil diklat")}
    _fill_sheet(workbook.create_sheet(titles[kind]), headers, ())
    advice = workbook.create_sheet(_("Petunjuk"))
    advice.column_dimensions["A"].width = WIDE_COLUMN_WIDTH * 2
    for sentence in {"members": _advice, "officers": _officer_advice, "results": _result_advice}[kind]():
        advice.append([_cell(advice, sentence)])
    return _saved(workbook)


def safe_cell(value: Any) -> str:
    """Return a value for a CSV cell, marked with ' where a spreadsheet would take it for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _fill_sheet(sheet: WriteOnlyWorksheet, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    text_columns = {index for index, header in enumerate(headers) if known_field(header) in TEXT_FIELDS}
    sheet.freeze_panes = "A2"
    for index in range(len(headers)):
        dimension = sheet.column_dimensions[column_letters(index)]
        dimension.width = COLUMN_WIDTH
        if index in text_columns:
            dimension.number_format = AS_TEXT
    heading = []
    for header in headers:
        cell = _cell(sheet, header)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        heading.append(cell)
    sheet.append(heading)
    for row in rows:
        sheet.append([_cell(sheet, value, index in text_columns) for index, value in enumerate(row)])


def _cell(sheet: WriteOnlyWorksheet, value: Any, as_text: bool = False) -> WriteOnlyCell:
    if isinstance(value, datetime) and value.tzinfo:
        # A spreadsheet knows no zones; text keeps the hour and its zone together.
        value = value.isoformat(" ", "minutes")
    if isinstance(value, int | float | date) and not isinstance(value, bool) and not as_text:
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, date) and not isinstance(value, datetime):
            cell.number_format = DATE_FORMAT
        return cell
    text = "" if value is None else _ILLEGAL.sub("", str(value))[:MAX_CELL_LENGTH]
    cell = WriteOnlyCell(sheet, text)
    # The library takes text that starts with "=" for a formula.
    cell.data_type = "s"
    if as_text:
        cell.number_format = AS_TEXT
    return cell


def _saved(workbook: Workbook) -> bytes:
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _advice() -> list[str]:
    return [
        _("Satu baris untuk satu anggota. Kolom bertanda * wajib diisi; kolom lain boleh kosong."),
        _("Tulis nama seperti di KTP. Nama satu kata boleh."),
        _("NIK terdiri dari 16 angka. Kolomnya sudah berbentuk teks supaya angka akhirnya tidak hilang."),
        _("Tulis tanggal sebagai hari/bulan/tahun, misalnya 31/12/1990."),
        _("Jenis kelamin ditulis L atau P."),
        _("No. HP boleh ditulis 0812…, 62812… atau +62 812…."),
        _("Distrik/Kecamatan dan Kelurahan/Kampung ditulis tanpa singkatan."),
        _("Sayap/ormas: beberapa dipisahkan koma atau titik koma, misalnya AMPG; MKGR."),
    ]


def _officer_advice() -> list[str]:
    return [
        _("Satu baris untuk satu jabatan. Kolom bertanda * wajib diisi; kolom lain boleh kosong."),
        _("Isi NIK atau nomor KTA supaya orangnya pasti; nama saja cukup bila hanya satu kader bernama begitu."),
        _("Orangnya harus sudah ada di daftar kader."),
        _("Wilayah menyebut unit kepengurusannya: isi sampai tingkat unit itu saja."),
        _("«Tanggal SK» adalah tanggal surat keputusannya; «Mulai» adalah TMT jabatannya."),
        _("Tulis tanggal sebagai hari/bulan/tahun. «Sampai» yang belum terjadi dibaca sebagai masih menjabat."),
    ]


def _result_advice() -> list[str]:
    return [
        _("Satu baris untuk satu peserta. Kolom bertanda * wajib ada; isinya boleh kosong."),
        _("Isi NIK atau nomor KTA supaya orangnya pasti. Orangnya harus sudah ada di daftar kader."),
        _("«Nomor kegiatan» ada di halaman kegiatannya; kosongkan bila kegiatannya dipilih saat mengunggah."),
        _("«Hadir» ditulis hadir atau tidak hadir; yang punya nilai atau hasil dianggap hadir."),
        _("«Nilai» adalah bilangan bulat 0 sampai 100; «Hasil» ditulis lulus atau belum lulus."),
        _("Kehadiran yang sudah dicatat tidak dihapus, dan kegiatan yang sudah ditutup tidak diubah."),
    ]
