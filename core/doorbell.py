"""Ring a background job after the commit. The queue is only a doorbell: what it loses, the next sweep finds."""

from functools import partial
from typing import Any

import structlog
from celery import current_app
from django.db import transaction

log = structlog.get_logger("kaderisasi.doorbell")


def _ring(task: str, args: tuple[Any, ...]) -> None:
    try:
        current_app.signature(task, args=args).apply_async(ignore_result=True, retry=False)
    except Exception as error:  # the broker may be down; the sweep will come by
        log.warning("doorbell.unheard", task=task, error=type(error).__name__)


def ring_on_commit(task: str, *args: Any) -> None:
    """Ask for `task(*args)` once the running transaction is committed. Never raises."""
    transaction.on_commit(partial(_ring, task, args), robust=True)
