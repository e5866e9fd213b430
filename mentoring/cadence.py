"""The clock of a pairing: slots that were due (K3), how long it has not met (K6), and pauses, which stop it.

A pairing that is active since day A with a rhythm of c days owes one meeting in each slot of c days that ran:
[A + (k−1)·c, A + k·c − 1] without a pause, later by the days of the pauses before. A slot belongs to the month in
which its last day falls, and is due once that day is over: not after `as_of` (the last day that counts as over)
and not after the pairing's end. What was kept in a month is min(held in the month, due).

A running pairing is dormant on a day when it has not met for more than 35 days (a party may set it otherwise):
since the last held session, since it began, or since the last pause ended, whichever is latest. Past pauses are kept
as `Pairing.pauses`; in a pause that goes on `paused_on` is its first day. The day of resuming is no day of the pause.

The arithmetic lives in the database (`kad_slots_due`, `kad_unmet_since`, `kad_is_paused`), so that lists and
roll-ups cannot differ; `unmet_since` is the same for a row that has been read.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, DateField, F, Func, IntegerField, Value

if TYPE_CHECKING:
    from mentoring.models import Pairing

LOG_DUE = timedelta(days=7)  # after the end of a meeting, by the clock of the device (DOMAIN §5)
LONG_ENOUGH = timedelta(days=30)  # after which a pairing is asked for its baseline (K8)
# For raw SQL; `{p}` is the alias of mentoring_pairing, `{day}` and `{last_held}` are SQL, `dormant_days` a parameter.
DORMANT_SQL = "kad_unmet_since({p}.active_on, {last_held}, {p}.pauses, {day}) < {day} - %(dormant_days)s::int".format
PAUSED_SQL = "kad_is_paused({p}.pauses, {p}.paused_on, {day})".format


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
            F("pauses"),
            F("paused_on"),
            Value(month, output_field=day),
            Value(as_of, output_field=day),
            **extra,
        )

    def __repr__(self) -> str:
        return "SlotsDue()"


class UnmetSince(Func):
    """The day since which a pairing has not met, as of a day."""

    function = "kad_unmet_since"
    output_field = DateField()

    def __init__(self, day: date, **extra: Any) -> None:
        value = Value(day, output_field=DateField())
        super().__init__(F("active_on"), F("last_held_on"), F("pauses"), value, **extra)

    def __repr__(self) -> str:
        return "UnmetSince()"


class IsPaused(Func):
    """Whether a pairing stood still on a day, then or now."""

    function = "kad_is_paused"
    output_field = BooleanField()

    def __init__(self, day: date, **extra: Any) -> None:
        super().__init__(F("pauses"), F("paused_on"), Value(day, output_field=DateField()), **extra)

    def __repr__(self) -> str:
        return "IsPaused()"


class RunningDays(Func):
    """Days from the first one that a pairing was active to the one before a day, without those of its pauses."""

    function = "kad_running_days"
    output_field = IntegerField()

    def __init__(self, day: date, **extra: Any) -> None:
        until = Value(day, output_field=DateField())
        super().__init__(F("active_on"), until, F("pauses"), F("paused_on"), **extra)

    def __repr__(self) -> str:
        return "RunningDays()"


def unmet_since(pairing: "Pairing", day: date) -> date | None:
    """As `UnmetSince`, of a pairing that has been read; None before it is active."""
    resumed = (pause.upper for pause in pairing.pauses if pause.upper <= day)
    return max(filter(None, (pairing.active_on, pairing.last_held_on, *resumed)), default=None)


def last_day(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return month.replace(day=monthrange(month.year, month.month)[1])
