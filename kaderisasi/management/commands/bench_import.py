"""How long a full sheet takes from the upload to the members, with how much memory; beside django-import-export."""

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.scoping import acting_as
from cadres.models import Member
from cadres.phones import normalise_phone
from cadres.spreadsheets.tables import MAX_ROWS
from cadres.spreadsheets.workbooks import write_workbook
from kaderisasi.demo.story import HOME
from kaderisasi.demo.trial import HEADERS, bring_in, secretary, sheet_rows, taken_back
from regions.enums import Tier
from regions.models import Unit

SECONDS, MEGABYTES, TIMES_FASTER = 60, 300, 10
#: What both write of a row: the columns of a member, and his village by its code.
FIELDS = ("full_name", "birth_date", "birthplace", "gender", "phone", "membership_card_no")


class Command(BaseCommand):
    """Only on a demonstration; what was written is taken back. Look at the load before at the figures."""

    help = "Times the import of a full sheet against its limits; exit code 1 over one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rows", type=int, default=MAX_ROWS)
        parser.add_argument("--beside", action="store_true", help="also django-import-export, on the same rows")

    def handle(self, *args: Any, rows: int, beside: bool, **options: Any) -> None:
        user = secretary()
        if user is None:
            raise CommandError("Only on a demonstration: bin/manage seed_demo.")
        self.spent: dict[str, float] = {}
        people = list(sheet_rows(rows))
        content = write_workbook(HEADERS, people)
        self.stdout.write(f"{rows:,} rows, {len(content) / 1e6:.1f} MB of XLSX")
        with taken_back():
            bring_in(user, "anggota.xlsx", content, rows, timed=self._timed)
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

    def _timed(self, name: str, deed: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        result = deed()
        self.spent[name] = time.perf_counter() - begun
        return result


def village_codes() -> dict[tuple[str, str], str]:
    """The area codes of the villages of Kota Sorong by the names of district and village."""
    villages = Unit.objects.filter(regency__area__code=HOME, tier=Tier.VILLAGE)
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
