"""Keeping the roll-ups true (ARCHITECTURE §8): never counted up, always recomputed from the rows.

Statement triggers leave marks in the transaction that changed the rows. One drainer at a time takes them,
recomputes exactly those leaves from the rows and then each tier from its children. Every night a recount
computes everything anew and compares; a difference is a bug report, shown on the dashboards.

The figures hold as of a day, the date in Jayapura: the country's day begins there, so a figure that depends on
the day is never late for anybody. With a new day everything is recounted.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import structlog
from django.db import connection
from django.utils import timezone

from accounts.models import FIRST_ZONE, today
from core.context import jobs_context
from evaluations.calendar import months_from, open_months
from evaluations.closings import freeze, keep_standing
from evaluations.few import hide_few
from evaluations.figures import parameters
from evaluations.models import RollupState
from evaluations.sources import EVERYTHING, FORMER, of_leaves
from evaluations.tables import (
    TABLE_OUTCOME,
    TABLES,
    UPPER_TIERS,
    Changed,
    Table,
    compare,
    count_anew,
    replace,
    store_leaves,
    store_totals,
)
from regions import settings
from regions.enums import Tier

FRESH = timedelta(minutes=5)
LOCK = 0x6B616402
# Long enough for a country; compiling the statements would cost more than running them.
SESSION = "; ".join(
    f"SET LOCAL {name} = '{value}'"
    for name, value in (("statement_timeout", "20min"), ("lock_timeout", "20min"), ("jit", "off"), ("work_mem", "64MB"))
)
log = structlog.get_logger("kaderisasi.rollups")


Key = tuple[Any, ...]  # (unit,) or (unit, month)


class Mark(NamedTuple):
    """What a change left behind: see RollupDirty."""

    unit: int
    month: date | None
    now_only: bool
    meetings_only: bool


@dataclass(frozen=True)
class Touched:
    """What is counted anew: from all rows, or only what sessions change."""

    wholly: set[Key]
    after_meetings: set[Key]

    @property
    def all(self) -> set[Key]:
        """Both together."""
        return self.wholly | self.after_meetings

    def within(self, units: Collection[int]) -> "Touched":
        """Only those of some units."""
        return Touched(*({key for key in keys if key[0] in units} for keys in (self.wholly, self.after_meetings)))


@dataclass(frozen=True)
class DrainResult:
    """What a drain did: marks taken, leaves recomputed, stored rows that changed, and the version now."""

    marks: int = 0
    leaves: int = 0
    rows: int = 0
    version: int = 0
    recounted: bool = False


@dataclass(frozen=True)
class Drift:
    """What a recount found: stored rows that differed from the rows they count, and how many there are."""

    rows: int
    units: tuple[int, ...]
    stored: int


def drain(limit: int = 20_000) -> DrainResult:
    """Take up to `limit` marks and bring the figures up to date. Safe to run twice, late or in parallel.

    Leaves at once while another drains or recounts: a worker that waited would keep reminders waiting, and the
    next call finds the marks.
    """
    with _exclusive(wait=False) as cursor:
        if cursor is None:
            return DrainResult()
        state = RollupState.objects.first()
        if state is None or state.as_of != today():
            _recount(cursor, state)
            return DrainResult(version=RollupState.objects.get().version, recounted=True)
        result = _drain(cursor, state.as_of, limit)
        if result.marks or timezone.now() - state.computed_at > FRESH:
            state.version += bool(result.rows)
            state.computed_at = timezone.now()
            state.save(update_fields=["version", "computed_at"])
        return DrainResult(result.marks, result.leaves, result.rows, state.version)


def recount() -> Drift:
    """Compute everything anew, compare with what is stored, keep the number of differences, and replace.

    Marks that nobody has drained yet are no difference. The worst finding of a day stays until the next day.
    """
    with _exclusive() as cursor:
        return _recount(cursor, RollupState.objects.first())


def rebuild() -> None:
    """Compute everything anew without comparing: after rows were written past the marks."""
    with _exclusive() as cursor:
        state = RollupState.objects.first()
        _take(cursor, None)
        _compute_anew(cursor, today())
        _replace(cursor, today())
        _remember(cursor, state, today(), Drift(0, (), 0))


@contextmanager
def _exclusive(*, wait: bool = True) -> Iterator[Any]:
    """One transaction as the jobs role, alone: two drainers could write a stale sum of children.

    Gives the cursor; None when another is at it and we do not `wait`.
    """
    with jobs_context(), connection.cursor() as cursor:
        cursor.execute(SESSION)
        if wait:
            cursor.execute("SELECT true FROM pg_advisory_xact_lock(%s)", [LOCK])
        else:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        (alone,) = cursor.fetchone()
        yield cursor if alone else None


# --- drain ------------------------------------------------------------------------------------------------------


def _drain(cursor: Any, as_of: date, limit: int | None) -> DrainResult:
    marks = _take(cursor, limit)
    if not marks:
        return DrainResult()
    touched = _spans(cursor, marks, open_months(as_of)), _standing(marks)
    tiers = _tiers(cursor, {mark.unit for mark in marks} | {key[0] for each in touched for key in each.all})
    spans, standing = (each.within(tiers) for each in touched)
    rows = {each: _recompute(cursor, each, as_of, spans if each.is_monthly else standing, tiers) for each in TABLES}
    hide_few(cursor, filter(None, rows[TABLE_OUTCOME]))
    return DrainResult(len(marks), len(tiers), sum(changed.total() for changed in rows.values()))


def _take(cursor: Any, limit: int | None) -> list[Mark]:
    cursor.execute(
        # An array, since a subquery may run once for each row, each time past the locked ones: more than the limit.
        "DELETE FROM evaluations_rollupdirty WHERE id = ANY (ARRAY("
        "SELECT id FROM evaluations_rollupdirty ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED))"
        " RETURNING unit_id, month, now_only, meetings_only",
        [limit],
    )
    marks = [Mark(*row) for row in cursor.fetchall()]
    settings.changed()  # what a mark tells of may be a setting, newer than what this transaction began with
    return marks


def _spans(cursor: Any, marks: Iterable[Mark], months: Sequence[date]) -> Touched:
    """Leaves and months to recompute. A meeting also tells who is dormant at the end of the two months after it."""
    spans: dict[bool, set[Key]] = {True: set(), False: set()}
    for mark in marks:
        if mark.month is not None:
            near = {months_from(mark.month, count) for count in range(3)}
            spans[mark.meetings_only] |= {(mark.unit, each) for each in near.intersection(months)}
        elif not mark.now_only:
            spans[False] |= {(mark.unit, each) for each in months}
    for each in spans.values():
        each |= _former_spans(cursor, each)
    return Touched(spans[False], spans[True] - spans[False])


def _standing(marks: Iterable[Mark]) -> Touched:
    """Leaves whose standing figures are to be recomputed."""
    standing = [mark for mark in marks if mark.month is None]
    wholly: set[Key] = {(mark.unit,) for mark in standing if not mark.meetings_only}
    return Touched(wholly, {(mark.unit,) for mark in standing} - wholly)


def _former_spans(cursor: Any, spans: Collection[Key]) -> set[Key]:
    """The districts where villages of the marked districts stood in the months that are recomputed."""
    cursor.execute(
        f"SELECT DISTINCT f.leaf, k.month FROM unnest(%s::bigint[], %s::date[]) k(unit_id, month) JOIN {FORMER} f"
        " ON f.now = k.unit_id AND k.month >= f.since AND k.month < f.until",
        [[unit for unit, _ in spans], [month for _, month in spans]],
    )
    return set(cursor.fetchall())


def _tiers(cursor: Any, units: Iterable[int]) -> dict[int, int]:
    cursor.execute("SELECT id, tier FROM regions_unit WHERE id = ANY (%s) AND tier <= 3", [list(units)])
    return dict(cursor.fetchall())


def _leaf_parameters(
    as_of: date, leaves: Iterable[int], tiers: Mapping[int, int], months: Sequence[date]
) -> dict[str, Any]:
    by_tier: dict[int, list[int]] = defaultdict(list)
    for leaf in leaves:
        by_tier[tiers[leaf]].append(leaf)
    uppers = {f"tier_{int(tier)}": by_tier[tier] for tier in UPPER_TIERS}
    return {
        **parameters(as_of, months),
        **uppers,
        "districts": by_tier[Tier.DISTRICT],
        "uppers": [leaf for leaves in uppers.values() for leaf in leaves],
    }


def _recompute(cursor: Any, table: Table, as_of: date, touched: Touched, tiers: Mapping[int, int]) -> Changed:
    """Count the touched (unit,) or (unit, month) anew in a table; which of its rows changed."""
    rows: Changed = Counter()
    counted: set[Key] = set()
    for keys, source in ((touched.wholly, table.source), (touched.after_meetings, table.after_meetings)):
        if not keys or source is None:
            continue
        leaves, months = {key[0] for key in keys}, [key[1] for key in keys if len(key) > 1]
        asked = _leaf_parameters(as_of, leaves, tiers, months or [as_of]) | {"units": [key[0] for key in keys]}
        rows += store_leaves(cursor, table, source(of_leaves(tiers[leaf] for leaf in leaves)), asked)
        counted |= keys
    return rows + store_totals(cursor, table, counted, tiers)


# --- recount ----------------------------------------------------------------------------------------------------


def _recount(cursor: Any, state: RollupState | None) -> Drift:
    day, drift = today(), Drift(0, (), 0)
    if state is not None:
        _drain(cursor, state.as_of, None)
        _compute_anew(cursor, state.as_of)
        drift = _compare(cursor, state.as_of)
        if drift.rows:
            log.error("rollups.drift", rows=drift.rows, units=list(drift.units), as_of=state.as_of.isoformat())
        if state.as_of.replace(day=1) != day.replace(day=1):
            keep_standing(cursor, state.as_of)
    else:
        _take(cursor, None)
    if state is None or state.as_of != day:
        _compute_anew(cursor, day)
    _replace(cursor, day)
    _remember(cursor, state, day, drift)
    return drift


def _remember(cursor: Any, state: RollupState | None, day: date, drift: Drift) -> None:
    state = state or RollupState(pk=1, version=0)
    state.frozen_until = freeze(cursor, state.frozen_until, day)
    checked_today = state.recounted_at is not None and timezone.localdate(state.recounted_at, FIRST_ZONE) == day
    state.drift = max(drift.rows, state.drift if checked_today else 0)
    state.as_of = day
    state.version += 1
    state.computed_at = state.recounted_at = timezone.now()
    state.save()


def _compute_anew(cursor: Any, as_of: date) -> None:
    for table in TABLES:
        count_anew(cursor, table, EVERYTHING, parameters(as_of, open_months(as_of)))


def _compare(cursor: Any, as_of: date) -> Drift:
    found = [compare(cursor, table, parameters(as_of, open_months(as_of))) for table in TABLES]
    differing = [unit for units, _stored in found for unit in units]
    return Drift(len(differing), tuple(sorted(set(differing))[:20]), sum(stored for _units, stored in found))


def _replace(cursor: Any, as_of: date) -> None:
    for table in TABLES:
        replace(cursor, table, parameters(as_of, open_months(as_of)))
    hide_few(cursor, open_months(as_of))
