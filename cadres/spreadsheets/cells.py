"""Cells as text: what the file holds, written so that nothing a spreadsheet has lost looks whole."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from cadres.numbers import number_text
from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.tables import MAX_CELL_LENGTH, Row, column_letters

CellValue = str | float | int | bool | date | datetime | time | timedelta | None

#: Spreadsheets write ="0812…" into CSV to keep digits, and ' before text that looks like a formula.
_KEPT_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_MARKED_AS_TEXT = re.compile(r"'(?=[=+\-@\d＝])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def cell_text(value: CellValue) -> str:
    """Return a cell as trimmed text; days become ISO dates, empty cells ""."""
    if isinstance(value, str):
        text = _CONTROL.sub("", value).strip()
        if kept := _KEPT_AS_TEXT.fullmatch(text):
            text = kept.group(1).strip()
        return _MARKED_AS_TEXT.sub("", text, count=1) if text.startswith("'") else text
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def text_row(number: int, values: Sequence[CellValue], first_column: int = 0) -> Row:
    """Return a row of text cells. Raises SpreadsheetError huge_cell for text longer than Excel allows."""
    cells = [cell_text(value) for value in values]
    for index, cell in enumerate(cells):
        if len(cell) > MAX_CELL_LENGTH:
            raise SpreadsheetError("huge_cell", cell=f"{column_letters(first_column + index)}{number}")
    return Row(number, ("",) * first_column + tuple(cells))
