"""Read an uploaded XLSX or CSV file as a table, in this process."""

from pathlib import Path

from cadres.spreadsheets.delimited import read_rows
from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.headers import find_table
from cadres.spreadsheets.tables import MAX_FILE_BYTES, Table
from cadres.spreadsheets.workbook_reader import read_workbook

_REFUSED_EXTENSIONS = {
    ".xls": "old_excel",
    ".xlt": "old_excel",
    ".xlsm": "macros",
    ".xltm": "macros",
    ".xlam": "macros",
}


def read_table(path: str | Path, filename: str) -> Table:
    """Read the table of a file; `filename` is what its owner called it.

    Raises SpreadsheetError. A bomb may take the caller's memory and time: what strangers upload is read with
    `sandbox.read_table_safely`.
    """
    with open(path, "rb") as file:
        return read_content(file.read(MAX_FILE_BYTES + 1), Path(filename).suffix)


def read_content(content: bytes, extension: str) -> Table:
    """Read the table of a file's content, at most MAX_FILE_BYTES long. Raises SpreadsheetError."""
    extension = extension.lower()
    if extension in _REFUSED_EXTENSIONS:
        raise SpreadsheetError(_REFUSED_EXTENSIONS[extension])
    if extension not in (".xlsx", ".csv", ".txt"):
        raise SpreadsheetError("extension")
    if not content:
        raise SpreadsheetError("empty")
    if len(content) > MAX_FILE_BYTES:
        raise SpreadsheetError("too_large", megabytes=MAX_FILE_BYTES // 2**20)
    return read_workbook(content) if extension == ".xlsx" else find_table(read_rows(content))
