"""What tells accounts apart on a phone that several people use."""

from typing import Any

from core.crypto import keyed_hash


def account_key(user: Any) -> str:
    """What a phone files drafts and its store under: says nothing about the account; empty for nobody."""
    return keyed_hash(str(user.pk), "device").hex()[:16] if user and user.is_authenticated else ""
