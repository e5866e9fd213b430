"""The arithmetic of the figures, once, as SQL: for a drain, a recount, and live below the districts.

A row counts at one leaf: its district, else the unit it stands on directly. The fragments below count rows per
leaf; what differs between their users is only which rows they look at and what they call the leaf (`Rows`).
The rules are DOMAIN §13; `mentoring` has the same rules as query sets, for the lists that show the rows.

Parameters: `parameters(as_of, months)`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from evaluations.calendar import CHECK_OPEN, MONTH_OF, START_OF, months_from
from evaluations.models import RollupMonth, RollupNow, RollupOutcome
from evaluations.models.rollups import Rollup, Step
from evaluations.suppression import LEAST
from mentoring.cadence import DORMANT_SQL, LOG_DUE, LONG_ENOUGH, PAUSED_SQL
from mentoring.enums import HELD_STATES, LEARNERS, OVER_STATES, SETTLED_GOALS
from regions.settings import value

NOT_FIGURES = {"id", "unit", "province", "regency", "district", "village", "is_own", "month"}


def _figures(model: type[Rollup]) -> tuple[str, ...]:
    """The names of the counts of a table."""
    fields = [f.name for f in model._meta.concrete_fields if not f.name.startswith("hides_")]
    return tuple(name for name in fields if name not in NOT_FIGURES)


NOW, MONTH, OUTCOME = _figures(RollupNow), _figures(RollupMonth), _figures(RollupOutcome)
PHASES = tuple(name.removeprefix("phase_") for name in NOW if name.startswith("phase_"))


def _any_of(values: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


HELD = _any_of(HELD_STATES)
MISSED = "(s.state IN ('no_show_mentor', 'no_show_mentee') OR (s.state = 'cancelled' AND s.late_cancelled))"
GAIN_UNIT = 27_720  # what 1 to 12 divide: the mean of up to twelve competencies stays whole, and adds up exactly
# A pairing counts at a phase while it goes on; the two phases before «active» belong to their states.
PHASE_STATES = {"preparation": "('proposed', 'offered')", "orientation": "('accepted')"}
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
    may be read. whole: all rows there are.
    """

    leaves: str
    spans: str
    of: Callable[[str], str]
    officers: str
    mentees: str = ""
    whole: bool = False
    then: Callable[[str], str] | None = None

    def by_month(self, table: str) -> str:
        """The rows of a table with the leaf they count at, from which month and until which."""
        if self.then is not None:
            return self.then(table)
        return f"(SELECT '-infinity'::date AS since, 'infinity'::date AS until, x.* FROM {self.of(table)} x)"


def now_figures(rows: Rows) -> str:
    """SELECT unit_id and every figure of RollupNow, one row for each leaf."""
    return f"""
        SELECT l.unit_id, {", ".join(f"coalesce({name}, 0) AS {name}" for name in NOW)}
        FROM ({rows.leaves}) l
        LEFT JOIN ({_members(rows)}) members ON members.leaf = l.unit_id
        LEFT JOIN ({_mentors(rows)}) mentors ON mentors.leaf = l.unit_id
        LEFT JOIN ({_officers(rows)}) officers ON officers.leaf = l.unit_id
        LEFT JOIN ({_pairings(rows)}) pairings ON pairings.leaf = l.unit_id
    """


def month_figures(rows: Rows) -> str:
    """SELECT unit_id, month and every figure of RollupMonth, for the months in which there was anything."""
    return _added(_month_parts(rows), ("leaf", "month"), MONTH)


def programme_figures(rows: Rows) -> str:
    """SELECT unit_id, month, programme_id and every figure of RollupMonth: the same counts, programme by programme."""
    return _added(_month_parts(rows, by=", p.programme_id"), ("leaf", "month", "programme_id"), MONTH)


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


def flow_figures(rows: Rows) -> str:
    """SELECT unit_id, year, origin, channel, steps, steps_women: the map of mobility, from all years."""
    return f"""
        SELECT r.leaf AS unit_id, extract(year FROM r.starts_on)::smallint AS year,
            coalesce(r.origin_id, '') AS origin, r.channel_id AS channel, count(*) AS steps,
            count(*) FILTER (WHERE m.gender = 'female') AS steps_women
        FROM {rows.of("cadres_mobilitystep")} r JOIN cadres_member m ON m.id = r.member_id
        WHERE r.struck_at IS NULL GROUP BY 1, 2, 3, 4
    """


