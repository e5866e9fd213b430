"""Jobs over many rows: one bad row, or one bad step, stops nobody else and still fails the job in the end."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

import structlog
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from core.context import jobs_context

log = structlog.get_logger("kaderisasi.sweeps")
_failed: ContextVar[list[str] | None] = ContextVar("failed", default=None)


class SweepFailed(Exception):
    """Something of a job failed; the rest of it is done and kept."""


@contextmanager
def going_on() -> Iterator[None]:
    """Let a job go past what fails, and raise SweepFailed once everything else is committed."""
    failed: list[str] = []
    token = _failed.set(failed)
    try:
        yield
    finally:
        _failed.reset(token)
    if failed:
        raise SweepFailed(", ".join(failed))


def in_turn(*steps: Callable[[], Any]) -> None:
    """Take the steps of a job one after another, each in a transaction of its own as the system role.

    Raises SweepFailed at the end when a step, or a row of one, failed.
    """
    with going_on():
        for step in steps:
            try:
                with jobs_context():
                    step()
            except Exception as error:
                _note(error, step=getattr(step, "__name__", "step"))


def attempt(deed: Callable[[], Any], **row: Any) -> bool:
    """Do something about a row in a savepoint of its own; whether it went well. Logged are its key and the kind."""
    try:
        with transaction.atomic():
            deed()
    except Exception as error:
        _note(error, **row)
        return False
    return True


def settle_each(due: QuerySet[Any], settle: Callable[[Any], Any]) -> int:
    """Settle each row that is due, locked and read anew, in a savepoint of its own; how many were settled.

    A row that somebody else holds, or that is no longer due, is left to the next run.
    """
    settled = 0

    def one(pk: int) -> None:
        nonlocal settled
        row = due.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
        if row is not None:
            settle(row)
            settled += 1

    for pk in list(due.order_by("pk").values_list("pk", flat=True)):
        attempt(partial(one, pk), model=due.model._meta.label_lower, row=pk)
    return settled


def write_each(rows: Sequence[Any], write: Callable[[Sequence[Any]], Any], **what: Any) -> None:
    """Write rows in one go; where the database refuses one of them, each by itself and past the refused ones."""
    try:
        with transaction.atomic():
            write(rows)
    except DatabaseError:
        for row in rows:
            attempt(partial(write, [row]), **what)


def _note(error: Exception, **about: Any) -> None:
    log.error("sweep.failed", error=type(error).__name__, **about)
    failed = _failed.get()
    if failed is not None:
        failed.append(" ".join(f"{key}={value}" for key, value in about.items()))
