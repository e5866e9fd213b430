"""Files that must be refused, made on the fly: each has a name, the content and the code of the refusal."""

import io
import random
import struct
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from openpyxl import Workbook

from cadres.spreadsheets.tables import MAX_COLUMNS, MAX_ROWS

MAGIC_OF_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
#: Keeps the ratio of packing below the limit, so that later guards are reached.
NOISE = random.Random(3).randbytes(200_000)
#: A to AX.
COLUMNS = [chr(ord("A") + index) for index in range(26)] + [f"A{chr(ord('A') + index)}" for index in range(24)]


class Bomb(NamedTuple):
    """A file to refuse."""

    filename: str
    content: bytes
    code: str


def workbook(*rows: list) -> bytes:
    """Return a plain XLSX with the rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return _saved(book)


def bombs() -> Iterator[Bomb]:
    """Yield the corpus."""
    plain = workbook(["Nama", "NIK"], ["Yohanis", "9971021205900012"])
    yield Bomb("dimensi.xlsx", _dimension_bomb(), "far_cell")
    yield Bomb("zip.xlsx", _with_part(plain, SHEET, b" " * (60 * 2**20)), "unpacked")
    yield Bomb("zip_kecil.xlsx", _with_part(plain, "xl/media/kosong.bin", bytes(20 * 2**20)), "unpacked")
    yield Bomb("zip_longgar.xlsx", with_parts(plain, {"a.png": NOISE * 5, "b.bin": bytes(51 * 2**20)}), "unpacked")
    yield Bomb("zip_bohong.xlsx", _lying_zip(plain), "broken")
    yield Bomb("entitas.xlsx", _with_part(plain, SHEET, _entity_bomb()), "entities")
    yield Bomb("entitas_luar.xlsx", _with_part(plain, "xl/workbook.xml", _external_entity()), "entities")
    yield Bomb("terpotong.xlsx", plain[: len(plain) // 2], "broken")
    yield Bomb("terkunci.xlsx", MAGIC_OF_OLD_OFFICE + "EncryptedPackage".encode("utf-16-le") * 40, "encrypted")
    yield Bomb("zip_terkunci.xlsx", _locked_zip(plain), "encrypted")
    yield Bomb("lama.xls", MAGIC_OF_OLD_OFFICE + "Workbook".encode("utf-16-le") * 40, "old_excel")
    yield Bomb("lama_diganti_nama.xlsx", MAGIC_OF_OLD_OFFICE + "Workbook".encode("utf-16-le") * 40, "old_excel")
    yield Bomb("makro.xlsm", plain, "macros")
    yield Bomb("makro_tersembunyi.xlsx", _with_part(plain, "xl/vbaProject.bin", b"Sub AutoOpen()"), "macros")
    yield Bomb("makro_isi.xlsx", _with_macro_type(plain), "macros")
    yield Bomb("csv_bernama.xlsx", b"Nama;NIK\nYohanis;9971021205900012\n", "not_excel")
    yield Bomb("xlsx_bernama.csv", plain, "not_text")
    yield Bomb("acak.csv", random.Random(1).randbytes(100_000), "not_text")
    yield Bomb("acak.xlsx", random.Random(2).randbytes(100_000), "not_excel")
    yield Bomb("utf16_terpotong.csv", "Nama;NIK\nYohanis;1\n".encode("utf-16")[:-1], "not_text")
    yield Bomb("lebar.xlsx", workbook(["Nama", *map(str, range(MAX_COLUMNS))], ["Sari"]), "too_many_columns")
    yield Bomb("lebar.csv", ";".join(["Nama"] * (MAX_COLUMNS + 1)).encode(), "too_many_columns")
    yield Bomb("panjang.xlsx", _long_workbook(MAX_ROWS + 1), "too_many_rows")
    yield Bomb("panjang.csv", b"Nama\n" + b"Sari\n" * (MAX_ROWS + 1), "too_many_rows")
    yield Bomb("kosong.xlsx", b"", "empty")
    yield Bomb("kosong.csv", b"", "empty")
    yield Bomb("tanpa_isi.xlsx", workbook(), "no_header")
    yield Bomb("judul_saja.xlsx", workbook(["PARTAI CONTOH"], ["DAFTAR ANGGOTA"], ["2026"]), "no_header")
    yield Bomb("tanpa_baris.xlsx", workbook(["Nama", "NIK"]), "no_rows")
    yield Bomb("sel_besar.xlsx", with_parts(plain, {SHEET: _huge_cell(), "xl/media/x.png": NOISE}), "huge_cell")
    yield Bomb("sel_besar.csv", b'Nama;Alamat\nSari;"' + b"a" * 4_000_000, "huge_cell")
    yield Bomb("zip_di_dalam_zip.xlsx", _zipped({"daftar.xlsx": plain}), "not_excel")
    yield Bomb("lintas_folder.xlsx", _with_part(plain, "../../etc/cron.d/x", b"x"), "unusual")
    yield Bomb("banyak_bagian.xlsx", with_parts(plain, {f"xl/media/{n}.png": b"" for n in range(1_001)}), "unusual")
    yield Bomb("pohon_xml.xlsx", _with_part(plain, "xl/workbook.xml", b"<a>" * 2_000_000), "unusual")
    yield Bomb("teks_berulang.xlsx", _shared_text_bomb(plain), "too_heavy")
    yield Bomb("besar.csv", b"Nama\n" + b"x" * (5 * 2**20), "too_large")
    yield Bomb("daftar.ods", plain, "extension")
    yield Bomb("daftar", plain, "extension")


def _dimension_bomb() -> bytes:
    book = Workbook()
    book.active["A1"] = "Nama"
    book.active["XFD1048576"] = "jauh"
    return _saved(book)


def _entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><worksheet {NAMESPACE}><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&e11;</t></is></c></row></sheetData></worksheet>'
    ).encode()


def _external_entity() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook>&e;</workbook>'


def _huge_cell() -> bytes:
    text = "a" * (10 * 2**20)
    return (
        f'<worksheet {NAMESPACE}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Nama</t></is></c></row>'
        f'<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData></worksheet>'
    ).encode()


def _shared_text_bomb(plain: bytes) -> bytes:
    """One long text, named by 1,000,000 cells: small when packed and unpacked, 30 GB when read."""
    cells = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{column}{row}" t="s"><v>0</v></c>' for column in COLUMNS) + "</row>"
        for row in range(1, 20_001)
    )
    relations = _part(plain, "xl/_rels/workbook.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Target="sharedStrings.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>',
    )
    return with_parts(
        plain,
        {
            SHEET: f"<worksheet {NAMESPACE}><sheetData>{cells}</sheetData></worksheet>".encode(),
            "xl/sharedStrings.xml": f"<sst {NAMESPACE}><si><t>{'Nama' * 8_000}</t></si></sst>".encode(),
            "xl/_rels/workbook.xml.rels": relations,
            "xl/media/x.png": NOISE,
        },
    )


def _long_workbook(row_count: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Nama"])
    for number in range(row_count):
        sheet.append([f"Orang {number}"])
    return _saved(book)


def _lying_zip(plain: bytes) -> bytes:
    """Pack 40 MB and write into both tables of contents that it is 1,000 bytes."""
    content = bytearray(_with_part(plain, SHEET, b" " * (40 * 2**20)))
    size = struct.pack("<I", 40 * 2**20)
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = struct.pack("<I", 1_000)
    return bytes(content)


def _locked_zip(plain: bytes) -> bytes:
    """Set the bit that says «encrypted» in every entry of the table of contents."""
    content = bytearray(plain)
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        content[at + 8] |= 1
    return bytes(content)


def _with_macro_type(plain: bytes) -> bytes:
    part = "[Content_Types].xml"
    ordinary, with_macros = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    return _with_part(plain, part, _part(plain, part).replace(ordinary, with_macros))


def _part(content: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


def _with_part(content: bytes, name: str, part: bytes) -> bytes:
    return with_parts(content, {name: part})


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return _zipped({name: archive.read(name) for name in archive.namelist()} | parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
