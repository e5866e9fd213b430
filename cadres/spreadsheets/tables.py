"""The table found in a file, and the limits a file must keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

MAX_FILE_BYTES = 5 * 2**20
MAX_UNPACKED_BYTES = 50 * 2**20
MAX_ROWS = 20_000
MAX_COLUMNS = 60
#: What Excel allows in one cell.
MAX_CELL_LENGTH = 32_767


class Row(NamedTuple):
    """A row with the number that Excel shows beside it; every cell is text, empty cells are ""."""

    number: int
    cells: tuple[str, ...]


@dataclass(slots=True)
class Table:
    """What was found below the header row.

    `rows` may be walked through more than once. `sheet` is empty for CSV. `skipped_rows` are the numbers of rows
    that hold no member: repeated headers, column numbers, totals and signatures below the total.
    """

    headers: tuple[str, ...]
    rows: Iterable[Row]
    row_count: int
    header_row_number: int
    sheet: str = ""
    skipped_rows: tuple[int, ...] = ()


def column_letters(index: int) -> str:
    """Return Excel's letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the column counted from 0 of Excel's letters."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
