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
from cadres.models import ImportBatch, Member
from cadres.phones import normalise_phone
from cadres.services.import_checks import run_check
from cadres.services.import_writes import run_write
from cadres.services.imports import import_check, import_run, import_start
from cadres.spreadsheets.tables import MAX_ROWS
from cadres.spreadsheets.workbooks import write_workbook
from cadres.synthetic import SyntheticPeople
from regions.enums import Tier
from regions.models import Unit

SECONDS, MEGABYTES, TIMES_FASTER = 60, 300, 10
#: What both write of a row: the columns of a member, and his village by its code.
FIELDS = ("full_name", "birth_date", "birthplace", "gender", "phone", "membership_card_no")
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

    def _beside(self, user: User, people: list[tuple[Any, ...]]) -> bool:
        """The database step of both on the same rows: compared with the registry, written, with history and marks."""
        try:
            import tablib
        except ImportError as error:
            raise CommandError("django-import-export comes with requirements-dev.txt.") from error
        codes = village_codes()
        data = tablib.Dataset(headers=[*FIELDS, "village"])
        for name, _nik, place, born, gender, phone, card, *_regency, district, village in people:
            day = "-".join(reversed(born.split("-")))
            sex = "female" if gender == "P" else "male"
            data.append((name, day, place, sex, normalise_phone(phone), card, codes[district, village]))
        resource = member_resource()
        with taken_back(), acting_as(user):
            begun = time.perf_counter()
            result = resource.import_data(data, raise_errors=True, use_transactions=False)
            theirs = time.perf_counter() - begun
        if result.totals["new"] != len(people):
            raise CommandError(f"django-import-export wrote too little: {result.totals}")
        ratio = theirs / self.spent["write"]
        self.stdout.write(f"{'django-import-export, use_bulk, skip_diff':44} {theirs:8.1f} s")
        self.stdout.write(f"{'times as long as our write':44} {ratio:8.1f}     limit {TIMES_FASTER}")
        return ratio < TIMES_FASTER

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


def village_codes() -> dict[tuple[str, str], str]:
    """The area codes of the villages of Kota Sorong by the names of district and village."""
    villages = Unit.objects.filter(regency__area__code="96.71", tier=Tier.VILLAGE)
    named = villages.values_list("parent__name", "name", "area__code")
    return {(district, village): code for district, village, code in named}


def member_resource() -> Any:
    """A resource for members as the documentation of django-import-export shows it, on its fastest settings.

    It knows members by their card number and villages by the code of their area; it neither reads what people type
    nor encrypts a NIK nor keeps what undo needs.
    """
    from import_export import fields, resources, widgets

    class MemberResource(resources.ModelResource):
        village = fields.Field(
            column_name="village", attribute="unit", widget=widgets.ForeignKeyWidget(Unit, "area__code")
        )

        class Meta:
            model = Member
            fields = (*FIELDS, "village")
            import_id_fields = ("membership_card_no",)
            use_bulk = True
            batch_size = 1_000
            skip_diff = True
            skip_unchanged = True
            report_skipped = False

        def after_import(self, dataset: Any, result: Any, **options: Any) -> None:
            """Sets the sequence, which no role that serves may; left out, to its advantage."""

    return MemberResource()
