"""Model fields that the whole house uses."""

from typing import Any

from django.db import models
from django.db.models.lookups import Exact

from core.crypto import decrypt, encrypt


class EncryptedTextField(models.TextField):
    """Text that lies in the database as a Fernet token and is plain in Python.

    Raises `InvalidToken` when the key does not fit: never the ciphertext in silence.
    Cannot be searched; keep a `keyed_hash` beside it where equality is needed.
    """

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return decrypt(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in {"isnull", "exact", "df"}:  # df: IS DISTINCT FROM of the history triggers
            raise TypeError(f"An encrypted field cannot be searched ({lookup_name}).")
        return super().get_lookup(lookup_name)


@EncryptedTextField.register_lookup
class Blank(Exact):
    """`field=""` is the one equality that an encrypted field can answer; others would find nothing in silence."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        if rhs:
            raise TypeError("An encrypted field cannot be searched; compare its keyed hash.")
        super().__init__(lhs, rhs)
