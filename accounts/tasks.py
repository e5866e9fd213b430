"""Jobs of accounts: take nothing but ids, call a service."""

from celery import shared_task

from accounts.outbox import BATCH, sweep


@shared_task
def send_due_messages() -> None:
    """Send what is due, batch after batch, until nothing is."""
    while sweep(limit=BATCH).total == BATCH:
        pass