def outcome_figures(rows: Rows) -> str:
    """SELECT unit_id, month and every figure of RollupOutcome."""
    parts = {
        ("goals_people", "goals_achieved", "goals_partly", "goals_missed", "goals_dropped"): _goals(rows),
        ("gain_people", "gain_points", "gain_levels", "gain_missing"): _gains(rows),
        ("levels_eligible", "levels_awarded"): _levels(rows),
        ("requests_due", "requests_on_time"): _requests(rows),
        ("rapport_mentees", "rapport_mentee_points", "rapport_mentors", "rapport_mentor_points"): _rapport(rows),
        ("reaction_invited", "reaction_people", "reaction_answers", "reaction_satisfied"): _reaction(rows),
        ("behaviour_people", "behaviour_points"): _behaviour(rows),
    }
    return _added(parts, ("leaf", "month"), OUTCOME)


def _added(parts: Mapping[tuple[str, ...], str], key: Sequence[str], names: Sequence[str]) -> str:
    """Parts that each count some of the names, put together: one row for each key that any of them has."""
    selects = [
        f"SELECT {', '.join(key)}, {', '.join(n if n in own else f'0 AS {n}' for n in names)} FROM ({part}) x"
        for own, part in parts.items()
    ]
    keys = ", ".join(("leaf AS unit_id", *key[1:]))
    sums = ", ".join(f"coalesce(sum({name}), 0)::bigint AS {name}" for name in names)
    return f"SELECT {keys}, {sums} FROM ({' UNION ALL '.join(selects)}) x GROUP BY {', '.join(key)}"


def _month_parts(rows: Rows, by: str = "") -> dict[tuple[str, ...], str]:
    """What is counted by month, from pairings `p`; `by` is a further column of theirs to count by."""
    running = (
        "pairings_active pairings_dormant slots_due slots_kept slots_due_weak slots_kept_weak baselines_due"
        " baselines_locked"
    )
    sessions = "sessions_held sessions_missed logs_due logs_on_time"
    return {
        tuple(running.split()): _running(rows, by),
        tuple(sessions.split()): _sessions(rows, by),
        ("endings_all", "endings_completed"): _endings(rows, by),
        ("mentees_active",): rows.mentees if rows.mentees and not by else _mentees(rows, by),
    }


def _members(rows: Rows) -> str:
    willing = "r.status = 'active' AND r.wants_mentoring"
    return f"""
        SELECT r.leaf,
            count(*) FILTER (WHERE r.status = 'active') AS members_active,
            count(*) FILTER (WHERE r.status = 'active' AND r.gender = 'female') AS members_women,
            count(*) FILTER (WHERE {willing}) AS members_willing,
            count(*) FILTER (WHERE r.status = 'applied') AS members_applied,
            count(*) FILTER (WHERE r.status = 'active' AND r.nik_last4 = '') AS members_no_nik,
            count(*) FILTER (WHERE r.status = 'active' AND r.phone = '') AS members_no_phone,
            count(*) FILTER (WHERE r.status = 'active' AND r.birth_date IS NULL) AS members_no_birth,
            count(*) FILTER (WHERE r.is_mentee) AS mentees_active,
            count(*) FILTER (WHERE r.is_mentee AND {willing}) AS mentees_willing,
            count(*) FILTER (WHERE r.is_mentee AND r.gender = 'female') AS mentees_women
        FROM {rows.of("cadres_member")} r GROUP BY 1
    """


def _mentors(rows: Rows) -> str:
    return f"""
        SELECT r.leaf, count(*) AS mentors_active, count(*) FILTER (WHERE m.gender = 'female') AS mentors_women,
            sum(r.load) AS mentors_load, sum(r.soft_capacity) AS mentors_soft,
            count(*) FILTER (WHERE r.load BETWEEN 1 AND r.soft_capacity - 1) AS mentors_light,
            count(*) FILTER (WHERE r.load >= greatest(r.soft_capacity, 1) AND r.load < r.capacity) AS mentors_busy,
            count(*) FILTER (WHERE r.load >= r.capacity) AS mentors_full,
            count(*) FILTER (WHERE r.load = 0) AS mentors_idle
        FROM {rows.of("mentoring_mentor")} r LEFT JOIN cadres_member m ON m.id = r.member_id
        WHERE r.state = 'active' GROUP BY 1
    """


