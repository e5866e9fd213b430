"""Reads over imports: the rows that were not ready, and what writing the others would do."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cadres.enums import Gender, Impact, ImportKind, RowState, TermState, TrainingResult
from cadres.models import ImportBatch, ImportRow, Member, body_names, level_names
from cadres.nik import mask_nik
from cadres.selectors.known import Facts, KnownMembers
from cadres.selectors.known_offices import KnownOffices, OfficeFacts
from cadres.selectors.known_results import KnownResults, ResultFacts
from cadres.spreadsheets.columns import COLUMN_LABELS
from cadres.spreadsheets.rows import GROUP_LABELS, Problem
from cadres.spreadsheets.tables import Row, Table
from cadres.spreadsheets.workbooks import problem_workbook
from core.templatetags.format import date_id
from regions.models import Unit

#: The groups of the spreadsheets' own readers, and those that only the registry can tell.
LABELS = {
    **GROUP_LABELS,
    "level": gettext_lazy("Jenjang tidak dikenal"),
    "member": gettext_lazy("Bertentangan dengan data kader"),
}
#: What a change is called where it is no column of a sheet.
CHANGE_LABELS = {**COLUMN_LABELS, "unit_id": gettext_lazy("Unit"), "prefix": gettext_lazy("Gelar depan"),
                 "suffix": gettext_lazy("Gelar belakang"), "state": gettext_lazy("Pengesahan"),
                 "confirming_decree_no": gettext_lazy("Nomor SK pengesahan"),
                 "confirming_decree_on": gettext_lazy("Tanggal SK pengesahan")}  # fmt: skip
#: The fields whose values have a label of their own.
LABELLED: dict[str, Any] = {"state": TermState, "result": TrainingResult}
#: How the stored rows of each kind of sheet are read, and what the registry knows about them.
READERS: dict[str, tuple[Any, Any]] = {
    ImportKind.MEMBERS: (Facts, KnownMembers),
    ImportKind.OFFICERS: (OfficeFacts, KnownOffices),
    ImportKind.RESULTS: (ResultFacts, KnownResults),
}


@dataclass(frozen=True)
class ImpactRow:
    """A sound row: who, where, and each change as label, before and after."""

    number: int
    name: str
    place: str
    changes: list[tuple[str, str, str]]


def bad_rows(user: User, batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows that were not ready: to be repaired, or perhaps somebody twice."""
    rows = ImportRow.objects.for_user(user).filter(batch=batch, state__in=[RowState.BAD, RowState.DUPLICATE])
    return rows.order_by("number")


def problem_rows(user: User, batch: ImportBatch, group: str = "") -> QuerySet[ImportRow]:
    """Those of one group of problems, or all."""
    rows = bad_rows(user, batch)
    return rows.filter(problems__contains=[{"group": group}]) if group else rows


def written_members(user: User, batch_id: int) -> QuerySet[Member]:
    """The members that lists may show whom an import has made or changed; those whose office or result it wrote."""
    rows = ImportRow.objects.for_user(user).filter(batch=batch_id, state=RowState.WRITTEN)
    wrote = Q()
    for member in ("member", "term__member", "registration__member"):
        wrote |= Q(pk__in=rows.values(member))
    return Member.objects.for_user(user).listed().filter(wrote)


def impact_rows(user: User, batch: ImportBatch, impact: Impact) -> QuerySet[ImportRow]:
    """The sound rows whose writing does this."""
    rows = ImportRow.objects.for_user(user).filter(batch=batch, state=RowState.READY, impact=impact)
    return rows.order_by("number")


def shown_impact(user: User, batch: ImportBatch, rows: Iterable[ImportRow]) -> list[ImpactRow]:
    """The sound rows of one page compared with the registry as it is now. A few queries, whatever their number."""
    rows = list(rows)
    reader, knowing = READERS[batch.kind]
    facts: list[Any] = [reader.from_json(json.loads(row.clean)) for row in rows]
    known: Any = knowing(user, facts)
    judged = [known.judge(fact) for fact in facts]
    units = {fact.values["unit_id"] for fact in facts if "unit_id" in fact.values}
    units |= {judgement.before["unit_id"] for judgement in judged if "unit_id" in judgement.before}
    places = dict(Unit.objects.filter(pk__in=units).values_list("pk", "name"))
    names = {}
    if batch.kind != ImportKind.MEMBERS:
        members = Member.objects.for_user(user).filter(pk__in=[row.member_id for row in rows])
        names = dict(members.values_list("pk", "full_name"))
    shown = []
    for row, fact, judgement in zip(rows, facts, judged, strict=True):
        name = fact.values["full_name"] if batch.kind == ImportKind.MEMBERS else names.get(row.member_id, fact.name)
        changes = [
            (str(CHANGE_LABELS[field]), _said(field, judgement.before.get(field), places), _said(field, value, places))
            for field, value in judgement.changes.items()
        ]
        shown.append(ImpactRow(row.number, name, _where(batch, fact, known, places), changes))
    return shown


def _where(batch: ImportBatch, fact: Any, known: Any, places: dict[int, str]) -> str:
    """The unit of a row, with the office on a sheet of offices; the event of a result."""
    if batch.kind == ImportKind.RESULTS:
        event = known.events.get(fact.values["event_id"])
        return event.title if event else ""
    place = places.get(fact.values["unit_id"], "")
    return f"{fact.values['post']}, {place}" if batch.kind == ImportKind.OFFICERS else place


def _said(field: str, value: Any, places: dict[int, str]) -> str:
    """A value of a change as people read it."""
    if value in ("", None, []):
        return _("kosong")
    if field == "unit_id":
        return places.get(value, "")
    if field == "nik":
        return mask_nik(value[-4:])
    if field == "bodies":
        names = body_names()
        return ", ".join(names.get(code, code) for code in value)
    if field in LABELLED:
        return str(LABELLED[field](value).label)
    if field == "attended":
        return _("hadir")
    if isinstance(value, date):
        return date_id(value)
    known: dict[str, Any] = level_names() if field == "level" else dict(Gender.choices) if field == "gender" else {}
    return str(known.get(value, value))


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
