"""Deeds on the list of affiliated bodies: added, renamed, closed and opened again; never deleted (DOMAIN §1)."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.models import AffiliatedBody, bodies_changed
from cadres.rules import can_edit_bodies
from core.errors import RuleError


def body_save(*, by: User, body: AffiliatedBody, **values: Any) -> AffiliatedBody:
    """Keep a body with these values: code (of a new one), name, kind, is_active.

    Raises RuleError without the right, or when another has the code or the name.
    """
    if not can_edit_bodies(by):
        raise RuleError(_("Daftar sayap dan ormas diatur sekretariat pusat."))
    for name, value in values.items():
        setattr(body, name, value)
    try:
        with transaction.atomic():
            body.save()
    except IntegrityError:
        raise RuleError(_("Kode atau nama ini sudah dipakai sayap atau ormas lain.")) from None
    bodies_changed()
    return body
