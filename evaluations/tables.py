"""The roll-up tables, and how rows get into them: what a statement counts, and each tier from its children."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from evaluations.figures import (
    MONTH,
    NOW,
    OUTCOME,
    Rows,
    flow_figures,
    month_after_meetings,
    month_of_programmes,
    now_after_meetings,
    now_figures,
    outcome_figures,
    programme_after_meetings,
    programme_figures,
    wait_figures,
)
from regions.enums import Tier

# How many stored rows changed, by month; without a month where a table has none.
Changed = Counter[date | None]
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
CHILDREN_NOW = "SELECT u.id FROM regions_unit u WHERE u.parent_id = k.unit_id"


@dataclass(frozen=True)
class Table:
    """A roll-up table: its name, its figures, the statement that counts them, and by what it is kept.

    Beside the unit it may be kept by `month` and by further columns. `after_meetings` counts the same where nothing
    has changed but sessions and what they change in their pairings; without it, sessions change nothing here.
    """

    name: str
    figures: tuple[str, ...]
    source: Callable[[Rows], str]
    after_meetings: Callable[[Rows], str] | None = None
    is_monthly: bool = True
    further: tuple[str, ...] = ()

    @property
    def by(self) -> tuple[str, ...]:
        """What it is kept by beside the unit."""
        return (*(("month",) if self.is_monthly else ()), *self.further)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that find a row."""
        return ("unit_id", "is_own", *self.by)

    @property
    def fresh(self) -> str:
        """The temporary table of a recount."""
        return f"fresh_{self.name}"

    @property
    def zero(self) -> str:
        """Whether every figure of a row `f` is nought: then there is no row."""
        return " AND ".join(f"f.{name} = 0" for name in self.figures)

    @property
    def sums(self) -> str:
        """The figures of several rows, added."""
        return ", ".join(f"sum({name})::bigint AS {name}" for name in self.figures)

    def columns(self, alias: str) -> str:
        """The figures under the name of a relation."""
        return ", ".join(f"{alias}.{name}" for name in self.figures)

    def same(self, one: str, other: str) -> str:
        """Whether two relations speak of the same row."""
        return " AND ".join(f"{one}.{name} = {other}.{name}" for name in self.key)


TABLE_NOW = Table("evaluations_rollupnow", NOW, now_figures, now_after_meetings, is_monthly=False)
TABLE_PROGRAMME = Table(
    "evaluations_rollupprogramme", MONTH, programme_figures, programme_after_meetings, further=("programme_id",)
)
TABLE_MONTH = Table("evaluations_rollupmonth", MONTH, month_of_programmes, month_after_meetings)
TABLE_WAIT = Table("evaluations_rollupwait", ("pairings",), wait_figures, further=("step", "days"))
TABLE_OUTCOME = Table("evaluations_rollupoutcome", OUTCOME, outcome_figures)
TABLE_FLOW = Table(
    "evaluations_rollupflow",
    ("steps", "steps_women"),
    flow_figures,
    is_monthly=False,
    further=("year", "origin", "channel"),
)
# In the order in which they are counted: months are the sum of their programmes.
TABLES = (TABLE_NOW, TABLE_PROGRAMME, TABLE_MONTH, TABLE_WAIT, TABLE_OUTCOME, TABLE_FLOW)


def listed(names: Collection[str], before: str = "", alias: str = "") -> str:
    """Names as a list in SQL: «, f.month, f.step»."""
    return "".join(f"{before}{alias}{name}" for name in names)


# --- some leaves, for a drain -------------------------------------------------------------------------------------


def store_leaves(cursor: Any, table: Table, figures: str, params: Mapping[str, Any]) -> Changed:
    """Store the `figures` of some leaves: the spans %(units)s × %(months)s, pairwise. Gives which stored rows changed.

    A district's leaf is its total; further up it is the unit's own row.
    """
    own = "SELECT s.*, u.tier < 3 AS is_own FROM ({}) s JOIN regions_unit u ON u.id = s.unit_id"
    return _store(cursor, table, own.format(figures), own.format(_asked(table)), params)


