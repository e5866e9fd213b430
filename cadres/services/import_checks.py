"""The dry run of an import: every row read, compared and told what is wrong with it. Nothing is written to members.

Runs in steps of their own transaction, so that pages see the progress; each step reads the asker's rights anew.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

from django.db import OperationalError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from accounts.scoping import acting_as
from accounts.services import Message, queue_messages
from cadres.enums import Impact, ImportState, RowState
from cadres.models import ImportBatch, ImportRow
from cadres.rules import can_import
from cadres.services.import_kinds import checker_of
from cadres.services.import_rows import RowChecker
from cadres.services.imports import STALE, read_batch
from cadres.spreadsheets.errors import SpreadsheetError

STEP_ROWS = 500
#: Who waited longer than this has perhaps left the page, and gets a message.
WAITED = timedelta(seconds=15)


def run_check(*, batch_id: int, user: User, assignment: Assignment | None) -> None:
    """Check a batch that waits for it, and leave it «checked» with its four numbers, or «failed» with a sentence.

    May run twice or in parallel: the second finds the claim of the first and leaves; a claim that did not move
    for two minutes is taken over and the check begins again.
    """
    with acting_as(user, assignment):
        batch = _claim(user, batch_id)
    if batch is None:
        return
    try:
        _check(batch, user, assignment)
    except SpreadsheetError as error:
        _finish(batch, user, assignment, state=ImportState.FAILED, failure=error.sentence)
    except OperationalError:
        raise  # the database is away or busy: the sweep asks again
    except Exception:
        _finish(
            batch, user, assignment, state=ImportState.FAILED, failure=_("Ada gangguan di pihak kami. Unggah lagi.")
        )
        raise


class _LostClaim(Exception):
    """Another worker has taken over, the batch is gone, or the right to it."""


def _claim(user: User, batch_id: int) -> ImportBatch | None:
    """Take the batch if nobody else is at work on it, and clear what an earlier attempt has left."""
    if not can_import(user):
        return None
    now, claim = timezone.now(), uuid4()
    batches = ImportBatch.objects.for_user(user).filter(pk=batch_id)
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - STALE)
    if not batches.filter(free, state=ImportState.CHECKING).update(claim=claim, claimed_at=now, progress=0):
        return None
    ImportRow.objects.for_user(user).filter(batch=batch_id).delete()
    return batches.select_related("unit").get()


def _check(batch: ImportBatch, user: User, assignment: Assignment | None) -> None:
    table = read_batch(batch)
    rows = iter(table.rows)
    checker: RowChecker | None = None
    counts: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    while step := list(islice(rows, STEP_ROWS)):
        try:
            with acting_as(user, assignment):
                checker = checker or checker_of(batch)
                found = checker.check(user, step)
                ImportRow.objects.bulk_create(found)
                _advance(batch, user, len(step))
        except _LostClaim:
            return
        count_rows(found, counts, groups)
    counts["warned"] = checker.warned if checker else 0
    _finish(
        batch,
        user,
        assignment,
        state=ImportState.CHECKED,
        counts={"read": table.row_count, **counts, "groups": dict(groups.most_common())},
    )


def _advance(batch: ImportBatch, user: User, count: int) -> None:
    """Show the progress; the same update asks whether the work is still ours."""
    batch.progress += count
    ours = ImportBatch.objects.for_user(user).filter(pk=batch.pk, claim=batch.claim, state=ImportState.CHECKING)
    if not ours.update(progress=batch.progress, claimed_at=timezone.now()):
        raise _LostClaim


def count_rows(rows: Iterable[ImportRow], counts: Counter[str], groups: Counter[str], step: int = 1) -> None:
    """Add what the rows are to the numbers of the page; with -1 take them away."""
    for row in rows:
        counts[row.state] += step
        if row.state == RowState.READY:
            counts["new" if row.impact == Impact.NEW else "update"] += step
            counts["moved"] += step * (row.impact == Impact.MOVED)
            counts["confirm"] += step * (row.impact == Impact.CONFIRMED)
        for problem in row.problems:
            groups[problem["group"]] += step


def _finish(
    batch: ImportBatch, user: User, assignment: Assignment | None, *, state: ImportState, **changes: Any
) -> None:
    with acting_as(user, assignment):
        ours = ImportBatch.objects.for_user(user).filter(pk=batch.pk, claim=batch.claim)
        if ours.update(state=state, **changes) and batch.asked_at and timezone.now() - batch.asked_at > WAITED:
            announce(batch, user)


def announce(batch: ImportBatch, user: User) -> None:
    """Tell somebody who had to wait that his import can be looked at."""
    queue_messages(
        [
            Message(
                subject=f"import:{batch.pk}",
                kind="import_ready",
                occasion=str(batch.asked_at),
                recipient_id=user.pk,
                due_at=timezone.now(),
                payload={"path": batch.get_absolute_url()},
            )
        ]
    )
