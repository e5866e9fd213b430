"""What the clock asks for: take ids, call a service, nothing else."""

from celery import shared_task

from core.sweeps import in_turn
from evaluations import rollups
from evaluations.services.alerts import alerts_tell, rapport_note
from evaluations.services.asking import checks_ask, feedback_ask, rounds_refill, windows_turn
from evaluations.services.reminders import raters_remind


@shared_task
def drain_rollups() -> None:
    """Bring the figures up to date with the marks."""
    rollups.drain()


@shared_task
def recount_rollups() -> None:
    """Recompute everything and compare."""
    rollups.recount()


@shared_task
def settle_evaluations() -> None:
    """Open and lock windows, tell who must act, note good rapport."""
    in_turn(windows_turn, raters_remind, alerts_tell, rapport_note)


@shared_task
def ask_evaluations() -> None:
    """Ask whose turn has come: rounds, rapport checks, feedback on sessions."""
    in_turn(rounds_refill, checks_ask, feedback_ask, windows_turn, raters_remind)
