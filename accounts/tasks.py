"""Jobs of accounts: take nothing but ids, call a service."""

from celery import shared_task

from accounts.models import Assignment, User
from accounts.outbox import BATCH, sweep
from accounts.runs import keep_run
from accounts.services import reshape_jobs


@shared_task
def send_due_messages() -> None:
    """Send what is due, batch after batch, until nothing is; keep what came of it, or why nothing went out."""
    sent = 0
    while True:
        done = sweep(limit=BATCH)
        sent += done.sent
        if done.total < BATCH:
            break
    keep_run(sent)


@shared_task
def run_reshape(job_id: int, user_id: int, assignment_id: int) -> None:
    """Change the tree as the one who asked for it."""
    user, assignment = User.objects.get(pk=user_id), Assignment.objects.get(pk=assignment_id)
    reshape_jobs.reshape_job_run(job_id=job_id, user=user, assignment=assignment)


@shared_task
def take_up_reshapes() -> None:
    """Ring for changes of the tree that were asked for and that no worker is at."""
    reshape_jobs.take_up_reshapes()
