"""Deeds on an import: start, choose columns, ask for the write; and giving up or forgetting it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from cadres.enums import ImportKind, ImportState
from cadres.models import ColumnMapping, ImportBatch, ImportRow, TrainingEvent
from cadres.rules import can_import
from cadres.services.nik import refuse_after_too_many
from cadres.spreadsheets.columns import COLUMN_LABELS, LAYOUTS, match_columns, signature
from cadres.spreadsheets.errors import SpreadsheetError
from cadres.spreadsheets.sandbox import read_table_safely
from cadres.spreadsheets.tables import MAX_FILE_BYTES, Table
from core.context import jobs_context
from core.crypto import decrypt_bytes, encrypt_bytes
from core.doorbell import ring_on_commit
from core.errors import RuleError

SAMPLE_ROWS = 3
KEPT = timedelta(days=7)
UNDO_WITHIN = timedelta(hours=24)
#: A check that has not moved for so long has lost its worker; a job that nobody took up for so long is rung again.
STALE = timedelta(minutes=2)
#: Longer than this nobody tries.
GIVEN_UP = timedelta(hours=1)

CHECK_TASK = "cadres.tasks.check_import"
WRITE_TASK = "cadres.tasks.write_import"
UNDO_TASK = "cadres.tasks.undo_import"
#: The states in which a job is asked for, and the task that does it.
TASKS = {ImportState.CHECKING: CHECK_TASK, ImportState.IMPORTING: WRITE_TASK, ImportState.UNDOING: UNDO_TASK}


@dataclass(frozen=True)
class Upload:
    """What came of an uploaded file: its batch, and an earlier one of the same file."""

    batch: ImportBatch
    earlier: ImportBatch | None


def import_start(
    *,
    by: User,
    filename: str,
    content: bytes,
    kind: ImportKind = ImportKind.MEMBERS,
    event: TrainingEvent | None = None,
) -> Upload:
    """Read an uploaded file and keep it, encrypted, as a batch whose columns are matched; nothing else is written.

    Headers that the unit has matched before are matched as then. The same file again opens the batch that still
    waits, or a new one beside the one that was written. `event`: what a sheet of results is of. Raises RuleError
    without the right, SpreadsheetError for a file that cannot be read.
    """
    if not can_import(by) or by.scope is None:
        raise RuleError(_("Anda tidak dapat mengimpor kader."))
    if len(content) > MAX_FILE_BYTES:
        raise SpreadsheetError("too_large", megabytes=MAX_FILE_BYTES // 2**20)
    digest = hashlib.sha256(content).hexdigest()
    earlier = _earlier(by, digest, kind, event)
    if earlier and earlier.state not in (ImportState.DONE, ImportState.FAILED):
        return Upload(earlier, earlier)
    table = read_content_safely(content, filename)
    remembered = remembered_mapping(by, kind, table.headers)
    batch = ImportBatch.objects.create(
        unit=by.scope.unit,
        created_by=by,
        kind=kind,
        event=event,
        filename=Path(filename).name[-200:],
        content=encrypt_bytes(content),
        digest=digest,
        headers=list(table.headers),
        columns=remembered.columns if remembered else match_columns(table.headers, kind).fields,
        sample=json.dumps([row.cells for row in islice(table.rows, SAMPLE_ROWS)], ensure_ascii=False),
        row_count=table.row_count,
    )
    return Upload(batch, earlier if earlier and earlier.state == ImportState.DONE else None)


def remembered_mapping(by: User, kind: str, headers: Iterable[str]) -> ColumnMapping | None:
    """How the unit has matched these very headers the last time."""
    mappings = ColumnMapping.objects.for_user(by).filter(unit=by.scope.unit)  # type: ignore[union-attr]
    return mappings.filter(kind=kind, signature=signature(list(headers))).first()


def read_content_safely(content: bytes, filename: str) -> Table:
    """Read a file's content as a table, in a process of its own. Raises SpreadsheetError."""
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return read_table_safely(file.name, filename)


def read_batch(batch: ImportBatch) -> Table:
    """The table of a batch's file. Raises SpreadsheetError, also when it has been forgotten."""
    if not batch.content:
        raise SpreadsheetError("empty")
    return read_content_safely(decrypt_bytes(bytes(batch.content)), batch.filename)


