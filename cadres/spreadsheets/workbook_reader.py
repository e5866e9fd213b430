"""XLSX files: the first visible sheet with a table in it."""

import io
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from cadres.spreadsheets.archives import check_extent, open_archive, sheet_parts
from cadres.spreadsheets.cells import text_row
from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.headers import find_table
from cadres.spreadsheets.tables import MAX_COLUMNS, Row, Table


def read_workbook(content: bytes) -> Table:
    """Return the first table of a workbook. Raises SpreadsheetError, that of the first sheet when none has a table."""
    archive = open_archive(content)
    parts = sheet_parts(archive)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (CalamineError, OSError, ValueError) as error:
        raise SpreadsheetError("broken") from error

    refusal = None
    for name in _visible_sheets(workbook):
        try:
            if name in parts:
                check_extent(archive, parts[name])
            return find_table(list(_rows(workbook, name)), sheet=name)
        except SpreadsheetError as error:
            refusal = refusal or error
    raise refusal or SpreadsheetError("no_header")


def _visible_sheets(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def _rows(workbook: CalamineWorkbook, name: str) -> Iterator[Row]:
    """Yield the rows that are not empty; the parser counts rows from 1 but columns from the first filled one."""
    try:
        sheet = workbook.get_sheet_by_name(name)
        if not sheet.start or not sheet.end:
            return
        if sheet.end[1] >= MAX_COLUMNS:
            raise SpreadsheetError("too_many_columns", columns=MAX_COLUMNS)
        for number, values in enumerate(sheet.iter_rows(), start=1):
            row = text_row(number, values, first_column=sheet.start[1])
            if any(row.cells):
                yield row
    except CalamineError as error:
        raise SpreadsheetError("broken") from error
