"""A sheet on its whole way through the import, in the demonstration's Kota Sorong: for those who time it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from accounts.models import Assignment, User
from accounts.scoping import acting_as
from cadres.models import ImportBatch
from cadres.services.import_checks import run_check
from cadres.services.import_writes import run_write
from cadres.services.imports import import_check, import_run, import_start
from cadres.synthetic import SyntheticPeople
from kaderisasi.demo.story import HOME
from regions.enums import Tier
from regions.models import Unit

HEADERS = ("Nama", "NIK", "Tempat lahir", "Tanggal lahir", "Jenis kelamin", "No HP", "No KTA", "Kabupaten/Kota",
           "Distrik", "Kelurahan")  # fmt: skip
Timed = Callable[[str, Callable[[], Any]], Any]


def secretary() -> User | None:
    """Who brings the sheet in; None where there is no demonstration."""
    return User.objects.filter(is_demo=True, email__startswith=f"sekretariat.{HOME}@").first()


def sheet_rows(count: int) -> Iterator[tuple[Any, ...]]:
    """Sound rows, as a secretary writes them, in the order of `HEADERS`."""
    villages = list(Unit.objects.filter(regency__area__code=HOME, tier=Tier.VILLAGE).select_related("parent"))
    for number, person in enumerate(islice(SyntheticPeople(seed=77), count)):
        village = villages[number % len(villages)]
        yield (
            person.full_name,
            person.nik,
            "Sorong",
            f"{person.birth_date:%d-%m-%Y}",
            "P" if person.gender == "female" else "L",
            person.phone,
            f"UJI-{number:06d}",
            "Kota Sorong",
            village.parent.name if village.parent else "",
            village.name,
        )


@contextmanager
def taken_back() -> Iterator[None]:
    """A transaction whose rows stay nowhere."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def bring_in(
    user: User, filename: str, content: bytes, rows: int, *, timed: Timed = lambda _name, deed: deed()
) -> None:
    """Upload, check and write a sheet as the user would; `timed` runs each of the three. Raises CommandError when
    it wrote too little."""
    with acting_as(user) as by:
        held: Assignment = by.assignments.get()
        batch = timed("upload", lambda: import_start(by=by, filename=filename, content=content)).batch
        import_check(by=by, batch=batch, columns=batch.columns, assignment=held)
    timed("check", lambda: run_check(batch_id=batch.pk, user=user, assignment=held))
    with acting_as(user) as by:
        import_run(by=by, batch=ImportBatch.objects.get(pk=batch.pk), assignment=held)
    timed("write", lambda: run_write(batch_id=batch.pk, user=user, assignment=held))
    with acting_as(user):
        counts = ImportBatch.objects.get(pk=batch.pk).counts
    if counts.get("created", 0) < rows * 0.9:
        raise CommandError(f"the import wrote too little: {counts}")
