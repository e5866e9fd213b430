"""What is kept of a month for good (DOMAIN §13): where things stood on its last day, and, ninety days later, what
had happened in it. So any past month tells the same report again, whoever has moved since.
"""

from datetime import date
from typing import Any

from evaluations.calendar import frozen_until, months_from, open_months
from evaluations.tables import TABLE_NOW

_NO_FIGURES = "'{id,unit_id,province_id,regency_id,district_id,village_id,is_own,month}'::text[]"
_WAITS = """
    SELECT unit_id, month, jsonb_object_agg(step, days) AS waits FROM (
        SELECT unit_id, month, step, jsonb_object_agg(days, pairings) AS days FROM evaluations_rollupwait
        WHERE NOT is_own AND month = %(month)s GROUP BY 1, 2, 3
    ) w GROUP BY 1, 2
"""


def keep_standing(cursor: Any, day: date) -> None:
    """Keep where every unit stands on the last day of a month, from the fresh figures of a recount."""
    cursor.execute(
        f"INSERT INTO evaluations_rollupclosing (unit_id, month, standing)"
        f" SELECT f.unit_id, %s, to_jsonb(f) - {_NO_FIGURES} FROM {TABLE_NOW.fresh} f WHERE NOT f.is_own"
        " ON CONFLICT (unit_id, month) DO NOTHING",
        [day.replace(day=1)],
    )


def freeze(cursor: Any, frozen: date | None, day: date) -> date:
    """Keep what happened in the months whose ninety days are over; gives the first month that is not frozen."""
    until = frozen_until(day)
    month = frozen or open_months(day)[0]
    while month < until:
        cursor.execute(
            f"""
            INSERT INTO evaluations_rollupclosing AS c (unit_id, month, figures)
            SELECT unit_id, %(month)s, coalesce(to_jsonb(m) - {_NO_FIGURES}, '{{}}')
                || coalesce(to_jsonb(o) - {_NO_FIGURES}, '{{}}')
                || jsonb_build_object('waits', coalesce(w.waits, '{{}}'))
            FROM (SELECT * FROM evaluations_rollupmonth WHERE NOT is_own AND month = %(month)s) m
            FULL JOIN (SELECT * FROM evaluations_rollupoutcome WHERE NOT is_own AND month = %(month)s) o USING (unit_id)
            FULL JOIN ({_WAITS}) w USING (unit_id)
            ON CONFLICT (unit_id, month) DO UPDATE SET figures = excluded.figures WHERE c.figures IS NULL
            """,
            {"month": month},
        )
        month = months_from(month, 1)
    return max(until, month)
