"""What an XLSX file must be before a parser may see it: a small, honest, unlocked zip of plain XML."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from defusedxml import DefusedXmlException, ElementTree

from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.tables import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES, column_index

MAX_PARTS = 1_000
#: The parts that are read as a tree: the list of sheets and where they are.
WORKBOOK_PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
MAX_WORKBOOK_PART_BYTES = 2**20
#: XML packs well, but not better than this; smaller files are let be.
MAX_PACKING_RATIO = 200
PACKING_MATTERS_FROM_BYTES = 5 * 2**20
#: Rows may be empty between members, not without end: the parser keeps the whole rectangle in memory.
MAX_ROW_NUMBER = MAX_ROWS + 5_000

OLD_OFFICE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"

_CHUNK_BYTES = 2**18
_LONGEST_TAG_BYTES = 2**10
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
#: A cell with content, written the way every program writes it. Styled empty cells are closed in their own tag.
_FILLED_CELL = re.compile(rb"<(?:\w+:)?c r=\"([A-Z]{1,3})([0-9]{1,20})\"[^<>]*+(?<!/)>")


@dataclass(slots=True)
class _Extent:
    """How far the filled cells of a sheet reach."""

    columns: set[bytes]
    rows: int = 0
    last_row: bytes = b""
    far_cell: str = ""


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Return the checked zip of an XLSX file.

    Raises SpreadsheetError: old_excel, encrypted, not_excel, broken, macros, unusual, unpacked, entities.
    """
    if content.startswith(OLD_OFFICE_MAGIC):
        is_workbook = "Workbook".encode("utf-16-le") in content
        raise SpreadsheetError("old_excel" if is_workbook else "encrypted")
    if not content.startswith(ZIP_MAGIC):
        raise SpreadsheetError("not_excel")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        _check_parts(archive.infolist(), len(content))
        _read_all(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise SpreadsheetError("broken") from error
    return archive


def check_extent(archive: zipfile.ZipFile, part: str) -> None:
    """Refuse a sheet whose filled cells reach too far. Raises SpreadsheetError with the cell's name in it."""
    extent = _Extent(set())
    with archive.open(part) as stream:
        for chunk in _whole_tags(stream):
            for letters, row in _FILLED_CELL.findall(chunk):
                extent.columns.add(letters)
                if row != extent.last_row:
                    extent.last_row = row
                    extent.rows += 1
                if not extent.far_cell and (int(row) > MAX_ROW_NUMBER or column_index(letters.decode()) >= MAX_COLUMNS):
                    extent.far_cell = (letters + row).decode()
    if len(extent.columns) > MAX_COLUMNS:
        raise SpreadsheetError("too_many_columns", columns=MAX_COLUMNS)
    if extent.rows > MAX_ROW_NUMBER:
        raise SpreadsheetError("too_many_rows", rows=f"{MAX_ROWS:,}".replace(",", "."))
    if extent.far_cell:
        raise SpreadsheetError("far_cell", cell=extent.far_cell)


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the zip that holds each sheet, by the sheet's name."""
    try:
        workbook, relations = (ElementTree.fromstring(archive.read(part)) for part in WORKBOOK_PARTS)
    except (KeyError, ElementTree.ParseError, DefusedXmlException) as error:
        raise SpreadsheetError("broken") from error
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    names = set(archive.namelist())
    parts = {}
    for element in workbook.iter():
        if not element.tag.endswith("}sheet"):
            continue
        relation_id = next((value for key, value in element.items() if key.endswith("}id")), None)
        target = targets.get(relation_id, "")
        part = target[1:] if target.startswith("/") else f"xl/{target}"
        if part in names:
            parts[element.get("name", "")] = part
    return parts


def _check_parts(parts: list[zipfile.ZipInfo], packed_bytes: int) -> None:
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise SpreadsheetError("encrypted")
    if (
        len(parts) > MAX_PARTS
        or any(_leaves_folder(name) for name in names)
        or any(part.filename in WORKBOOK_PARTS and part.file_size > MAX_WORKBOOK_PART_BYTES for part in parts)
    ):
        raise SpreadsheetError("unusual")
    unpacked = sum(part.file_size for part in parts)
    is_bomb = unpacked > PACKING_MATTERS_FROM_BYTES and unpacked > packed_bytes * MAX_PACKING_RATIO
    if unpacked > MAX_UNPACKED_BYTES or is_bomb:
        raise SpreadsheetError("unpacked")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise SpreadsheetError("macros")
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise SpreadsheetError("not_excel")


def _leaves_folder(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name


def _read_all(archive: zipfile.ZipFile) -> None:
    """Unpack every part once: counts what really comes out, finds damage and XML declarations."""
    unpacked = 0
    for part in archive.infolist():
        is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
        with archive.open(part) as stream:
            for chunk in _whole_tags(stream):
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED_BYTES:
                    raise SpreadsheetError("unpacked")
                if is_xml and _DECLARATION.search(chunk):
                    raise SpreadsheetError("entities")
                if part.filename == "[Content_Types].xml" and b"macroEnabled" in chunk:
                    raise SpreadsheetError("macros")


def _whole_tags(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a part in chunks that are never cut inside a tag."""
    rest = b""
    while block := stream.read(_CHUNK_BYTES):
        chunk = rest + block
        cut = chunk.rfind(b"<")
        if cut < 0 or len(chunk) - cut > _LONGEST_TAG_BYTES:
            cut = len(chunk)
        yield chunk[:cut]
        rest = chunk[cut:]
    yield rest
