"""What people say of it (K11, K12, K21).

Answers are read by nobody. The database keeps the rules, for the list of who stands behind a figure asks them too
(`kad_raters`): `evaluations_voice` says which form counts for what, in which month and where its rater was at home,
`evaluations_comparison` which two rounds make K21; `kad_counted` and `kad_change` tell what they come to, and only to
jobs. What is known of a month is known at once, when it is over, so that two looks never differ by one person.
"""

from evaluations.figures.rows import Rows

OVER = "kad_is_told(mo.month, %(as_of)s::date)"


def rapport(rows: Rows) -> str:
    """K11: each person's index, the mean of his relations'. A check comes every three months: it is the latest one."""
    return f"""
        WITH forms AS MATERIALIZED ({_forms(rows, "IN ('rapport_mentee', 'rapport_mentor')")}),
        people AS (
            SELECT f.leaf, f.month, f.rater_id, f.measure, (sum(k.points) / count(*))::bigint AS points
            FROM forms f JOIN {COUNTED} WHERE k.is_heard GROUP BY 1, 2, 3, 4
        )
        SELECT leaf, month, count(*) FILTER (WHERE measure = 'rapport_mentee') AS rapport_mentees,
            sum(points) FILTER (WHERE measure = 'rapport_mentee') AS rapport_mentee_points,
            count(*) FILTER (WHERE measure = 'rapport_mentor') AS rapport_mentors,
            sum(points) FILTER (WHERE measure = 'rapport_mentor') AS rapport_mentor_points
        FROM people GROUP BY leaf, month
    """


def reaction(rows: Rows) -> str:
    """K12: who was asked how he finds the programme, who answered, his answers, and those of 4 or more."""
    return f"""
        WITH forms AS MATERIALIZED ({_forms(rows, "= 'reaction'")})
        SELECT f.leaf, f.month, count(DISTINCT f.rater_id) AS reaction_invited,
            count(DISTINCT f.rater_id) FILTER (WHERE k.is_heard) AS reaction_people,
            sum(k.told) AS reaction_answers, sum(k.satisfied) AS reaction_satisfied
        FROM forms f LEFT JOIN {COUNTED} GROUP BY f.leaf, f.month
    """


def behaviour(rows: Rows) -> str:
    """K21: how much those rose whom at least two rated both at the baseline and three months later.

    Where the programme stands, and of a programme exactly what its round shows: coordinators see that page too, and
    whoever took one from the other would be left with the answers of those who stand in one of them alone.
    """
    return f"""
        WITH pairs AS MATERIALIZED (
            SELECT v.leaf, mo.month, v.later_id FROM {rows.by_month("evaluations_comparison")} v
            JOIN ({rows.spans}) mo ON mo.unit_id = v.leaf AND mo.month >= v.since AND mo.month < v.until AND {OVER}
                AND v.counts_on >= mo.month AND v.counts_on < mo.next
        )
        SELECT p.leaf, p.month, sum(cardinality(k.people)) AS behaviour_people, sum(k.points) AS behaviour_points
        FROM pairs p JOIN kad_change(ARRAY(SELECT later_id FROM pairs)) k ON k.later = p.later_id
        GROUP BY p.leaf, p.month
    """


COUNTED = "kad_counted(ARRAY(SELECT id FROM forms)) k ON k.evaluation = f.id"


def _forms(rows: Rows, which: str) -> str:
    """SELECT leaf, month, measure, rater and id of the forms of some measures, at the home of who was asked."""
    return f"""
        SELECT v.leaf, mo.month, v.measure, v.rater_id, v.id FROM {rows.by_month("evaluations_voice")} v
        JOIN ({rows.spans}) mo ON mo.unit_id = v.leaf AND mo.month >= v.since AND mo.month < v.until AND {OVER}
            AND v.counts_on >= mo.month AND v.counts_on < mo.next
        WHERE v.measure {which}
    """
