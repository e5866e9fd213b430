"""Which figures of few are not shown: decided once for the whole tree, kept with the rows (suppression.py says how)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from evaluations.suppression import hidden_cells
from evaluations.tables import PARENT_THEN

# What tells on people one may not read: the flag, and the count of people behind the figures.
MEASURES = {
    "hides_goals": "goals_people",
    "hides_gain": "gain_people",
    "hides_rapport": "rapport_mentees",
    "hides_rapport_mentors": "rapport_mentors",
    "hides_reaction": "reaction_people",
}
Cell = tuple[int, bool]  # a unit, and whether only what stands on it directly


def hide_few(cursor: Any, months: Iterable[date]) -> None:
    """Set the flags of RollupOutcome for some months."""
    for month in sorted(set(months)):
        counts, parents = _cells(cursor, month)
        for flag, column in MEASURES.items():
            people = {cell: row[column] for cell, row in counts.items()}
            hidden = hidden_cells(people, _parts(people, parents))
            cursor.execute(
                f"UPDATE evaluations_rollupoutcome o SET {flag} = NOT o.{flag} FROM (SELECT * FROM"
                " unnest(%(units)s::bigint[], %(own)s::boolean[])) k(unit_id, is_own)"
                f" RIGHT JOIN evaluations_rollupoutcome t USING (unit_id, is_own)"
                f" WHERE o.id = t.id AND t.month = %(month)s AND t.{flag} <> (k.unit_id IS NOT NULL)",
                {"units": [unit for unit, _ in hidden], "own": [own for _, own in hidden], "month": month},
            )


def _cells(cursor: Any, month: date) -> tuple[dict[Cell, dict[str, int]], dict[int, int | None]]:
    cursor.execute(
        f"SELECT o.unit_id, o.is_own, {PARENT_THEN.format(month='o.month')}, {', '.join(MEASURES.values())}"
        " FROM evaluations_rollupoutcome o JOIN regions_unit u ON u.id = o.unit_id WHERE o.month = %s"
        " ORDER BY o.unit_id, o.is_own",
        [month],
    )
    counts, parents = {}, {}
    for unit, own, parent, *people in cursor.fetchall():
        counts[unit, own] = dict(zip(MEASURES.values(), people, strict=True))
        parents[unit] = parent
    return counts, parents


def _parts(people: dict[Cell, int], parents: dict[int, int | None]) -> dict[Cell, list[Cell]]:
    """Each total of what stands on the unit itself and of the totals of its children."""
    parts = defaultdict(list)
    for unit, own in people:
        total = unit if own else parents[unit]
        if total is not None and (total, False) in people:
            parts[total, False].append((unit, own))
    return dict(parts)
