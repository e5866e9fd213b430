"""Where things stand today: members, mentors, officers and pairings of each leaf (K2, K6, K16, K17)."""

from evaluations.figures.rows import NOW, PHASES, Rows
from mentoring.cadence import DORMANT_SQL

# A pairing counts at a phase while it goes on; the two phases before «active» belong to their states.
PHASE_STATES = {"preparation": "('proposed', 'offered')", "orientation": "('accepted')"}
OF_PAIRINGS = tuple(name for name in NOW if name.startswith(("pairings_", "phase_")))


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


def now_after_meetings(rows: Rows) -> str:
    """As `now_figures`, where only pairings have changed: the others are taken from the stored rows."""
    figures = (f"coalesce({'p' if name in OF_PAIRINGS else 't'}.{name}, 0) AS {name}" for name in NOW)
    return f"""
        SELECT l.unit_id, {", ".join(figures)}
        FROM ({rows.leaves}) l JOIN regions_unit u ON u.id = l.unit_id
        LEFT JOIN evaluations_rollupnow t ON t.unit_id = l.unit_id AND t.is_own = (u.tier < 3)
        LEFT JOIN ({_pairings(rows)}) p ON p.leaf = l.unit_id
    """


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
