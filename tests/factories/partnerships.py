"""Partnerships through their services."""

from datetime import date, timedelta
from typing import Any

from accounts.models import User, today
from partnerships.models import Partnership
from partnerships.services import partnership_move, partnership_save
from tests.factories.accounts import unit


def agreed(by: User, *, code: str = "96.71", state: str = "in_force", **fields: Any) -> Partnership:
    """A partnership with a campus, in force unless said otherwise."""
    values: dict[str, Any] = {
        "name": "Universitas Contoh",
        "kind": "formal",
        "objectives": ["leadership", "diversity"],
        "summary": "Kelas kepemimpinan",
        "our_role": "Memilih kader",
        "their_role": "Menyediakan dosen",
        "document_ref": "MoU/1/2026",
        "document_on": date(2026, 1, 5),
        "starts_on": today() - timedelta(days=30),
        "ends_on": today() + timedelta(days=400),
        **fields,
    }
    row = partnership_save(by=by, unit=unit(code), **values)
    return partnership_move(by=by, partnership=row, to="in_force") if state == "in_force" else row
