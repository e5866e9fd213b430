"""Keeping the roll-ups true (ARCHITECTURE §8): never counted up, always recomputed from the rows.

Statement triggers leave marks in the transaction that changed the rows. One drainer at a time takes them,
recomputes exactly those leaves from the rows and then each tier from its children. Every night a recount
computes everything anew and compares; a difference is a bug report, shown on the dashboards.

The figures hold as of a day, the date in Jayapura: the country's day begins there, so a figure that depends on
the day is never late for anybody. With a new day everything is recounted.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from django.db import connection
from django.utils import timezone

from core.context import jobs_context
from evaluations.figures import MONTH, NOW, month_figures, months_from, now_figures, parameters
from evaluations.models import RollupState
from evaluations.sources import EVERYTHING, FORMER, of_leaves
from regions import settings
from regions.enums import Tier

ZONE = ZoneInfo("Asia/Jayapura")
OPEN_MONTHS = 13
FRESH = timedelta(minutes=5)
LOCK = 0x6B616402
# Long enough for a country; compiling the statements would cost more than running them.
SESSION = "; ".join(
    f"SET LOCAL {name} = '{value}'"
    for name, value in (("statement_timeout", "20min"), ("lock_timeout", "20min"), ("jit", "off"), ("work_mem", "64MB"))
)
UPPER_TIERS = (Tier.REGENCY, Tier.PROVINCE, Tier.NATIONAL)
TIER_IDS = ("province_id", "regency_id", "district_id", "village_id")
# A unit that has moved (pemekaran) keeps the months before under its old parent: `u` is the unit.
PARENT_THEN = (
    "coalesce((SELECT m.old_parent_id FROM regions_reshapemove m WHERE m.unit_id = u.id AND NOT m.is_undone"
    " AND m.until > {month} ORDER BY m.until, m.id LIMIT 1), u.parent_id)"
)
# The children of k.unit_id in k.month.
CHILDREN_THEN = f"""
    SELECT u.id FROM (
        SELECT c.id, c.parent_id FROM regions_unit c WHERE c.parent_id = k.unit_id
        UNION SELECT c.id, c.parent_id FROM regions_reshapemove x JOIN regions_unit c ON c.id = x.unit_id
        WHERE x.old_parent_id = k.unit_id
    ) u WHERE {PARENT_THEN.format(month="k.month")} = k.unit_id
