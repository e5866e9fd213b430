"""Jobs of cadres: take nothing but ids, call a service."""

from celery import shared_task

from accounts.models import Assignment, User
from cadres.services import imports
from cadres.services.boards import disputes_sweep
from cadres.services.duplicates import find_duplicates
from cadres.services.import_checks import run_check
from cadres.services.import_writes import run_undo, run_write
from cadres.services.paths import paths_sweep
from core.sweeps import going_on


@shared_task
def check_import(batch_id: int, user_id: int, assignment_id: int) -> None:
    """Check the rows of an import as the one who asked for it."""
    user, assignment = _asker(user_id, assignment_id)
    run_check(batch_id=batch_id, user=user, assignment=assignment)


@shared_task
def write_import(batch_id: int, user_id: int, assignment_id: int) -> None:
    """Write the ready rows of an import as the one who asked for it."""
    user, assignment = _asker(user_id, assignment_id)
    run_write(batch_id=batch_id, user=user, assignment=assignment)


@shared_task
def undo_import(batch_id: int, user_id: int, assignment_id: int) -> None:
    """Undo an import as the one who asked for it."""
    user, assignment = _asker(user_id, assignment_id)
    run_undo(batch_id=batch_id, user=user, assignment=assignment)


@shared_task
def take_up_imports() -> None:
    """Ring for imports that were asked for and that no worker is at."""
    imports.take_up_imports()


@shared_task
def sweep_paths() -> None:
    """Count running paths anew: who is ready, and who has been silent for too long."""
    with going_on():
        paths_sweep()


@shared_task
def forget_old_imports() -> None:
    """Empty files and rows of imports that are a week old."""
    imports.forget_old_imports()


def _asker(user_id: int, assignment_id: int) -> tuple[User, Assignment]:
    """Who asked; the right is read anew by `acting_as`, a revoked assignment sees nothing."""
    return User.objects.get(pk=user_id), Assignment.objects.get(pk=assignment_id)


@shared_task
def look_for_duplicates() -> None:
    """Compare all rows of the registry and fill the review queue."""
    find_duplicates()


@shared_task
def note_disputes() -> None:
    """Raise the flag over boards where a second claim to a seat has begun meanwhile."""
    disputes_sweep()