@transaction.atomic
def import_check(*, by: User, batch: ImportBatch, columns: Mapping[str, int], assignment: Assignment) -> None:
    """Settle which column is which field, and ask for the dry run. May be asked for again with other columns.

    Raises RuleError for columns that do not exist, are used twice or lack a name, and once rows were written.
    """
    batch = locked(by, batch)
    if batch.state not in (ImportState.UPLOADED, ImportState.CHECKED):
        raise RuleError(_("Impor ini sudah berjalan; kolomnya tidak dapat diubah lagi."))
    layout = LAYOUTS[batch.kind]
    missing = [field for field in layout.required if field not in columns]
    if missing:
        raise RuleError(_("Pilih kolom untuk %(field)s.") % {"field": COLUMN_LABELS[missing[0]]})
    if len(set(columns.values())) != len(columns):
        raise RuleError(_("Satu kolom dipakai dua kali; pilih kolom yang berbeda."))
    if set(columns) - set(layout.columns) or any(not 0 <= at < len(batch.headers) for at in columns.values()):
        raise RuleError(_("Kolom ini tidak ada di berkas."))
    batch.columns = dict(columns)
    ColumnMapping.objects.update_or_create(
        unit_id=batch.unit_id,
        kind=batch.kind,
        signature=signature(batch.headers),
        defaults={"columns": batch.columns, "settled_by": by, "settled_at": timezone.now()},
    )
    _ask_for(batch, ImportState.CHECKING, assignment)


@transaction.atomic
def import_run(*, by: User, batch: ImportBatch, assignment: Assignment, takes_moves: bool = False) -> None:
    """Ask for the write of the rows that are ready; those that move somebody to another unit only with `takes_moves`.

    Raises RuleError before the dry run, when nothing is left to write, or when the user has been told within the
    hour of as many numbers held out of his sight as he may.
    """
    batch = locked(by, batch)
    if batch.state != ImportState.CHECKED:
        raise RuleError(_("Impor ini belum diperiksa, atau sudah dijalankan."))
    if not batch.counts.get("ready"):
        raise RuleError(_("Tidak ada baris yang siap diimpor."))
    if not takes_moves and batch.counts["ready"] == batch.counts.get("moved", 0):
        raise RuleError(_("Semua baris yang siap memindahkan kader; centang dulu perpindahannya."))
    if batch.kind == ImportKind.MEMBERS:
        refuse_after_too_many(by=by)
    batch.takes_moves = takes_moves
    _ask_for(batch, ImportState.IMPORTING, assignment)


@transaction.atomic
def import_undo(*, by: User, batch: ImportBatch, assignment: Assignment) -> None:
    """Ask for a written import to be undone. Raises RuleError after 24 hours, and twice."""
    batch = locked(by, batch)
    if not can_undo(batch):
        raise RuleError(_("Impor ini tidak dapat diurungkan lagi."))
    _ask_for(batch, ImportState.UNDOING, assignment)


@transaction.atomic
def import_discard(*, by: User, batch: ImportBatch) -> None:
    """Throw an upload away that was never written: its file and its rows are emptied at once.

    Raises RuleError once a job runs or rows were written.
    """
    batch = locked(by, batch)
    if not can_discard(batch):
        raise RuleError(_("Impor ini sudah berjalan; tidak dapat dibuang."))
    ImportRow.objects.for_user(by).filter(batch=batch).update(original="", clean="", identity=[])
    batch.state, batch.content, batch.sample = ImportState.DISCARDED, b"", ""
    batch.save(update_fields=["state", "content", "sample"])


def can_discard(batch: ImportBatch) -> bool:
    """Whether an upload still waits for somebody, and nothing of it was written."""
    return batch.state in (ImportState.UPLOADED, ImportState.CHECKED)


def can_undo(batch: ImportBatch) -> bool:
    """Whether a written import can still be undone: for a day, and as long as it is known what stood there before.

    One that goes on from another is forgotten with that other, on the seventh day after its upload.
    """
    return (
        batch.state == ImportState.DONE
        and timezone.now() < batch.created_at + KEPT
        and batch.finished_at is not None
        and timezone.now() < batch.finished_at + UNDO_WITHIN
    )


