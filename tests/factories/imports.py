"""Sheets on their way into the registry."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from accounts.models import User
from accounts.scoping import acting_as
from cadres.models import ImportBatch
from cadres.services.import_checks import run_check
from cadres.services.import_writes import run_undo, run_write
from cadres.services.imports import import_check, import_run, import_start, import_undo

HEADERS = ("Nama", "NIK", "Tgl Lahir", "L/P", "No HP", "No KTA", "Distrik", "Kelurahan")
KLASABI = ("Sorong Manoi", "Klasabi")


def sheet(*rows: Sequence[Any], headers: Sequence[str] = HEADERS) -> bytes:
    """An XLSX with these rows below the headers."""
    workbook = Workbook()
    workbook.active.append(headers)
    for row in rows:
        workbook.active.append(row)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def person(
    name: str = "Obed Saa",
    nik: str = "",
    born: str = "",
    card: str = "",
    place: Sequence[str] = KLASABI,
    phone: str = "",
) -> list[str]:
    """A row under `HEADERS`."""
    return [name, nik, born, "L", phone, card, *place]


def checked(by: User, content: bytes, filename: str = "anggota.xlsx") -> ImportBatch:
    """A batch after its dry run."""
    assignment = by.assignments.get()
    with acting_as(by, assignment):
        batch = import_start(by=by, filename=filename, content=content).batch
        import_check(by=by, batch=batch, columns=batch.columns, assignment=assignment)
    run_check(batch_id=batch.pk, user=by, assignment=assignment)
    batch.refresh_from_db()
    return batch


def written(by: User, content: bytes) -> ImportBatch:
    """A batch after its write."""
    batch = checked(by, content)
    assignment = by.assignments.get()
    with acting_as(by, assignment):
        import_run(by=by, batch=batch, assignment=assignment)
    run_write(batch_id=batch.pk, user=by, assignment=assignment)
    batch.refresh_from_db()
    return batch


def undone(by: User, batch: ImportBatch) -> ImportBatch:
    """The batch after its undo."""
    assignment = by.assignments.get()
    with acting_as(by, assignment):
        import_undo(by=by, batch=batch, assignment=assignment)
    run_undo(batch_id=batch.pk, user=by, assignment=assignment)
    batch.refresh_from_db()
    return batch
