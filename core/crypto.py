"""Keys, encryption and the keyed hash. Wrong or missing keys raise; nothing falls back in silence.

`KADERISASI_KEYS` holds Fernet keys, newest first: the first encrypts, all decrypt. The key of the blind
index is derived from the last one, so that a rotation (prepend a key) keeps every hash valid.
"""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@lru_cache(maxsize=8)
def _fernet(keys: tuple[str, ...], purpose: str = "") -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("KADERISASI_KEYS is empty: personal fields cannot be encrypted.")
    if purpose:  # its own keys, so that a token of one purpose says nothing to another
        keys = tuple(base64.urlsafe_b64encode(_index_key(key, purpose)).decode() for key in keys)
    return MultiFernet([Fernet(key) for key in keys])


@lru_cache(maxsize=16)
def _index_key(key: str, purpose: str) -> bytes:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"kaderisasi:{purpose}".encode())
    return derived.derive(key.encode())


def encrypt(text: str, purpose: str = "") -> str:
    """The text as a Fernet token (URL-safe base64). Tokens that people hold carry a `purpose` of their own."""
    return _fernet(tuple(settings.KADERISASI_KEYS), purpose).encrypt(text.encode()).decode()


def decrypt(token: str, purpose: str = "", *, max_age: int | None = None) -> str:
    """The text of a token; raises `cryptography.fernet.InvalidToken` on a wrong key, a change, or age in seconds."""
    return _fernet(tuple(settings.KADERISASI_KEYS), purpose).decrypt(token.encode(), ttl=max_age).decode()


def encrypt_bytes(content: bytes) -> bytes:
    """The bytes of a file as a Fernet token, a third longer."""
    return _fernet(tuple(settings.KADERISASI_KEYS)).encrypt(content)


def decrypt_bytes(token: bytes) -> bytes:
    """The bytes of a token; raises `cryptography.fernet.InvalidToken` on a wrong key or a change."""
    return _fernet(tuple(settings.KADERISASI_KEYS)).decrypt(token)


def keyed_hash(text: str, purpose: str) -> bytes:
    """HMAC-SHA256 of the text, 32 bytes: equality search and uniqueness without the text.

    An unkeyed hash of a NIK is reversed in under a second, hence the key outside the database.
    """
    if not settings.KADERISASI_KEYS:
        raise ImproperlyConfigured("KADERISASI_KEYS is empty: personal fields cannot be indexed.")
    return hmac.new(_index_key(settings.KADERISASI_KEYS[-1], purpose), text.encode(), hashlib.sha256).digest()
