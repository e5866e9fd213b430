"""How long a full sheet takes from the upload to the members, with how much memory; beside django-import-export."""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.models import Assignment, User
from accounts.scoping import acting_as
from cadres.models import ImportBatch
from cadres.services.import_checks import run_check
from cadres.services.import_writes import run_write
from cadres.services.imports import import_check, import_run, import_start
from cadres.spreadsheets.tables import MAX_ROWS
from cadres.spreadsheets.workbooks import write_workbook
from cadres.synthetic import SyntheticPeople
from regions.enums import Tier
from regions.models import Unit

SECONDS, MEGABYTES, TIMES_FASTER = 60, 300, 10
HEADERS = ("Nama", "NIK", "Tempat lahir", "Tanggal lahir", "Jenis kelamin", "No HP", "No KTA", "Kabupaten/Kota",
           "Distrik", "Kelurahan")  # fmt: skip


class Command(BaseCommand):
    """Only on a demonstration; what was written is taken back. Look at the load before at the figures."""

    help = "Times the import of a full sheet against its limits; exit code 1 over one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rows", type=int, default=MAX_ROWS)
        parser.add_argument("--beside", action="store_true", help="also django-import-export, on the same rows")

    def handle(self, *args: Any, rows: int, beside: bool, **options: Any) -> None:
        user = User.objects.filter(is_demo=True, email__startswith="sekretariat.96.71@").first()
        if user is None:
            raise CommandError("Only on a demonstration: bin/manage seed_demo.")
        self.spent: dict[str, float] = {}
        people = list(sheet_rows(rows))
        content = write_workbook(HEADERS, people)
        self.stdout.write(f"{rows:,} rows, {len(content) / 1e6:.1f} MB of XLSX")
        with taken_back():
            self._ours(user, content, rows)
        total = sum(self.spent.values())
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        for name, seconds in self.spent.items():
            self.stdout.write(f"{name:44} {seconds:8.1f} s")
        self.stdout.write(f"{'from upload to members':44} {total:8.1f} s   limit {SECONDS} s")
        self.stdout.write(
            f"{'memory of the worker, of the reader':44} {memory:5} and {child} MB   limit {MEGABYTES} MB"
        )
        is_over = total > SECONDS or max(memory, child) > MEGABYTES
        if beside:
            is_over |= self._beside(user, people)
        if is_over:
            sys.exit(1)

    def _ours(self, user: User, content: bytes, rows: int) -> None:
        with acting_as(user) as by:
            held: Assignment = by.assignments.get()
            batch = self._timed("upload", lambda: import_start(by=by, filename="anggota.xlsx", content=content)).batch
            import_check(by=by, batch=batch, columns=batch.columns, assignment=held)
        self._timed("check", lambda: run_check(batch_id=batch.pk, user=user, assignment=held))
        with acting_as(user) as by:
            import_run(by=by, batch=ImportBatch.objects.get(pk=batch.pk), assignment=held)
        self._timed("write", lambda: run_write(batch_id=batch.pk, user=user, assignment=held))
        with acting_as(user):
            counts = ImportBatch.objects.get(pk=batch.pk).counts
        if counts.get("created", 0) < rows * 0.9:
            raise CommandError(f"the import wrote too little: {counts}")

    def _timed(self, name: str, deed: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        result = deed()
        self.spent[name] = time.perf_counter() - begun
        return result


@contextmanager
def taken_back() -> Iterator[None]:
    """A transaction whose rows stay nowhere."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sheet_rows(count: int) -> Iterator[tuple[Any, ...]]:
    """Sound rows in Kota Sorong, as a secretary writes them."""
    villages = list(Unit.objects.filter(regency__area__code="96.71", tier=Tier.VILLAGE).select_related("parent"))
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
