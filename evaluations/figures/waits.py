"""How long pairings took to each step, as a histogram (K7)."""

from evaluations.calendar import MONTH_OF
from evaluations.figures.rows import Rows
from evaluations.models.rollups import Step


def wait_figures(rows: Rows) -> str:
    """SELECT unit_id, month, step, days, pairings: how long pairings took to each step (K7), as a histogram."""
    return f"""
        SELECT p.leaf AS unit_id, mo.month, step.name AS step, w.days, count(*) AS pairings
        FROM {rows.by_month("mentoring_pairing")} p
        JOIN ({rows.spans}) mo ON mo.unit_id = p.leaf AND {MONTH_OF("p.accepted_on")} = mo.month
            AND mo.month >= p.since AND mo.month < p.until
        CROSS JOIN LATERAL (VALUES ('{Step.AGREEMENT}', p.agreed_on, true),
            ('{Step.BASELINE}', p.baseline_on, p.category <> 'personal'),
            ('{Step.PLAN}', p.planned_on, p.category <> 'personal')) step(name, reached_on, asked)
        CROSS JOIN LATERAL (SELECT coalesce(CASE WHEN step.reached_on < p.accepted_on THEN 0 ELSE
            kad_running_days(p.accepted_on, step.reached_on, p.pauses, p.paused_on) END, -1)::smallint AS days) w
        WHERE step.asked GROUP BY 1, 2, 3, 4
    """
