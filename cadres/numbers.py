"""Numbers from spreadsheet cells written back as text, without hiding what a spreadsheet has lost."""

import re

#: A double holds every whole number up to here; above it the last digits may be another number's.
LAST_EXACT_FLOAT = 2**53
#: Spreadsheet programs keep this many digits of a number and fill the rest with zeros.
KEPT_DIGITS = 15

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")


def number_text(value: int | float) -> str:
    """Return a number as a person would have typed it: 81244550011.0 becomes "81244550011".

    A whole number that a spreadsheet may have damaged is returned in scientific writing
    ("9.27101140590001E+15"), so that no reader mistakes it for digits that were typed.
    """
    if isinstance(value, int):
        return str(value)
    if not value.is_integer():
        return repr(value)
    whole = int(value)
    if abs(whole) < 10**KEPT_DIGITS or (abs(whole) <= LAST_EXACT_FLOAT and whole % 10):
        return str(whole)
    return f"{value:.{KEPT_DIGITS - 1}E}"


def is_scientific(text: str) -> bool:
    """Tell whether the text is a number that lost its last digits, such as 9.27101E+15."""
    return _SCIENTIFIC.fullmatch(text) is not None


def typed_text(value: str | int | float) -> str:
    """Return a typed value or a number cell as trimmed text."""
    return (value if isinstance(value, str) else number_text(value)).strip()
