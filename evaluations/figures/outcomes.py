"""What came of it: goals, gains, levels, requests of data subjects (K9, K10, K14, K20), beside what people say."""

from evaluations.calendar import START_OF
from evaluations.figures.rows import OUTCOME, Rows, added, any_of
from evaluations.figures.voices import behaviour, rapport, reaction
from mentoring.enums import SETTLED_GOALS

GAIN_UNIT = 27_720  # what 1 to 12 divide: the mean of up to twelve competencies stays whole, and adds up exactly


def outcome_figures(rows: Rows) -> str:
    """SELECT unit_id, month and every figure of RollupOutcome."""
    parts = {
        ("goals_people", "goals_achieved", "goals_partly", "goals_missed", "goals_dropped"): _goals(rows),
        ("gain_people", "gain_points", "gain_levels", "gain_missing"): _gains(rows),
        ("levels_eligible", "levels_awarded"): _levels(rows),
        ("requests_due", "requests_on_time"): _requests(rows),
        ("rapport_mentees", "rapport_mentee_points", "rapport_mentors", "rapport_mentor_points"): rapport(rows),
        ("reaction_invited", "reaction_people", "reaction_answers", "reaction_satisfied"): reaction(rows),
        ("behaviour_people", "behaviour_points"): behaviour(rows),
    }
    return added(parts, ("leaf", "month"), OUTCOME)


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
        WHERE g.agreed_at IS NOT NULL AND g.state IN {any_of(SETTLED_GOALS)}
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
