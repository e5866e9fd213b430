"""The database context: under which database role, for whom and for which unit statements run.

Set for one transaction only (`SET LOCAL`), so that a kept connection never carries one person's sight into
the next request. Callers open the transaction (TRUST E1–E6).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction

from core import roles

SETTINGS = ("role", "app.user_id", "app.unit_id", "app.role", "app.on_behalf_of")
_READ = "SELECT " + ", ".join(f"current_setting('{name}', true)" for name in SETTINGS)
_WRITE = "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS)
_along: dict[str, str] = {}
_memory: ContextVar[dict[str, Any] | None] = ContextVar("memory", default=None)


def read_along(key: str, sql: str) -> None:
    """Read one value (an SQL subquery) in the statement that enters a context; `remembered(key, …)` has it then."""
    _along[key] = sql


def remembered(key: str, read: Callable[[], Any]) -> Any:
    """What `read` answers, asked once in a database context (a request, a job); outside of one, every time."""
    memory = _memory.get()
    if memory is None:
        return read()
    if key not in memory:
        memory[key] = read()
    return memory[key]


def forget(key: str) -> None:
    """Ask anew next time."""
    (_memory.get() or {}).pop(key, None)


@contextmanager
def database_context(
    *,
    role: str | None,
    user_id: int | None = None,
    unit_id: int | None = None,
    app_role: str = "",
    on_behalf_of: int | None = None,
) -> Iterator[None]:
    """Run the block under a database role; what was set before comes back afterwards.

    `role` None is the bare login: no row about a person is visible or writable. `on_behalf_of` is the user whose
    role was delegated. Opens its own transaction (a savepoint inside another one).
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = None
        with connection.cursor() as cursor:
            if nested:
                cursor.execute(_READ)
                before = cursor.fetchone()
            entering = ", ".join((_WRITE, *(f"({sql})" for sql in _along.values())))
            acting = [role or "none", str(user_id or ""), str(unit_id or ""), app_role, str(on_behalf_of or "")]
            cursor.execute(entering, acting)
            known = dict(zip(_along, cursor.fetchone()[len(SETTINGS) :], strict=True))
        token = _memory.set(known)
        try:
            yield
        finally:
            _memory.reset(token)
        # Reached only without an exception: after one the rollback restores the settings by itself.
        if before is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(_WRITE, [value or "" for value in before])


@contextmanager
def jobs_context() -> Iterator[None]:
    """Run the block as the narrow role of system jobs (reminders, roll-ups)."""
    with database_context(role=roles.JOBS, app_role="job"):
        yield
