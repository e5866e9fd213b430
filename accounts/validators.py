"""Passwords that a guesser would try first."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.text import fold
from regions.models import Party

WORDS = ("kaderisasi", "kader", "partai", "mentor", "indonesia", "sorong", "papua", "jakarta", "merdeka")


class ContextWordValidator:
    """Refuses a password that is little more than a word everybody here knows (TRUST SEC-16)."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = "".join(c for c in fold(password) if c.isalpha())
        party = [fold(name).replace(" ", "") for name in Party.objects.values_list("name", flat=True)]
        known = [word for word in (*party, *WORDS) if word in rest]
        for word in known:
            rest = rest.replace(word, "")
        if known and len(rest) < 4:
            raise ValidationError(_("Kata sandi ini mudah ditebak: hanya kata yang dikenal semua orang di partai."))

    def get_help_text(self) -> str:
        return _("Jangan memakai nama partai, kota, atau kata sehari-hari saja.")
