"""Reads over imports: the rows that were not ready."""

import json

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from accounts.models import User
from cadres.enums import RowState
from cadres.models import ImportBatch, ImportRow
from cadres.spreadsheets.rows import GROUP_LABELS, Problem
from cadres.spreadsheets.tables import Row, Table
from cadres.spreadsheets.workbooks import problem_workbook

#: The groups of the spreadsheets' own readers, and those that only the registry can tell.
LABELS = {
    **GROUP_LABELS,
    "level": gettext_lazy("Jenjang tidak dikenal"),
    "member": gettext_lazy("Bertentangan dengan data kader"),
}


def bad_rows(user: User, batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows that were not ready: to be repaired, or perhaps somebody twice."""
    rows = ImportRow.objects.for_user(user).filter(batch=batch, state__in=[RowState.BAD, RowState.DUPLICATE])
    return rows.order_by("number")


def problem_rows(user: User, batch: ImportBatch, group: str = "") -> QuerySet[ImportRow]:
    """Those of one group of problems, or all."""
    rows = bad_rows(user, batch)
    return rows.filter(problems__contains=[{"group": group}]) if group else rows


def problem_groups(batch: ImportBatch) -> list[tuple[str, str, int]]:
    """The groups of problems of a batch with their labels and how many rows have one, most first."""
    groups = batch.counts.get("groups", {})
    return [(key, str(LABELS.get(key, key)), count) for key, count in sorted(groups.items(), key=lambda g: -g[1])]


def problems_workbook(user: User, batch: ImportBatch) -> bytes:
    """The bad rows as an XLSX in their own layout, with columns «Masalah» and «Baris asal»."""
    found = list(bad_rows(user, batch))
    rows = [Row(row.number, tuple(json.loads(row.original or "[]"))) for row in found]
    table = Table(headers=tuple(batch.headers), rows=rows, row_count=len(rows), header_row_number=1)
    problems = {row.number: [Problem(p["field"], "", p["cause"], p["sentence"]) for p in row.problems] for row in found}
    return problem_workbook(table, problems)
