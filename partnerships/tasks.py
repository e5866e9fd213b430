"""Jobs of partnerships: warn of ends in time."""

from celery import shared_task

from core.sweeps import in_turn
from partnerships.services import ends_warn


@shared_task
def warn_of_ends() -> None:
    """Tell offices about partnerships that end soon. May run twice; raises SweepFailed after the rest is told."""
    in_turn(ends_warn)
