"""The rhythm of meetings (K3): how many slots of a pairing have fully elapsed in a month, written once.

A pairing that is active since day A with a rhythm of c days owes one meeting in each slot
[A + (k−1)·c, A + k·c − 1]. A slot belongs to the month in which its last day falls, and is due once that day
is over: not after `as_of` (the last day that counts as over) and not after the pairing's end. What was kept in
a month is min(held in the month, due). Pauses are not taken out yet.

The arithmetic lives in the database as `kad_slots_due`, so that lists and roll-ups cannot differ.
"""

from calendar import monthrange
from datetime import date
from typing import Any

from django.db.models import DateField, F, Func, IntegerField, Value

# For raw SQL; `p` is the alias of mentoring_pairing, %(month)s the first day of the month, %(as_of)s a day.
SLOTS_DUE_SQL = "kad_slots_due(p.active_on, p.ended_on, p.cadence_days, %(month)s, %(as_of)s)"


class SlotsDue(Func):
    """Slots of a pairing that have fully elapsed in a month: `Pairing.objects.annotate(due=SlotsDue(month, as_of))`."""

    function = "kad_slots_due"
    output_field = IntegerField()

    def __init__(self, month: date, as_of: date, **extra: Any) -> None:
        day = DateField()
        super().__init__(
            F("active_on"),
            F("ended_on"),
            F("cadence_days"),
            Value(month, output_field=day),
            Value(as_of, output_field=day),
            **extra,
        )

    def __repr__(self) -> str:
        return "SlotsDue()"


def last_day(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return month.replace(day=monthrange(month.year, month.month)[1])
