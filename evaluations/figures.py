"""The arithmetic of the figures, once, as SQL: for a drain, a recount, and live below the districts.

A row counts at one leaf: its district, else the unit it stands on directly. The fragments below count rows per
leaf; what differs between their users is only which rows they look at and what they call the leaf (`Rows`).
The rules are DOMAIN §13; `mentoring` has the same rules as query sets, for the lists that show the rows.

Parameters: `parameters(as_of, months)`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from evaluations.models import RollupMonth, RollupNow
from mentoring.cadence import DORMANT_SQL, PAUSED_SQL
from mentoring.enums import HELD_STATES
from regions.settings import value

NOT_FIGURES = {"id", "unit", "province", "regency", "district", "village", "is_own", "month"}
NOW = tuple(f.name for f in RollupNow._meta.concrete_fields if f.name not in NOT_FIGURES)
MONTH = tuple(f.name for f in RollupMonth._meta.concrete_fields if f.name not in NOT_FIGURES)
PHASES = tuple(name.removeprefix("phase_") for name in NOW if name.startswith("phase_"))

HELD = "(" + ", ".join(f"'{state}'" for state in HELD_STATES) + ")"
MISSED = "(s.state IN ('no_show_mentor', 'no_show_mentee') OR (s.state = 'cancelled' AND s.late_cancelled))"
# A pairing counts at a phase while it goes on; the two phases before «active» belong to their states.
PHASE_STATES = {"preparation": "('proposed', 'offered')", "orientation": "('accepted')"}
# As Pairing.objects.active_at_end_of(the day before mo.next) has it.
RUNNING = (
    "p.active_on < mo.next AND (p.ended_on IS NULL OR p.ended_on >= mo.next)"
    f" AND NOT {PAUSED_SQL(p='p', day='mo.next - 1')}"
)


MONTH_OF = "date_trunc('month', {}::timestamp)::date"


def months_from(month: date, count: int) -> date:
    """The first day of the month that lies `count` months after (before) a month."""
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


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
    """SELECT unit_id, month and every figure of RollupMonth, one row for each span."""
    return f"""
        SELECT l.unit_id, l.month, {", ".join(f"coalesce({name}, 0) AS {name}" for name in MONTH)}
        FROM ({rows.spans}) l
        LEFT JOIN ({_running(rows)}) running ON running.leaf = l.unit_id AND running.month = l.month
        LEFT JOIN ({_sessions(rows)}) sessions ON sessions.leaf = l.unit_id AND sessions.month = l.month
        LEFT JOIN ({rows.mentees or _mentees(rows)}) mentees ON mentees.leaf = l.unit_id AND mentees.month = l.month
    """


def _members(rows: Rows) -> str:
    willing = "r.status = 'active' AND r.wants_mentoring"
    return f"""
        SELECT r.leaf,
            count(*) FILTER (WHERE r.status = 'active') AS members_active,
            count(*) FILTER (WHERE r.status = 'active' AND r.gender = 'female') AS members_women,
            count(*) FILTER (WHERE {willing}) AS members_willing,
            count(*) FILTER (WHERE r.is_mentee) AS mentees_active,
            count(*) FILTER (WHERE r.is_mentee AND {willing}) AS mentees_willing,
            count(*) FILTER (WHERE r.is_mentee AND r.gender = 'female') AS mentees_women
        FROM {rows.of("cadres_member")} r GROUP BY 1
    """


def _mentors(rows: Rows) -> str:
    return f"""
        SELECT r.leaf, count(*) AS mentors_active, count(*) FILTER (WHERE m.gender = 'female') AS mentors_women
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


def _running(rows: Rows) -> str:
    """Pairings by month: how many ran, and were dormant, at its end; what their rhythm asked and what was kept.

    Five weeks reach back into two months before and no further, so three months of meetings tell who is dormant.
    """
    return f"""
        WITH p AS (
            SELECT leaf, since, until, id, active_on, paused_on, pauses, ended_on, cadence_days
            FROM {rows.by_month("mentoring_pairing")} r
            WHERE active_on IS NOT NULL AND (ended_on IS NULL OR ended_on >= %(first)s)
        ), met AS ({_met(rows)}
        )
        SELECT p.leaf, mo.month,
            count(*) FILTER (WHERE {RUNNING}) AS pairings_active,
            count(*) FILTER (WHERE {RUNNING} AND {
        DORMANT_SQL(
            p="p", last_held="coalesce(met.last, met_1.last, met_2.last)", day="least(mo.next, %(as_of)s::date)"
        )
    }) AS pairings_dormant,
            sum(due.slots)::integer AS slots_due,
            sum(least(due.slots, coalesce(met.held, 0)))::integer AS slots_kept
        FROM p JOIN ({rows.spans}) mo
            ON mo.unit_id = p.leaf AND mo.month >= p.since AND mo.month < p.until
            AND p.active_on < mo.next AND (p.ended_on IS NULL OR p.ended_on >= mo.month)
        LEFT JOIN met ON met.id = p.id AND met.month = mo.month
        LEFT JOIN met met_1 ON met_1.id = p.id AND met_1.month = (mo.month - interval '1 month')::date
        LEFT JOIN met met_2 ON met_2.id = p.id AND met_2.month = (mo.month - interval '2 months')::date
        CROSS JOIN LATERAL (
            SELECT kad_slots_due(p.active_on, p.ended_on, p.cadence_days, p.pauses,
                p.paused_on, mo.month, %(over)s::date) AS slots) due
        GROUP BY 1, 2
    """


def _met(rows: Rows) -> str:
    """SELECT id of a pairing, month, held, last. Few pairings are looked up one by one, all are read through."""
    counted = f"""
        SELECT s.pairing_id AS id, {MONTH_OF.format("s.held_on")} AS month, count(*) AS held, max(s.held_on) AS last
        FROM mentoring_session s
        WHERE s.state IN {HELD} AND s.held_on >= %(before)s AND s.held_on < %(until)s{{one}}
        GROUP BY 1, 2
    """
    if rows.whole:
        return counted.format(one="")
    one = counted.format(one=" AND s.pairing_id = known.id")
    return f"SELECT met.* FROM (SELECT DISTINCT id FROM p) known CROSS JOIN LATERAL ({one}) met"


def _sessions(rows: Rows) -> str:
    return f"""
        SELECT s.leaf, {MONTH_OF.format("s.held_on")} AS month,
            count(*) FILTER (WHERE s.state IN {HELD}) AS sessions_held,
            count(*) FILTER (WHERE {MISSED}) AS sessions_missed
        FROM {rows.by_month("mentoring_session")} s
        WHERE s.held_on >= %(first)s AND s.held_on < %(until)s AND s.held_on >= s.since AND s.held_on < s.until
        GROUP BY 1, 2
    """


def _mentees(rows: Rows) -> str:
    """Distinct mentees at the end of each month, at home wherever they are paired."""
    return f"""
        SELECT m.leaf, mo.month, count(DISTINCT m.id) AS mentees_active
        FROM {rows.by_month("cadres_member")} m
        JOIN mentoring_pairingparticipant t ON t.member_id = m.id AND t.role IN ('mentee', 'peer')
        JOIN mentoring_pairing p ON p.id = t.pairing_id
        JOIN ({rows.spans}) mo ON mo.unit_id = m.leaf AND mo.month >= m.since AND mo.month < m.until AND {RUNNING}
            AND (t.left_at IS NULL OR t.left_at >= mo.next::timestamp AT TIME ZONE 'Asia/Jayapura')
        GROUP BY 1, 2
    """