"""

log = structlog.get_logger("kaderisasi.rollups")


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


@dataclass(frozen=True)
class Table:
    """A roll-up table: its name, the columns that find a row, and its figures."""

    name: str
    key: tuple[str, ...]
    figures: tuple[str, ...]

    @property
    def zero(self) -> str:
        """Whether every figure of a row `f` is nought: then there is no row."""
        return " AND ".join(f"f.{name} = 0" for name in self.figures)

    @property
    def sums(self) -> str:
        return ", ".join(f"coalesce(sum({name}), 0)::integer AS {name}" for name in self.figures)


TABLE_NOW = Table("evaluations_rollupnow", ("unit_id", "is_own"), NOW)
TABLE_MONTH = Table("evaluations_rollupmonth", ("unit_id", "is_own", "month"), MONTH)


def today() -> date:
    """The day the figures hold for."""
    return timezone.localdate(timezone=ZONE)


def open_months(as_of: date) -> list[date]:
    """The first days of the months that are still recomputed, oldest first."""
    return [months_from(as_of, count) for count in range(1 - OPEN_MONTHS, 1)]


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
        _remember(state, today(), Drift(0, (), 0))


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
    spans = _spans(marks, open_months(as_of))
    spans |= _former_spans(cursor, spans)
    tiers = _tiers(cursor, {unit for unit, _, _ in marks} | {unit for unit, _ in spans})
    now = {unit for unit, month, _ in marks if month is None and unit in tiers}
    spans = {span for span in spans if span[0] in tiers}
    rows = _recompute_now(cursor, as_of, now, tiers) + _recompute_months(cursor, as_of, spans, tiers)
    return DrainResult(len(marks), len(tiers), rows)


def _take(cursor: Any, limit: int | None) -> list[tuple[int, date | None, bool]]:
    cursor.execute(
        # An array, since a subquery may run once for each row, each time past the locked ones: more than the limit.
        "DELETE FROM evaluations_rollupdirty WHERE id = ANY (ARRAY("
        "SELECT id FROM evaluations_rollupdirty ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED))"
        " RETURNING unit_id, month, now_only",
        [limit],
    )
    marks = cursor.fetchall()
    settings.changed()  # what a mark tells of may be a setting, newer than what this transaction began with
    return marks


def _spans(marks: Iterable[tuple[int, date | None, bool]], months: Sequence[date]) -> set[tuple[int, date]]:
    """Leaves and months to recompute. A meeting also tells who is dormant at the end of the two months after it."""
    spans = set()
    for unit, month, now_only in marks:
        if month is not None:
            touched = {months_from(month, count) for count in range(3)}
            spans |= {(unit, each) for each in touched.intersection(months)}
        elif not now_only:
            spans |= {(unit, each) for each in months}
    return spans


def _former_spans(cursor: Any, spans: Collection[tuple[int, date]]) -> set[tuple[int, date]]:
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


def _recompute_now(cursor: Any, as_of: date, leaves: set[int], tiers: Mapping[int, int]) -> int:
    if not leaves:
        return 0
    source = now_figures(of_leaves(tiers[leaf] for leaf in leaves))
    rows = _store(cursor, TABLE_NOW, _with_own(source), _leaf_parameters(as_of, leaves, tiers, [as_of]))
    return rows + _recompute_totals(cursor, TABLE_NOW, {(leaf,) for leaf in leaves}, tiers)


def _recompute_months(cursor: Any, as_of: date, spans: set[tuple[int, date]], tiers: Mapping[int, int]) -> int:
    if not spans:
        return 0
    leaves, months = {unit for unit, _ in spans}, [month for _, month in spans]
    asked = _leaf_parameters(as_of, leaves, tiers, months) | {"units": [unit for unit, _ in spans]}
    source = month_figures(of_leaves(tiers[leaf] for leaf in leaves))
    rows = _store(cursor, TABLE_MONTH, _with_own(source), asked)
    return rows + _recompute_totals(cursor, TABLE_MONTH, spans, tiers)


def _with_own(source: str) -> str:
    """A district's leaf is its total; further up it is the unit's own row."""
    return f"SELECT s.*, u.tier < 3 AS is_own FROM ({source}) s JOIN regions_unit u ON u.id = s.unit_id"


def _recompute_totals(cursor: Any, table: Table, touched: set[Any], tiers: Mapping[int, int]) -> int:
    """Each tier above the touched leaves from its children and its own row, bottom up.

    `touched` holds (unit,) or (unit, month).
    """
    rows = 0
    below = {key for key in touched if tiers[key[0]] == Tier.DISTRICT}
    for tier in UPPER_TIERS:
        parents = _parents(cursor, below)
        below = {(parents[key], *key[1:]) for key in below} | {key for key in touched if tiers[key[0]] == tier}
        if below:
            columns = [list(column) for column in zip(*sorted(below), strict=True)]
            names = dict(zip(("units", "months"), columns, strict=False))
            rows += _store(cursor, table, _totals(table), names)
    return rows


def _parents(cursor: Any, keys: Collection[Any]) -> dict[Any, int]:
    """The parent of each (unit,) now, of each (unit, month) then: a unit that has moved keeps its months where they
    were.
    """
    months: list[date] = [key[1] for key in keys if len(key) > 1]
    units = [key[0] for key in keys]
    if not months:
        cursor.execute("SELECT id, parent_id FROM regions_unit WHERE id = ANY (%s)", [units])
        return {(unit,): parent for unit, parent in cursor.fetchall()}
    cursor.execute(
        f"SELECT k.unit_id, k.month, {PARENT_THEN.format(month='k.month')}"
        " FROM unnest(%s::bigint[], %s::date[]) k(unit_id, month) JOIN regions_unit u ON u.id = k.unit_id",
        [units, months],
    )
    return {(unit, month): parent for unit, month, parent in cursor.fetchall()}


def _totals(table: Table) -> str:
    month, same = ("", "") if table is TABLE_NOW else (", month", " AND f.month = k.month")
    arrays = "%(units)s::bigint[]" if table is TABLE_NOW else "%(units)s::bigint[], %(months)s::date[]"
    figures = ", ".join(f"f.{name}" for name in table.figures)
    children = "SELECT u.id FROM regions_unit u WHERE u.parent_id = k.unit_id" if table is TABLE_NOW else CHILDREN_THEN
    return f"""
        WITH k AS (SELECT * FROM unnest({arrays}) k(unit_id{month}))
        SELECT k.unit_id{", k.month" if month else ""}, false AS is_own, {table.sums}
        FROM k LEFT JOIN LATERAL (
            SELECT {figures} FROM ({children}) u JOIN {table.name} f ON f.unit_id = u.id AND NOT f.is_own{same}
            UNION ALL
            SELECT {figures} FROM {table.name} f WHERE f.unit_id = k.unit_id AND f.is_own{same}
        ) f ON true
        GROUP BY 1{", 2" if month else ""}
    """


def _store(cursor: Any, table: Table, source: str, params: Mapping[str, Any]) -> int:
    """Write what `source` says about its keys: changed rows only, and none that is all nought."""
    found = " AND ".join(f"t.{name} = f.{name}" for name in table.key)
    columns, values = (*table.key, *table.figures), (*TIER_IDS, *table.figures)
    cursor.execute(
        f"""
        WITH f AS MATERIALIZED ({source}), gone AS (
            DELETE FROM {table.name} t USING f WHERE {found} AND {table.zero} RETURNING 1
        ), put AS (
            INSERT INTO {table.name} AS t ({", ".join(columns)})
            SELECT {", ".join(f"f.{name}" for name in columns)} FROM f WHERE NOT ({table.zero})
            ON CONFLICT ({", ".join(table.key)}) DO UPDATE SET
                {", ".join(f"{name} = excluded.{name}" for name in values)}
            WHERE ({", ".join(f"t.{name}" for name in values)})
                IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in values)})
            RETURNING 1
        )
        SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM put)
        """,
        params,
    )
    return cursor.fetchone()[0]


# --- recount ----------------------------------------------------------------------------------------------------


def _recount(cursor: Any, state: RollupState | None) -> Drift:
    day, drift = today(), Drift(0, (), 0)
    if state is not None:
        _drain(cursor, state.as_of, None)
        _compute_anew(cursor, state.as_of)
        drift = _compare(cursor, state.as_of)
        if drift.rows:
            log.error("rollups.drift", rows=drift.rows, units=list(drift.units), as_of=state.as_of.isoformat())
    else:
        _take(cursor, None)
    if state is None or state.as_of != day:
        _compute_anew(cursor, day)
    _replace(cursor, day)
    _remember(state, day, drift)
    return drift


def _remember(state: RollupState | None, day: date, drift: Drift) -> None:
    state = state or RollupState(pk=1, version=0)
    checked_today = state.recounted_at is not None and timezone.localdate(state.recounted_at, ZONE) == day
    state.drift = max(drift.rows, state.drift if checked_today else 0)
    state.as_of = day
    state.version += 1
    state.computed_at = state.recounted_at = timezone.now()
    state.save()


def _compute_anew(cursor: Any, as_of: date) -> None:
    """Every leaf from the rows and every tier from its children, in temporary tables `fresh_…`."""
    for table, source in ((TABLE_NOW, now_figures(EVERYTHING)), (TABLE_MONTH, month_figures(EVERYTHING))):
        fresh, month = _fresh(table), ", f.month" if table is TABLE_MONTH else ""
        figures = ", ".join(f"f.{name}" for name in table.figures)
        parent = PARENT_THEN.format(month="f.month") if table is TABLE_MONTH else "u.parent_id"
        cursor.execute(f"DROP TABLE IF EXISTS {fresh}")
        cursor.execute(
            f"""
            CREATE TEMP TABLE {fresh} AS
            SELECT f.unit_id, u.tier < 3 AS is_own{month}, {", ".join(f"f.{n}::integer" for n in table.figures)}
            FROM ({source}) f JOIN regions_unit u ON u.id = f.unit_id WHERE NOT ({table.zero})
            """,
            parameters(as_of, open_months(as_of)),
        )
        for tier in UPPER_TIERS:
            cursor.execute(
                f"""
                INSERT INTO {fresh}
                SELECT f.unit_id, false{month}, {table.sums} FROM (
                    SELECT {parent} AS unit_id{month}, {figures} FROM {fresh} f
                    JOIN regions_unit u ON u.id = f.unit_id WHERE u.tier = %(below)s AND NOT f.is_own
                    UNION ALL
                    SELECT f.unit_id{month}, {figures} FROM {fresh} f
                    JOIN regions_unit u ON u.id = f.unit_id WHERE u.tier = %(tier)s AND f.is_own
                ) f GROUP BY f.unit_id{month}
                """,
                {"tier": int(tier), "below": tier + 1},
            )
        cursor.execute(f"ANALYZE {fresh}")


def _fresh(table: Table) -> str:
    return f"fresh_{table.name}"


def _open(table: Table) -> str:
    """Rows of the table that a recount speaks about: closed months are frozen."""
    return "s.month >= %(first)s" if table is TABLE_MONTH else "true"


def _compare(cursor: Any, as_of: date) -> Drift:
    """How many stored rows differ from the fresh ones, leaving out lines with marks that came in meanwhile."""
    differing: list[int] = []
    stored = 0
    for table in (TABLE_NOW, TABLE_MONTH):
        same = " AND ".join(f"s.{name} = f.{name}" for name in table.key)
        figures = ", ".join(f"{{0}}.{name}" for name in table.figures)
        cursor.execute(
            f"""
            WITH moving AS (
                SELECT line.id FROM evaluations_rollupdirty d JOIN regions_unit u ON u.id = d.unit_id
                CROSS JOIN LATERAL (VALUES (u.district_id), (u.regency_id), (u.province_id), (u.id)) line(id)
                UNION SELECT u.id FROM regions_unit u
                WHERE u.tier = 0 AND EXISTS (SELECT FROM evaluations_rollupdirty)
            )
            SELECT coalesce(s.unit_id, f.unit_id)
            FROM (SELECT * FROM {table.name} s WHERE {_open(table)}) s FULL JOIN {_fresh(table)} f ON {same}
            WHERE ({figures.format("s")}) IS DISTINCT FROM ({figures.format("f")})
                AND coalesce(s.unit_id, f.unit_id) NOT IN (SELECT id FROM moving WHERE id IS NOT NULL)
            """,
            parameters(as_of, open_months(as_of)),
        )
        differing += [unit for (unit,) in cursor.fetchall()]
        cursor.execute(f"SELECT count(*) FROM {_fresh(table)}")
        stored += cursor.fetchone()[0]
    return Drift(len(differing), tuple(sorted(set(differing))[:20]), stored)


def _replace(cursor: Any, as_of: date) -> None:
    for table in (TABLE_NOW, TABLE_MONTH):
        fresh = _fresh(table)
        same = " AND ".join(f"s.{name} = f.{name}" for name in table.key)
        equal = f"{same} AND {' AND '.join(f's.{name} = f.{name}' for name in table.figures)}"
        cursor.execute(
            f"DELETE FROM {table.name} s WHERE {_open(table)} AND NOT EXISTS (SELECT FROM {fresh} f WHERE {same})",
            parameters(as_of, open_months(as_of)),
        )
        _store(
            cursor,
            table,
            f"SELECT * FROM {fresh} f WHERE NOT EXISTS (SELECT FROM {table.name} s WHERE {equal})",
            {},
        )
        cursor.execute(f"DROP TABLE {fresh}")
