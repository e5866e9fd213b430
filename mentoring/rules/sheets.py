"""Sheets of paper on which a session is written: each has a running number of its relation, and a key of its own."""

from uuid import UUID, uuid5

#: How many sheets of a relation are printed at once.
MOST_AT_ONCE = 8
_SPACE = UUID("5f0f6f3c-2f4c-5f0e-9a55-6d3a9c1b7e21")


def sheet_uuid(pairing: int, number: int) -> UUID:
    """The key of the log that is written on a sheet: the same whoever enters it, and how often."""
    return uuid5(_SPACE, f"{pairing}:{number}")
