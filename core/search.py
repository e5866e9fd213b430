"""Search words are personal: they travel in a sealed token, never in the clear in a URL or a log."""

from cryptography.fernet import InvalidToken

from core.crypto import decrypt, encrypt

LONGEST = 80
PURPOSE = "search words"
MAX_AGE = 30 * 24 * 3600


def seal(text: str, *, user_id: int) -> str:
    """An opaque, URL-safe token of somebody's search words (at most 80 characters); empty for blank words."""
    text = " ".join(text.replace("\0", " ").split())[:LONGEST]
    return encrypt(f"{user_id}:{text}", PURPOSE) if text else ""


def unseal(token: str, *, user_id: int) -> str:
    """The search words of one's own token; empty when it is another's, changed or older than thirty days."""
    try:
        owner, _, text = decrypt(token, PURPOSE, max_age=MAX_AGE).partition(":") if token else ("", "", "")
    except (InvalidToken, ValueError):
        return ""
    return text if owner == str(user_id) else ""
