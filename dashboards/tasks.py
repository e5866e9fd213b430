"""Jobs of dashboards: take nothing but ids, call a service."""

from celery import shared_task
from django.utils import timezone

from accounts.models import Assignment, User
from cadres.services.exports import run_export, sweep_exports
from core.context import jobs_context
from dashboards.exports import write_job
from dashboards.services import digests_announce, reports_announce


@shared_task
def write_export(job_id: int, user_id: int, assignment_id: int) -> None:
    """Write a long list as the one who asked for it; the right is read anew, a revoked assignment sees nothing."""
    user, assignment = User.objects.get(pk=user_id), Assignment.objects.get(pk=assignment_id)
    run_export(job_id=job_id, user=user, assignment=assignment, write=write_job)


@shared_task
def clear_exports() -> None:
    """Forget files whose quarter of an hour is over; ring again for jobs that nobody has taken up."""
    sweep_exports()


@shared_task
def announce_reports() -> None:
    """Tell that the report of the month before is there."""
    with jobs_context():
        reports_announce(now=timezone.now())


@shared_task
def announce_digests() -> None:
    """Tell on Monday what the week before brought."""
    with jobs_context():
        digests_announce(now=timezone.now())
