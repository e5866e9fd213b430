"""The database context: under which database role, for whom and for which unit statements run.

Set for one transaction only (`SET LOCAL`), so that a kept connection never carries one person's sight into
the next request. Callers open the transaction (TRUST E1–E6).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from core import roles

SETTINGS = ("role", "app.user_id", "app.unit_id", "app.role")
_READ = "SELECT " + ", ".join(f"current_setting('{name}', true)" for name in SETTINGS)
_WRITE = "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS)


@contextmanager
def database_context(
    *, role: str | None, user_id: int | None = None, unit_id: int | None = None, app_role: str = ""
) -> Iterator[None]:
    """Run the block under a database role; what was set before comes back afterwards.

    `role` None is the bare login: no row about a person is visible or writable. Opens its own transaction
    (a savepoint inside another one).
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = None
        with connection.cursor() as cursor:
            if nested:
                cursor.execute(_READ)
                before = cursor.fetchone()
            cursor.execute(_WRITE, [role or "none", str(user_id or ""), str(unit_id or ""), app_role])
        yield
        # Reached only without an exception: after one the rollback restores the settings by itself.
        if before is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(_WRITE, [value or "" for value in before])


@contextmanager
def jobs_context() -> Iterator[None]:
    """Run the block as the narrow role of system jobs (reminders, roll-ups)."""
    with database_context(role=roles.JOBS, app_role="job"):
        yield
