"""Search words are personal: they travel in a sealed token, never in the clear in a URL or a log."""

from cryptography.fernet import InvalidToken

from core.crypto import decrypt, encrypt

LONGEST = 80
PURPOSE = "search words"
MAX_AGE = 30 * 24 * 3600


def seal(text: str) -> str:
    """An opaque, URL-safe token of the search words (at most 80 characters); empty for blank words."""
    text = " ".join(text.replace("\0", " ").split())[:LONGEST]
    return encrypt(text, PURPOSE) if text else ""


def unseal(token: str) -> str:
    """The search words of a token; empty when it is foreign, changed or older than thirty days."""
    try:
        return decrypt(token, PURPOSE, max_age=MAX_AGE) if token else ""
    except (InvalidToken, ValueError):
        return ""
