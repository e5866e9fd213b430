"""How allauth behaves here: closed sign-up, our context for mail, encrypted second factors."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from core.crypto import decrypt, encrypt


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by himself: accounts come from invitations."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No toast for what the page itself shows (signed in, signed out)."""


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie encrypted in the database (TRUST E18)."""

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)