def store_totals(cursor: Any, table: Table, touched: Collection[Any], tiers: Mapping[int, int]) -> Changed:
    """Each tier above the touched leaves from its children and its own row, bottom up.

    `touched` holds (unit,) or (unit, month).
    """
    rows: Changed = Counter()
    below = {key for key in touched if tiers[key[0]] == Tier.DISTRICT}
    for tier in UPPER_TIERS:
        parents = _parents(cursor, below)
        below = {(parents[key], *key[1:]) for key in below} | {key for key in touched if tiers[key[0]] == tier}
        if below:
            columns = [list(column) for column in zip(*sorted(below), strict=True)]
            names = dict(zip(("units", "months"), columns, strict=False))
            asked = f"SELECT k.*, false AS is_own FROM ({_asked(table)}) k"
            rows += _store(cursor, table, _totals(table), asked, names)
    return rows


def _asked(table: Table) -> str:
    """The spans that are counted anew."""
    if table.is_monthly:
        return "SELECT * FROM unnest(%(units)s::bigint[], %(months)s::date[]) k(unit_id, month)"
    return "SELECT * FROM unnest(%(units)s::bigint[]) k(unit_id)"


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
    same = " AND f.month = k.month" if table.is_monthly else ""
    children = CHILDREN_THEN if table.is_monthly else CHILDREN_NOW
    columns = table.columns("f") + listed(table.further, ", ", "f.")
    kept_by = (*(("k.month",) if table.is_monthly else ()), *(f"f.{name}" for name in table.further))
    return f"""
        SELECT k.unit_id{listed(kept_by, ", ")}, false AS is_own, {table.sums}
        FROM ({_asked(table)}) k CROSS JOIN LATERAL (
            SELECT {columns} FROM ({children}) u JOIN {table.name} f ON f.unit_id = u.id AND NOT f.is_own{same}
            UNION ALL
            SELECT {columns} FROM {table.name} f WHERE f.unit_id = k.unit_id AND f.is_own{same}
        ) f GROUP BY k.unit_id{listed(kept_by, ", ")}
    """


def _store(cursor: Any, table: Table, source: str, asked: str, params: Mapping[str, Any]) -> Changed:
    """Write what `source` counts for the keys that were `asked`: changed rows only, and none that is all nought."""
    month = "t.month" if table.is_monthly else "NULL::date AS month"
    columns, values = (*table.key, *table.figures), (*TIER_IDS, *table.figures)
    of_asked = " AND ".join(f"t.{name} = k.{name}" for name in table.key if name not in table.further)
    cursor.execute(
        f"""
        WITH f AS MATERIALIZED (SELECT * FROM ({source}) f WHERE NOT ({table.zero})), gone AS (
            DELETE FROM {table.name} t USING ({asked}) k
            WHERE {of_asked} AND NOT EXISTS (SELECT FROM f WHERE {table.same("t", "f")}) RETURNING {month}
        ), put AS (
            INSERT INTO {table.name} AS t ({", ".join(columns)})
            SELECT {", ".join(f"f.{name}" for name in columns)} FROM f
            ON CONFLICT ({", ".join(table.key)}) DO UPDATE SET
                {", ".join(f"{name} = excluded.{name}" for name in values)}
            WHERE ({", ".join(f"t.{name}" for name in values)})
                IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in values)})
            RETURNING {month}
        )
        SELECT month, count(*) FROM (SELECT month FROM gone UNION ALL SELECT month FROM put) c GROUP BY month
        """,
        params,
    )
    return Counter(dict(cursor.fetchall()))


# --- everything, for a recount ------------------------------------------------------------------------------------