def _officers(rows: Rows) -> str:
    return f"""
        SELECT o.leaf, count(*) AS officers_active, count(*) FILTER (WHERE o.gender = 'female') AS officers_women
        FROM ({rows.officers}) o GROUP BY 1
    """


def _pairings(rows: Rows) -> str:
    states = {phase: PHASE_STATES.get(phase, "('active')") for phase in PHASES}
    phases = ", ".join(
        f"count(*) FILTER (WHERE r.phase = '{phase}' AND r.state IN {goes_on}) AS phase_{phase}"
        for phase, goes_on in states.items()
    )
    return f"""
        SELECT r.leaf,
            count(*) FILTER (WHERE r.state IN ('proposed', 'offered')) AS pairings_waiting,
            count(*) FILTER (WHERE r.state = 'active') AS pairings_active,
            count(*) FILTER (WHERE r.state = 'active'
                AND {DORMANT_SQL(p="r", last_held="r.last_held_on", day="%(as_of)s::date")}) AS pairings_dormant,
            {phases}
        FROM {rows.of("mentoring_pairing")} r GROUP BY 1
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
        WHERE p.state IN {_any_of(OVER_STATES)} AND p.active_on IS NOT NULL
        GROUP BY p.leaf, mo.month{by}
    """


def _mentees(rows: Rows, by: str) -> str:
    """Distinct mentees at the end of each month, at home wherever they are paired."""
    return f"""
        SELECT m.leaf, mo.month{by}, count(DISTINCT m.id) AS mentees_active
        FROM {rows.by_month("cadres_member")} m
        JOIN mentoring_pairingparticipant t ON t.member_id = m.id AND t.role IN {_any_of(LEARNERS)}
        JOIN mentoring_pairing p ON p.id = t.pairing_id
        JOIN ({rows.spans}) mo ON mo.unit_id = m.leaf AND mo.month >= m.since AND mo.month < m.until AND {RUNNING}
            AND (t.left_at IS NULL OR t.left_at >= {START_OF("mo.next")})
        GROUP BY m.leaf, mo.month{by}
    """


# --- what came of it --------------------------------------------------------------------------------------------


def _goals(rows: Rows) -> str:
    """Goals by the month in which they were due, once somebody said what became of them."""
    states = ", ".join(f"count(*) FILTER (WHERE g.state = '{state}') AS goals_{state}" for state in SETTLED_GOALS)
    return f"""
        SELECT g.leaf, mo.month, {states},
            count(DISTINCT t.member_id) FILTER (WHERE g.state <> 'dropped') AS goals_people
        FROM {rows.by_month("mentoring_goal")} g
        JOIN mentoring_pairing p ON p.id = g.pairing_id AND p.category <> 'personal'
        JOIN mentoring_pairingparticipant t ON t.id = g.learner_id
        JOIN ({rows.spans}) mo ON mo.unit_id = g.leaf AND g.due_on >= mo.month AND g.due_on < mo.next
            AND mo.month >= g.since AND mo.month < g.until
        WHERE g.agreed_at IS NOT NULL AND g.state IN {_any_of(SETTLED_GOALS)}
        GROUP BY g.leaf, mo.month
    """