def take_up_imports() -> int:
    """Ring again for jobs that nobody works on, and fail those that nobody could finish within an hour.

    Returns how many it rang for. May run at any time and in parallel: a job that is being done is not done twice.
    """
    now = timezone.now()
    rung = 0
    with jobs_context():
        waiting = ImportBatch.objects.filter(state__in=TASKS, asked_at__lt=now - STALE).defer("content", "sample")
        for batch in waiting.select_related("assignment"):
            if batch.asked_at < now - GIVEN_UP or batch.assignment is None:  # type: ignore[operator]
                _give_up(batch)
            elif batch.claimed_at is None or batch.claimed_at < now - STALE:
                ring_on_commit(TASKS[ImportState(batch.state)], batch.pk, batch.assignment.user_id, batch.assignment_id)
                rung += 1
    return rung


def forget_old_imports() -> int:
    """Empty files and rows of imports that are a week old; one that was never written ends. Returns how many."""
    with jobs_context():
        old = ImportBatch.objects.filter(created_at__lt=timezone.now() - KEPT).exclude(content=b"")
        batches = list(old.values_list("pk", flat=True))
        ImportRow.objects.filter(batch__in=batches).update(original="", clean="", before="", identity=[])
        ImportBatch.objects.filter(pk__in=batches).update(content=b"", sample="")
        unwritten = [ImportState.UPLOADED, ImportState.CHECKED, ImportState.CHECKING, ImportState.IMPORTING]
        ImportBatch.objects.filter(pk__in=batches, state__in=unwritten).update(
            state=ImportState.FAILED, failure=_("Impor ini tidak dijalankan dalam 7 hari; unggah lagi.")
        )
    return len(batches)


def _earlier(by: User, digest: str, kind: str, event: TrainingEvent | None) -> ImportBatch | None:
    same = ImportBatch.objects.for_user(by).filter(digest=digest, kind=kind, event=event)
    same = same.filter(unit=by.scope.unit)  # type: ignore[union-attr]
    return (
        same.exclude(state__in=[ImportState.UNDONE, ImportState.DISCARDED])
        .defer("content")
        .order_by("-created_at")
        .first()
    )


def locked(by: User, batch: ImportBatch) -> ImportBatch:
    """The batch under its lock. Raises RuleError without the right, or while a job holds it."""
    if not can_import(by):
        raise RuleError(_("Anda tidak dapat mengimpor kader."))
    found = ImportBatch.objects.for_user(by).select_for_update(skip_locked=True, of=("self",))
    locked = found.defer("content", "sample").filter(pk=batch.pk).first()
    if locked is None:
        raise RuleError(_("Impor ini sedang berjalan."))
    return locked


def _ask_for(batch: ImportBatch, state: ImportState, assignment: Assignment) -> None:
    batch.state, batch.assignment, batch.asked_at = state, assignment, timezone.now()
    batch.claim = batch.claimed_at = None
    batch.progress = 0
    asked = ["state", "columns", "takes_moves", "assignment", "asked_at", "claim", "claimed_at", "progress"]
    batch.save(update_fields=asked)
    ring_on_commit(TASKS[state], batch.pk, assignment.user_id, assignment.pk)


def _give_up(waiting: ImportBatch) -> None:
    """What was never finished has written nothing; an undo that was never finished leaves the import done.

    Read anew under a lock: whoever is at work on it, or has just ended it, is left alone.
    """
    asked = {"state": waiting.state, "asked_at": waiting.asked_at}
    same = ImportBatch.objects.filter(pk=waiting.pk, **asked).defer("content", "sample")
    batch = same.select_for_update(of=("self",), skip_locked=True).first()
    if batch is None:
        return
    batch.state = ImportState.DONE if batch.state == ImportState.UNDOING else ImportState.FAILED
    if batch.state == ImportState.FAILED:
        batch.failure = _("Impor ini tidak selesai dalam satu jam; unggah lagi.")
    batch.save(update_fields=["state", "failure"])
