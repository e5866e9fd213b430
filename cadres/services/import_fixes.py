"""Correcting rows of an import where they stand: one row, or all that are wrong in the same way; checked at once."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import ImportState, RowState
from cadres.models import ImportBatch, ImportRow
from cadres.selectors.imports import problems_workbook
from cadres.services.import_checks import count_rows
from cadres.services.import_kinds import checker_of
from cadres.services.imports import locked
from cadres.spreadsheets.tables import MAX_CELL_LENGTH, Row
from core.crypto import encrypt_bytes
from core.errors import RuleError

#: So many rows are corrected at one go; a request may not take longer.
MOST_AT_ONCE = 2000
WRONG = (RowState.BAD, RowState.DUPLICATE)
CHECKED = (
    "state", "impact", "original", "clean", "problems", "identity", "suggestion", "member_id", "term_id",
    "registration_id",
)  # fmt: skip


@transaction.atomic
def row_correct(*, by: User, row: ImportRow, cells: Mapping[str, str]) -> ImportRow:
    """Replace cells of a row that is wrong, by field, and check it anew against the registry and the other rows.

    Raises RuleError without the right, for a row that is not wrong, for a field the sheet has no column for, and
    once rows were written.
    """
    batch = _open(by, row.batch)
    row = _wrong_rows(by, batch).filter(pk=row.pk).first()
    if row is None:
        raise RuleError(_("Baris ini tidak perlu diperbaiki lagi."))
    return _recheck(by, batch, [row], cells)[0]


@transaction.atomic
def suggestion_take(*, by: User, row: ImportRow, for_all: bool) -> int:
    """Write the suggested unit into a row, or into all rows with the same mistake (at most 2,000 at one go), and
    check them anew. Returns how many rows are no longer wrong. Raises RuleError as `row_correct`.
    """
    batch = _open(by, row.batch)
    wrong = _wrong_rows(by, batch).exclude(suggestion={})
    row = wrong.filter(pk=row.pk).first()
    if row is None:
        raise RuleError(_("Baris ini tidak perlu diperbaiki lagi."))
    same = list(wrong.filter(suggestion=row.suggestion).order_by("number")[:MOST_AT_ONCE]) if for_all else [row]
    corrected = _recheck(by, batch, same, row.suggestion["cells"])
    return sum(each.state not in WRONG for each in corrected)


@transaction.atomic
def import_continue(*, by: User, batch: ImportBatch) -> ImportBatch:
    """Take the rows that a written import has left wrong into one of their own, where they are corrected and written.

    Apart, so that each of the two is undone by itself. Raises RuleError without the right, before the write, and when
    no row is left or their contents are forgotten.
    """
    batch = locked(by, batch)
    rows = _wrong_rows(by, batch).exclude(original="")
    if batch.state != ImportState.DONE or not rows.exists():
        raise RuleError(_("Tidak ada baris dari impor ini yang dapat diperbaiki di sini. Unggah lagi berkasnya."))
    content = problems_workbook(by, batch)
    made = ImportBatch.objects.create(
        unit=batch.unit,
        created_by=by,
        created_at=batch.created_at,  # its contents are forgotten when those of the first are
        kind=batch.kind,
        event=batch.event,
        state=ImportState.CHECKED,
        filename=batch.filename,
        content=encrypt_bytes(content),
        digest=hashlib.sha256(content).hexdigest(),
        headers=batch.headers,
        columns=batch.columns,
        sample=ImportBatch.objects.values_list("sample", flat=True).get(pk=batch.pk),
    )
    counts, groups = Counter[str](), Counter[str]()
    count_rows(rows, counts, groups)
    made.row_count = rows.update(batch=made)
    made.counts = {**counts, "groups": dict(groups.most_common())}
    made.save(update_fields=["row_count", "counts"])
    batch.counts |= {"bad": 0, "duplicate": 0, "groups": {}}
    batch.save(update_fields=["counts"])
    return made


def _open(by: User, batch: ImportBatch) -> ImportBatch:
    batch = locked(by, batch)
    if batch.state != ImportState.CHECKED:
        raise RuleError(_("Impor ini sudah berjalan; barisnya tidak dapat diubah lagi."))
    return batch


def _wrong_rows(by: User, batch: ImportBatch):  # type: ignore[no-untyped-def]
    return ImportRow.objects.for_user(by).filter(batch=batch, state__in=WRONG)


def _recheck(by: User, batch: ImportBatch, rows: Sequence[ImportRow], cells: Mapping[str, str]) -> list[ImportRow]:
    if set(cells) - set(batch.columns):
        raise RuleError(_("Kolom ini tidak ada di berkas."))
    others = ImportRow.objects.for_user(by).filter(batch=batch).exclude(pk__in=[row.pk for row in rows])
    found = checker_of(batch).recheck(by, [_corrected(batch, row, cells) for row in rows], others)
    counts, groups = Counter(batch.counts), Counter(batch.counts.get("groups", {}))
    counts.pop("groups", None)
    count_rows(rows, counts, groups, -1)
    count_rows(found, counts, groups)
    for row, new in zip(rows, found, strict=True):
        for name in CHECKED:
            setattr(row, name, getattr(new, name))
    ImportRow.objects.bulk_update(rows, [name.removesuffix("_id") for name in CHECKED], batch_size=500)
    batch.counts = {**counts, "groups": {name: count for name, count in groups.most_common() if count}}
    batch.save(update_fields=["counts"])
    return list(rows)


def _corrected(batch: ImportBatch, row: ImportRow, cells: Mapping[str, str]) -> Row:
    values = json.loads(row.original or "[]")
    values += [""] * (max(batch.columns.values()) + 1 - len(values))
    for field, text in cells.items():
        values[batch.columns[field]] = " ".join(text.split())[:MAX_CELL_LENGTH]
    return Row(row.number, tuple(values))


def same_mistakes(by: User, batch: ImportBatch, rows: Iterable[ImportRow]) -> dict[int, int]:
    """How many rows have the very mistake of each of these, by the row's id; none without a suggestion."""
    asked = {json.dumps(row.suggestion, sort_keys=True): row.suggestion for row in rows if row.suggestion}
    wrong = _wrong_rows(by, batch).filter(suggestion__in=list(asked.values())) if asked else ImportRow.objects.none()
    counts = Counter(json.dumps(each, sort_keys=True) for each in wrong.values_list("suggestion", flat=True))
    return {row.pk: counts[json.dumps(row.suggestion, sort_keys=True)] for row in rows if row.suggestion}
