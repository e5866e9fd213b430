"""What the writes of sheets about known members share: the rows that are ready, and what became of them."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Max, Model

from accounts.models import User
from cadres.enums import RowState
from cadres.models import ImportBatch, ImportRow
from cadres.selectors.known_people import PersonFacts

OUTCOMES = ("created", "updated", "unchanged", "refused")
Facts = TypeVar("Facts", bound=PersonFacts)


def ready_rows(batch: ImportBatch, user: User, facts: type[Facts]) -> tuple[list[ImportRow], list[Facts]]:
    """The rows that may be written, as they stand in the sheet, with what they say."""
    rows = list(ImportRow.objects.for_user(user).filter(batch=batch, state=RowState.READY).order_by("number"))
    return rows, [facts.from_json(json.loads(row.clean)) for row in rows]


def keep_written(
    batch: ImportBatch, rows: Sequence[ImportRow], outcomes: Sequence[str], *, wrote: str, history: Any
) -> dict[str, int]:
    """Store what became of the rows: how many of each of `OUTCOMES`.

    `wrote` is the field of a row that points to what it wrote, `history` the tracked model of that: where its history
    stands now tells the undo what has been touched since.
    """
    fields = ("state", wrote, "created_member", "before", "clean", "original", "problems")
    ImportRow.objects.bulk_update(rows, fields, batch_size=500)
    events: type[Model] = history.pgh_event_model
    batch.last_event = events._default_manager.aggregate(last=Max("pgh_id"))["last"]
    counts = Counter(outcomes)
    return {outcome: counts[outcome] for outcome in OUTCOMES}
