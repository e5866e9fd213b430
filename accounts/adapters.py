"""How allauth behaves here: closed sign-up, our context for mail, encrypted second factors."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from core.crypto import decrypt, encrypt


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by himself: accounts come from invitations."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just signed in is not asked again: allauth itself counts only proofs given a second time."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        given = [record["at"] for record in get_authentication_records(self.request, self.request.user)]
        return not given or time.time() - given[-1] >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

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
