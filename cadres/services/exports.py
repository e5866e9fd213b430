"""Lists that leave the house: each is recorded with its reason; a long one is written by a job and taken once."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, SensitiveRead, User
from accounts.scoping import acting_as
from cadres.enums import ExportState
from cadres.models import ExportJob
from cadres.rules import can_export_members
from core.context import jobs_context
from core.crypto import decrypt_bytes, encrypt_bytes
from core.doorbell import ring_on_commit
from core.errors import RuleError
from regions.models import Unit

#: How long a file waits for its owner.
KEPT = timedelta(minutes=15)
#: A job that nobody took up for so long is rung again; longer than the other nobody tries.
STALE, GIVEN_UP = timedelta(minutes=2), timedelta(hours=1)
SHORTEST_REASON = 10
MOST_WAITING = 3
TASK = "dashboards.tasks.write_export"


@dataclass(frozen=True)
class Written:
    """A finished file: its name, content and number of rows."""

    filename: str
    content: bytes
    row_count: int


def export_record(*, by: User, unit: Unit, count: int, form: str, reason: str, listing: str = "members") -> str:
    """Keep that a list left the house; the reason as it was kept.

    Raises RuleError without the right or without a reason.
    """
    if not can_export_members(by):
        raise RuleError(_("Anda tidak dapat mengekspor daftar ini."))
    reason = " ".join(reason.split())[:200]
    if len(reason) < SHORTEST_REASON:
        raise RuleError(_("Tulis alasannya, paling sedikit 10 huruf."))
    kind = "export" if listing == "members" else f"export_{listing}"
    SensitiveRead.objects.create(
        reader=by, subject_kind=kind, subject_id=unit.pk, field=f"{form}:{count}", reason=reason
    )
    return reason


@transaction.atomic
def export_ask(
    *, by: User, assignment: Assignment, unit: Unit, listing: str, query: str, picked: Iterable[int], form: str,
    reason: str, count: int,
) -> ExportJob:  # fmt: skip
    """Ask for a long list as a file. Raises RuleError as `export_record`, and while three wait already."""
    waiting = ExportJob.objects.for_user(by).filter(state__in=[ExportState.ASKED, ExportState.READY])
    if waiting.count() >= MOST_WAITING:
        raise RuleError(_("Tiga ekspor Anda masih menunggu; unduh dulu, atau tunggu sampai lewat waktunya."))
    reason = export_record(by=by, unit=unit, count=count, form=form, reason=reason, listing=listing)
    job = ExportJob.objects.create(
        unit=assignment.unit,
        owner=by,
        assignment=assignment,
        listing=listing,
        query=json.dumps({"query": query, "picked": list(picked)}),
        form=form,
        reason=reason,
        row_count=count,
    )
    ring_on_commit(TASK, job.pk, by.pk, assignment.pk)
    return job


def run_export(*, job_id: int, user: User, assignment: Assignment, write: Callable[[User, ExportJob], Written]) -> None:
    """Write the file of a job that waits for it, with the rights of its owner as they are now.

    May run twice or in parallel: the second finds the row locked or done, and leaves; a killed worker leaves it
    asked for. Without the right any more there is no row to find, and the job is given up by the sweep. A list that
    has become out of reach fails with RuleError of `write`.
    """
    with acting_as(user, assignment):
        asked = ExportJob.objects.for_user(user).filter(pk=job_id, assignment=assignment, state=ExportState.ASKED)
        job = asked.select_for_update(skip_locked=True, of=("self",)).first()
        if job is None or not can_export_members(user):
            return
        try:
            written = write(user, job)
        except RuleError:
            job.state = ExportState.FAILED
            job.save(update_fields=["state"])
            return
        job.content = encrypt_bytes(written.content)
        job.filename, job.row_count, job.state = written.filename, written.row_count, ExportState.READY
        job.expires_at = timezone.now() + KEPT
        job.save(update_fields=["content", "filename", "row_count", "state", "expires_at"])


@transaction.atomic
def export_take(*, by: User, assignment: Assignment, job: ExportJob) -> tuple[str, bytes]:
    """Hand the file to its owner, once, and forget it. Returns its name and content.

    Raises RuleError without the right, when it was taken, is not ready or too old.
    """
    mine = ExportJob.objects.for_user(by).filter(pk=job.pk, assignment=assignment)
    found = mine.select_for_update(of=("self",)).first()
    if found is None or not can_export_members(by):
        raise RuleError(_("Berkas ini tidak ada."))
    if found.state != ExportState.READY or found.expires_at is None or found.expires_at <= timezone.now():
        raise RuleError(_("Berkas ini sudah diunduh atau sudah lewat waktunya; buat ekspor baru."))
    content = decrypt_bytes(bytes(found.content))
    found.state, found.content, found.taken_at = ExportState.TAKEN, b"", timezone.now()
    found.save(update_fields=["state", "content", "taken_at"])
    return found.filename, content


def sweep_exports() -> int:
    """Forget files whose time is over, ring again for jobs that nobody has taken up, give up those of an hour ago.

    Returns how many files were forgotten. May run at any time and in parallel.
    """
    now = timezone.now()
    with jobs_context():
        old = ExportJob.objects.filter(state=ExportState.READY, expires_at__lte=now)
        forgotten = old.update(state=ExportState.EXPIRED, content=b"")
        waiting = ExportJob.objects.filter(state=ExportState.ASKED)
        waiting.filter(asked_at__lt=now - GIVEN_UP).update(state=ExportState.FAILED)
        for pk, owner, assignment in waiting.filter(asked_at__lt=now - STALE).values_list("pk", "owner", "assignment"):
            ring_on_commit(TASK, pk, owner, assignment)
    return forgotten
