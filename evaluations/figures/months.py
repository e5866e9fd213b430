"""What happened in each month, from pairings and their sessions (K1, K3 to K6, K8, K13, K19)."""

from datetime import timedelta

from evaluations.calendar import MONTH_OF, START_OF
from evaluations.figures.rows import MONTH, RUNNING, Rows, added, any_of
from mentoring.cadence import DORMANT_SQL, LOG_DUE, LONG_ENOUGH
from mentoring.enums import HELD_STATES, LEARNERS, OVER_STATES

HELD = any_of(HELD_STATES)
MISSED = "(s.state IN ('no_show_mentor', 'no_show_mentee') OR (s.state = 'cancelled' AND s.late_cancelled))"


OF_RUNNING = (
    *("pairings_active", "pairings_dormant", "slots_due", "slots_kept", "slots_due_weak", "slots_kept_weak"),
    *("baselines_due", "baselines_locked"),
)
OF_SESSIONS = ("sessions_held", "sessions_missed", "logs_due", "logs_on_time")
OF_ENDINGS = ("endings_all", "endings_completed")
OF_MENTEES = ("mentees_active",)
BY_PROGRAMME = ", p.programme_id"


def month_figures(rows: Rows) -> str:
    """SELECT unit_id, month and every figure of RollupMonth, for the months in which there was anything."""
    parts = _parts_of_pairings(rows) | {OF_MENTEES: rows.mentees or _mentees(rows)}
    return added(parts, ("leaf", "month"), MONTH)


def month_of_programmes(rows: Rows) -> str:
    """As `month_figures`, from the rows of programmes: a pairing has one. Only people may be in several."""
    return added(_sum_of_programmes(rows) | {OF_MENTEES: _mentees(rows)}, ("leaf", "month"), MONTH)


def month_after_meetings(rows: Rows) -> str:
    """As `month_of_programmes`, where only sessions have changed: mentees are taken from the stored rows."""
    parts = _sum_of_programmes(rows) | {OF_MENTEES: _stored(rows, "evaluations_rollupmonth", OF_MENTEES)}
    return added(parts, ("leaf", "month"), MONTH)


def programme_figures(rows: Rows) -> str:
    """SELECT unit_id, month, programme_id and every figure of RollupMonth: the same counts, programme by programme."""
    parts = _parts_of_pairings(rows, BY_PROGRAMME) | {OF_MENTEES: _mentees(rows, BY_PROGRAMME)}
    return added(parts, ("leaf", "month", "programme_id"), MONTH)


def programme_after_meetings(rows: Rows) -> str:
    """As `programme_figures`, where only sessions have changed: endings and mentees are taken from the stored rows."""
    table = "evaluations_rollupprogramme"
    stored = {each: _stored(rows, table, each, BY_PROGRAMME) for each in (OF_ENDINGS, OF_MENTEES)}
    return added(_parts_of_pairings(rows, BY_PROGRAMME) | stored, ("leaf", "month", "programme_id"), MONTH)


def _parts_of_pairings(rows: Rows, by: str = "") -> dict[tuple[str, ...], str]:
    """What is counted by month, from pairings `p`; `by` is a further column of theirs to count by."""
    return {
        OF_RUNNING: _running(rows, by),
        OF_SESSIONS: _sessions(rows, by),
        OF_ENDINGS: _endings(rows, by),
    }


def _sum_of_programmes(rows: Rows) -> dict[tuple[str, ...], str]:
    names = tuple(name for name in MONTH if name not in OF_MENTEES)
    return {names: rows.programmes}


def _stored(rows: Rows, table: str, names: tuple[str, ...], by: str = "") -> str:
    """SELECT leaf, month and some figures as they stand at the leaves: a district's line, further up the own one."""
    return f"""
        SELECT p.unit_id AS leaf, p.month{by}, {", ".join(f"p.{name}" for name in names)}
        FROM ({rows.spans}) mo JOIN regions_unit u ON u.id = mo.unit_id
        JOIN {table} p ON p.unit_id = mo.unit_id AND p.month = mo.month AND p.is_own = (u.tier < 3)
    """


