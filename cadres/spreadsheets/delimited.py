"""CSV files: the encoding and the separator are told from the content."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from cadres.spreadsheets.archives import OLD_OFFICE_MAGIC, ZIP_MAGIC
from cadres.spreadsheets.cells import text_row
from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.headers import SEARCHED_ROWS, count_known
from cadres.spreadsheets.tables import MAX_COLUMNS, MAX_ROWS, Row

SEPARATORS = (";", ",", "\t", "|")
SNIFFED_LETTERS = 2**16

_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def read_rows(content: bytes) -> list[Row]:
    """Return the rows of a CSV that are not empty, numbered as Excel numbers them.

    Raises SpreadsheetError: not_text, too_many_rows, too_many_columns, huge_cell.
    """
    text = _decode(content)
    separator = _separator(text)
    rows = []
    for number, values in _records(text, separator):
        if not any(values):
            continue
        if any(values[MAX_COLUMNS:]):
            raise SpreadsheetError("too_many_columns", columns=MAX_COLUMNS)
        row = text_row(number, values[:MAX_COLUMNS])
        if not any(row.cells):
            continue
        rows.append(row)
        if len(rows) > MAX_ROWS + SEARCHED_ROWS:
            raise SpreadsheetError("too_many_rows", rows=f"{MAX_ROWS:,}".replace(",", "."))
    return rows


def _decode(content: bytes) -> str:
    """Decode UTF-8, UTF-16 (Excel's «Unicode text») or Windows-1252; anything else is not text."""
    if content.startswith((ZIP_MAGIC, OLD_OFFICE_MAGIC)):
        raise SpreadsheetError("not_text")
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            return text
    raise SpreadsheetError("not_text")


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    start = content[:200]
    if start[1::2].count(0) > len(start) // 4:
        return ("utf-16-le",)
    if start[0::2].count(0) > len(start) // 4:
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _separator(text: str) -> str:
    """Choose the separator under which a row names most fields, or else the one seen most often."""
    start = "\n".join(text[:SNIFFED_LETTERS].splitlines()[:SEARCHED_ROWS])

    def score(separator: str) -> tuple[int, int]:
        records = [values for _number, values in _records(start, separator)]
        return max((count_known(values) for values in records), default=0), start.count(separator)

    return max(SEPARATORS, key=score)


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    # Too long cells are refused with their name, not by the parser; the limit is the whole process's, so it only grows.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    return enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1)