def _gains(rows: Rows) -> str:
    """Mentees by the month in which their final round was locked, with how much they rose on what they had planned."""
    return f"""
        SELECT leaf, month, count(*) AS gain_people, sum(points) AS gain_points, sum(gained) AS gain_levels,
            sum(missing) AS gain_missing
        FROM (
            SELECT m.leaf, mo.month, m.id, sum((f.agreed_level - b.agreed_level) * {GAIN_UNIT}) / count(*) AS points,
                coalesce(sum(f.agreed_level - b.agreed_level) FILTER (WHERE b.agreed_level < b.target), 0) AS gained,
                coalesce(sum(b.target - b.agreed_level) FILTER (WHERE b.agreed_level < b.target), 0) AS missing
            FROM {rows.by_month("cadres_member")} m
            JOIN mentoring_pairingparticipant t ON t.member_id = m.id
            JOIN mentoring_pairing p ON p.id = t.pairing_id AND p.category <> 'personal'
            JOIN mentoring_diagnostic last ON last.learner_id = t.id AND last.round = 'final'
                AND last.state = 'locked' AND last.set_aside_at IS NULL
            JOIN ({rows.spans}) mo ON mo.unit_id = m.leaf AND mo.month >= m.since AND mo.month < m.until
                AND last.locked_at >= {START_OF("mo.month")} AND last.locked_at < {START_OF("mo.next")}
            JOIN mentoring_diagnostic first ON first.learner_id = t.id AND first.round = 'baseline'
                AND first.state = 'locked' AND first.set_aside_at IS NULL
            JOIN mentoring_diagnosticlevel f ON f.diagnostic_id = last.id
            JOIN mentoring_diagnosticlevel b ON b.diagnostic_id = first.id AND b.competency = f.competency
            WHERE f.agreed_level IS NOT NULL AND b.agreed_level IS NOT NULL AND EXISTS (
                SELECT FROM mentoring_goal g
                WHERE g.learner_id = t.id AND g.competency = f.competency AND g.agreed_at IS NOT NULL)
            GROUP BY m.leaf, mo.month, m.id
        ) x GROUP BY leaf, month
    """


def _levels(rows: Rows) -> str:
    """Cadres who met every rule for a level at any time in the month, and those who were awarded one in it."""
    awarded = "a.awarded_on >= mo.month AND a.awarded_on < mo.next"
    return f"""
        SELECT m.leaf, mo.month, count(DISTINCT m.id) AS levels_eligible,
            count(DISTINCT m.id) FILTER (WHERE {awarded}) AS levels_awarded
        FROM {rows.by_month("cadres_member")} m
        JOIN cadres_levelpath h ON h.member_id = m.id
        LEFT JOIN cadres_levelaward a ON a.path_id = h.id AND a.state = 'awarded'
        JOIN ({rows.spans}) mo ON mo.unit_id = m.leaf AND mo.month >= m.since AND mo.month < m.until
            AND ({awarded} OR h.ready_since < mo.next AND coalesce(a.awarded_on >= mo.month, h.state <> 'done'))
        GROUP BY m.leaf, mo.month
    """


def _requests(rows: Rows) -> str:
    """Requests of data subjects by the month in which their 72 hours ended."""
    return f"""
        SELECT r.leaf, mo.month, count(*) AS requests_due,
            count(*) FILTER (WHERE r.closed_at <= r.due_at) AS requests_on_time
        FROM {rows.by_month("accounts_datarequest")} r
        JOIN ({rows.spans}) mo ON mo.unit_id = r.leaf AND mo.month >= r.since AND mo.month < r.until
            AND r.due_at >= {START_OF("mo.month")} AND r.due_at < {START_OF("mo.next")}
        WHERE r.due_at < {START_OF("%(as_of)s")}
        GROUP BY r.leaf, mo.month
    """


# --- what people say of it --------------------------------------------------------------------------------------
#
# Answers are read by nobody, so `kad_counted` alone tells what each form comes to, and only to jobs. A form counts in
# the month in which its window closed, once that month is over: what is known of a month is known at once, so that two
# looks never differ by what one person has said.

CLOSED_ON = f"coalesce(g.closes_on, e.opens_on + {CHECK_OPEN.days})"  # a form that is opened again keeps its month
OVER = "mo.next < %(as_of)s::date"  # a day later: in the west the last window closes when it is the first here


def _forms(rows: Rows, which: str) -> str:
    """SELECT leaf, month, member, role and id of the forms that closed in a month, at the home of who was asked."""
    return f"""
        SELECT m.leaf, mo.month, m.id AS member, e.role, e.id
        FROM {rows.by_month("cadres_member")} m
        JOIN evaluations_evaluation e ON e.rater_id = m.user_id
        JOIN evaluations_instrument i ON i.id = e.instrument_id
        LEFT JOIN evaluations_evaluationround g ON g.id = e.round_id
        JOIN ({rows.spans}) mo ON mo.unit_id = m.leaf AND mo.month >= m.since AND mo.month < m.until AND {OVER}
            AND {CLOSED_ON} >= mo.month AND {CLOSED_ON} < mo.next
        WHERE {which}
    """


