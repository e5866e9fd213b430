"""What the clock settles: row by row, so that one bad row stops nobody else."""

from collections.abc import Callable
from typing import Any

import structlog
from django.db import transaction
from django.db.models import QuerySet

log = structlog.get_logger("kaderisasi.sweeps")


def settle_each(due: QuerySet[Any], settle: Callable[[Any], Any]) -> int:
    """Settle each row that is due, locked and read anew, in a savepoint of its own; how many were settled.

    A row that somebody else holds, or that is no longer due, is left to the next run. A row that fails is logged
    (without its content) and the rest goes on.
    """
    settled = 0
    for pk in list(due.order_by("pk").values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                row = due.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
                if row is not None:
                    settle(row)
                    settled += 1
        except Exception as error:
            log.error("sweep.failed", model=due.model._meta.label_lower, row=pk, error=type(error).__name__)
    return settled