def _running(rows: Rows, by: str) -> str:
    """Pairings by month: how many ran, were dormant, and had their baseline at its end; what their rhythm asked and
    what was kept.

    Five weeks reach back into two months before and no further, so three months of meetings tell who is dormant.
    """
    dormant = DORMANT_SQL(
        p="p", last_held="coalesce(met.last, met_1.last, met_2.last)", day="least(mo.next, %(as_of)s::date)"
    )
    ran_long = (
        "p.category <> 'personal' AND"
        f" kad_running_days(p.active_on, least(mo.next, %(as_of)s::date), p.pauses, p.paused_on) >= {LONG_ENOUGH.days}"
    )
    return f"""
        WITH p AS (
            SELECT leaf, since, until, id, programme_id, category, active_on, paused_on, pauses, ended_on,
                cadence_days, baseline_on,
                EXISTS (SELECT FROM regions_unit d WHERE d.id = r.district_id AND d.weak_signal) AS is_weak
            FROM {rows.by_month("mentoring_pairing")} r
            WHERE active_on IS NOT NULL AND (ended_on IS NULL OR ended_on >= %(first)s)
        ), met AS ({_met(rows)}
        )
        SELECT p.leaf, mo.month{by},
            count(*) FILTER (WHERE {RUNNING}) AS pairings_active,
            count(*) FILTER (WHERE {RUNNING} AND {dormant}) AS pairings_dormant,
            sum(due.slots) AS slots_due,
            sum(least(due.slots, coalesce(met.held, 0))) AS slots_kept,
            sum(due.slots) FILTER (WHERE p.is_weak) AS slots_due_weak,
            sum(least(due.slots, coalesce(met.held, 0))) FILTER (WHERE p.is_weak) AS slots_kept_weak,
            count(*) FILTER (WHERE {RUNNING} AND {ran_long}) AS baselines_due,
            count(*) FILTER (WHERE {RUNNING} AND {ran_long} AND p.baseline_on < mo.next) AS baselines_locked
        FROM p JOIN ({rows.spans}) mo
            ON mo.unit_id = p.leaf AND mo.month >= p.since AND mo.month < p.until
            AND p.active_on < mo.next AND (p.ended_on IS NULL OR p.ended_on >= mo.month)
        LEFT JOIN met ON met.id = p.id AND met.month = mo.month
        LEFT JOIN met met_1 ON met_1.id = p.id AND met_1.month = (mo.month - interval '1 month')::date
        LEFT JOIN met met_2 ON met_2.id = p.id AND met_2.month = (mo.month - interval '2 months')::date
        CROSS JOIN LATERAL (
            SELECT kad_slots_due(p.active_on, p.ended_on, p.cadence_days, p.pauses,
                p.paused_on, mo.month, %(over)s::date) AS slots) due
        GROUP BY p.leaf, mo.month{by}
    """


def _met(rows: Rows) -> str:
    """SELECT id of a pairing, month, held, last. Few pairings are looked up one by one, all are read through."""
    counted = f"""
        SELECT s.pairing_id AS id, {MONTH_OF("s.held_on")} AS month, count(*) AS held, max(s.held_on) AS last
        FROM mentoring_session s
        WHERE s.state IN {HELD} AND s.held_on >= %(before)s AND s.held_on < %(until)s{{one}}
        GROUP BY 1, 2
    """
    if rows.whole:
        return counted.format(one="")
    one = counted.format(one=" AND s.pairing_id = known.id")
    return f"SELECT met.* FROM (SELECT DISTINCT id FROM p) known CROSS JOIN LATERAL ({one}) met"


def _sessions(rows: Rows, by: str) -> str:
    written_by = f"s.started_at + make_interval(mins => s.minutes::integer, hours => {LOG_DUE // timedelta(hours=1)})"
    due = f"s.state IN {HELD} AND {written_by} < {START_OF('%(as_of)s')}"
    pairing = "JOIN mentoring_pairing p ON p.id = s.pairing_id" if by else ""
    return f"""
        SELECT x.* FROM (
        SELECT s.leaf, {MONTH_OF("s.held_on")} AS month{by},
            count(*) FILTER (WHERE s.state IN {HELD}) AS sessions_held,
            count(*) FILTER (WHERE {MISSED}) AS sessions_missed,
            count(*) FILTER (WHERE {due}) AS logs_due,
            count(*) FILTER (WHERE {due} AND s.recorded_at <= {written_by}) AS logs_on_time
        FROM {rows.by_month("mentoring_session")} s {pairing}
        WHERE s.held_on >= %(first)s AND s.held_on < %(until)s AND s.held_on >= s.since AND s.held_on < s.until
        GROUP BY s.leaf, 2{by}
        ) x JOIN ({rows.spans}) mo ON mo.unit_id = x.leaf AND mo.month = x.month
    """


def _endings(rows: Rows, by: str) -> str:
    return f"""
        SELECT p.leaf, mo.month{by}, count(*) AS endings_all,
            count(*) FILTER (WHERE p.state = 'completed') AS endings_completed
        FROM {rows.by_month("mentoring_pairing")} p
        JOIN ({rows.spans}) mo ON mo.unit_id = p.leaf AND p.planned_end_on >= mo.month AND p.planned_end_on < mo.next
            AND mo.month >= p.since AND mo.month < p.until
        WHERE p.state IN {any_of(OVER_STATES)} AND p.active_on IS NOT NULL
        GROUP BY p.leaf, mo.month{by}
    """


def _mentees(rows: Rows, by: str = "") -> str:
    """Distinct mentees at the end of each month, at home wherever they are paired."""
    return f"""
        SELECT m.leaf, mo.month{by}, count(DISTINCT m.id) AS mentees_active
        FROM {rows.by_month("cadres_member")} m
        JOIN mentoring_pairingparticipant t ON t.member_id = m.id AND t.role IN {any_of(LEARNERS)}
        JOIN mentoring_pairing p ON p.id = t.pairing_id
        JOIN ({rows.spans}) mo ON mo.unit_id = m.leaf AND mo.month >= m.since AND mo.month < m.until AND {RUNNING}
            AND (t.left_at IS NULL OR t.left_at >= {START_OF("mo.next")})
        GROUP BY m.leaf, mo.month{by}
    """