def count_anew(cursor: Any, table: Table, rows: Rows, params: Mapping[str, Any]) -> None:
    """Every leaf from the rows and every tier from its children, in the temporary table `table.fresh`."""
    by = listed(table.by, ", ", "f.")
    parent = PARENT_THEN.format(month="f.month") if table.is_monthly else "u.parent_id"
    cursor.execute(f"DROP TABLE IF EXISTS {table.fresh}")
    cursor.execute(
        f"""
        CREATE TEMP TABLE {table.fresh} AS
        SELECT f.unit_id, u.tier < 3 AS is_own{by}, {", ".join(f"f.{n}::bigint" for n in table.figures)}
        FROM ({table.source(rows)}) f JOIN regions_unit u ON u.id = f.unit_id WHERE NOT ({table.zero})
        """,
        params,
    )
    for tier in UPPER_TIERS:
        cursor.execute(
            f"""
            INSERT INTO {table.fresh}
            SELECT f.unit_id, false{by}, {table.sums} FROM (
                SELECT {parent} AS unit_id{by}, {table.columns("f")} FROM {table.fresh} f
                JOIN regions_unit u ON u.id = f.unit_id WHERE u.tier = %(below)s AND NOT f.is_own
                UNION ALL
                SELECT f.unit_id{by}, {table.columns("f")} FROM {table.fresh} f
                JOIN regions_unit u ON u.id = f.unit_id WHERE u.tier = %(tier)s AND f.is_own
            ) f GROUP BY f.unit_id{by}
            """,
            {"tier": int(tier), "below": tier + 1},
        )
    cursor.execute(f"ANALYZE {table.fresh}")


def compare(cursor: Any, table: Table, params: Mapping[str, Any]) -> tuple[list[int], int]:
    """The units of stored rows that differ from the fresh ones, and how many rows there are.

    Lines with marks that came in meanwhile are left out.
    """
    cursor.execute(
        f"""
        WITH moving AS (
            SELECT line.id FROM evaluations_rollupdirty d JOIN regions_unit u ON u.id = d.unit_id
            CROSS JOIN LATERAL (VALUES (u.district_id), (u.regency_id), (u.province_id), (u.id)) line(id)
            UNION SELECT u.id FROM regions_unit u
            WHERE u.tier = 0 AND EXISTS (SELECT FROM evaluations_rollupdirty)
        )
        SELECT coalesce(s.unit_id, f.unit_id)
        FROM (SELECT * FROM {table.name} s WHERE {_open(table)}) s FULL JOIN {table.fresh} f ON {table.same("s", "f")}
        WHERE ({table.columns("s")}) IS DISTINCT FROM ({table.columns("f")})
            AND coalesce(s.unit_id, f.unit_id) NOT IN (SELECT id FROM moving WHERE id IS NOT NULL)
        """,
        params,
    )
    differing = [unit for (unit,) in cursor.fetchall()]
    cursor.execute(f"SELECT count(*) FROM {table.fresh}")
    return differing, cursor.fetchone()[0]


def replace(cursor: Any, table: Table, params: Mapping[str, Any]) -> None:
    """Store the fresh rows, and let go of those that are no more."""
    equal = " AND ".join(f"s.{name} = f.{name}" for name in table.figures)
    cursor.execute(
        f"DELETE FROM {table.name} s WHERE {_open(table)}"
        f" AND NOT EXISTS (SELECT FROM {table.fresh} f WHERE {table.same('s', 'f')})",
        params,
    )
    changed = (
        f"SELECT * FROM {table.fresh} f"
        f" WHERE NOT EXISTS (SELECT FROM {table.name} s WHERE {table.same('s', 'f')} AND {equal})"
    )
    nothing = f"SELECT {', '.join(table.key)} FROM {table.fresh} WHERE false"
    _store(cursor, table, changed, nothing, {})
    cursor.execute(f"DROP TABLE {table.fresh}")


def _open(table: Table) -> str:
    """Rows of the table that a recount speaks about: months before are counted no more."""
    return "s.month >= %(first)s" if table.is_monthly else "true"
