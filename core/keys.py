"""Row keys as they come from a browser."""

#: What fits into a bigint whatever its digits are.
LONGEST = 18


def read_key(text: str | None) -> int | None:
    """The key that a text names; None for anything else, also for digits that are no number («²») or too many."""
    return int(text) if text and text.isdecimal() and len(text) <= LONGEST else None
