"""Find the header row below the titles, and the rows that hold members below it."""

import re
from collections.abc import Sequence

from cadres.spreadsheets.columns import header_key, known_field
from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.tables import MAX_COLUMNS, MAX_ROWS, Row, Table

#: Titles are short: a header further down is none.
SEARCHED_ROWS = 50
#: Cells of a total or signature row; a row with more is somebody.
FEW_CELLS = 3

_TOTAL = re.compile(r"(grand|sub)?\s*-?\s*(total|jumlah|jml)\b", re.IGNORECASE)


def find_table(rows: Sequence[Row], sheet: str = "") -> Table:
    """Return the table in the rows of a sheet; empty rows must be left out already.

    Raises SpreadsheetError: no_header, no_rows, too_many_rows, too_many_columns.
    """
    at, headers = _find_header(rows)
    if len(headers) > MAX_COLUMNS:
        raise SpreadsheetError("too_many_columns", columns=MAX_COLUMNS)
    members, skipped = _split_rows(rows[at + 1 :], headers)
    if not members:
        raise SpreadsheetError("no_rows")
    if len(members) > MAX_ROWS:
        raise SpreadsheetError("too_many_rows", rows=f"{MAX_ROWS:,}".replace(",", "."))
    return Table(headers, members, len(members), rows[at].number, sheet, tuple(skipped))


def count_known(headers: Sequence[str]) -> int:
    """Count the different fields that the headers name."""
    return len({known_field(header) for header in headers} - {None})


def _find_header(rows: Sequence[Row]) -> tuple[int, tuple[str, ...]]:
    """Choose the row, or the two rows of a header in two storeys, that names most fields."""
    best_count, best_at = 0, 0
    best_headers: tuple[str, ...] = ()
    for at, row in enumerate(rows[:SEARCHED_ROWS]):
        candidates = [row.cells]
        if at and rows[at - 1].number == row.number - 1:
            candidates.append(_two_storeys(rows[at - 1].cells, row.cells))
        for cells in candidates:
            count = count_known(cells)
            if count > best_count and (count > 1 or any(known_field(cell) == "full_name" for cell in cells)):
                best_count, best_at, best_headers = count, at, cells
    if not best_count:
        raise SpreadsheetError("no_header")
    return best_at, _without_empty_end(best_headers)


def _two_storeys(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    width = max(len(upper), len(lower))
    padded = (tuple(cells) + ("",) * (width - len(cells)) for cells in (upper, lower))
    return tuple(below or above for above, below in zip(*padded, strict=True))


def _without_empty_end(cells: Sequence[str]) -> tuple[str, ...]:
    width = max(index + 1 for index, cell in enumerate(cells) if cell)
    return tuple(" ".join(cell.split()) for cell in cells[:width])


def _split_rows(rows: Sequence[Row], headers: Sequence[str]) -> tuple[list[Row], list[int]]:
    members, skipped = [], []
    header_keys = [header_key(header) for header in headers]
    after_total = False
    for number, cells in rows:
        filled = [cell for cell in cells if cell]
        is_total = len(filled) <= FEW_CELLS and any(_TOTAL.match(cell) for cell in filled)
        after_total = after_total or is_total
        if (
            is_total
            or (after_total and len(filled) <= FEW_CELLS)
            or _are_column_numbers(filled)
            or all(header_key(cell) == key for cell, key in zip(cells, header_keys, strict=False))
        ):
            skipped.append(number)
        else:
            members.append(Row(number, (cells + ("",) * len(headers))[: len(headers)]))
    return members, skipped


def _are_column_numbers(filled: Sequence[str]) -> bool:
    """Tell the row «1 2 3 4 …» that forms print below their header."""
    numbers = (str(number) for number in range(1, len(filled) + 1))
    return len(filled) > FEW_CELLS and all(
        cell.strip("()") == number for cell, number in zip(filled, numbers, strict=True)
    )
