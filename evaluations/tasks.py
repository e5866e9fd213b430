"""What the clock asks for: take ids, call a service, nothing else."""

from celery import shared_task

from evaluations import rollups


@shared_task
def drain_rollups() -> None:
    """Bring the figures up to date with the marks."""
    rollups.drain()


@shared_task
def recount_rollups() -> None:
    """Recompute everything and compare."""
    rollups.recount()
