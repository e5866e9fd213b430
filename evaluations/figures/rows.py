"""What the arithmetic of the figures is made of: their names, its parameters, and which rows are counted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from evaluations.calendar import months_from
from evaluations.models import RollupMonth, RollupNow, RollupOutcome
from evaluations.models.rollups import Rollup
from mentoring.cadence import PAUSED_SQL
from regions.settings import value

NOT_FIGURES = {"id", "unit", "province", "regency", "district", "village", "is_own", "month"}


def _figures(model: type[Rollup]) -> tuple[str, ...]:
    """The names of the counts of a table."""
    fields = [f.name for f in model._meta.concrete_fields if not f.name.startswith("hides_")]
    return tuple(name for name in fields if name not in NOT_FIGURES)


NOW, MONTH, OUTCOME = _figures(RollupNow), _figures(RollupMonth), _figures(RollupOutcome)
PHASES = tuple(name.removeprefix("phase_") for name in NOW if name.startswith("phase_"))


def any_of(values: Iterable[str]) -> str:
    """Some words as a list in SQL."""
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


# As Pairing.objects.active_at_end_of(the day before mo.next) has it.
RUNNING = (
    "p.active_on < mo.next AND (p.ended_on IS NULL OR p.ended_on >= mo.next)"
    f" AND NOT {PAUSED_SQL(p='p', day='mo.next - 1')}"
)


def parameters(as_of: date, months: Sequence[date]) -> dict[str, Any]:
    """What the SQL asks for: the day of the figures, and the months it looks at, by their first days.

    `over` is the last day that is over, `before` lies two months before the first, `until` one after the last;
    `dormant_days` is the party's measure of K6.
    """
    first, last = min(months), max(months)
    return {
        "as_of": as_of,
        "over": as_of - timedelta(days=1),
        "months": list(months),
        "first": first,
        "before": months_from(first, -2),
        "until": months_from(last, 1),
        "dormant_days": value("mentoring.dormant_days"),
    }


@dataclass(frozen=True)
class Rows:
    """Which rows are counted and at which leaf; each part is SQL.

    leaves: SELECT of every unit_id that gets figures. spans: SELECT unit_id, month, next (the month after).
    of: a table → relation of its rows with a column `leaf`. then: the same for months, a row once for each leaf it
    stood at, with `since` and `until` (first days of months); empty where only the present line is asked for.
    officers: SELECT leaf, gender for each officer. mentees: SELECT leaf, month, mentees_active; empty where the rows
    may be read. whole: all rows there are. programmes: SELECT every column of RollupProgramme for the leaves, with
    `unit_id` as `leaf`, once these are counted.
    """

    leaves: str
    spans: str
    of: Callable[[str], str]
    officers: str
    mentees: str = ""
    whole: bool = False
    programmes: str = ""
    then: Callable[[str], str] | None = None

    def by_month(self, table: str) -> str:
        """The rows of a table with the leaf they count at, from which month and until which."""
        if self.then is not None:
            return self.then(table)
        return f"(SELECT '-infinity'::date AS since, 'infinity'::date AS until, x.* FROM {self.of(table)} x)"


def added(parts: Mapping[tuple[str, ...], str], key: Sequence[str], names: Sequence[str]) -> str:
    """Parts that each count some of the names, put together: one row for each key that any of them has."""
    selects = [
        f"SELECT {', '.join(key)}, {', '.join(n if n in own else f'0 AS {n}' for n in names)} FROM ({part}) x"
        for own, part in parts.items()
    ]
    keys = ", ".join(("leaf AS unit_id", *key[1:]))
    sums = ", ".join(f"coalesce(sum({name}), 0)::bigint AS {name}" for name in names)
    return f"SELECT {keys}, {sums} FROM ({' UNION ALL '.join(selects)}) x GROUP BY {', '.join(key)}"