COUNTED = "kad_counted(ARRAY(SELECT id FROM forms)) k ON k.evaluation = f.id"


def _rapport(rows: Rows) -> str:
    """K11: each person's index, the mean of his relations'. A check comes every three months: it is the latest one."""
    return f"""
        WITH forms AS MATERIALIZED ({_forms(rows, "e.occasion = 'rapport' AND e.role IN ('mentee', 'mentor')")}),
        people AS (
            SELECT f.leaf, f.month, f.member, f.role, (sum(k.points) / count(*))::bigint AS points
            FROM forms f JOIN {COUNTED} WHERE k.points IS NOT NULL GROUP BY 1, 2, 3, 4
        )
        SELECT leaf, month, count(*) FILTER (WHERE role = 'mentee') AS rapport_mentees,
            sum(points) FILTER (WHERE role = 'mentee') AS rapport_mentee_points,
            count(*) FILTER (WHERE role = 'mentor') AS rapport_mentors,
            sum(points) FILTER (WHERE role = 'mentor') AS rapport_mentor_points
        FROM people GROUP BY leaf, month
    """


def _reaction(rows: Rows) -> str:
    """K12: who was asked how he finds the programme, who answered, his answers, and those of 4 or more."""
    return f"""
        WITH forms AS MATERIALIZED ({_forms(rows, "i.code = 'I-6.L1' AND e.role = 'self' AND e.round_id IS NOT NULL")})
        SELECT f.leaf, f.month, count(DISTINCT f.member) AS reaction_invited,
            count(DISTINCT f.member) FILTER (WHERE k.told > 0) AS reaction_people,
            sum(k.told) AS reaction_answers, sum(k.satisfied) AS reaction_satisfied
        FROM forms f LEFT JOIN {COUNTED} GROUP BY f.leaf, f.month
    """


def _behaviour(rows: Rows) -> str:
    """K21: how much those rose whom at least two rated both at the baseline and three months later.

    Where the programme stands and whole programmes alone, of at least five people: coordinators see the change of a
    programme, so whoever took it from a figure that cuts through programmes would be left with one person's.
    """
    return f"""
        WITH pairs AS (
            SELECT DISTINCT ON (first.id, g.leaf, g.since) g.leaf, g.since, g.until, g.closes_on,
                first.id AS first_id, g.id AS later_id
            FROM {rows.by_month("evaluations_evaluationround")} g
            JOIN evaluations_instrument i ON i.id = g.instrument_id AND i.code = 'I-6.L3'
            JOIN evaluations_evaluationround first ON first.programme_id = g.programme_id
                AND first.occasion = 'baseline' AND g.opens_on >= first.opens_on + interval '3 months'
            JOIN evaluations_instrument was ON was.id = first.instrument_id AND was.code = i.code
            WHERE g.occasion <> 'baseline' ORDER BY first.id, g.leaf, g.since, g.opens_on, g.id
        ), forms AS MATERIALIZED (
            SELECT p.leaf, mo.month, p.later_id, e.round_id = p.first_id AS is_first, e.subject_id, e.id
            FROM pairs p JOIN evaluations_evaluation e ON e.round_id IN (p.first_id, p.later_id)
            JOIN ({rows.spans}) mo ON mo.unit_id = p.leaf AND mo.month >= p.since AND mo.month < p.until AND {OVER}
                AND p.closes_on >= mo.month AND p.closes_on < mo.next
        ), rated AS (
            SELECT f.leaf, f.month, f.later_id, f.is_first, f.subject_id,
                (sum(k.points) / count(*))::bigint AS points
            FROM forms f JOIN {COUNTED} WHERE k.points IS NOT NULL GROUP BY 1, 2, 3, 4, 5 HAVING count(*) >= 2
        ), programmes AS (
            SELECT a.leaf, a.month, count(*) AS people, sum(a.points - b.points) AS points
            FROM rated a JOIN rated b ON b.later_id = a.later_id AND b.subject_id = a.subject_id AND b.is_first
            WHERE NOT a.is_first GROUP BY a.leaf, a.month, a.later_id HAVING count(*) >= {LEAST}
        )
        SELECT leaf, month, sum(people) AS behaviour_people, sum(points) AS behaviour_points
        FROM programmes GROUP BY leaf, month
    """
