"""Changes of the tree that a worker does: asked for on a page, done once, with their progress.

A province of 100,000 members takes longer than a page may keep somebody waiting (docs/performance.md).
"""

from datetime import timedelta

import structlog
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, ReshapeJob, User
from accounts.plans import Plan
from accounts.scoping import acting_as
from accounts.services.reshapes import require_undo, reshape_do, reshape_preview, reshape_undo, totals
from core.context import jobs_context
from core.doorbell import ring_on_commit
from core.errors import RuleError
from regions.models import Reshape

#: So many rows are carried within a request; more are a job.
AT_ONCE = 20_000
TASK = "accounts.tasks.run_reshape"
#: A job that nobody took up for so long is rung again.
STALE = timedelta(minutes=2)
#: A worker is no page: the statement that carries the rows takes what it takes, and waits for jobs that hold some.
PATIENCE = "SET LOCAL statement_timeout = '30min'; SET LOCAL lock_timeout = '10min'"

log = structlog.get_logger("kaderisasi.reshapes")


@transaction.atomic
def reshape_ask(*, by: User, assignment: Assignment, plan: Plan) -> Reshape | ReshapeJob:
    """Change the tree at once when few rows go along, else ask a worker.

    Raises RuleError as `reshape_do` does, and while another change is running.
    """
    rows = sum(count.n for count in totals(reshape_preview(by=by, plan=plan)))
    if rows <= AT_ONCE:
        return reshape_do(by=by, plan=plan)
    return _ask(ReshapeJob(plan=plan.as_json(), assignment=assignment, total=rows))


@transaction.atomic
def undo_ask(*, by: User, assignment: Assignment, reshape: Reshape) -> Reshape | ReshapeJob:
    """The same for an undo: as many rows come back as went along. Raises RuleError as `reshape_undo` does."""
    rows = sum(reshape.counts.values())
    if rows <= AT_ONCE:
        reshape_undo(by=by, reshape=reshape)
        return reshape
    require_undo(by, reshape)
    return _ask(ReshapeJob(reshape=reshape, assignment=assignment, total=rows))


def reshape_job_run(*, job_id: int, user: User, assignment: Assignment) -> None:
    """Do what was asked for, as the one who asked, once: a second call finds it locked or finished.

    A refusal, and any failure, is kept with the job; the tree is then as before.
    """
    try:
        with acting_as(user, assignment), connection.cursor() as cursor:
            cursor.execute(PATIENCE)
            waiting = ReshapeJob.objects.filter(pk=job_id, finished_at=None)
            job = waiting.select_for_update(skip_locked=True).first()
            if job is not None:
                _do(job, user)
        if job is None:  # done, being done, or its asker may not any more
            _fail(job_id, _("Anda tidak dapat mengubah susunan wilayah lagi."))
    except Exception as error:
        log.warning("reshape.failed", job=job_id, error=type(error).__name__)
        _fail(job_id, _("Ada gangguan di pihak kami; susunan wilayah tidak berubah."))


def progress_of(job: ReshapeJob) -> int:
    """How many rows a running job has carried."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM regions_reshape_progress")
        return min(int(cursor.fetchone()[0]), job.total)


def take_up_reshapes() -> None:
    """Ring again for a job that was asked for; one that is being done is locked, and not done twice."""
    with jobs_context():
        for job in ReshapeJob.objects.filter(finished_at=None, asked_at__lt=timezone.now() - STALE):
            ring_on_commit(TASK, job.pk, job.assignment.user_id, job.assignment_id)


def _ask(job: ReshapeJob) -> ReshapeJob:
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        raise RuleError(_("Perubahan susunan lain sedang berjalan. Tunggu sampai selesai.")) from None
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('regions_reshape_progress', 0)")
    ring_on_commit(TASK, job.pk, job.assignment.user_id, job.assignment_id)
    return job


def _do(job: ReshapeJob, by: User) -> None:
    try:
        with transaction.atomic():
            if job.plan is None:
                assert job.reshape is not None
                reshape_undo(by=by, reshape=job.reshape)
            else:
                job.reshape = reshape_do(by=by, plan=Plan.from_json(job.plan))
    except RuleError as error:
        job.failure = str(error)[:300]
    job.finished_at = timezone.now()
    job.save(update_fields=["reshape", "failure", "finished_at"])


def _fail(job_id: int, sentence: str) -> None:
    with jobs_context():
        waiting = ReshapeJob.objects.filter(pk=job_id, finished_at=None).select_for_update(skip_locked=True)
        waiting = ReshapeJob.objects.filter(pk__in=[job.pk for job in waiting])
        waiting.update(finished_at=timezone.now(), failure=sentence)
