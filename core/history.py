"""History of rows about people: every insert, change and delete, by ORM, bulk or raw SQL (pghistory triggers)."""

from collections.abc import Callable
from typing import Any

import pghistory


def tracked(**options: Any) -> Callable[[Any], Any]:
    """Class decorator: keep an event table beside the model's table; `exclude` leaves fields out."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options)
