"""Text as people compare it."""

import unicodedata


def fold(text: str) -> str:
    """Lower case without accents: the Python twin of the database's `kad_fold`."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
