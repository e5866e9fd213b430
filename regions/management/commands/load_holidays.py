"""Bring in holidays: the list that ships, or a sheet of the same form for another year."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from regions.enums import HolidayKind, Tier
from regions.models import Holiday, Unit

SHIPPED = Path(__file__).parents[2] / "data" / "holidays.csv"
COLUMNS = ("date", "scope", "kind", "name", "source")
EVERYWHERE = "nasional"


class Command(BaseCommand):
    """Idempotent: the years that a sheet holds are as it says afterwards, other years stay.

    Columns: date (YYYY-MM-DD), scope («nasional» or codes of provinces, separated by spaces), kind (national, joint,
    regional), name, source. Nothing is kept when a line cannot be read.
    """

    help = "Loads holidays from a CSV with sources; without a file those that ship."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default=str(SHIPPED))

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        provinces = Unit.objects.using("owner").filter(tier=Tier.PROVINCE).select_related("area")
        known: dict[str, int | None] = {unit.code: unit.pk for unit in provinces} | {EVERYWHERE: None}
        with open(file, encoding="utf-8-sig", newline="") as sheet:
            reader = csv.DictReader(sheet)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise CommandError(f"The columns are {', '.join(COLUMNS)}.")
            rows = [row for number, line in enumerate(reader, 2) for row in _rows(number, line, known)]
        with transaction.atomic(using="owner"):
            Holiday.objects.using("owner").filter(date__year__in={row.date.year for row in rows}).delete()
            Holiday.objects.using("owner").bulk_create(rows)
        self.stdout.write(f"{len(rows)} holidays")


def _rows(number: int, line: dict[str, str], known: dict[str, int | None]) -> list[Holiday]:
    try:
        day, kind = date.fromisoformat(line["date"]), HolidayKind(line["kind"])
        scopes = [known[code] for code in line["scope"].split()]
    except (KeyError, ValueError) as error:
        raise CommandError(f"Line {number}: {error}") from error
    if not (scopes and line["name"].strip() and line["source"].strip()):
        raise CommandError(f"Line {number}: scope, name and source are needed.")
    name, source = line["name"].strip(), line["source"].strip()
    return [Holiday(date=day, province_id=scope, kind=kind, name=name, source=source) for scope in scopes]
