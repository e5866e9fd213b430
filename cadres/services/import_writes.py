"""The write of an import and its undo: each in one transaction, whatever the kind of sheet."""

from collections.abc import Callable

import pghistory
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from accounts.scoping import acting_as
from cadres.enums import ImportState, RowState
from cadres.models import ImportBatch, ImportRow
from cadres.rules import can_import
from cadres.services.import_checks import WAITED, announce
from cadres.services.import_kinds import kind_of
from cadres.services.nik import TooManyElsewhere, record_all_elsewhere

#: One import at a time looks for people and writes them, so that two of the same file do not both find nobody.
LOCK = 0x6B6169


def run_write(*, batch_id: int, user: User, assignment: Assignment | None) -> None:
    """Write the ready rows of a batch that waits for it, all or none, and leave it «done» with its figures.

    May run twice or in parallel: the second finds the row locked or done, and leaves. A row whose NIK or card
    number is held out of sight is refused with a neutral sentence and recorded; the others are written. When those
    are more than the user may be told within the hour, nothing is written and the batch fails.
    """
    try:
        with acting_as(user, assignment), pghistory.context(user=user.pk, import_batch=batch_id):
            _do_if_free(batch_id, user, ImportState.IMPORTING, _write)
    except OperationalError:
        raise  # the database is away or busy: the sweep asks again
    except Exception:
        with acting_as(user, assignment):
            _fail(batch_id, user)
        raise


def run_undo(*, batch_id: int, user: User, assignment: Assignment | None) -> None:
    """Take back what a batch that waits for it has written, as far as nobody has touched it since, all in one go.

    May run twice or in parallel: the second finds the row locked or undone.
    """
    with acting_as(user, assignment), pghistory.context(user=user.pk, import_undo=batch_id):
        _do_if_free(batch_id, user, ImportState.UNDOING, _undo)


def _do_if_free(batch_id: int, user: User, state: ImportState, deed: Callable[[ImportBatch, User], None]) -> None:
    if not can_import(user):
        return
    waiting = ImportBatch.objects.for_user(user).filter(pk=batch_id, state=state)
    batch = waiting.select_for_update(skip_locked=True, of=("self",)).defer("content", "sample").first()
    if batch is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    deed(batch, user)


def _fail(batch_id: int, user: User) -> None:
    waiting = ImportBatch.objects.for_user(user).filter(pk=batch_id, state=ImportState.IMPORTING)
    waiting.update(state=ImportState.FAILED, failure=_("Ada gangguan di pihak kami; tidak ada yang tersimpan."))


def _write(batch: ImportBatch, user: User) -> None:
    ready = ImportRow.objects.for_user(user).filter(batch=batch, state=RowState.READY).count()
    try:
        with transaction.atomic():
            done = kind_of(batch).write(batch, user)
    except TooManyElsewhere as error:
        # Told as one sentence, and yet counted: else a sheet could be cut in halves until every number is known.
        record_all_elsewhere(by=user, subjects=error.subjects)
        batch.state, batch.failure, batch.finished_at = ImportState.FAILED, str(error), timezone.now()
        batch.save(update_fields=["state", "failure", "finished_at"])
        _tell_who_waited(batch, user)
        return
    batch.counts |= done | {"unchanged": batch.counts.get("unchanged", 0) + done["unchanged"]}
    if done["refused"]:
        groups = batch.counts.get("groups", {})
        batch.counts["groups"] = groups | {"member": groups.get("member", 0) + done["refused"]}
    batch.state, batch.finished_at, batch.progress = ImportState.DONE, timezone.now(), ready
    batch.save(update_fields=["state", "finished_at", "progress", "counts", "last_event"])
    _tell_who_waited(batch, user)


def _tell_who_waited(batch: ImportBatch, user: User) -> None:
    if batch.asked_at and timezone.now() - batch.asked_at > WAITED:
        announce(batch, user)


def _undo(batch: ImportBatch, user: User) -> None:
    batch.counts |= kind_of(batch).undo(batch, user)
    batch.state, batch.finished_at = ImportState.UNDONE, timezone.now()
    batch.save(update_fields=["state", "counts", "finished_at"])
