"""Reading the figures: stored above the districts, live from a district down. Always under the reader's sight."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Q

from accounts.sight import Sight, numbers
from core.prepared import Prepared
from evaluations.calendar import open_months
from evaluations.figures import MONTH, NOW, Rows, month_figures, now_figures, parameters, programme_figures
from evaluations.models import RollupMonth, RollupNow, RollupProgramme
from evaluations.sources import CELL, DISTRICT_AND_VILLAGES, VILLAGE_AND_CELLS
from regions.enums import Tier
from regions.models import Unit

Figures = dict[str, int]
NOTHING_NOW = dict.fromkeys(NOW, 0)
NOTHING_MONTH = dict.fromkeys(MONTH, 0)


@dataclass
class Board:
    """Figures of a unit and its children: `now[unit_id]`, `months[unit_id][first day]`. No row means all nought."""

    now: dict[int, Figures] = field(default_factory=dict)
    months: dict[int, dict[date, Figures]] = field(default_factory=dict)

    def now_of(self, unit_id: int) -> Figures:
        """The standing figures of a unit."""
        return self.now.get(unit_id, NOTHING_NOW)

    def month_of(self, unit_id: int, month: date) -> Figures:
        """The figures of a unit in a month."""
        return self.months.get(unit_id, {}).get(month, NOTHING_MONTH)


def board_figures(user: Any, unit: Unit, children: list[int], as_of: date, programme: int | None = None) -> Board:
    """The figures of a unit and of its children as of a day, in two statements; those of a month of one programme
    alone where it is named.

    The caller has made sure that the unit lies in the user's scope; row security does it again.
    """
    board = Board()
    if unit.tier < Tier.DISTRICT:
        _read_stored(board, user, unit, programme)
    else:
        _count_live(board, user, unit, children, as_of, programme)
    return board


def _read_stored(board: Board, user: Any, unit: Unit, programme: int | None) -> None:
    now, months = _stored_statements(Sight.of(user, unit), programme)
    values = numbers(user, unit)
    for row in now.ask(values):
        board.now[row["unit_id"]] = row
    for row in months.ask(values):
        board.months.setdefault(row["unit_id"], {})[row["month"]] = row


@lru_cache(maxsize=256)
def _stored_statements(sight: Sight, programme: int | None) -> tuple[Prepared[Any], Prepared[Any]]:
    now, months = stored_figures(*sight.stand_ins(), programme)
    return Prepared(now), Prepared(months)


def stored_figures(user: Any, unit: Unit, programme: int | None) -> tuple[Any, Any]:
    """The standing figures and those of the months, of a unit and its children, as querysets."""
    wanted = Q(unit=unit) | Q(unit__in=Unit.objects.filter(parent=unit).values("pk"))
    now = RollupNow.objects.for_user(user).totals().filter(wanted).values("unit_id", *NOW)
    return now, _stored_months(user, programme).filter(wanted).values("unit_id", "month", *MONTH)


def _stored_months(user: Any, programme: int | None) -> Any:
    if programme is None:
        return RollupMonth.objects.for_user(user).totals()
    return RollupProgramme.objects.for_user(user).totals().filter(programme=programme)


# Since when the villages of the unit are those of today; null where none has ever moved.
_SETTLED = (
    "(SELECT max(m.until) FROM regions_reshapemove m"
    " WHERE %(unit)s IN (m.old_parent_id, m.new_parent_id) AND NOT m.is_undone)"
)


def _count_live(board: Board, user: Any, unit: Unit, children: list[int], as_of: date, programme: int | None) -> None:
    rows = _rows_of(unit)
    params = parameters(as_of, open_months(as_of)) | {
        "district": unit.district_id,
        "unit": unit.pk,
        "leaves": [unit.pk, *children],
        "programme": programme,
    }
    settled = None
    for row in _fetch(f"SELECT f.*, {_SETTLED} AS settled FROM ({now_figures(rows)}) f", params):
        settled = row.pop("settled")
        board.now[row["unit_id"]] = row
    of_one = f"SELECT * FROM ({programme_figures(rows)}) f WHERE f.programme_id = %(programme)s"
    for row in _fetch(of_one if programme else month_figures(rows), params):
        board.months.setdefault(row["unit_id"], {})[row["month"]] = row
    if unit.tier == Tier.DISTRICT and settled is not None:
        _keep_months_before(board, user, unit, settled, programme)


def _keep_months_before(board: Board, user: Any, unit: Unit, settled: date, programme: int | None) -> None:
    """A district that villages have left or joined: its months before stay as stored, with the villages of then."""
    then = _stored_months(user, programme).filter(unit=unit, month__lt=settled)
    months = board.months.setdefault(unit.pk, {})
    kept = {month: row for month, row in months.items() if month >= settled}
    board.months[unit.pk] = kept | {row["month"]: row for row in then.values("unit_id", "month", *MONTH)}


def _rows_of(unit: Unit) -> Rows:
    return {Tier.DISTRICT: DISTRICT_AND_VILLAGES, Tier.VILLAGE: VILLAGE_AND_CELLS, Tier.CELL: CELL}[Tier(unit.tier)]


def _fetch(statement: str, params: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
